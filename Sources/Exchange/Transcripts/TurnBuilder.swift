import Fieldwork

/// Makes turns out of lines: finds where the words begin and end, and what time they have.
struct TurnBuilder {
  let bytes: [UInt8]
  let layout: TextLayout
  let labels: [LabelLine?]
  let markdown: Bool
  private let buffer: TextBuffer
  private var pendingTime: RecordingTime?
  private var lastEnd: Int64 = 0

  /// The turns so far.
  private(set) var turns: [TurnDraft] = []
  /// Labels that had no words.
  private(set) var empty = 0
  /// Headings that became turns.
  private(set) var headings = 0

  init(bytes: [UInt8], layout: TextLayout, labels: [LabelLine?], markdown: Bool) {
    self.bytes = bytes
    self.layout = layout
    self.labels = labels
    self.markdown = markdown
    buffer = TextBuffer(validUTF8: bytes)
  }

  /// One turn per paragraph; those whose line has a name get it as speaker.
  mutating func addUnits(names: [Int: String], roles: [Int: Role]) {
    var index = layout.firstLine
    while index < layout.lines.count {
      guard !layout.isBlank(index) else {
        index += 1
        continue
      }
      var next = index + 1
      while next < layout.lines.count, !layout.isBlank(next), names[next] == nil,
        !layout.startsParagraph(next)
      { next += 1 }
      addTurn(lines: index..<next, speaker: names[index], role: roles[index] ?? .unknown)
      index = next
    }
  }

  /// One turn without speaker per paragraph of lines before the first label.
  mutating func addPreamble(lines: [Int]) {
    var index = 0
    while index < lines.count {
      let first = lines[index]
      index += 1
      if isHeading(first) {
        addTurn(heading: first)
        continue
      }
      switch structure(first) {
      case .stamp(let time): pendingTime = time
      case .empty, .heading: break
      case nil:
        var next = first + 1
        while index < lines.count, lines[index] == next, !layout.isBlank(next),
          !layout.startsParagraph(next)
        {
          index += 1
          next += 1
        }
        addTurn(lines: first..<next, speaker: nil, role: .unknown)
      }
    }
  }

  /// One turn over whole lines, the first of which may carry its label.
  mutating func addTurn(lines: Range<Int>, speaker: String?, role: Role) {
    var last = lines.upperBound - 1
    var nextTime: RecordingTime?
    var closing: [Int] = []
    while last > lines.lowerBound, let trailing = structure(last) {
      if case .stamp(let time) = trailing { nextTime = time }
      if case .heading = trailing { closing.append(last) }
      last -= 1
    }
    defer {
      let before = turns.count
      for heading in closing.reversed() { addTurn(heading: heading) }
      headings += turns.count - before
    }
    let line = layout.lines[lines.lowerBound]
    let label = labels[lines.lowerBound]
    var time = pendingTime
    var start = line.lowerBound
    if speaker != nil, let label {
      time = label.time ?? pendingTime
      start = min(label.wordsStart, line.upperBound)
    } else if let stamp = Clock.stamp(
      bytes, at: bytes.skippingBlanks(from: start, before: line.upperBound),
      before: line.upperBound, bare: false)
    {
      time = stamp.time
      start = stamp.end
    }
    pendingTime = nextTime
    var end = layout.lines[last].upperBound
    start = skipLineEnds(from: start, to: end)
    end = bytes.trimmingBlanks(from: start, to: end, lineEnds: true)
    if let (stamp, first) = Clock.trailingStamp(bytes, from: start, to: end) {
      // f4 and its kin stamp the end of a paragraph; it began where the last one ended.
      if time == nil { time = RecordingTime(start: min(lastEnd, stamp.time.start)) }
      if let begun = time, begun.end == nil, stamp.time.start >= begun.start {
        time?.end = stamp.time.start
      }
      end = bytes.trimmingBlanks(from: start, to: first, lineEnds: true)
    }
    if label?.opensMarkup == true {
      while end > start, bytes[end - 1] == 0x2A || bytes[end - 1] == 0x5F { end -= 1 }
      end = bytes.trimmingBlanks(from: start, to: end, lineEnds: true)
    }
    if let end = time?.end { lastEnd = end }
    let span = Span(start: buffer.scalar(ofByte: start), end: buffer.scalar(ofByte: end))
    guard end > start, let span else {
      if speaker == nil {
        pendingTime = time
      } else {
        empty += 1
      }
      return
    }
    turns.append(TurnDraft(speaker: speaker, role: role, span: span, time: time))
  }

  /// A heading as a turn that nobody speaks, without its marks.
  private mutating func addTurn(heading index: Int) {
    let line = layout.lines[index]
    var start = line.lowerBound
    while start < line.upperBound, bytes[start] == 0x23 { start += 1 }
    start = bytes.skippingBlanks(from: start, before: line.upperBound)
    let end = bytes.trimmingBlanks(from: start, to: line.upperBound)
    guard end > start,
      let span = Span(start: buffer.scalar(ofByte: start), end: buffer.scalar(ofByte: end))
    else { return }
    turns.append(TurnDraft(speaker: nil, role: .unknown, span: span))
  }

  private func skipLineEnds(from start: Int, to end: Int) -> Int {
    var index = start
    while index < end {
      let next = bytes.skippingBlanks(from: index, before: end)
      if next < end, bytes[next] == 0x0A { index = next + 1 } else { return next }
    }
    return index
  }

  private enum Structure {
    case empty
    case heading
    case stamp(RecordingTime?)
  }

  /// Whether a line at the end of a turn is no words of it: blank, a stamp for the next
  /// turn, a rule, or a heading.
  private func structure(_ index: Int) -> Structure? {
    if layout.isBlank(index) { return .empty }
    if let label = labels[index], label.shape == .stamp { return .stamp(label.time) }
    if isHeading(index) { return .heading }
    let line = layout.lines[index]
    let first = bytes[line.lowerBound]
    guard line.count >= 3, first == 0x2D || first == 0x2A || first == 0x5F || first == 0x3D else {
      return nil
    }
    return bytes[line].allSatisfy { $0 == first || $0 == 0x20 } ? .empty : nil
  }

  /// Whether a line is a heading of Markdown.
  private func isHeading(_ number: Int) -> Bool {
    let line = layout.lines[number]
    guard markdown, !line.isEmpty, bytes[line.lowerBound] == 0x23 else { return false }
    if let label = labels[number] { return label.isHeading }
    var index = line.lowerBound
    while index < line.upperBound, bytes[index] == 0x23 { index += 1 }
    return index - line.lowerBound <= 6 && bytes.isBlank(at: index)
  }
}
