public import Fieldwork

/// The passages that answer a code query.
public struct CodeQueryAnswer: Hashable, Sendable {
  /// A place where words are said that lies in no coding of the answer.
  public struct Place: Hashable, Sendable {
    /// Index into `StudySnapshot.texts`.
    public var text: Int32
    /// Where.
    public var span: Span
  }

  /// What is counted.
  public let unit = "coding"
  /// Rows of `StudySnapshot.codings`, each once: those of the side that the query names first
  /// before those of the next, each side in order of position.
  ///
  /// `quotes` puts them into the order of the transcripts.
  public let rows: [Int]
  /// How many different passages the rows are.
  public let segments: Int
  /// The places of words that lie in none of the rows, in order.
  public let places: [Place]
  /// What all of it shares: the stretches of the whole query, which neither touch nor overlap, in
  /// order (the "small picture").
  public let stretches: [Place]
  /// What a reader should know.
  public let notes: [String]

  /// The number of codings.
  public var n: Int { rows.count }

  /// Takes over an answer.
  public init(
    rows: [Int], segments: Int, places: [Place] = [], stretches: [Place] = [],
    notes: [String] = []
  ) {
    self.rows = rows
    self.segments = segments
    self.places = places
    self.stretches = stretches
    self.notes = notes
  }
}

extension ResolvedCodeQuery {
  /// Answers the query from the codings of a snapshot, by the meaning that `CodeQuery` gives.
  ///
  /// - Parameter texts: the words of every text for a query that asks for words, those of the
  ///   codings for one that counts sentences; else none.
  public func answer(in snapshot: StudySnapshot, texts: TextShelf = TextShelf())
    -> CodeQueryAnswer
  {
    let columns = snapshot.codings
    let evaluation = CodeQueryEvaluation(self, in: snapshot, texts: texts)
    let hits = evaluation.hits(of: tree)
    let passages = evaluation.passages
    let rows = hits.ids.filter { $0 < passages.codings }
    var segments = 0
    var last: (Int32, Int32, Int32)?
    for row in rows.sorted() {
      let here = (columns.texts[row], columns.starts[row], columns.ends[row])
      if last.map({ $0 != here }) ?? true { segments += 1 }
      last = here
    }
    let covered = Stretches(covering: rows, of: passages)
    let places = passages.inOrder(hits.ids.filter { $0 >= passages.codings })
      .filter { id in
        !covered.overlap(
          text: passages.texts[id], start: passages.starts[id], end: passages.ends[id])
      }
    var seen: Set<CodeQueryAnswer.Place> = []
    return CodeQueryAnswer(
      rows: rows, segments: segments,
      places: places.compactMap { id in
        passages.span(id).map { CodeQueryAnswer.Place(text: passages.texts[id], span: $0) }
      }.filter { seen.insert($0).inserted },
      stretches: hits.stretches.places,
      notes: notes + missingWords(in: snapshot, texts) + snapshot.confirmationNotes)
  }

  /// An empty answer for want of words must not pass for one.
  private func missingWords(in snapshot: StudySnapshot, _ texts: TextShelf) -> [String] {
    let lacking = snapshot.texts.indices.count { texts[Int32($0)] == nil }
    guard asksForWords, lacking > 0 else { return [] }
    return [
      "the words of \(counted(lacking, "text")) were not at hand; what is said there is left out"
    ]
  }
}

extension ResolvedCodeQuery {
  /// The words that it looks for, those of saved queries included.
  var soughtWords: [String] { tree.leaves.flatMap(\.soughtWords) }
}

extension ResolvedCodeQuery.Term {
  fileprivate var soughtWords: [String] {
    switch meaning {
    case .codes: []
    case .text(let words): [words]
    case .saved(let tree): tree.leaves.flatMap(\.soughtWords)
    }
  }
}

extension Stretches {
  fileprivate var places: [CodeQueryAnswer.Place] {
    texts.indices.compactMap { index in
      Span(start: starts[index], end: ends[index]).map {
        CodeQueryAnswer.Place(text: texts[index], span: $0)
      }
    }
  }
}
