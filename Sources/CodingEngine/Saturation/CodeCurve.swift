import Statistics

/// How many codes so many interviews hold, over all orders, and how many twice as many might.
public struct CodeCurve: Sendable {
  /// One number of interviews.
  public struct Point: Hashable, Sendable {
    /// The group.
    public let group: String
    /// The number of interviews.
    public let interviews: Int
    /// The mean over all orders, exact; for more interviews than there are, extrapolated.
    public let mean: Coefficient
    /// The standard deviation over all orders, exact.
    public let deviation: Coefficient
    /// The same as vegan prints it.
    public let veganDeviation: Coefficient
    /// What 5, 50 and 95 of 100 random orders do not exceed; `nil` beyond the interviews.
    public let lower, median, upper: Int?
    /// Whether there are so many interviews.
    public let isObserved: Bool
  }

  /// The points, group by group.
  public let points: [Point]
  /// How many random orders, and the seed.
  public let orders: Int, seed: UInt64
  /// What a reader of the numbers must know.
  public let notes: [String]

  /// Computes the curve of every group.
  public init(_ sequence: InterviewSequence, orders: Int = 1_000, seed: UInt64 = 1) {
    points = sequence.groups.flatMap { group in
      let part = sequence.incidence.selecting(group.members)
      let curve = AccumulationCurve(part)
      let random = RandomOrders(part, orders: max(1, orders), seed: seed)
      let n = group.members.count
      let observed = stride(from: 1, through: n, by: 1).map { size in
        let spread = random.cumulative[size - 1]
        return Point(
          group: group.name, interviews: size, mean: .handing(curve.mean(size)),
          deviation: .handing(curve.standardDeviation(size)),
          veganDeviation: .handing(curve.standardDeviationByCorrelation(size)),
          lower: spread.lower, median: spread.median, upper: spread.upper, isObserved: true)
      }
      let more = stride(from: n + 1, through: 2 * n, by: 1).map { size in
        Point(
          group: group.name, interviews: size, mean: .handing(part.extrapolated(to: size)),
          deviation: .undefined("extrapolated"), veganDeviation: .undefined("extrapolated"),
          lower: nil, median: nil, upper: nil, isObserved: false)
      }
      return observed + more
    }
    self.orders = max(1, orders)
    self.seed = seed
    notes =
      [
        "mean and sd over all orders of the interviews are exact; p5, median and p95 are of "
          + "\(self.orders) random orders, seed \(seed)",
        "behind the interviews that there are, up to twice as many, stands what Chao2 foretells; "
          + "it is a lower bound",
        CodeRichness.purposive,
      ] + sequence.notes
  }
}
