import Fieldwork

/// The words that each code covers, whoever coded: stretches that neither touch nor overlap.
struct CodeCovers {
  /// A stretch of a text.
  struct Stretch {
    var text: Int32
    var start: Int32
    var end: Int32
  }

  /// By code, in order of text and start.
  private(set) var stretches: [[Stretch]]
  /// By code, the number of scalars.
  private(set) var lengths: [Int]

  init(_ codings: CodingColumns, codes: Int) {
    stretches = Array(repeating: [], count: codes)
    for row in 0..<codings.count {
      let code = Int(codings.codes[row])
      let (text, start, end) = (codings.texts[row], codings.starts[row], codings.ends[row])
      if let last = stretches[code].last, last.text == text, start <= last.end {
        stretches[code][stretches[code].count - 1].end = max(last.end, end)
      } else {
        stretches[code].append(Stretch(text: text, start: start, end: end))
      }
    }
    lengths = stretches.map { $0.reduce(0) { $0 + Int($1.end - $1.start) } }
  }

  /// The number of scalars that two codes share.
  func shared(_ a: Int, _ b: Int) -> Int {
    let (x, y) = (stretches[a], stretches[b])
    var (i, j, sum) = (0, 0, 0)
    while i < x.count, j < y.count {
      if x[i].text == y[j].text {
        sum += max(0, Int(min(x[i].end, y[j].end)) - Int(max(x[i].start, y[j].start)))
      }
      if (x[i].text, x[i].end) < (y[j].text, y[j].end) { i += 1 } else { j += 1 }
    }
    return sum
  }

  /// Whether a code covers a scalar of a stretch.
  func touches(_ code: Int, text: Int32, start: Int32, end: Int32) -> Bool {
    stretches[code].contains { $0.text == text && $0.start < end && start < $0.end }
  }
}
