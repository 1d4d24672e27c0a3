import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

/// Codes on a plane.
struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draws a map of codes, or of codes with kinds, cases or sites.",
    discussion: """
      mds (default) lays codes as far from each other as they lie in different units. ca
      (correspondence analysis) lays codes and the columns of 'emic matrix' on one plane.

      Examples:
        emic map
        emic map --unit case --distance root-jaccard --format svg --output map.svg
        emic map --method ca --by kinds
        emic map --method ca --by cases --codes intent-to-stay,priced-out --format csv
        emic map --table units.csv
      """)

  /// How the map is drawn up.
  enum Method: String, CaseIterable { case mds, ca }

  @Option(help: "mds (classical scaling) or ca (correspondence analysis).") var method = "mds"
  @Option(help: "Of mds: jaccard, ochiai, phi or root-jaccard.") var distance: String?
  @Option(help: "Of ca: transcripts, cases, kinds (default), sites or coders.") var by: String?
  @OptionGroup var counted: CodeUnitOptions
  @OptionGroup var output: FigureOutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try counted.check()
    let isScaling = method == Method.mds.rawValue
    let foreign =
      isScaling
      ? [("--by", by != nil)]
      : [
        ("--distance", distance != nil), ("--unit", counted.unit != nil),
        ("--min", counted.min != 1), ("--include-interviewer", counted.includeInterviewer),
        ("--by", by != nil && counted.table != nil),
      ]
    let asked = foreign.filter(\.1).map(\.0)
    if !asked.isEmpty {
      throw ValidationError(
        "\(asked.joined(separator: ", ")) \(asked.count == 1 ? "means" : "mean") nothing "
          + "\(isScaling ? "without --method ca" : "here: ca counts what 'emic matrix' counts").")
    }
  }

  func run() throws {
    switch try chosen(method, "method", Method.self) {
    case .mds:
      let result = try CodeMap(
        try counted.units(options), distance: try chosen(distance ?? "jaccard", "distance"),
        least: counted.min)
      try output.answer(EngineTables.map(result), options) {
        PointMap(result).picture(id: "map")
      }
    case .ca:
      let result = try correspondence()
      try output.answer(EngineTables.map(result), options) {
        PointMap(result).picture(id: "map")
      }
    }
  }

  private func correspondence() throws -> CodeCorrespondence {
    if let table = try counted.unitTable(allowsCounts: true) {
      return try CodeCorrespondence(table)
    }
    let asked = by ?? "kinds"
    let columns = MatrixColumns(rawValue: asked + "s")
    let snapshot = try Session.reading(options).study.snapshot([.turns, .codings])
    let matrix = Matrix(
      snapshot, by: try columns ?? chosen(asked, "kind of column"),
      codes: try snapshot.codes(commaList(counted.codes)),
      coders: try snapshot.coders(counted.coders ?? "pooled"), rollup: counted.rollup)
    return try CodeCorrespondence(matrix, in: snapshot)
  }
}
