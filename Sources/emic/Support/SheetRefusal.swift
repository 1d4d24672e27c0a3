import CodingEngine
import Fieldwork

/// Why a coding sheet is not taken, in words; the study is as it was.
enum SheetRefusal {
  /// How many faults are told at once; the rest is counted.
  private static let limit = 20

  /// What the reader or the codebook does not understand.
  static func faults(_ faults: [SheetFault], of transcript: String) -> Problem {
    let faults = faults.sorted { $0.place < $1.place }
    let lines = faults.map(\.problem.line)
    if faults.count == 1 {
      var problem = faults[0].problem
      problem.place = [transcript, problem.place].compactMap(\.self).joined(separator: ", ")
      return problem
    }
    return listed(
      "the sheet cannot be taken for \(lines.count) reasons", lines, of: transcript)
  }

  /// Words that are not those of the text.
  static func words(_ changes: [SheetWordChange], of transcript: String) -> Problem {
    let lines = changes.map { change in
      let (old, new) = change.excerpt
      let place = change.turn.map { "t\($0)" } ?? "above the first turn"
      return "\(place), line \(change.line): “\(old)” → “\(new)”"
    }
    var problem = listed(
      "words were changed in \(changes.count == 1 ? "one place" : "\(changes.count) places"); "
        + "a sheet changes codings only", lines, of: transcript)
    problem.hint = "put the words back, or add --correct if the transcript is wrong there"
    return problem
  }

  /// Changes of what stands around the turns, which no correction of words is.
  static func outside(_ changes: [SheetWordChange], of transcript: String) -> Problem {
    var problem = words(changes, of: transcript)
    problem.what =
      "lines or speakers' labels around the turns were changed; a sheet corrects only what is said"
    problem.hint = "put them back, or correct them in the file and run 'emic revise'"
    return problem
  }

  /// What the sheet and the study changed each in its own way.
  static func collisions(
    _ collisions: [SheetCollision], of transcript: String, _ words: SheetWords
  ) -> Problem {
    let lines = collisions.map { collision in
      let coding = words.line(collision.coding)
      switch collision.kind {
      case .removedHereChangedThere:
        return "\(coding): the sheet takes it off, it was changed in the study meanwhile"
      case .changedHereRemovedThere:
        return "\(coding): the sheet has another memo, it was taken off in the study meanwhile"
      case .changedOnBothSides(let there):
        let memos = there.isEmpty ? "none" : there.map { $0.onOneLine(60) }.joined(separator: " | ")
        return "\(coding): both have other memos; in the study now: \(memos)"
      }
    }
    var problem = listed(
      "the study was changed meanwhile, and so was the sheet, at "
        + (lines.count == 1 ? "one coding" : "\(lines.count) codings"), lines, of: transcript)
    problem.hint = "let the sheet say there what the study says, then change it again"
    return problem
  }

  private static func listed(_ what: String, _ lines: [String], of transcript: String) -> Problem {
    var shown = Array(lines.prefix(limit))
    if lines.count > limit { shown.append("… and \(lines.count - limit) more") }
    return Problem(.data, what, place: transcript, candidates: shown)
  }
}
