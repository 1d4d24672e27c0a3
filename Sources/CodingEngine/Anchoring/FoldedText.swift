import Fieldwork

/// A text in folded form, in which a folded quotation is found by comparing bytes, with the
/// way back from each folded byte to the scalar that it came from.
struct FoldedText: Sendable {
  /// The folded words as UTF-8.
  let scan: PatternScan
  /// The source scalar of each folded byte.
  private let sources: [Int32]
  /// The end of each run of several scalars that became one, by its first scalar.
  private let runEnds: [Int32: Int32]

  /// Folds stretches of a text as if only blanks lay between them.
  init(_ stretches: [Span], of text: TextBuffer, _ folding: Folding) {
    var folder = Folder(folding, capacity: text.bytes.count)
    for stretch in stretches { folder.append(stretch, of: text) }
    scan = PatternScan(folder.bytes)
    sources = folder.sources
    runEnds = folder.runEnds
  }

  /// The folded form of a quotation.
  static func fold(_ words: TextBuffer, _ folding: Folding) -> [UInt8] {
    guard let all = Span(start: 0, end: words.scalarCount) else { return [] }
    return fold([all], of: words, folding)
  }

  /// The folded form of stretches of a text, as if only blanks lay between them.
  static func fold(_ stretches: [Span], of text: TextBuffer, _ folding: Folding) -> [UInt8] {
    var folder = Folder(folding, capacity: 64)
    for stretch in stretches { folder.append(stretch, of: text) }
    return folder.bytes
  }

  /// Where a folded quotation stands in the source, by start.
  func occurrences(of folded: [UInt8]) -> [Span] {
    scan.occurrences(of: folded).compactMap { source(of: $0..<$0 + folded.count) }
  }

  /// The stretch of the source that folded bytes came from.
  func source(of folded: Range<Int>) -> Span? {
    guard !folded.isEmpty else { return nil }
    let last = sources[folded.upperBound - 1]
    return Span(start: sources[folded.lowerBound], end: runEnds[last] ?? last + 1)
  }
}

/// Folds scalar by scalar, so that the folded form of a part is a part of the folded form.
private struct Folder {
  /// The last thing that was written, as far as the next thing depends on it.
  private enum Last { case nothing, word, han, dot, dash, ellipsis }

  private(set) var bytes: [UInt8] = []
  private(set) var sources: [Int32] = []
  private(set) var runEnds: [Int32: Int32] = [:]
  private let folding: Folding
  private let plainForms: [UInt8]
  /// The first of the blanks since the last thing that was written, or -1.
  private var blank: Int32 = -1
  private var last = Last.nothing
  /// The source scalar after the last thing that was written.
  private var lastEnd: Int32 = -1
  /// The dot of the current run, and how many of it there were.
  private var dot: (value: UInt32, count: Int) = (0, 0)

  init(_ folding: Folding, capacity: Int) {
    self.folding = folding
    plainForms = Folder.plainForms[folding.rawValue]
    bytes.reserveCapacity(capacity)
    sources.reserveCapacity(capacity)
  }

  /// For each folding the folded form of each ASCII byte, 0 for those that depend on what is
  /// around them.
  private static let plainForms: [[UInt8]] = Folding.allCases.map { folding in
    (0..<UInt32(128)).map { value in
      if ScalarShape.isBlank(value) { return value == 0x20 ? 0x20 : 0 }
      let isMark = ScalarShape.isDash(value) || ScalarShape.isDot(value)
      if isMark, folding >= .dashesEllipses { return 0 }
      let isCapital = folding == .letterCase && (65...90).contains(value)
      return UInt8(ScalarShape.narrowedUnquoted(isCapital ? value + 32 : value))
    }
  }

  mutating func append(_ stretch: Span, of text: TextBuffer) {
    if last != .nothing, blank < 0 { blank = lastEnd }
    let source = text.bytes
    let end = text.byte(ofScalar: stretch.end)
    var index = text.byte(ofScalar: stretch.start)
    var position = stretch.start
    while index < end {
      let run = plainRun(in: source, index..<end)
      if run.isEmpty {
        let (value, width) = source.scalar(at: index)
        take(value, at: position)
        index += width
        position += 1
      } else {
        if blank >= 0 { writeBlank(unless: false) }
        bytes.append(contentsOf: source[run].lazy.map { [plainForms] in plainForms[Int($0)] })
        sources.append(contentsOf: position..<position + Int32(run.count))
        index = run.upperBound
        position += Int32(run.count)
        last = .word
        lastEnd = position
      }
    }
  }

  /// The bytes from here on that fold each to one byte whatever is around them: most of an
  /// English text, so that it is copied in long pieces.
  private func plainRun(in source: [UInt8], _ rest: Range<Int>) -> Range<Int> {
    func isPlain(_ index: Int) -> Bool {
      source[index] < 0x80 && source[index] != 0x20 && plainForms[Int(source[index])] != 0
    }
    var end = rest.lowerBound
    while end < rest.upperBound {
      if !isPlain(end) {
        // A single blank between plain bytes stays a blank.
        let isBetween = end > rest.lowerBound && end + 1 < rest.upperBound
        guard source[end] == 0x20, isBetween, isPlain(end + 1) else { break }
      }
      end += 1
    }
    return rest.lowerBound..<end
  }

  private mutating func take(_ raw: UInt32, at position: Int32) {
    if ScalarShape.isBlank(raw) {
      if blank < 0 { blank = position }
      return
    }
    let value = ScalarShape.narrowedUnquoted(raw)
    if folding >= .dashesEllipses, takesMark(value, at: position) { return }
    let isHan = ScalarShape.isHan(value)
    writeBlank(unless: isHan)
    write(value, from: position)
    last = isHan ? .han : .word
    lastEnd = position + 1
  }

  /// Writes dashes and ellipses; `false` for anything else.
  private mutating func takesMark(_ value: UInt32, at position: Int32) -> Bool {
    let follows = blank < 0 && lastEnd == position
    if ScalarShape.isDash(value) {
      mark(.dash, as: 0x2D, at: position, extends: follows && last == .dash)
    } else if ScalarShape.isEllipsis(value) {
      mark(.ellipsis, as: 0x2026, at: position, extends: follows && last == .ellipsis)
      dot = (0, 0)
    } else if ScalarShape.isDot(value) {
      takeDot(value, at: position, follows: follows)
    } else {
      return false
    }
    return true
  }

  private mutating func mark(_ kind: Last, as value: UInt32, at position: Int32, extends: Bool) {
    if extends, let start = sources.last {
      runEnds[start] = position + 1
    } else {
      writeBlank(unless: true)
      write(value, from: position)
    }
    last = kind
    lastEnd = position + 1
  }

  /// Writes a dot; the third in a row turns all of them into one ellipsis.
  private mutating func takeDot(_ value: UInt32, at position: Int32, follows: Bool) {
    let continues = follows && dot.value == value && (last == .dot || last == .ellipsis)
    dot = continues ? (value, dot.count + 1) : (value, 1)
    if dot.count > 3 {
      mark(.ellipsis, as: 0x2026, at: position, extends: true)
    } else if dot.count == 3 {
      let start = position - 2
      while let source = sources.last, source >= start { dropLastByte() }
      // A blank before the dots was written before they were known to be an ellipsis.
      while bytes.last == 0x20 { dropLastByte() }
      write(0x2026, from: start)
      runEnds[start] = position + 1
      last = .ellipsis
    } else {
      writeBlank(unless: false)
      write(value, from: position)
      last = .dot
    }
    lastEnd = position + 1
  }

  private mutating func dropLastByte() {
    bytes.removeLast()
    sources.removeLast()
  }

  private mutating func writeBlank(unless isSilent: Bool) {
    guard blank >= 0 else { return }
    let counts = !isSilent && (last == .word || last == .dot)
    if counts {
      bytes.append(0x20)
      sources.append(blank)
    }
    blank = -1
  }

  private mutating func write(_ value: UInt32, from position: Int32) {
    if value < 0x80 {
      let isCapital = folding == .letterCase && (65...90).contains(value)
      bytes.append(UInt8(truncatingIfNeeded: isCapital ? value + 32 : value))
      sources.append(position)
      return
    }
    guard let scalar = Unicode.Scalar(value) else { return }
    if ScalarShape.isHan(value), value < 0x10000 {
      bytes.append(0xE0 | UInt8(value >> 12))
      bytes.append(0x80 | UInt8(value >> 6 & 0x3F))
      bytes.append(0x80 | UInt8(value & 0x3F))
      for _ in 0..<3 { sources.append(position) }
      return
    }
    // No script between the Latin extensions and the Deseret alphabet has two cases, apart
    // from those below U+2E80 and Cherokee; Chinese must not pay for the look-up.
    let hasCase = value < 0x2E80 || (0xA640...0xABBF).contains(value) || value >= 0x10400
    if folding == .letterCase, hasCase, scalar.properties.changesWhenLowercased {
      for small in scalar.properties.lowercaseMapping.unicodeScalars { copy(small, position) }
    } else {
      copy(scalar, position)
    }
  }

  private mutating func copy(_ scalar: Unicode.Scalar, _ position: Int32) {
    for byte in UTF8.encode(scalar) ?? .init() {
      bytes.append(byte)
      sources.append(position)
    }
  }
}
