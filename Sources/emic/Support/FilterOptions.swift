import ArgumentParser
import CodingEngine
import Fieldwork
import StudyStore

/// What every question that can be limited to some interviews and cases understands.
struct FilterOptions: ParsableArguments {
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only interviews and cases such as 'kind is household and owns_home_city is yes'.",
      valueName: "filter"))
  var filter: String?

  /// The parts of a study that the filter needs beside those of the question.
  var parts: SnapshotParts {
    guard let filter else { return [] }
    // Who speaks is asked of all turns.
    let names = ((try? Filter(filter))?.comparisons ?? []).map(\.field.foldedName)
    let asksWho = names.contains { $0 == "speaker" || $0.hasPrefix("participant") }
    return asksWho ? [.turns, .codings, .surveys, .everyTurn] : [.turns, .codings, .surveys]
  }

  /// The snapshot with what the filter asks for, and no more.
  func limit(_ snapshot: StudySnapshot) throws -> StudySnapshot {
    guard let filter else { return snapshot }
    return try ResolvedFilter(try Filter(filter), in: snapshot).limited()
  }
}
