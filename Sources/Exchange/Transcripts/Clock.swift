import Fieldwork

/// Reads the time stamps that transcription programs write.
///
/// `clock := [h]h:mm[:ss[(.|,|-)f{1,3}]]`; a stamp is a clock in square or round brackets, or
/// between number signs, or bare; in brackets it may be a range (`[00:01 --> 00:05]`).
/// Two parts are minutes and seconds, three are hours, minutes and seconds.
enum Clock {
  /// A clock that was read, with the byte after it.
  struct Reading {
    var milliseconds: Int64
    var end: Int
  }

  /// A stamp that was read, with the byte after it.
  struct Stamp {
    var time: RecordingTime
    var end: Int
    /// Whether it stood in brackets or between number signs.
    var isMarked: Bool
  }

  /// The clock that begins at a byte.
  static func read(_ bytes: [UInt8], at start: Int, before limit: Int) -> Reading? {
    var parts: [Int64] = []
    var index = start
    while parts.count < 3 {
      let first = index
      var number: Int64 = 0
      while index < limit, bytes[index].isDigit, index - first < 4 {
        number = number * 10 + Int64(bytes[index] - 48)
        index += 1
      }
      let digits = index - first
      if parts.isEmpty {
        guard (1...3).contains(digits) else { return nil }
      } else {
        guard digits == 2, number < 60 else { return nil }
      }
      parts.append(number)
      guard index < limit, bytes[index] == 0x3A, index + 1 < limit, bytes[index + 1].isDigit,
        parts.count < 3
      else { break }
      index += 1
    }
    guard parts.count >= 2 else { return nil }
    // Another digit here means a number that only looks like a clock.
    if index < limit, bytes[index].isDigit { return nil }
    var seconds: Int64 = 0
    for part in parts { seconds = seconds * 60 + part }
    var milliseconds = seconds * 1000
    if index + 1 < limit, [0x2E, 0x2C, 0x2D].contains(bytes[index]), bytes[index + 1].isDigit {
      var scale: Int64 = 100
      var after = index + 1
      while after < limit, bytes[after].isDigit, after - index <= 3 {
        milliseconds += Int64(bytes[after] - 48) * scale
        scale /= 10
        after += 1
      }
      index = after
    }
    return Reading(milliseconds: milliseconds, end: index)
  }

  /// The stamp that begins at a byte; bare clocks count when `bare` says so and a blank or the
  /// end of the line follows.
  static func stamp(
    _ bytes: [UInt8], at start: Int, before limit: Int, bare: Bool
  ) -> Stamp? {
    guard start < limit else { return nil }
    let closing: UInt8
    switch bytes[start] {
    case 0x5B: closing = 0x5D
    case 0x28: closing = 0x29
    case 0x23: closing = 0x23
    default:
      guard bare, let clock = read(bytes, at: start, before: limit) else { return nil }
      if clock.end < limit, !bytes.isBlank(at: clock.end) { return nil }
      return Stamp(
        time: RecordingTime(start: clock.milliseconds), end: clock.end, isMarked: false)
    }
    let first = bytes.skippingBlanks(from: start + 1, before: limit)
    guard let clock = read(bytes, at: first, before: limit) ?? dotted(bytes, at: first, limit)
    else { return nil }
    var index = bytes.skippingBlanks(from: clock.end, before: limit)
    var time = RecordingTime(start: clock.milliseconds)
    if let end = rangeEnd(bytes, at: index, limit) {
      if end.milliseconds >= time.start { time.end = end.milliseconds }
      index = bytes.skippingBlanks(from: end.end, before: limit)
    }
    guard index < limit, bytes[index] == closing else { return nil }
    return Stamp(time: time, end: index + 1, isMarked: true)
  }

  /// The stamp that ends a line: marked ones anywhere, with the byte at which it begins.
  static func trailingStamp(_ bytes: [UInt8], from start: Int, to end: Int) -> (Stamp, Int)? {
    guard end > start, [0x5D, 0x29, 0x23].contains(bytes[end - 1]) else { return nil }
    let opening: UInt8 =
      switch bytes[end - 1] {
      case 0x5D: 0x5B
      case 0x29: 0x28
      default: 0x23
      }
    var index = end - 2
    // No stamp is longer than a range of two clocks with blanks and an arrow.
    while index >= start, end - index < 40 {
      if bytes[index] == opening {
        guard let stamp = stamp(bytes, at: index, before: end, bare: false), stamp.end == end
        else { return nil }
        return (stamp, index)
      }
      index -= 1
    }
    return nil
  }

  /// `mm.ss`, which some write in brackets.
  private static func dotted(_ bytes: [UInt8], at start: Int, _ limit: Int) -> Reading? {
    guard start + 5 <= limit, bytes[start].isDigit, bytes[start + 1].isDigit,
      bytes[start + 2] == 0x2E, bytes[start + 3].isDigit, bytes[start + 4].isDigit
    else { return nil }
    let minutes = Int64(bytes[start] - 48) * 10 + Int64(bytes[start + 1] - 48)
    let seconds = Int64(bytes[start + 3] - 48) * 10 + Int64(bytes[start + 4] - 48)
    guard seconds < 60 else { return nil }
    return Reading(milliseconds: (minutes * 60 + seconds) * 1000, end: start + 5)
  }

  private static func rangeEnd(_ bytes: [UInt8], at start: Int, _ limit: Int) -> Reading? {
    var index = start
    // `-`, `--`, `-->` or an en dash.
    while index < limit, [0x2D, 0x3E, 0xE2, 0x80, 0x93].contains(bytes[index]) { index += 1 }
    guard index > start else { return nil }
    index = bytes.skippingBlanks(from: index, before: limit)
    return read(bytes, at: index, before: limit)
  }
}
