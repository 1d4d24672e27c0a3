#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The least likely way in which `total` cases drawn at random can fall into groups: the table
/// whose two-sided exact p no other table with these margins undercuts.
///
/// ln C(n, x) is concave in x, so the least product of C(nⱼ, xⱼ) under Σxⱼ = total lies at a
/// corner: every group is drawn from wholly or not at all, save one.
///
/// - Returns: `nil` for more than twelve groups, too many corners to look at, and for a total
///   that the groups do not hold.
func leastLikelyCounts(drawing total: Int, from sizes: [Int]) -> [Int]? {
  guard sizes.count <= 12, (0...sizes.reduce(0, +)).contains(total) else { return nil }
  var least: (score: Double, counts: [Int])?
  for mask in 0..<(1 << sizes.count) {
    for partial in sizes.indices where mask & (1 << partial) == 0 {
      var counts = sizes.indices.map { mask & (1 << $0) != 0 ? sizes[$0] : 0 }
      let rest = total - counts.reduce(0, +)
      guard (0...sizes[partial]).contains(rest) else { continue }
      counts[partial] = rest
      let score = logChoose(sizes[partial], rest)
      if least.map({ score < $0.score }) ?? true { least = (score, counts) }
    }
  }
  return least?.counts ?? (total == sizes.reduce(0, +) ? sizes : nil)
}

private func logChoose(_ n: Int, _ k: Int) -> Double {
  lgamma(Double(n) + 1) - lgamma(Double(k) + 1) - lgamma(Double(n - k) + 1)
}
