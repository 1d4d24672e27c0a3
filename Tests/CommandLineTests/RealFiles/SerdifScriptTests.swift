import Foundation
import TestSupport
import Testing

/// The worked example `Scripts/serdif.sh` on a finished study that nobody here wrote: its table
/// of codes by participants is published, and every quote stands in a document.
///
/// The script runs once for all the tests, in a folder beside the program that the next run of
/// the tests replaces.
@Suite(
  .enabled(if: SharedFiles.arePresent, "the shared files (real/serdif) are not here"), .serialized)
struct SerdifScriptTests {
  private static let codings =
    "real/serdif/data/transcripts/thematic-analysis/tags/csv/all_tags_20220301_PSSUQ.csv"

  private static let session = Result { try Session() }

  /// The study that the script made.
  private struct Session {
    let folder: URL
    let run: BuiltProgram.Run
    var emic: BuiltProgram { BuiltProgram(study: folder) }

    init() throws {
      folder = BuiltProgram.url.deletingLastPathComponent().appending(path: "serdif-test")
      try? FileManager.default.removeItem(at: folder)
      run = try Self.script(folder)
    }

    static func script(_ folder: URL) throws -> BuiltProgram.Run {
      try BuiltProgram.run(
        URL(filePath: "/bin/bash"),
        [
          SharedFiles.packageRoot.appending(path: "Scripts/serdif.sh").path,
          try SharedFiles.url("real").path, folder.path,
        ],
        environment: ["EMIC": BuiltProgram.url.path])
    }
  }

  private func published() throws -> [[String: String]] {
    try Table(contentsOf: SharedFiles.url(Self.codings)).rows
  }

  @Test func theScriptEndsWellAndDoesSoAgain() throws {
    let session = try Self.session.get()
    #expect(session.run.status == 0, "\(session.run.errors)")
    #expect(session.run.output.contains("\nadded 97 codings\n"))
    #expect(!session.run.errors.contains("left out:"))
    let again = try Session.script(session.folder)
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("\nadded 0 codings, 97 already there\n"))
  }

  @Test func theFolderGivesItsSeventeenDocumentsAndNoReadMe() throws {
    let rows = Table(
      try Self.session.get().emic("transcripts", "--format", "csv", "--quiet")
    ).rows
    let kinds = Dictionary(grouping: rows) { $0["kind"] ?? "" }.mapValues(\.count)
    #expect(kinds == ["comments": 17, "interview": 17])
  }

  /// The figures are the published ones, as the list of real files gives them.
  @Test func theTableOfCodesByParticipantsIsThePublishedOne() throws {
    let session = try Self.session.get()
    let rows = try Table(
      contentsOf: session.folder.appending(path: "code-by-participant.csv")
    ).rows
    func sum(_ column: String) -> [String: Int] {
      rows.reduce(into: [:]) { $0[$1[column] ?? "", default: 0] += Int($1["n"] ?? "") ?? 0 }
    }
    let ofParticipants = sum("case")
    let counts = (1...17).map { ofParticipants["P\($0)"] ?? 0 }
    #expect(counts == [18, 16, 2, 5, 2, 13, 0, 0, 6, 5, 2, 7, 2, 5, 0, 8, 6])
    #expect(ofParticipants.values.reduce(0, +) == 97)
    let ofCodes = sum("code")
    #expect(ofCodes["navigation-complex"] == 12)
    #expect(ofCodes["overall-positive-experience"] == 16)
    #expect(ofCodes["additional-feature-suggestion"] == 21)
  }

  @Test func everyCellOfTheTableIsTheOneCountedFromTheirFile() throws {
    let session = try Self.session.get()
    let ours = try Table(
      contentsOf: session.folder.appending(path: "code-by-participant.csv")
    ).rows
    var cells: [String: Int] = [:]
    for row in ours where row["n"] != "0" {
      cells["\(row["code"] ?? "") \(row["case"] ?? "")"] = Int(row["n"] ?? "")
    }
    let theirs = try published().reduce(into: [String: Int]()) { counts, row in
      counts["\(slug(row["tag"])) \(participant(row["document"]))", default: 0] += 1
    }
    #expect(cells == theirs)
  }

  /// What is kept is the passage that the authors marked, in the document they marked it in.
  @Test func everyOneOfTheirQuotesIsFoundInItsDocument() throws {
    let answer = try Self.session.get().emic(
      "sql", "SELECT transcript, code, quote FROM v_quotes", "--format", "csv", "--quiet")
    func words(_ text: String?) -> String {
      (text ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let ours = Table(answer).rows.map {
      "\($0["transcript"] ?? "").odt|\($0["code"] ?? "")|\(words($0["quote"]))"
    }
    let theirs = try published().map {
      "\($0["document"] ?? "")|\(slug($0["tag"]))|\(words($0["content"]))"
    }
    #expect(theirs.count == 97)
    #expect(ours.sorted() == theirs.sorted())
  }

  /// One quote stands twice in its document: refused unless the order of the rows may decide.
  @Test func theQuoteThatStandsTwiceIsRefusedUnlessToldOtherwise() throws {
    let run = try Self.session.get().emic.run([
      "import", "codings", "--new", "--dry-run", "--coder", "authors",
      try SharedFiles.url(Self.codings).path,
    ])
    #expect(run.status == 1)
    #expect(run.errors.split(separator: "\n").count { $0.contains("stands in 2 places") } == 1)
    #expect(run.output.contains("96 already there, 1 row left out"))
  }

  @Test func thePhasesAreTwoSurveysAndTheirPeopleAreLinked() throws {
    let links = Table(
      try Self.session.get().emic(
        "sql", "SELECT survey, study_case, record FROM v_survey_links", "--format", "csv",
        "--quiet")
    ).rows
    #expect(links.allSatisfy { $0["study_case"] == $0["record"] })
    let phases = Dictionary(grouping: links) { $0["survey"] ?? "" }.mapValues(\.count)
    #expect(phases == ["pssuq-phase1": 10, "pssuq-phase2": 17])
  }

  /// The joint display is counted a second time from the authors' two files.
  @Test(arguments: [
    ("overall-positive-experience", false), ("wants-more", true),
  ])
  func theJointDisplayIsWhatTheirFilesSay(name: String, isTheme: Bool) throws {
    let session = try Self.session.get()
    let scores = try meanScores()
    let coded = Set(try published().map { participant($0["document"]) })
    let code = isTheme ? "additional-feature-suggestion" : name
    let bearers = Set(
      try published().filter { slug($0["tag"]) == code }.map { participant($0["document"]) })
    let median = scores.values.sorted()[scores.count / 2]
    var expected: [String: Set<String>] = [:]
    for person in coded {
      let group = (scores[person] ?? 0) < median ? "below" : "or more"
      expected["\(group) \(bearers.contains(person) ? "yes" : "no")", default: []].insert(person)
    }
    let rows = Table(
      try session.emic.run(
        ["crosstab"] + (isTheme ? ["--theme"] : []) + [
          name, "phase2_mean", "--survey", "pssuq-phase2", "--at",
          String((median * 100).rounded(.down) / 100), "--format", "csv", "--quiet",
        ]
      ).output
    ).rows
    var seen: [String: Set<String>] = [:]
    for row in rows {
      let group = row["group"]?.hasPrefix("below") == true ? "below" : "or more"
      let people = (row["cases"] ?? "").split(separator: ";").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      seen["\(group) \(row["present"] ?? "")"] = Set(people)
      #expect(row["count"] == String(people.count))
    }
    #expect(seen == expected)
    let report = String(
      decoding: try Data(contentsOf: session.folder.appending(path: "Reports/report.md")),
      as: UTF8.self)
    guard isTheme else { return }
    #expect(report.contains("Joint display: themes by “Mean mark in phase 2”"))
    for group in ["below", "or more"] {
      let with = expected["\(group) yes", default: []]
      let all = with.count + expected["\(group) no", default: []].count
      #expect(
        report.contains(
          "\(with.count) of \(all): \(with.sorted { number($0) < number($1) }.joined(separator: ", "))"
        ))
    }
  }

  /// The mean of each participant's answers in phase 2; every second column is a comment.
  private func meanScores() throws -> [String: Double] {
    let url = try SharedFiles.url("real/serdif/data/PSSUQ/scores/SERDIF_PSSUQ_P2.csv")
    let rows = try Table(contentsOf: url).cells
    return Dictionary(
      uniqueKeysWithValues: rows.map { cells in
        let answers = (0..<19).compactMap { Double(cells[2 + 2 * $0]) }
        return (cells[1], answers.reduce(0, +) / Double(answers.count))
      })
  }

  private func participant(_ document: String?) -> String {
    String((document ?? "").prefix { $0 != "_" })
  }

  private func number(_ participant: String) -> Int { Int(participant.dropFirst()) ?? 0 }

  private func slug(_ tag: String?) -> String {
    (tag ?? "").lowercased().split { !$0.isLetter }.joined(separator: "-")
  }
}
