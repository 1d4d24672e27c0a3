import Foundation
import TestSupport
import Testing

/// Expects that a command is refused with one clear line, writes no result, and leaves the
/// study as it was.
@discardableResult
func expectRefusal(
  _ code: Int32, of arguments: [String], by tool: Tool, saying words: String...,
  location: SourceLocation = #_sourceLocation
) throws -> ToolRun {
  let study = tool.folder
  let isThere = FileManager.default.fileExists(atPath: study.appending(path: "study.emic").path)
  let before = isThere ? try StudyFile.dump(study) : []
  let run = try tool.run(arguments)
  #expect(run.code == code, "\(run.story)", sourceLocation: location)
  expectOneLine(run, location)
  #expect(run.output.isEmpty, "\(run.story)", sourceLocation: location)
  for word in words {
    #expect(run.errors.contains(word), "\(run.story)", sourceLocation: location)
  }
  if isThere {
    #expect(try StudyFile.dump(study) == before, "\(run.story)", sourceLocation: location)
  }
  return run
}

/// Expects one line that begins with the program's name; what follows is indented below it.
func expectOneLine(_ run: ToolRun, _ location: SourceLocation = #_sourceLocation) {
  let heads = run.errorLines.filter { !$0.hasPrefix("  ") }
  #expect(heads.count == 1, "\(run.story)", sourceLocation: location)
  #expect(heads.first?.hasPrefix("emic: ") == true, "\(run.story)", sourceLocation: location)
  // `what; what to try` is as much as a line should hold.
  #expect((heads.first ?? "").count <= 400, "\(run.story)", sourceLocation: location)
}

/// Expects success.
@discardableResult
func expectDone(
  _ tool: Tool, _ arguments: String..., location: SourceLocation = #_sourceLocation
) throws -> ToolRun {
  let run = try tool.run(arguments)
  #expect(run.code == 0, "\(run.story)", sourceLocation: location)
  return run
}
