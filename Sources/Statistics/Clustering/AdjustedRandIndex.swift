/// How far two partitions of the same things agree beyond chance (Hubert & Arabie 1985): 1 for
/// the same partition, 0 on average for unrelated ones, negative below chance.
///
/// Two partitions without any choice (all together, or all apart) agree by definition where
/// they are the same: 1.
///
/// - Parameters:
///   - first: the cluster of each thing; any numbers.
///   - second: the cluster of each thing in the other partition, equally many.
public func adjustedRandIndex(_ first: [Int], _ second: [Int]) -> Estimate {
  guard first.count == second.count, !first.isEmpty else {
    return .undefined(reason: "the partitions are not of the same things")
  }
  let (a, b) = (canonicalLabels(first), canonicalLabels(second))
  if a == b { return .value(1) }
  let columns = (b.max() ?? 0) + 1
  var cells = [Int](repeating: 0, count: ((a.max() ?? 0) + 1) * columns)
  for (row, column) in zip(a, b) { cells[row * columns + column] += 1 }
  func pairs(_ counts: [Int]) -> Double {
    counts.reduce(0) { $0 + Double($1) * Double($1 - 1) / 2 }
  }
  func sizes(_ labels: [Int]) -> [Int] {
    var sizes = [Int](repeating: 0, count: (labels.max() ?? 0) + 1)
    for label in labels { sizes[label] += 1 }
    return sizes
  }
  let together = pairs(cells)
  let (inFirst, inSecond) = (pairs(sizes(a)), pairs(sizes(b)))
  let all = pairs([first.count])
  let expected = inFirst * inSecond / all
  let greatest = (inFirst + inSecond) / 2
  // Only equal partitions without a choice have no room above chance, and those are above.
  return .ratio(together - expected, greatest - expected, else: "there is no room above chance")
}
