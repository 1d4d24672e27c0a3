public import Fieldwork

/// Proves that a coding sheet has the words of its text, and finds where its marks lie in them.
///
/// Editors add and strip blanks at the ends of lines; such a line counts as unchanged as long as
/// no mark begins or ends where these blanks differ. Every other difference is a change of words.
public struct SheetProof: Sendable {
  /// A coding that a sheet spells, its code not yet looked up.
  public struct Coding: Hashable, Sendable {
    /// The passage.
    public var span: Span
    /// The code as written.
    public var code: ReadSheet.Code
  }

  /// What the sheet spells, in order of place; empty where words were changed.
  public private(set) var codings: [Coding] = []
  /// The turns whose words were changed.
  public private(set) var changes: [SheetWordChange] = []
  /// Marks and numbers that cannot be taken.
  public private(set) var faults: [SheetFault] = []

  private let read: ReadSheet
  private let words: [Unicode.Scalar]
  private let turns: [SheetTurn]
  private let layout: SheetLayout
  /// Lines that differ in the blanks at their end: how many scalars are the same.
  private var loose: [Int: Int32] = [:]

  /// Compares a sheet with its text.
  public init(_ read: ReadSheet, text: TextBuffer, turns: [SheetTurn]) {
    self.read = read
    self.turns = turns
    words = Array(text.text.unicodeScalars)
    layout = SheetLayout(words, turns: turns)
    checkNumbers()
    guard faults.isEmpty else { return }
    compare()
    guard changes.isEmpty else { return }
    place(in: text)
    if !faults.isEmpty || !changes.isEmpty { codings = [] }
  }

  // MARK: Numbers

  private mutating func checkNumbers() {
    let expected = layout.lines.compactMap { $0.turn.map { Int(turns[$0].number) } }
    let found = read.lines.compactMap { line in
      line.turn.map { (number: $0, place: SheetPlace(line: line.number, column: 1)) }
    }
    guard found.map(\.number) != expected else { return }
    let known = Set(expected)
    var seen: Set<Int> = []
    var kept: [(number: Int, place: SheetPlace)] = []
    for turn in found {
      if !known.contains(turn.number) {
        faults.append(SheetFault(.unknownTurn(turn.number), turn.place))
      } else if !seen.insert(turn.number).inserted {
        faults.append(SheetFault(.turnTwice(turn.number), turn.place))
      } else {
        kept.append(turn)
      }
    }
    let end = SheetPlace(line: (read.lines.last?.number ?? 0) + 1, column: 1)
    for (position, number) in expected.enumerated() where !seen.contains(number) {
      let behind = Set(expected[position...])
      faults.append(
        SheetFault(.noTurn(number), kept.first { behind.contains($0.number) }?.place ?? end))
    }
    if faults.isEmpty, let moved = zip(kept, expected).first(where: { $0.number != $1 })?.0 {
      faults.append(SheetFault(.turnOrder(moved.number), moved.place))
    }
  }

  // MARK: Words

  /// The lines of each turn, those above the first one first.
  private static func sections<Line>(_ lines: [Line], _ begins: (Line) -> Bool) -> [Range<Int>] {
    var starts = [0]
    for (index, line) in lines.enumerated() where begins(line) { starts.append(index) }
    return starts.indices.map { section in
      let end = section + 1 < starts.count ? starts[section + 1] : lines.count
      return starts[section]..<end
    }
  }

  private mutating func compare() {
    let old = SheetProof.sections(layout.lines) { $0.turn != nil }
    let new = SheetProof.sections(read.lines) { $0.turn != nil }
    for (old, new) in zip(old, new) {
      let isSame = old.count == new.count && zip(old, new).allSatisfy { isSameLine($0, $1) }
      if !isSame { changes.append(change(old, new)) }
    }
  }

  private mutating func isSameLine(_ old: Int, _ new: Int) -> Bool {
    let before = words[Int(layout.lines[old].start)..<Int(layout.lines[old].end)]
    let after = read.words[Int(read.lines[new].start)..<Int(read.lines[new].end)]
    if before == after { return true }
    guard SheetProof.withoutLastBlanks(before) == SheetProof.withoutLastBlanks(after) else {
      return false
    }
    loose[new] = Int32(zip(before, after).prefix { $0 == $1 }.count)
    return true
  }

  private static func withoutLastBlanks(
    _ words: ArraySlice<Unicode.Scalar>
  ) -> ArraySlice<Unicode.Scalar> {
    var words = words
    while let last = words.last, last.properties.isWhitespace { words.removeLast() }
    return words
  }

  private func change(_ old: Range<Int>, _ new: Range<Int>) -> SheetWordChange {
    let before = old.map { words[Int(layout.lines[$0].start)..<Int(layout.lines[$0].end)] }
    let after = new.map { read.words[Int(read.lines[$0].start)..<Int(read.lines[$0].end)] }
    let turn = old.first.flatMap { layout.lines[$0].turn }.map { turns[$0].number }
    return SheetWordChange(
      turn: turn, line: new.first.map { read.lines[$0].number } ?? 1,
      start: old.first.map { layout.lines[$0].start } ?? 0,
      old: String(String.UnicodeScalarView(before.joined(separator: ["\n"]))),
      new: String(String.UnicodeScalarView(after.joined(separator: ["\n"]))))
  }

  // MARK: Marks

  private mutating func place(in text: TextBuffer) {
    var spans: [Int: Span] = [:]
    for line in layout.lines {
      if let turn = line.turn { spans[Int(turns[turn].number)] = turns[turn].span }
    }
    for mark in read.turnMarks {
      guard let span = spans[mark.turn] else { continue }
      codings += mark.codes.map { Coding(span: span, code: $0) }
    }
    for mark in read.marks {
      guard let start = position(mark.start), let end = position(mark.end) else { continue }
      guard let span = Span(start: start, end: end) else {
        faults.append(SheetFault(.noWords, mark.place))
        continue
      }
      guard text.isGraphemeBoundary(start), text.isGraphemeBoundary(end) else {
        faults.append(SheetFault(.cutsCharacter, mark.place))
        continue
      }
      codings += mark.codes.map { Coding(span: span, code: $0) }
    }
    codings.sort {
      ($0.span, $0.code.name, $0.code.place) < ($1.span, $1.code.name, $1.code.place)
    }
  }

  /// The scalar of the text at which a scalar of the sheet stands.
  ///
  /// Where the sheet has other blanks at the end of the line, a mark among them has no place; the
  /// line then counts as changed.
  private mutating func position(_ scalar: Int32) -> Int32? {
    let line = max(1, read.lines.indices.partitionPoint { read.lines[$0].start > scalar }) - 1
    let offset = scalar - read.lines[line].start
    if let same = loose[line], offset > same {
      let change = change(line..<line + 1, line..<line + 1)
      if !changes.contains(change) { changes.append(change) }
      return nil
    }
    return layout.lines[line].start + offset
  }
}
