import Fieldwork

/// Reads WebVTT (W3C), forgiving what meeting programs and hands make of it.
enum WebVTT {
  /// The cues of a file, its language where the header names one, and notes.
  static func read(
    _ text: String, speakers: [String]
  ) -> (cues: [Cue], language: String?, notes: [String]) {
    let lines = SubtitleLines.split(text)
    var language: String?
    var notes: [String] = []
    var raws: [CueSpeakers.Raw] = []
    var unreadable = 0
    var strays = 0
    var index = 0
    // The header runs to the first blank line; YouTube writes fields into it.
    while index < lines.count, !SubtitleLines.isBlank(lines[index]),
      !SubtitleLines.isTiming(lines[index])
    {
      let line = String(decoding: lines[index], as: UTF8.self)
      if line.hasPrefix("Language:") { language = String(line.dropFirst(9)).trimmed }
      index += 1
    }
    while index < lines.count {
      let line = lines[index]
      if SubtitleLines.isBlank(line) {
        index += 1
      } else if SubtitleLines.isTiming(line) {
        let time = SubtitleLines.time(line)
        if time == nil { unreadable += 1 }
        let (payload, next) = block(lines, from: index + 1)
        raws.append(CueSpeakers.Raw(payload: payload, time: time))
        index = next
      } else if isRemark(line) {
        index = block(lines, from: index + 1).next
      } else if index + 1 < lines.count, SubtitleLines.isTiming(lines[index + 1]) {
        index += 1  // The cue's identifier.
      } else {
        let (payload, next) = block(lines, from: index)
        strays += 1
        if raws.isEmpty {
          raws.append(CueSpeakers.Raw(payload: payload, time: nil))
        } else {
          raws[raws.count - 1].payload += [0x0A] + payload
        }
        index = next
      }
    }
    if unreadable > 0 {
      notes.append("\(unreadable) cue(s) have unreadable times; their words were kept")
    }
    if strays > 0 {
      notes.append("\(strays) block(s) without times were kept with the cue before them")
    }
    let dropped = dropRolledLines(&raws)
    if dropped > 0 {
      notes.append(
        "\(dropped) line(s) of rolling captions that repeat the line before were left out")
    }
    return (CueSpeakers.cues(raws, speakers: speakers), language, notes)
  }

  /// The lines up to the next blank line or timing line.
  private static func block(_ lines: [[UInt8]], from start: Int) -> (payload: [UInt8], next: Int) {
    var payload: [UInt8] = []
    var index = start
    while index < lines.count, !SubtitleLines.isBlank(lines[index]),
      !SubtitleLines.isTiming(lines[index])
    {
      if !payload.isEmpty { payload.append(0x0A) }
      payload += lines[index]
      index += 1
    }
    return (payload, index)
  }

  /// NOTE, STYLE and REGION blocks are no words.
  private static func isRemark(_ line: [UInt8]) -> Bool {
    for word in ["NOTE", "STYLE", "REGION"] where line.starts(with: word.utf8) {
      if line.count == word.utf8.count || line.isBlank(at: word.utf8.count) { return true }
    }
    return false
  }

  /// Automatic captions that roll write each line into two or three cues, the new words with
  /// stamps inside: a line that repeats the last one of the cue before goes.
  private static func dropRolledLines(_ raws: inout [CueSpeakers.Raw]) -> Int {
    let rolling = raws.contains { raw in
      raw.payload.indices.contains { index in
        raw.payload[index] == 0x3C && index + 1 < raw.payload.count
          && raw.payload[index + 1].isDigit
          && Clock.read(raw.payload, at: index + 1, before: raw.payload.count) != nil
      }
    }
    guard rolling else { return 0 }
    var dropped = 0
    var previous: (words: String, end: Int64?) = ("", nil)
    for index in raws.indices {
      let touches = raws[index].time.map { time in previous.end.map { time.start <= $0 } ?? false }
      var kept: [[UInt8]] = []
      var last = previous.words
      for line in raws[index].payload.split(separator: 0x0A) {
        let plain = CueTags.pieces(Array(line)).map { CueTags.oneLine($0.words) }.joined()
        if plain.isEmpty { continue }
        if touches == true, plain == last {
          dropped += 1
          continue
        }
        kept.append(Array(line))
        last = plain
      }
      raws[index].payload = Array(kept.joined(separator: [0x0A]))
      previous = (last, raws[index].time?.end)
    }
    return dropped
  }
}
