import Foundation
import TestSupport
import Testing

/// A second coder, from the blind copy to what both settled on.
@Suite struct SecondCoderTests {
  /// The small study with a copy for bea in `bea`, in which she is at home.
  private func handedOut() throws -> (study: SmallStudy, bea: Tool) {
    let study = try SmallStudy()
    try expectDone(study.tool, "handout", "--coder", "bea", "--to", "bea")
    return (study, study.tool.at("bea").with(["EMIC_CODER": nil]))
  }

  @Test func whatIsHandedOutIsSaidAndNothingElseIsInIt() throws {
    let study = try SmallStudy()
    let before = try StudyFile.dump(study.folder)
    let said = try expectDone(
      study.tool, "handout", "--coder", "bea", "--sample", "1", "--seed", "3", "--to", "bea",
      "--dry-run")
    #expect(!study.files.has("bea"))
    #expect(said.lines.first == "would hand out 1 of 2 transcripts, seed 3 for bea")
    let done = try expectDone(
      study.tool, "handout", "--coder", "bea", "--sample", "1", "--seed", "3", "--to", "bea")
    #expect(done.lines.first == "handed out 1 of 2 transcripts, seed 3 for bea")
    #expect(done.lines.dropFirst() == said.lines.dropFirst())
    #expect(done.output.contains("2 codings"))
    #expect(try StudyFile.dump(study.folder) == before)
    let copy = study.tool.at("bea")
    // Metadata that stand at the head of the file, too.
    for file in ["study.emic", "study.emic-wal"] where study.files.has("bea/" + file) {
      let bytes = try Data(contentsOf: copy.folder.appending(path: file))
      for secret in ["lower-village", "H-1", "H-2", "cases:", "owns_home"] {
        #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(secret)")
      }
    }
    let whole = try Data(contentsOf: study.folder.appending(path: "study.emic"))
    #expect(whole.range(of: Data("lower-village".utf8)) != nil)
    let check = try expectDone(copy, "check")
    #expect(check.output.contains("ok"))
    #expect(try StudyFile(copy.folder).number("SELECT count(*) FROM transcript") == 1)
    let mode =
      try FileManager.default.attributesOfItem(
        atPath: copy.folder.appending(path: "study.emic").path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func everyKindIsDrawnFromWhereItIsAskedFor() throws {
    let study = try SmallStudy()
    let run = try expectDone(
      study.tool, "handout", "--coder", "bea", "--sample", "1", "--by", "kind", "--to", "b",
      "--dry-run")
    #expect(run.lines.first?.contains("by kind (household 1 of 2)") == true)
    let named = try expectDone(
      study.tool, "handout", "--coder", "bea", "--transcripts", "S-2", "--to", "b", "--dry-run")
    #expect(named.lines[1] == "  S-2, household, 4 turns")
  }

  @Test func aHandoutThatCannotBeIsRefused() throws {
    let (study, _) = try handedOut()
    for (code, words, saying) in [
      (73, ["--to", "bea"], "a study exists here already"),
      (73, ["--to", "bea", "--dry-run"], "a study exists here already"),
      (65, ["--to", "c", "--sample", "3"], "from 1 to 2"),
      (65, ["--to", "c", "--transcripts", "S-9"], "S-9"),
    ] as [(Int32, [String], String)] {
      try expectRefusal(
        code, of: ["handout", "--coder", "bea"] + words, by: study.tool, saying: saying)
      #expect(!study.files.has("c"))
    }
    for words in [
      ["--to", "c"], ["--coder", "b"], ["--coder", "b", "--to", "c", "--sample", "0"],
      ["--coder", "b", "--to", "c", "--by", "kind"],
      ["--coder", "b", "--to", "c", "--sample", "1", "--by", "site"],
    ] {
      let run = try study.tool.run(["handout"] + words)
      #expect(run.code == 64, "\(run.story)")
    }
  }

  @Test func aCoderComesBack() throws {
    let (study, bea) = try handedOut()
    try expectDone(bea, "code", "S-1", "t2", "--as", "work")
    try expectDone(bea, "code", "S-1", "t4", "--as", "garden-plot", "--new", "--memo", "hers")
    let rehearsed = try expectDone(study.tool, "merge", "bea", "--dry-run")
    #expect(rehearsed.lines == ["would merge from bea: 2 codings, 1 new code, 1 memo"])
    let merged = try expectDone(study.tool, "merge", "bea/study.emic", "--why", "first round")
    #expect(merged.lines == ["merged from bea: 2 codings, 1 new code, 1 memo"])
    #expect(merged.errors.contains("new coders: bea"))
    let entries = try StudyFile(study.folder).rows("SELECT command, why FROM journal")
    #expect(entries.last == ["'merge'", "'first round'"])
    let again = try expectDone(study.tool, "merge", "bea")
    #expect(again.lines == ["nothing new in bea (2 codings already there)"])
    let journal = try StudyFile(study.folder).rows("SELECT command FROM journal")
    #expect(journal.count == entries.count)
    let rehearsedAgain = try expectDone(study.tool, "merge", "bea", "--dry-run")
    #expect(rehearsedAgain.lines == again.lines)
    try expectDone(study.tool, "agreement", "--coders", "ann,bea")
    try expectDone(study.tool, "check")
    try expectDone(study.tool, "undo")
    #expect(try StudyFile(study.folder).number("SELECT count(*) FROM coding") == 2)
  }

  @Test func conflictsAreListedWithBothSidesAndDecided() throws {
    let (study, bea) = try handedOut()
    let words = "categories:\n  - {id: cat-moving, name: Moving, name_zh: 迁移}\ncodes:\n"
    for (tool, short) in [(study.tool, "As ann says."), (bea, "As bea says.")] {
      let text =
        words + "  - {id: saying, name: What people say, category: cat-moving, short: \(short)}\n"
      try study.files.write(text, to: "Codebooks/new.yaml")
      let path = study.folder.appending(path: "Codebooks/new.yaml").path
      try expectDone(tool, "codebook", "import", path)
    }
    let run = try expectRefusal(
      65, of: ["merge", "bea"], by: study.tool, saying: "1 conflict to decide", "saying",
      "here “As ann says.”", "there “As bea says.”", "--take")
    #expect(run.output.isEmpty)
    try expectRefusal(
      65, of: ["merge", "bea", "--dry-run"], by: study.tool, saying: "1 conflict to decide")
    try expectRefusal(
      65, of: ["merge", "bea", "--take", "ours", "--take", "sayings=theirs"], by: study.tool,
      saying: "nothing to decide is called 'sayings'", "to decide: saying")
    let merged = try expectDone(study.tool, "merge", "bea", "--take", "saying=theirs")
    #expect(merged.errors.contains("decided: code saying: theirs"))
    #expect(merged.errors.contains("redefined: saying"))
    let quick = try expectDone(study.tool, "codes")
    #expect(quick.code == 0)
    let again = try expectDone(study.tool, "merge", "bea")
    #expect(again.lines.first?.hasPrefix("nothing new") == true)
  }

  @Test func whatCannotBeMergedIsRefused() throws {
    let (study, _) = try handedOut()
    try study.files.write("no database", to: "text/study.emic")
    try expectRefusal(65, of: ["merge", "text"], by: study.tool, saying: "not a study of Emic")
    try expectRefusal(66, of: ["merge", "absent"], by: study.tool, saying: "gave back")
    try expectRefusal(65, of: ["merge", "."], by: study.tool, saying: "this is the study itself")
    let other = try StudyFile(study.folder.appending(path: "bea"))
    other.execute("PRAGMA user_version = 99")
    try expectRefusal(65, of: ["merge", "bea"], by: study.tool, saying: "later release")
    for side in ["mine", "saying=", "=x", "=ours", "ours=maybe"] {
      let run = try study.tool.run(["merge", "bea", "--take", side])
      #expect(run.code == 64, "\(run.story)")
    }
    let two = try study.tool.run(["merge", "bea", "--take", "ours", "--take", "theirs"])
    #expect(two.code == 64, "\(two.story)")
  }

  @Test func aDamagedStudyOfTheOtherCoderIsCalledTheirs() throws {
    let (study, _) = try handedOut()
    let file = study.folder.appending(path: "bea/study.emic")
    var bytes = try Data(contentsOf: file)
    let behindTheHead = min(8192, bytes.count)..<bytes.count
    bytes.replaceSubrange(behindTheHead, with: Data(repeating: 0xAA, count: behindTheHead.count))
    try bytes.write(to: file)
    try expectRefusal(
      65, of: ["merge", "bea"], by: study.tool, saying: "bea: the other coder's study cannot be",
      "your own study is untouched")
  }

  @Test func whoHasCodedAlreadyIsToldTheRound() throws {
    let study = try SmallStudy()
    let rehearsed = try expectDone(
      study.tool, "handout", "--coder", "ann", "--to", "c", "--dry-run")
    #expect(rehearsed.errors.contains("ann has 2 codings in these transcripts already"))
    #expect(rehearsed.errors.contains("--round 2"))
    try expectDone(study.tool, "code", "S-1", "t2", "--as", "work", "--round", "2")
    let done = try expectDone(study.tool, "handout", "--coder", "ann", "--to", "c")
    #expect(done.errors.contains("ann has 3 codings in these transcripts already"))
    #expect(done.errors.contains("--round 3"))
    let copy = study.tool.at("c").with(["EMIC_CODER": nil])
    try expectDone(copy, "code", "S-1", "t2", "--as", "work", "--round", "2")
    let merged = try expectDone(study.tool, "merge", "c")
    #expect(merged.lines == ["nothing new in c (1 codings already there)"])
    #expect(merged.errors.contains("1 coding of ann was made here too"))
    let other = try expectDone(study.tool, "handout", "--coder", "bea", "--to", "d")
    #expect(!other.errors.contains("already"))
  }

  @Test func theOtherStudyIsOnlyRead() throws {
    let (study, bea) = try handedOut()
    try expectDone(bea, "code", "S-1", "t2", "--as", "work")
    let before = try StudyFile.dump(bea.folder)
    try expectDone(study.tool, "merge", "bea")
    #expect(try StudyFile.dump(bea.folder) == before)
  }

  @Test func aCoderIsComparedWithHerself() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "code", "S-1", "t2", "--as", "work", "--round", "2")
    try expectDone(study.tool, "code", "S-1", "t4", "--as", "work", "--round", "2")
    try study.files.write(
      "transcript,code,turn,round\nS-2,staying,4,2\nS-2,staying,2,\n", to: "again.csv")
    let brought = try expectDone(study.tool, "import", "codings", "again.csv", "--round", "2")
    #expect(brought.lines == ["added 2 codings"])
    let run = try study.tool.run(
      "agreement", "--rounds", "1,2", "--coder", "ann", "--format", "csv")
    #expect(run.code == 0, "\(run.story)")
    #expect(run.errors.contains("ann round 1, ann round 2"))
    let rows = try CSVRows(run.output).rows
    #expect(rows.map { $0[0] } == ["work", "staying"])
    // Four answers: 'work' on one of them again and on another; 'staying' on one again and on
    // another.
    #expect(rows.map { $0[5] } == ["0.75", "0.75"])
    let quotes = try study.tool.run("quotes", "work", "--format", "csv")
    #expect(try CSVRows(quotes.output).records.map { $0["round"] } == ["1", "2", "2"])
    let shown = try expectDone(study.tool, "show", "S-1")
    #expect(shown.output.contains("work (ann), work (ann, round 2)"))
    try expectRefusal(
      65, of: ["agreement", "--rounds", "1,3", "--coders", "ann"], by: study.tool,
      saying: "round 3")
    try expectRefusal(
      64, of: ["agreement", "--rounds", "first"], by: study.tool, saying: "no round")
    try expectRefusal(
      65, of: ["uncode", "S-1#1", "--round", "3"], by: study.tool, saying: "work by ann, round 2")
    try expectDone(study.tool, "uncode", "S-1#1", "--round", "2")
    let left = try expectDone(study.tool, "show", "S-1")
    #expect(!left.output.contains("work (ann), work"))
    let zero = try study.tool.run("code", "S-1", "t2", "--as", "work", "--round", "0")
    #expect(zero.code == 64)
  }

  @Test func whatWasSettledStandsBesideAndDoesNotEnter() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "code", "S-1", "t4", "--as", "work", "--coder", "bo")
    let before = try study.tool.run("agreement", "--format", "csv")
    let listed = try expectDone(
      study.tool, "agreement", "--disagreements", "work", "--format", "csv")
    #expect(try CSVRows(listed.output).rows.count == 2)
    let decided = listed.output.split(separator: "\r\n").dropLast().joined(separator: "\r\n")
    try study.files.write(decided + "\r\n", to: "decided.csv")
    let brought = try expectDone(
      study.tool, "import", "codings", "decided.csv", "--coder", "adjudicated")
    #expect(brought.lines == ["added 1 coding"])
    let after = try study.tool.run("agreement", "--format", "csv")
    #expect(after.output == before.output)
    #expect(after.errors.contains("left out: adjudicated"))
    let named = try expectDone(
      study.tool, "agreement", "--coders", "ann,adjudicated", "--format", "csv")
    #expect(named.output != before.output)
    // Another name for the one who settles: now 'adjudicated' is a coder like any other.
    let other = try expectDone(study.tool, "agreement", "--adjudicator", "bo", "--format", "csv")
    #expect(other.output == named.output)
  }
}
