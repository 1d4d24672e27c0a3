extension String {
  /// Whether this label comes before another when numbers inside labels are read as numbers.
  ///
  /// `P2` comes before `P10`. Equal labels by that rule fall back to plain order, so that the
  /// order is total.
  public func precedesNaturally(_ other: String) -> Bool {
    let a = Array(utf8)
    let b = Array(other.utf8)
    var i = 0
    var j = 0
    while i < a.count, j < b.count {
      if a[i].isASCIIDigit, b[j].isASCIIDigit {
        let first = a.digitRun(from: i)
        let second = b.digitRun(from: j)
        let x = a[first].drop { $0 == 48 }
        let y = b[second].drop { $0 == 48 }
        if x.count != y.count { return x.count < y.count }
        if !x.elementsEqual(y) { return x.lexicographicallyPrecedes(y) }
        i = first.upperBound
        j = second.upperBound
      } else {
        if a[i] != b[j] { return a[i] < b[j] }
        i += 1
        j += 1
      }
    }
    if a.count - i != b.count - j { return a.count - i < b.count - j }
    return a.lexicographicallyPrecedes(b)
  }
}

extension UInt8 {
  var isASCIIDigit: Bool { (48...57).contains(self) }
}

extension [UInt8] {
  fileprivate func digitRun(from start: Int) -> Range<Int> {
    var end = start
    while end < count, self[end].isASCIIDigit { end += 1 }
    return start..<end
  }
}
