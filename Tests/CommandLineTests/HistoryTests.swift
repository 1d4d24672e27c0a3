import Foundation
import TestSupport
import Testing

@Suite struct HistoryTests {
  /// What undo covers: the journal keeps its own rows, counters and words are never taken back.
  private func state(_ study: SmallStudy) throws -> [String] {
    try StudyFile(study.folder).dump(without: [
      "journal", "change_set", "segment_counter", "body", "sqlite_sequence", "coder",
      "turn_index_data", "turn_index_idx", "turn_index_docsize", "turn_index_config",
    ])
  }

  @Test func undoTakesBackTheLastCommandAndRedoDoesItAgain() throws {
    let study = try SmallStudy()
    let before = try state(study)
    try expectDone(
      study.tool, "code", "S-1", "t4", "--as", "work", "--as", "staying", "--why", "second reading")
    let after = try state(study)
    #expect(after != before)
    #expect(try expectDone(study.tool, "undo").output.contains("took back"))
    #expect(try state(study) == before)
    #expect(try expectDone(study.tool, "redo").output.contains("did again"))
    #expect(try state(study) == after)
    try expectRefusal(65, of: ["redo"], by: study.tool, saying: "nothing to redo")
    try expectDone(study.tool, "check")
  }

  @Test func everythingCanBeUndoneBackToTheEmptyStudyAndNoFurther() throws {
    let study = try SmallStudy()
    for _ in 0..<20 where try study.tool.run("undo").code != 0 { break }
    let file = try StudyFile(study.folder)
    for table in ["transcript", "turn", "code", "coding", "theme", "survey", "link", "study_case"] {
      #expect(try file.number("SELECT count(*) FROM \(table)") == 0, "\(table)")
    }
    try expectRefusal(65, of: ["undo"], by: study.tool, saying: "nothing to undo")
    try expectDone(study.tool, "check")
  }

  @Test func anImportOnWhichACodingDependsIsNotTakenBack() throws {
    let study = try SmallStudy()
    let run = try expectRefusal(
      65, of: ["undo", "--entry", "2"], by: study.tool, saying: "later entries build on it")
    // Entries 7 and 8 are the codings of the two interviews.
    for entry in ["entry 7", "entry 8"] {
      #expect(run.errorLines.contains { $0.hasPrefix("  \(entry)") }, "\(run.errors)")
    }
    try expectRefusal(65, of: ["undo", "--entry", "99"], by: study.tool, saying: "99")
  }

  @Test func theLogKeepsWhoWhenWhatAndWhy() throws {
    let study = try SmallStudy()
    try expectDone(
      study.tool.with(["SOURCE_DATE_EPOCH": "1700000060"]), "code", "S-1", "t4", "--as", "work",
      "--coder", "bea", "--why", "on second thoughts")
    try expectDone(study.tool, "undo")
    let run = try expectDone(study.tool, "log", "--last", "2", "--format", "csv")
    let records = try CSVRows(run.output).records
    #expect(records.count == 2)
    #expect(records[0]["coder"] == "bea")
    // 1 700 000 060 seconds after 1970 began.
    #expect(records[0]["at"] == "2023-11-14T22:14:20Z")
    #expect(records[0]["why"] == "on second thoughts")
    #expect(records[0]["state"] == "undone")
    #expect(records[1]["command"] == "undo")
    #expect(records[1]["coder"] == "ann")
    let all = try CSVRows(try expectDone(study.tool, "log", "--format", "csv").output)
    #expect(try all.column("number") == (1...all.rows.count).map(String.init))
  }

  static let commands: [[String]] = [
    ["code", "S-1", "t4", "--as", "fresh", "--new", "--memo", "a note"], ["uncode", "S-1#1"],
    ["import", "a.txt"], ["import", "codings", "rows.csv", "--new"], ["undo"],
    ["codebook", "import", "more.yaml"], ["describe", "S-1", "date=2020", "cases=H-9"],
    ["speakers", "S-1", "Ana=other:P-9"], ["remove", "S-1", "--with-codings"],
    ["link", "H-1", "--not", "moved away"], ["themes", "import", "themes.yaml"],
    ["survey", "import", "scores.csv", "--name", "scores", "--key", "who"],
    ["sites", "import", "sites.csv"], ["cases", "import", "cases.csv"],
    ["participants", "import", "participants.csv"],
  ]

  @Test(arguments: commands) func aDryRunSaysMuchAndChangesNothing(_ command: [String]) throws {
    let study = try SmallStudy()
    let files = study.files
    try files.write("Ana: Hello.\n", to: "a.txt")
    try files.write("transcript,code,turn\nS-1,fresh,t4\n", to: "rows.csv")
    try files.write("codes:\n  - {id: fresh, short: New.}\n", to: "more.yaml")
    try files.write(
      "themes:\n  - {id: t, statement: A., rule: all required, required: [work]}\n",
      to: "themes.yaml")
    try files.write("who,score\nH-1,3\n", to: "scores.csv")
    try files.write("site,kind\nupper-village,village\n", to: "sites.csv")
    try files.write("case,kind\nH-9,household\n", to: "cases.csv")
    try files.write("participant\nP-9\n", to: "participants.csv")
    let before = try StudyFile.dump(study.folder)
    let run = try study.tool.run(command + ["--dry-run"])
    #expect(run.code == 0, "\(run.story)")
    #expect(!run.output.isEmpty, "\(run.story)")
    #expect(try StudyFile.dump(study.folder) == before, "\(run.story)")
    // The same without it does change something.
    #expect(try study.tool.run(command).code == 0)
    #expect(try StudyFile.dump(study.folder) != before)
  }
}
