/// Whether two numbers agree up to a relative error.
func agree(_ got: Double?, _ want: Double, within relative: Double) -> Bool {
  guard let got else { return false }
  return got == want || abs(got - want) <= relative * abs(want)
}

/// Binomial coefficients as whole numbers, by Pascal's triangle.
struct Pascal {
  private let rows: [[UInt64]]

  init(upTo limit: Int) {
    var rows: [[UInt64]] = [[1]]
    for _ in 0..<limit {
      let last = rows[rows.count - 1]
      rows.append([1] + zip(last, last.dropFirst()).map { $0 + $1 } + [1])
    }
    self.rows = rows
  }

  func choose(_ n: Int, _ k: Int) -> UInt64 { k < 0 || k > n ? 0 : rows[n][k] }
}
