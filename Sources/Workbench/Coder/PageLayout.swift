import Fieldwork

/// The words of a transcript cut into lines of a screen.
struct PageLayout: Sendable {
  /// One line.
  struct Line: Hashable, Sendable {
    /// Position in `CoderDocument.turns`.
    var turn: Int
    /// Whether it is the first of its turn.
    var isFirst: Bool
    /// The first scalar of the line.
    var start: Int32
    /// The scalar after the last; equal to `start` on an empty line.
    var end: Int32
  }

  let lines: [Line]

  /// Cuts a transcript.
  ///
  /// - Parameter columns: the columns for words.
  init(_ document: CoderDocument, columns: Int) {
    var lines: [Line] = []
    for (turn, entry) in document.turns.enumerated() {
      let first = lines.count
      let words = document.words.words(in: entry.span).screened
      var position = entry.span.start
      var index = words.startIndex
      for range in words.wrappedRanges(toColumns: columns) {
        position += Int32(words.unicodeScalars.distance(from: index, to: range.lowerBound))
        let length = words.unicodeScalars.distance(from: range.lowerBound, to: range.upperBound)
        lines.append(
          Line(
            turn: turn, isFirst: lines.count == first, start: position,
            end: position + Int32(length)))
        position += Int32(length)
        index = range.upperBound
      }
    }
    self.lines = lines
  }

  /// The line on which a scalar stands, else the one before it.
  func line(of scalar: Int32) -> Int {
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].start <= scalar { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}

extension String {
  /// The words as a screen may show them, scalar for scalar: tabulators as blanks, other control
  /// characters as their pictures; line ends stay.
  var screened: String {
    if utf8.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F && $0 != 0xC2) || $0 == 0x0A }) { return self }
    var out = String.UnicodeScalarView()
    for scalar in unicodeScalars { out.append(scalar == "\n" ? scalar : scalar.printable) }
    return String(out)
  }
}
