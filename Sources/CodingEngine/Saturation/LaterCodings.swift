import Fieldwork

/// The codings whose code was made only after the next interview had been taken up: put there
/// on reading again, and no part of the codebook as of then.
struct LaterCodings {
  /// By transcript the last journal entry of its codebook; `nil` where all of it counts.
  private let closed: [Int64?]
  /// By code the entry that made it.
  private let made: [Int64]
  private let snapshot: StudySnapshot
  private let isAsked: Bool
  /// The codings left out, by transcript and code.
  private var found: Set<Pair> = []

  private struct Pair: Hashable {
    var transcript: Int32
    var code: Int32
  }

  /// Prepares the question; without a history nothing is later.
  init(_ snapshot: StudySnapshot, _ history: CodebookHistory?) {
    self.snapshot = snapshot
    isAsked = history != nil
    closed = history.map { LaterCodings.closed(snapshot, $0) } ?? []
    made = snapshot.codebook.codes.map { history?.made[$0.slug] ?? 0 }
  }

  /// The last entry before the next interview was taken up, by transcript: what the codebook had
  /// by then is what the interview was read for.
  ///
  /// Interviews whose first codings came in one entry follow each other in the order of the
  /// field. The last of all is not closed.
  private static func closed(_ snapshot: StudySnapshot, _ history: CodebookHistory) -> [Int64?] {
    var closed = [Int64?](repeating: nil, count: snapshot.transcripts.count)
    let first = snapshot.transcripts.map { history.firstCoded[$0.label] }
    let order = snapshot.fieldOrder.filter { first[Int($0)] != nil }.enumerated().sorted { a, b in
      (first[Int(a.element)] ?? 0, a.offset) < (first[Int(b.element)] ?? 0, b.offset)
    }.map { Int($0.element) }
    for (here, next) in zip(order, order.dropFirst()) {
      guard let own = first[here], let later = first[next] else { continue }
      closed[here] = max(own, later - 1)
    }
    return closed
  }

  /// Whether a coding is later; it is remembered.
  mutating func holds(_ row: Int) -> Bool {
    guard isAsked else { return false }
    let transcript = snapshot.transcript(ofCoding: row)
    let code = snapshot.codings.codes[row]
    guard let last = closed[Int(transcript)], made[Int(code)] > last else { return false }
    found.insert(Pair(transcript: transcript, code: code))
    return true
  }

  /// What a reader must know.
  func notes(in snapshot: StudySnapshot) -> [String] {
    guard isAsked else { return [] }
    let codes = Set(found.map(\.code)).count
    let places = Set(found.map(\.transcript)).count
    return [
      "codebook: as of then; in each interview count the codes that were made before the next "
        + "interview was taken up"
        + (found.isEmpty
          ? ", which all of them were"
          : "; left out as put there later: \(counted(codes, "code")) in "
            + counted(places, "interview"))
    ]
  }
}
