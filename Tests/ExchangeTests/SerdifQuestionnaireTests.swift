import Exchange
import Fieldwork
import Foundation
import TestSupport
import Testing

/// The questionnaires of a finished study: ten participants of phase 1 as columns, seventeen of
/// phase 2 as rows with nineteen columns that are all called `Comments`.
@Suite(.enabled(if: SharedFiles.arePresent, "the shared files are not here"))
struct SerdifQuestionnaireTests {
  private static let schema = """
    survey: PSSUQ
    title: Post-Study System Usability Questionnaire
    key: participant
    variables:
      - {name: participant, match: "Input your participant number*"}
      - {name: Q1-Q19, match: "{n}. *", type: number}
    derived:
      - {name: pssuq_mean, label: Mean score, mean_of: Q1-Q19, min_answered: 18}
    """

  private func text(_ phase: Int) throws -> String {
    let url = try SharedFiles.url("real/serdif/data/PSSUQ/scores/SERDIF_PSSUQ_P\(phase).csv")
    return try String(contentsOf: url, encoding: .utf8)
  }

  private func read(_ phases: Int...) throws -> SurveyDraft {
    try SurveyCSV.read(
      files: phases.map { SurveyCSV.File(text: try text($0), name: "P\($0).csv") },
      schema: SurveySchemaYAML.read(Self.schema, fileName: "pssuq.yaml"))
  }

  /// The scores of each participant, by another road: characters, not the parser.
  private func scores(_ phase: Int) throws -> [String: [Double?]] {
    let lines = try text(phase).split(whereSeparator: \.isNewline).map { line in
      var cells = [""]
      var isQuoted = false
      for character in line {
        if character == "\"" {
          isQuoted.toggle()
        } else if character == ",", !isQuoted {
          cells.append("")
        } else {
          cells[cells.count - 1].append(character)
        }
      }
      return cells
    }
    if phase == 2 {
      return Dictionary(
        uniqueKeysWithValues: lines.dropFirst().map { cells in
          (cells[1], (0..<19).map { Double(cells[2 + 2 * $0]) })
        })
    }
    return Dictionary(
      uniqueKeysWithValues: (1...10).map { column in
        (lines[0][column], lines.dropFirst().map { Double($0[column]) })
      })
  }

  private func check(_ draft: SurveyDraft, against phase: Int) throws {
    let scores = try scores(phase)
    #expect(draft.records.count == scores.count)
    let items = try (1...19).map { number in
      try #require(draft.variables.firstIndex { $0.name == "Q\(number)" })
    }
    for record in draft.records {
      let values = items.map { item -> Double? in
        guard case .number(let number) = record.values[item] else { return nil }
        return number
      }
      #expect(values == scores[record.key], "\(record.key)")
    }
  }

  @Test func participantsAsColumnsHaveTheirScores() throws {
    let draft = try read(1)
    try check(draft, against: 1)
    #expect(
      draft.variables.map(\.name) == ["participant"] + (1...19).map { "Q\($0)" } + ["pssuq_mean"])
  }

  @Test func participantsAsRowsHaveTheirScores() throws {
    let draft = try read(2)
    try check(draft, against: 2)
    #expect(draft.records.count == 17 && draft.name == "PSSUQ")
    #expect(Set(draft.records.map(\.key)) == Set((1...17).map { "P\($0)" }))
    #expect(draft.variables[7].label == "7. It was easy to learn to use this system.")
  }

  /// Sums of answered items computed with the csv module of another language: P1 41 of 19
  /// items, P13 22 of 18, P16 53 of 19.
  @Test(arguments: [("P1", 41.0, 19.0), ("P13", 22, 18), ("P16", 53, 19)])
  func meansAreThoseOfAnotherProgram(participant: String, sum: Double, answered: Double) throws {
    let draft = try read(2)
    let record = try #require(draft.records.first { $0.key == participant })
    #expect(record.values.last == .number(sum / answered))
  }

  @Test func phasesOfTheSamePeopleAreNotMergedSilently() throws {
    do {
      _ = try read(1, 2)
      Issue.record("merged two phases with different answers")
    } catch let failure as SurveyFailure {
      guard case .conflicts(let first, let count) = failure else { throw failure }
      let one = try scores(1)
      let two = try scores(2)
      let differing = one.reduce(0) { sum, entry in
        sum
          + zip(entry.value, two[entry.key] ?? []).filter { $0 != nil && $1 != nil && $0 != $1 }
          .count
      }
      #expect(count == differing && first.count == 20)
    }
  }

  @Test func withoutSchemaNothingIsLost() throws {
    let draft = try SurveyCSV.read(
      data: text(2), fileName: "P2.csv", options: SurveyOptions(key: "input your participant"))
    #expect(draft.variables.count == 40 && draft.records.count == 17)
    #expect(draft.variables.filter { $0.name.hasPrefix("Comments") }.count == 19)
    #expect(draft.variables.last?.name == "Comments.19")
    #expect(draft.variables.first?.kind == .text)
    let first = try #require(draft.records.first)
    #expect(first.key == "P1" && first.values[0] == .text("11/18/2021 12:31:56"))
    let numbers = draft.variables.filter { $0.kind == .number }
    #expect(numbers.count == 19)
  }
}
