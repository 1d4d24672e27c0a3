public import Fieldwork

/// The codings that answer a code query.
public struct CodeQueryAnswer: Hashable, Sendable {
  /// What is counted.
  public let unit = "coding"
  /// Rows of `StudySnapshot.codings`, each once: those of the side that the query names first
  /// before those of the next, each side in order of position.
  ///
  /// `quotes` puts them into the order of the transcripts.
  public let rows: [Int]
  /// How many different passages the rows are.
  public let segments: Int
  /// What a reader should know.
  public let notes: [String]

  /// The number of codings.
  public var n: Int { rows.count }

  /// Takes over an answer.
  public init(rows: [Int], segments: Int, notes: [String] = []) {
    self.rows = rows
    self.segments = segments
    self.notes = notes
  }
}

extension ResolvedCodeQuery {
  /// Answers the query from the codings of a snapshot, by the meaning that `CodeQuery` gives.
  public func answer(in snapshot: StudySnapshot) -> CodeQueryAnswer {
    let columns = snapshot.codings
    let hits = CodeQueryEvaluation(columns: columns).hits(of: tree, without: Stretches())
    var segments = 0
    var last: (Int32, Int32, Int32)?
    for row in hits.rows.sorted() {
      let here = (columns.texts[row], columns.starts[row], columns.ends[row])
      if last.map({ $0 != here }) ?? true { segments += 1 }
      last = here
    }
    return CodeQueryAnswer(rows: hits.rows, segments: segments, notes: notes)
  }
}

/// Computes the codings and stretches of every part of a query.
private struct CodeQueryEvaluation {
  /// The codings of a part, first side first, and its stretches.
  struct Hits {
    var rows: [Int]
    var stretches: Stretches
  }

  let columns: CodingColumns

  func hits(
    of tree: QueryTree<ResolvedCodeQuery.Term>, without banned: Stretches
  ) -> Hits {
    switch tree {
    case .leaf(let term):
      let rows = (0..<columns.count).filter { row in
        term.codes.contains(Int(columns.codes[row])) && !reaches(row, into: banned)
      }
      return Hits(rows: rows, stretches: Stretches(covering: rows, of: columns))
    case .any(let parts):
      let sides = parts.map { hits(of: $0, without: banned) }
      let stretches = sides.reduce(Stretches()) { $0.union($1.stretches) }
      return Hits(rows: firstOccurrences(sides), stretches: stretches)
    case .all(let parts, let except):
      var banned = banned
      for part in except {
        let rows = hits(of: part, without: Stretches()).rows.sorted()
        banned = banned.union(Stretches(covering: rows, of: columns))
      }
      let sides = parts.map { hits(of: $0, without: banned) }
      guard var shared = sides.first?.stretches else { return Hits(rows: [], stretches: .init()) }
      for side in sides.dropFirst() { shared = shared.intersection(side.stretches) }
      let rows = firstOccurrences(sides).filter { reaches($0, into: shared) }
      return Hits(rows: rows, stretches: shared)
    }
  }

  private func reaches(_ row: Int, into stretches: Stretches) -> Bool {
    !stretches.isEmpty
      && stretches.overlap(
        text: columns.texts[row], start: columns.starts[row], end: columns.ends[row])
  }

  private func firstOccurrences(_ sides: [Hits]) -> [Int] {
    guard sides.count > 1 else { return sides.first?.rows ?? [] }
    var seen: Set<Int> = []
    return sides.flatMap(\.rows).filter { seen.insert($0).inserted }
  }
}
