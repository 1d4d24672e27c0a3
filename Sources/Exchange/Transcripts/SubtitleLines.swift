import Fieldwork

/// What WebVTT and SubRip have in common: lines, and timing lines between them.
enum SubtitleLines {
  /// The lines of a text, without their ends.
  static func split(_ text: String) -> [[UInt8]] {
    text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
  }

  /// Whether a line has nothing in it.
  static func isBlank(_ line: [UInt8]) -> Bool {
    line.skippingBlanks(from: 0, before: line.count) == line.count
  }

  /// Whether a line is (or wants to be) the timing of a cue.
  static func isTiming(_ line: [UInt8]) -> Bool {
    guard let dash = line.firstIndex(of: 0x2D) else { return false }
    return line[dash...].indices.contains { line.matches([0x2D, 0x2D, 0x3E], at: $0) }
  }

  /// The times of a timing line; `nil` when they cannot be read.
  static func time(_ line: [UInt8]) -> RecordingTime? {
    let first = line.skippingBlanks(from: 0, before: line.count)
    guard let start = clock(line, at: first) else { return nil }
    var index = line.skippingBlanks(from: start.end, before: line.count)
    guard line.matches([0x2D, 0x2D, 0x3E], at: index) else { return nil }
    index = line.skippingBlanks(from: index + 3, before: line.count)
    guard let end = clock(line, at: index),
      end.end == line.count || line.isBlank(at: end.end),
      end.milliseconds >= start.milliseconds
    else { return nil }
    return RecordingTime(start: start.milliseconds, end: end.milliseconds)
  }

  private static func clock(_ line: [UInt8], at start: Int) -> Clock.Reading? {
    Clock.read(line, at: start, before: line.count)
  }
}
