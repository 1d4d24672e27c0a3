import Fieldwork

/// The columns of a coding table, and how a row becomes a coding.
struct CodingTableColumns {
  private let transcript: Int
  private let code: Int
  private let quote: Int?
  private let turn: Int?
  private let start: Int?
  private let end: Int?
  private let coder: Int?
  private let memo: Int?
  private let created: Int?
  private let weight: Int?
  private let stance: Int?
  private let voice: Int?
  private let round: Int?
  /// A remark on columns that say nothing to a coding.
  let notes: [String]

  init(_ header: [String], file: String) throws {
    var finder = ColumnFinder(header, file: file)
    let transcript = try finder.take(["transcript", "document", "doc"])
    let code = try finder.take(["code", "tag"])
    quote = try finder.take(["quote", "content", "text"])
    turn = try finder.take(["turn", "turns"])
    let start = try finder.take(["start", "start_char"])
    let end = try finder.take(["end", "end_char"])
    coder = try finder.take(["coder"])
    memo = try finder.take(["memo"])
    created = try finder.take(["created"])
    weight = try finder.take(["weight"])
    stance = try finder.take(["stance"])
    voice = try finder.take(["voice"])
    round = try finder.take(["round"])
    var missing: [String] = []
    if transcript == nil { missing.append("transcript (or document, doc)") }
    if code == nil { missing.append("code (or tag)") }
    if quote == nil, turn == nil, start == nil || end == nil {
      missing.append("quote (or content, text, or turn, or start and end)")
    }
    guard let transcript, let code, missing.isEmpty else {
      throw TableFailure.missingColumns(file: file, missing: missing, present: header)
    }
    self.transcript = transcript
    self.code = code
    // One offset without the other points nowhere, whatever the rows say.
    self.start = end == nil ? nil : start
    self.end = start == nil ? nil : end
    notes = finder.ignoredNote
  }

  /// The coding of a row.
  ///
  /// - Throws: `CodingRowFailure`.
  func coding(_ row: CSVTable.Row) throws -> CodingRow {
    guard let label = row.words(transcript) else {
      throw CodingRowFailure.empty(column: "transcript")
    }
    guard let name = row.words(code) else { throw CodingRowFailure.empty(column: "code") }
    var coding = CodingRow(
      line: row.line, transcript: label, code: name, anchor: try anchor(row))
    coding.coder = row.words(coder)
    coding.memo = row.words(memo)
    coding.created = row.words(created)
    if let word = row.words(stance) {
      coding.stance = try value(word, of: "stance", Stance.init, Stance.allCases.map(\.rawValue))
    }
    if let word = row.words(voice) {
      coding.voice = try value(word, of: "voice", Voice.init, Voice.allCases.map(\.rawValue))
    }
    if let word = row.words(weight) {
      guard let number = Int(word), (0...100).contains(number) else {
        throw CodingRowFailure.badValue(
          column: "weight", value: word, allowed: "a whole number from 0 to 100")
      }
      coding.weight = number
    }
    if let word = row.words(round) {
      guard let number = Int(word), (1...1000).contains(number) else {
        throw CodingRowFailure.badValue(
          column: "round", value: word, allowed: "a whole number from 1 to 1000")
      }
      coding.round = number
    }
    return coding
  }

  private func value<Value>(
    _ word: String, of column: String, _ parse: (String) -> Value?, _ allowed: [String]
  ) throws -> Value {
    guard let value = parse(word.lowercased()) else {
      throw CodingRowFailure.badValue(
        column: column, value: word, allowed: allowed.joined(separator: ", "))
    }
    return value
  }

  private func anchor(_ row: CSVTable.Row) throws -> Anchor {
    let first = row.words(start)
    let last = row.words(end)
    if first != nil || last != nil {
      guard let low = first.flatMap({ Int32($0) }), let high = last.flatMap({ Int32($0) }),
        let span = Span(start: low, end: high)
      else { throw CodingRowFailure.badOffsets(start: first ?? "", end: last ?? "") }
      return .offsets(span)
    }
    let turns = try row.words(turn).map(turnRange)
    if let words = row.words(quote) { return .quotation(words, within: turns) }
    guard let turns else { throw CodingRowFailure.noAnchor }
    return .turns(turns)
  }

  /// `t12`, `12`, `t3-t6`, `3-6`; on bytes, because a table has tens of thousands of them.
  private func turnRange(_ text: String) throws -> ClosedRange<Int> {
    var numbers: [Int] = []
    for part in text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false) {
      let digits =
        part.first.map { $0 | 0x20 == UInt8(ascii: "t") } == true ? part.dropFirst() : part
      guard !digits.isEmpty, digits.count < 10, digits.allSatisfy({ (48...57).contains($0) })
      else { throw CodingRowFailure.badTurns(text) }
      numbers.append(digits.reduce(0) { $0 * 10 + Int($1 - 48) })
    }
    guard numbers.count <= 2, let low = numbers.first, let high = numbers.last, low >= 1,
      high >= low
    else { throw CodingRowFailure.badTurns(text) }
    return low...high
  }
}
