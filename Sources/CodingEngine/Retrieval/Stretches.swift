import Fieldwork

/// Stretches of texts that neither touch nor overlap, in order of text and position.
struct Stretches: Equatable {
  private(set) var texts: [Int32] = []
  private(set) var starts: [Int32] = []
  private(set) var ends: [Int32] = []

  var isEmpty: Bool { texts.isEmpty }

  /// No stretches.
  init() {}

  /// What the given passages cover.
  init(covering ids: [Int], of passages: QueryPassages) {
    for id in passages.inOrder(ids) {
      append(passages.texts[id], passages.starts[id], passages.ends[id])
    }
  }

  /// Adds a stretch whose text and start do not lie before the last one's.
  private mutating func append(_ text: Int32, _ start: Int32, _ end: Int32) {
    if let last = texts.indices.last, texts[last] == text, start <= ends[last] {
      ends[last] = max(ends[last], end)
    } else {
      texts.append(text)
      starts.append(start)
      ends.append(end)
    }
  }

  /// What lies in either.
  func union(_ other: Stretches) -> Stretches {
    var out = Stretches()
    var i = 0
    var j = 0
    while i < texts.count || j < other.texts.count {
      let takesOwn =
        j == other.texts.count
        || (i < texts.count && (texts[i], starts[i]) <= (other.texts[j], other.starts[j]))
      if takesOwn {
        out.append(texts[i], starts[i], ends[i])
        i += 1
      } else {
        out.append(other.texts[j], other.starts[j], other.ends[j])
        j += 1
      }
    }
    return out
  }

  /// What lies in both.
  func intersection(_ other: Stretches) -> Stretches {
    var out = Stretches()
    var i = 0
    var j = 0
    while i < texts.count, j < other.texts.count {
      if texts[i] == other.texts[j] {
        let start = max(starts[i], other.starts[j])
        let end = min(ends[i], other.ends[j])
        if start < end { out.append(texts[i], start, end) }
      }
      if (texts[i], ends[i]) < (other.texts[j], other.ends[j]) { i += 1 } else { j += 1 }
    }
    return out
  }

  /// Whether a span of a text shares a scalar with a stretch.
  func overlap(text: Int32, start: Int32, end: Int32) -> Bool {
    let first = texts.indices.partitionPoint {
      texts[$0] > text || (texts[$0] == text && ends[$0] > start)
    }
    return first < texts.count && texts[first] == text && starts[first] < end
  }
}
