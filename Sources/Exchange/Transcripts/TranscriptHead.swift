import Fieldwork

/// The head of a transcript: lines `Key: value` with known keys before the first turn.
struct TranscriptHead {
  /// The first line after the head; 0 when there is none.
  var end = 0
  /// The fields that were found, with their values as written.
  var fields: [(field: MetadataField, value: String)] = []
  /// Lines before the end that are prose and no part of the head.
  var prose: [Int] = []
  /// Lines before the end that are titles or have keys that are not known.
  var leftOut: [Int] = []

  /// A line of more bytes than this is no title.
  private static let longestTitle = 160

  /// Reads the head off the first lines.
  ///
  /// The head ends with its last known key. Keys that are also role words (`Interviewer: …`)
  /// belong to it only between other keys, or after them and before a blank line, and only once
  /// each: otherwise they are turns.
  static func read(
    _ bytes: [UInt8], _ lines: [Range<Int>], _ labels: [LabelLine?],
    census: SpeakerCensus
  ) -> TranscriptHead {
    var head = TranscriptHead()
    var pending: [(MetadataField, String, Int)] = []
    var titleLines: [Int] = []
    var otherLines: [Int] = []
    var seenRoles: Set<String> = []
    var lastKey = -1
    var titles = 0
    var otherKeys = 0
    var index = 0
    var filled = 0
    while index < lines.count, filled < 40 {
      let line = lines[index]
      if line.isEmpty
        || bytes.skippingBlanks(from: line.lowerBound, before: line.upperBound)
          == line.upperBound
      {
        // Role words after the last key count when a blank line ends the block.
        if lastKey >= 0, pending.contains(where: { $0.2 > lastKey }) { lastKey = index - 1 }
        index += 1
        continue
      }
      filled += 1
      guard let label = labels[index], label.shape == .colon, let value = value(bytes, line, label)
      else {
        // A title may stand before the keys, never between them.
        titles += 1
        if titles > 3 || lastKey >= 0 { break }
        titleLines.append(index)
        index += 1
        continue
      }
      let name = bytes.text(label.label)
      let field = MetadataField(headKey: name)
      if RoleWord.find(name) != nil {
        if !seenRoles.insert(name).inserted { break }
        if lastKey < 0, titles > 0 || field == nil, otherKeys == 0 { break }
        if let field { pending.append((field, value, index)) }
        if field == nil { otherLines.append(index) }
        // `Participant: P1` below `Timestamp: …`, and never again: no turn.
        if field != nil, otherKeys > 0, census.occurrences(of: name) == 1 { lastKey = index }
      } else if census.isSpeaker(name, .colon) {
        break
      } else if let field {
        pending.append((field, value, index))
        lastKey = index
      } else {
        otherKeys += 1
        otherLines.append(index)
      }
      index += 1
    }
    if index >= lines.count, lastKey >= 0 { lastKey = max(lastKey, pending.last?.2 ?? lastKey) }
    guard lastKey >= 0 else { return head }
    head.end = lastKey + 1
    head.fields = pending.filter { $0.2 <= lastKey }.map { ($0.0, $0.1) }
    // A wrapped paragraph is prose as a whole.
    var prose = Set(titleLines.filter { isProse(bytes, lines[$0]) })
    for line in titleLines.reversed() where prose.contains(line + 1) { prose.insert(line) }
    for line in titleLines where prose.contains(line - 1) { prose.insert(line) }
    head.prose = titleLines.filter { prose.contains($0) && $0 <= lastKey }
    head.leftOut = (titleLines + otherLines).filter { !prose.contains($0) && $0 <= lastKey }
    head.leftOut.sort()
    return head
  }

  /// Whether a line without a key is a sentence, or too long for a title.
  private static func isProse(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    let words = bytes.text(LabelShape.trimmed(bytes, line))
    guard words.utf8.count <= longestTitle, let last = words.unicodeScalars.last else {
      return true
    }
    return ".?!。？！…".unicodeScalars.contains(last)
  }

  /// The value behind a key, unless it reads like speech.
  private static func value(_ bytes: [UInt8], _ line: Range<Int>, _ label: LabelLine) -> String? {
    let value = LabelShape.trimmed(bytes, min(label.wordsStart, line.upperBound)..<line.upperBound)
    guard !value.isEmpty, value.count <= 240 else { return nil }
    let text = bytes.text(value)
    guard let last = text.unicodeScalars.last, !"?？!！。…".unicodeScalars.contains(last) else {
      return nil
    }
    return text
  }
}
