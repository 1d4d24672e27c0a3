import Foundation
import Testing

/// The built program in a scratch folder of its own, for what a review found in it.
final class ReviewTool {
  /// What a run of the program answered.
  struct Run {
    let code: Int32
    let output: String
    let errors: String
  }

  let folder: URL
  private let scratch: URL
  var environment: [String: String] = ["EMIC_CODER": "ann"]

  init() throws {
    scratch = FileManager.default.temporaryDirectory
      .appending(path: "emic-review-\(UUID().uuidString)")
    folder = scratch.appending(path: "work")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: scratch) }

  /// The program, built beside the tests.
  private static let program = URL(filePath: CommandLine.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "emic")

  /// Runs a command in the folder and waits for its end.
  func run(_ arguments: [String]) throws -> Run {
    let process = Process()
    process.executableURL = ReviewTool.program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var surroundings = ProcessInfo.processInfo.environment
    for name in ["EMIC_STUDY", "EMIC_CODER", "EMIC_DEMO", "COLUMNS"] { surroundings[name] = nil }
    surroundings["SWIFT_BACKTRACE"] = "enable=no"
    surroundings.merge(environment) { _, own in own }
    process.environment = surroundings
    process.standardInput = FileHandle.nullDevice
    // Files, since a full pipe that nobody reads would hold the program.
    let said = [scratch.appending(path: "output"), scratch.appending(path: "errors")]
    for file in said { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: said[0])
    process.standardError = try FileHandle(forWritingTo: said[1])
    try process.run()
    process.waitUntilExit()
    return Run(
      code: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: said[0]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: said[1]), as: UTF8.self))
  }

  /// Runs a command that must succeed.
  @discardableResult
  func done(
    _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Run {
    let run = try run(arguments)
    #expect(
      run.code == 0, "\(arguments): \(run.output) \(run.errors)", sourceLocation: sourceLocation)
    return run
  }

  /// The rows of a question in SQL.
  func rows(_ statement: String) throws -> [String] {
    let run = try done("sql", statement, "--format", "tsv")
    return run.output.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
  }

  func url(_ path: String) -> URL { folder.appending(path: path) }

  func write(_ text: String, to path: String) throws {
    let file = url(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: url(path)), as: UTF8.self)
  }

  func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url(path).path) }

  /// The permissions of a file.
  func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: url(path).path)
    return try #require((attributes[.posixPermissions] as? NSNumber)?.intValue)
  }

  /// A study of one interview with two codes; `cat-school` is named "School".
  static func withInterview() throws -> ReviewTool {
    let tool = try ReviewTool()
    try tool.done("init", ".")
    try tool.write(
      "---\nid: S-1\nlanguage: en\n---\nQ: Why?\n\nAna: The fees are high. We stay here.\n",
      to: "Transcripts/S-1.md")
    try tool.write(
      "codes:\n  - {id: cat-school, name: School}\n  - {id: staying, name: Staying}\n",
      to: "book.yaml")
    try tool.done("import", "Transcripts")
    try tool.done("codebook", "import", "book.yaml")
    return tool
  }
}
