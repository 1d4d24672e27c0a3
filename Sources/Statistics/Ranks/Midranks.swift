/// The ranks of numbers; equal ones share the mean of theirs.
struct Midranks: Hashable, Sendable {
  /// Twice the rank of each number, which is whole.
  let doubled: [Int]
  /// How often each number stands that stands more than once.
  let ties: [Int]

  init(_ values: [Double]) {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var doubled = [Int](repeating: 0, count: values.count)
    var ties: [Int] = []
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      // Ranks start+1 … end, their doubled mean is start + 1 + end.
      for place in start..<end { doubled[order[place]] = start + 1 + end }
      if end - start > 1 { ties.append(end - start) }
      start = end
    }
    self.doubled = doubled
    self.ties = ties
  }

  /// The ranks.
  var ranks: [Double] { doubled.map { Double($0) / 2 } }

  /// Σ(t³ − t).
  var tieSum: Double { ties.reduce(0) { $0 + Double($1 * $1 * $1 - $1) } }
}
