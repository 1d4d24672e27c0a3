import Foundation
import TestSupport
import Testing

@Suite struct DemoReviewTests {
  @Test func aDemoWhoseTranscriptChangedIsRebuiltAndTheOldStudyKept() throws {
    let tool = try ReviewTool()
    let sources = tool.url("sources")
    for part in ["Codebooks", "Codings", "Memos", "People", "Surveys", "Transcripts"] {
      try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: SharedFiles.packageRoot.appending(path: part), to: sources.appending(path: part))
    }
    tool.environment["EMIC_DEMO"] = sources.path
    try tool.done("demo", "--quiet")
    try tool.done("code", "GY-121a", "t2", "--as", "growth-first", "--study", "emic-demo")
    let before = try tool.rows("SELECT count(*) FROM coding", in: "emic-demo")
    let source = "sources/Transcripts/GY-121a.txt"
    let changed = try tool.text(source)
      .replacingOccurrences(of: "Both telephones are mine", with: "Both phones are mine")
    try tool.write(changed, to: source)

    let run = try tool.done("demo", "--quiet")
    #expect(run.errors.contains("study.emic.before-1"), "\(run.errors)")
    #expect(run.output.contains("The report lies in"))
    #expect(try tool.done("show", "GY-121a", "--study", "emic-demo").output.contains("Both phones"))
    #expect(
      try tool.rows("SELECT count(*) FROM coding", in: "emic-demo/study.emic.before-1") == before)
    // What is up to date is left alone.
    let again = try tool.done("demo", "--quiet")
    #expect(!again.errors.contains("before"))
    #expect(!tool.has("emic-demo/study.emic.before-2"))
  }
}

extension ReviewTool {
  fileprivate func rows(_ statement: String, in study: String) throws -> [String] {
    let run = try done("sql", statement, "--format", "tsv", "--study", study)
    return run.output.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
  }
}
