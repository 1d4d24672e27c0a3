import Foundation
import TestSupport
import Testing

/// Changing one's mind on both sides of a correction: nothing comes back on words that nobody
/// compared.
@Suite struct CorrectionHistoryTests {
  /// Takes back the last entry of a command, which a correction since stands in the way of.
  private func expectBlocked(_ command: String, _ study: SmallStudy) throws {
    let before = try StudyFile.dump(study.folder)
    let entry = try StudyFile(study.folder).number(
      "SELECT max(number) FROM journal WHERE command = '\(command)'")
    let run = try study.tool.run("undo", "--entry", "\(entry)")
    #expect(run.code == 65, "\(run.story)")
    #expect(run.errors.contains("revise"), "\(run.story)")
    #expect(try StudyFile.dump(study.folder) == before)
    try expectDone(study.tool, "check")
    // In the order in which it came it goes.
    try expectDone(study.tool, "undo")
    try expectDone(study.tool, "undo")
    try expectDone(study.tool, "check")
  }

  @Test func `a coding taken off before a correction comes back only when that is taken back`()
    throws
  {
    let study = try SmallStudy()
    try expectDone(study.tool, "code", "S-1", "for the garden", "--as", "saying")
    try expectDone(study.tool, "uncode", "S-1#2")
    try expectDone(study.tool, "revise", "S-1", "t4", "Nobody asks", "No one asks")
    try expectBlocked("uncode", study)
    #expect(try expectDone(study.tool, "quotes", "saying").output.contains("for the garden"))
  }

  @Test func `nor onto a passage that another coding kept`() throws {
    let study = try SmallStudy()
    try expectDone(
      study.tool, "code", "S-1", "for the garden", "--as", "saying", "--as", "staying")
    try expectDone(study.tool, "uncode", "S-1#2", "--as", "saying")
    try expectDone(study.tool, "revise", "S-1", "t4", "the garden", "our garden")
    try expectBlocked("uncode", study)
  }

  @Test func `codings that became one stay one while a correction stands`() throws {
    let study = try SmallStudy()
    try expectDone(
      study.tool, "code", "S-1", "for the garden", "--as", "saying", "--as", "staying")
    try expectDone(study.tool, "codes", "merge", "saying", "--into", "staying")
    try expectDone(study.tool, "revise", "S-1", "t4", "the garden", "our garden")
    try expectBlocked("codes merge", study)
  }

  @Test func `words that come back as they were first coded no longer wait`() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "code", "S-1", "for the garden", "--as", "saying")
    try expectDone(study.tool, "revise", "S-1", "t4", "the garden", "our garden")
    #expect(try expectDone(study.tool, "confirm").output.contains("S-1#2"))
    try expectDone(study.tool, "revise", "S-1", "t4", "our garden", "the garden")
    #expect(!(try expectDone(study.tool, "confirm").output.contains("S-1#2")))
    #expect(try expectDone(study.tool, "quotes", "saying").output.contains("for the garden"))
    try expectDone(study.tool, "check")
    try expectDone(study.tool, "undo")
    #expect(try expectDone(study.tool, "confirm").output.contains("S-1#2"))
    try expectDone(study.tool, "check")
  }
}
