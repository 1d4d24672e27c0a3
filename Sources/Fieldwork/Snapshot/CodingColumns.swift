/// All codings of a snapshot as parallel columns, sorted by text, start, end, code, coder, and
/// then in order of rounds.
///
/// Columns of 32-bit numbers instead of objects let one ordered scan answer every question
/// about overlap; the initialiser refuses columns that are not in order.
public struct CodingColumns: Sendable {
  /// Index into `StudySnapshot.texts`.
  public let texts: [Int32]
  /// First scalar.
  public let starts: [Int32]
  /// Scalar after the last.
  public let ends: [Int32]
  /// Index into `StudySnapshot.codebook.codes`.
  public let codes: [Int32]
  /// Index into `StudySnapshot.coders`.
  public let coders: [Int32]
  /// The running number of the segment in its transcript, as cited.
  public let numbers: [Int32]
  /// Whose experience each passage tells, where the coder said so; empty where nobody did.
  private let voices: [Voice?]
  /// The round of each coding; empty where there is only the first.
  private let rounds: [Int32]
  /// Whether each coding waits to be confirmed in a corrected text; empty where none does.
  private let waiting: [Bool]

  /// Takes over columns.
  ///
  /// - Returns: `nil` when the columns differ in length, a span is empty, or the rows are not
  ///   in the documented order.
  public init?(
    texts: [Int32], starts: [Int32], ends: [Int32], codes: [Int32], coders: [Int32],
    numbers: [Int32], voices: [Voice?] = [], rounds: [Int32] = [], waiting: [Bool] = []
  ) {
    let count = texts.count
    guard starts.count == count, ends.count == count, codes.count == count,
      coders.count == count, numbers.count == count, voices.isEmpty || voices.count == count,
      rounds.isEmpty || rounds.count == count, waiting.isEmpty || waiting.count == count
    else { return nil }
    for row in 0..<count {
      guard starts[row] >= 0, ends[row] > starts[row] else { return nil }
      guard row > 0 else { continue }
      let before = (texts[row - 1], starts[row - 1], ends[row - 1], codes[row - 1], coders[row - 1])
      let here = (texts[row], starts[row], ends[row], codes[row], coders[row])
      guard before <= here else { return nil }
    }
    self.texts = texts
    self.starts = starts
    self.ends = ends
    self.codes = codes
    self.coders = coders
    self.numbers = numbers
    self.voices = voices.contains { $0 != nil } ? voices : []
    self.rounds = rounds.contains { $0 != 1 } ? rounds : []
    self.waiting = waiting.contains(true) ? waiting : []
  }

  /// No codings.
  public static let empty = CodingColumns(
    sorted: [], starts: [], ends: [], codes: [], coders: [], numbers: [], voices: [],
    rounds: [], waiting: [])

  private init(
    sorted texts: [Int32], starts: [Int32], ends: [Int32], codes: [Int32], coders: [Int32],
    numbers: [Int32], voices: [Voice?], rounds: [Int32], waiting: [Bool]
  ) {
    self.texts = texts
    self.starts = starts
    self.ends = ends
    self.codes = codes
    self.coders = coders
    self.numbers = numbers
    self.voices = voices
    self.rounds = rounds
    self.waiting = waiting
  }

  /// The number of codings.
  public var count: Int { texts.count }

  /// Whose experience the passage of a coding tells, or `nil`.
  public func voice(_ row: Int) -> Voice? { voices.isEmpty ? nil : voices[row] }

  /// In which round of coding it was made, from 1.
  ///
  /// A coder who codes the same words again, to be compared with herself, makes another round.
  public func round(_ row: Int) -> Int { rounds.isEmpty ? 1 : Int(rounds[row]) }

  /// Whether it waits to be confirmed: its words were changed, and its place is a proposal.
  public func isToConfirm(_ row: Int) -> Bool { waiting.isEmpty ? false : waiting[row] }

  /// How many codings wait to be confirmed at a proposed place.
  public var toConfirmCount: Int { waiting.count { $0 } }

  /// The span of one coding.
  public func span(_ row: Int) -> Span {
    Span(checkedStart: starts[row], end: ends[row])
  }

  /// Some rows with other coders, put into order.
  ///
  /// - Parameter coder: the new coder of a row; `nil` leaves the row out.
  public func recoded(_ coder: (Int) -> Int32?) -> CodingColumns {
    let rows = (0..<count).compactMap { row in coder(row).map { (row: row, coder: $0) } }
      .sorted { a, b in
        let x = (texts[a.row], starts[a.row], ends[a.row], codes[a.row], a.coder, a.row)
        let y = (texts[b.row], starts[b.row], ends[b.row], codes[b.row], b.coder, b.row)
        return x < y
      }
    func pick(_ column: [Int32]) -> [Int32] {
      column.isEmpty ? [] : rows.map { column[$0.row] }
    }
    return CodingColumns(
      sorted: pick(texts), starts: pick(starts), ends: pick(ends), codes: pick(codes),
      coders: rows.map(\.coder), numbers: pick(numbers),
      voices: voices.isEmpty ? [] : rows.map { voices[$0.row] }, rounds: pick(rounds),
      waiting: waiting.isEmpty ? [] : rows.map { waiting[$0.row] })
  }

  /// The rows that a test accepts, in the same order.
  public func filtered(_ isKept: (Int) -> Bool) -> CodingColumns {
    let rows = (0..<count).filter(isKept)
    func pick(_ column: [Int32]) -> [Int32] { column.isEmpty ? [] : rows.map { column[$0] } }
    return CodingColumns(
      sorted: pick(texts), starts: pick(starts), ends: pick(ends), codes: pick(codes),
      coders: pick(coders), numbers: pick(numbers),
      voices: voices.isEmpty ? [] : rows.map { voices[$0] }, rounds: pick(rounds),
      waiting: waiting.isEmpty ? [] : rows.map { waiting[$0] })
  }
}
