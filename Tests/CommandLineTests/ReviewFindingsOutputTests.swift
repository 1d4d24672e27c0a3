import Foundation
import Testing

@Suite struct OutputReviewTests {
  @Test func aPipeStaysAPipeAndGetsTheAnswer() throws {
    let tool = try ReviewTool.withInterview()
    let pipe = tool.url("pipe").path
    try #require(mkfifo(pipe, 0o600) == 0)
    // Open for both, so that nobody waits for the other end.
    let reader = open(pipe, O_RDWR | O_NONBLOCK)
    try #require(reader >= 0)
    defer { close(reader) }
    try tool.done("sql", "SELECT 7 AS a", "--format", "csv", "--output", "pipe")
    var status = stat()
    try #require(stat(pipe, &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFIFO)
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(reader, &bytes, 100)
    #expect(count > 0)
    #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).contains("7"))
  }

  @Test(arguments: [true, false])
  func aLinkStaysALinkAndItsTargetGetsTheAnswer(targetIsThere: Bool) throws {
    let tool = try ReviewTool.withInterview()
    if targetIsThere { try tool.write("old", to: "Reports/real.csv") }
    try FileManager.default.createSymbolicLink(
      atPath: tool.url("answer.csv").path, withDestinationPath: "Reports/real.csv")
    try tool.done("sql", "SELECT 7 AS a", "--format", "csv", "--output", "answer.csv")
    let type = try FileManager.default.attributesOfItem(atPath: tool.url("answer.csv").path)[.type]
    #expect(type as? FileAttributeType == .typeSymbolicLink)
    #expect(try tool.text("Reports/real.csv").contains("7"))
  }

  @Test func aFileKeepsItsModeAndAFolderIsNoFile() throws {
    let tool = try ReviewTool.withInterview()
    try tool.write("old", to: "answer.csv")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: tool.url("answer.csv").path)
    try tool.done("sql", "SELECT 7 AS a", "--format", "csv", "--output", "answer.csv")
    #expect(try tool.text("answer.csv").contains("7"))
    #expect(try tool.mode("answer.csv") == 0o640)
    for path in ["Reports", "no/such/answer.csv"] {
      #expect(try tool.run(["sql", "SELECT 7", "--output", path]).code == 73)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: tool.folder.path)
    #expect(!names.contains { $0.hasSuffix(".part") })
  }
}
