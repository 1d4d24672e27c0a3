import Fieldwork

/// Reads SubRip (.srt): numbered cues, of which the numbers may have gaps or be missing.
enum SubRip {
  /// The cues of a file, and notes.
  static func read(_ text: String, speakers: [String]) -> (cues: [Cue], notes: [String]) {
    let lines = SubtitleLines.split(text)
    let timings = lines.indices.filter { SubtitleLines.isTiming(lines[$0]) }
    var raws: [CueSpeakers.Raw] = []
    var unreadable = 0
    for (position, timing) in timings.enumerated() {
      let first = timing + 1
      let next = position + 1 < timings.count ? timings[position + 1] : lines.count
      var last = next
      if next < lines.count, next - 1 >= first, isNumber(lines[next - 1]),
        next - 1 == first || SubtitleLines.isBlank(lines[next - 2])
      {
        last = next - 1
      }
      let filled = lines[first..<max(first, last)].filter { !SubtitleLines.isBlank($0) }
      let time = SubtitleLines.time(lines[timing])
      if time == nil { unreadable += 1 }
      raws.append(CueSpeakers.Raw(payload: Array(filled.joined(separator: [0x0A])), time: time))
    }
    var notes: [String] = []
    if unreadable > 0 {
      notes.append("\(unreadable) cue(s) have unreadable times; their words were kept")
    }
    return (CueSpeakers.cues(raws, speakers: speakers), notes)
  }

  /// Whether the text looks like SubRip: a number, then a timing line.
  static func isLikely(_ text: String) -> Bool {
    let head = Array(text.utf8.prefix(400))
    let lines = head.split(separator: 0x0A).map { Array($0) }
    guard lines.count >= 2 else { return false }
    return (isNumber(lines[0]) && SubtitleLines.time(lines[1]) != nil)
      || SubtitleLines.time(lines[0]) != nil
  }

  private static func isNumber(_ line: [UInt8]) -> Bool {
    let end = line.trimmingBlanks(from: 0, to: line.count)
    let start = line.skippingBlanks(from: 0, before: end)
    return end > start && end - start < 9 && line[start..<end].allSatisfy(\.isDigit)
  }
}
