import Statistics

/// How strong a tie between two codes is.
public enum TieWeight: String, CaseIterable, Sendable {
  /// Jaccard's coefficient.
  case jaccard
  /// Ochiai's coefficient, the cosine.
  case ochiai
  /// Phi, where it is above 0.
  case phi
  /// The units that have both.
  case count

  func weight(_ table: TwoByTwo) -> Double? {
    switch self {
    case .jaccard: table.jaccard.value
    case .ochiai: table.ochiai.value
    case .phi: table.phi.value
    case .count: Double(table.a)
    }
  }
}

/// The codes as a network: which pairs are tied, how strongly, and by which rule.
public struct CodeTies: Sendable {
  /// Two codes that are tied.
  public struct Tie: Hashable, Sendable {
    /// Position of the first code in `units.codes`.
    public let first: Int
    /// Position of the second code.
    public let second: Int
    /// The units that have both.
    public let n: Int
    /// How strong the tie is.
    public let weight: Double
  }

  /// The counts behind it, with the codes that take part.
  public let units: CodeUnits
  /// What a weight is.
  public let weight: TieWeight
  /// The ties in the order of the codebook.
  public let ties: [Tie]
  /// When two codes are tied, in words.
  public let rule: String
  /// What a reader must know.
  public let notes: [String]
  let graph: UndirectedGraph

  /// Ties codes that go together often enough.
  ///
  /// - Parameters:
  ///   - least: the units that a code must be in to take part.
  ///   - together: the units that must have both codes, at least 1.
  ///   - q: when given, also the greatest q (Benjamini & Hochberg) of the hypergeometric
  ///     P(X ≥ a), over the pairs with n ≥ 2 each and at least one expected together; pairs that
  ///     go together by construction are never tested, and so not tied.
  /// - Throws: `ClusterFailure`.
  public init(
    _ units: CodeUnits, weight: TieWeight = .jaccard, least: Int = 1, together: Int = 2,
    q: Double? = nil
  ) throws(ClusterFailure) {
    if q != nil, units.unit == CooccurrenceUnit.turn.rawValue {
      throw .nestedUnits(unit: units.unit)
    }
    let units = units.keeping(atLeast: least)
    let least = max(1, together)
    let size = units.codes.count
    let pairs = (0..<size).flatMap { first in
      (first + 1..<max(size, first + 1)).map { (first: first, second: $0) }
    }
    var isKept = pairs.map { units[$0.first, $0.second] >= least }
    var rule = "tied when at least \(least) \(units.unit)s have both"
    var notes: [String] = []
    if let q {
      let tested = CodeTies.qValues(units, pairs)
      for index in pairs.indices { isKept[index] = isKept[index] && (tested[index] ?? 2) <= q }
      rule += " and q ≤ \(fixed(q, 3))"
      let count = tested.count { $0 != nil }
      notes.append(
        "q: Benjamini–Hochberg over \(Wording.count(count, "pair", "pairs")) that can be tested "
          + "(each code in 2 \(units.unit)s or more, at least 1 expected together) of "
          + "\(pairs.count); p describes random relabelling of these \(units.unit)s, not a "
          + "population")
    }
    let ties: [Tie] = pairs.indices.compactMap { index in
      let (first, second) = pairs[index]
      guard isKept[index], let table = units.table(first, second),
        let weight = weight.weight(table), weight > 0
      else { return nil }
      return Tie(first: first, second: second, n: units[first, second], weight: weight)
    }
    let edges = ties.map { UndirectedGraph.Edge($0.first, $0.second, weight: $0.weight) }
    guard !ties.isEmpty, let graph = try? UndirectedGraph(count: size, edges: edges) else {
      throw .noTies(rule: rule)
    }
    self.units = units
    self.weight = weight
    self.ties = ties
    self.rule = rule
    self.graph = graph
    let tied = Set(ties.flatMap { [$0.first, $0.second] })
    let alone = units.codes.indices.filter { !tied.contains($0) }.map { units.codes[$0] }
    if !alone.isEmpty { notes.append("tied to no other: \(alone.joined(separator: ", "))") }
    if units.hasStructuralPairs {
      notes.append("a code and one above it that is rolled up go together by construction")
    }
    self.notes =
      ["\(rule); the weight of a tie is \(weight.words)"] + notes + units.leftOutNotes
      + units.notes
  }

  /// The q of each pair that can be tested.
  private static func qValues(
    _ units: CodeUnits, _ pairs: [(first: Int, second: Int)]
  ) -> [Double?] {
    var p: [Double] = []
    var places: [Int] = []
    for (index, pair) in pairs.enumerated() {
      guard !units.isStructural(pair.first, pair.second), units.n[pair.first] >= 2,
        units.n[pair.second] >= 2, let table = units.table(pair.first, pair.second),
        (table.expectedTogether.value ?? 0) >= 1
      else { continue }
      p.append(min(1, max(0, table.probabilityOfAtLeast)))
      places.append(index)
    }
    var q = [Double?](repeating: nil, count: pairs.count)
    guard let adjusted = try? MultiplicityAdjustment.benjaminiHochberg.adjust(p) else { return q }
    for (place, value) in zip(places, adjusted) { q[place] = value }
    return q
  }
}

extension TieWeight {
  /// The weight in words.
  public var words: String {
    switch self {
    case .jaccard: "Jaccard's coefficient"
    case .ochiai: "Ochiai's coefficient"
    case .phi: "phi"
    case .count: "the number of units with both"
    }
  }
}
