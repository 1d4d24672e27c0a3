import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import StudyStore

/// What clusters and maps of codes are made from: a study, or a table without one.
struct CodeUnitOptions: ParsableArguments {
  @Option(help: "What a code is in or not in: transcript, case, participant, turn.")
  var unit: String?

  @Option(
    help: ArgumentHelp(
      "Only these codes, split by commas; 'under CODE' for a branch.", valueName: "codes"))
  var codes: String?

  @Option(help: ArgumentHelp("Whose codings: pooled, or a coder's name.", valueName: "who"))
  var coders: String?

  @Flag(help: "A code stands for everything below it as well.") var rollup = false

  @Flag(
    name: .customLong("include-interviewer"), help: "Interviewer turns are units, too.")
  var includeInterviewer = false

  @Option(help: ArgumentHelp("Only codes that are in so many units.", valueName: "n"))
  var min = 1

  @Option(
    help: ArgumentHelp(
      "Units × codes, 0 or 1, as CSV; no study is needed then.", valueName: "file.csv"))
  var table: String?

  /// Refuses what a table cannot answer, and numbers that mean nothing.
  func check() throws {
    guard min >= 1 else { throw ValidationError("--min takes a number from 1, not \(min).") }
    guard table != nil else { return }
    let asked = [
      ("--unit", unit != nil), ("--codes", codes != nil), ("--coders", coders != nil),
      ("--rollup", rollup), ("--include-interviewer", includeInterviewer),
    ].filter(\.1).map(\.0)
    if !asked.isEmpty {
      throw ValidationError(
        "\(asked.joined(separator: ", ")) \(asked.count == 1 ? "is" : "are") about a study; a "
          + "table has its own rows and columns.")
    }
  }

  /// The table that was named.
  func unitTable(allowsCounts: Bool = false) throws -> UnitTable? {
    guard let table else { return nil }
    return try UnitTableCSV.read(
      try Files.text(table), fileName: Files.name(table), allowsCounts: allowsCounts)
  }

  /// The counts of the table, else of the study.
  func units(_ options: GlobalOptions) throws -> CodeUnits {
    if let table = try unitTable() { return CodeUnits(table) }
    let unit = try chosen(unit ?? "transcript", "unit", CooccurrenceUnit.self)
    let snapshot = try Session.reading(options).study.snapshot([.turns, .codings])
    return try CodeUnits(
      snapshot, unit: unit, codes: try snapshot.codes(commaList(codes)),
      coders: try snapshot.coders(coders ?? "pooled"), rollup: rollup,
      includeInterviewer: includeInterviewer)
  }
}
