import Fieldwork
import Statistics

/// One of two measures that are set against each other.
public struct AssociationSide: Hashable, Sendable {
  /// What the values are.
  public enum Kind: Hashable, Sendable {
    /// Indices of groups with these labels; ordered ones also count as numbers.
    case groups([String], isOrdered: Bool)
    /// Numbers.
    case numbers
  }

  /// What is measured, in words.
  public var name: String
  /// What the values are.
  public var kind: Kind
  /// One value for each unit.
  public var values: [Double]

  /// Describes a measure.
  public init(name: String, kind: Kind, values: [Double]) {
    self.name = name
    self.kind = kind
    self.values = values
  }

  /// The labels of the groups; `nil` for numbers.
  public var groups: [String]? {
    if case .groups(let labels, _) = kind { labels } else { nil }
  }

  /// Whether the values can be ranked: numbers, ordered groups, or two groups.
  var isRanked: Bool {
    switch kind {
    case .numbers: true
    case .groups(let labels, let isOrdered): isOrdered || labels.count == 2
    }
  }

  /// Whether the values have an order of their own.
  var hasOrder: Bool {
    switch kind {
    case .numbers: true
    case .groups(let labels, let isOrdered): isOrdered && labels.count > 2
    }
  }

  /// Whether its groups are two numbers that nobody gave words.
  var isOfTwoNumbers: Bool {
    guard case .groups(let labels, _) = kind, labels.count == 2 else { return false }
    return labels.allSatisfy { Double($0) != nil }
  }

  /// What is measured as numbers: of two groups called by numbers these.
  var numbers: [Double] {
    guard isOfTwoNumbers, let labels = groups else { return values }
    return values.map { Double(labels[Int($0)]) ?? $0 }
  }

  /// The same with the second of two groups first, as `yes` is what one asks about.
  var lastOfTwoFirst: AssociationSide {
    guard case .groups(let labels, let isOrdered) = kind, labels.count == 2 else { return self }
    return AssociationSide(
      name: name, kind: .groups([labels[1], labels[0]], isOrdered: isOrdered),
      values: values.map { 1 - $0 })
  }

  /// The same without groups that no unit belongs to.
  var withoutEmptyGroups: AssociationSide {
    guard case .groups(let labels, let isOrdered) = kind else { return self }
    let used = labels.indices.filter { group in values.contains { Int($0) == group } }
    var places: [Int: Double] = [:]
    for (place, group) in used.enumerated() { places[group] = Double(place) }
    return AssociationSide(
      name: name, kind: .groups(used.map { labels[$0] }, isOrdered: isOrdered),
      values: values.map { places[Int($0)] ?? 0 })
  }
}

/// Two measures of the same units.
public struct AssociationData: Hashable, Sendable {
  /// The measure that is asked about, such as whether a case has a code.
  public var first: AssociationSide
  /// The measure that it is set against.
  public var second: AssociationSide
  /// What a unit is, in the singular: `case`, `record`.
  public var unit: String
  /// Groups within which the measures are compared, where there are any: a value for each unit.
  public var strata: AssociationSide?
  /// Whether a group of one measure is by its place that of the other, whatever their labels.
  var isPairedByPlace = false

  /// Pairs two measures; both have one value for each unit.
  public init(
    _ first: AssociationSide, _ second: AssociationSide, unit: String,
    strata: AssociationSide? = nil
  ) {
    self.first = first
    self.second = second
    self.unit = unit
    self.strata = strata
  }

  /// The number of units.
  public var n: Int { min(first.values.count, second.values.count) }

  /// How many units have each pair of groups, row by row; `nil` where a measure is a number.
  public var counts: [[Int]]? {
    guard let rows = first.groups, let columns = second.groups else { return nil }
    var counts = Array(repeating: Array(repeating: 0, count: columns.count), count: rows.count)
    for (row, column) in zip(first.values, second.values) { counts[Int(row)][Int(column)] += 1 }
    return counts
  }

  /// The counts of each stratum, the whole for one where there are no strata; `nil` where a
  /// measure is a number.
  var stratumCounts: [(label: String, counts: [[Int]])]? {
    guard let strata, let labels = strata.groups else { return counts.map { [("all", $0)] } }
    let found = labels.indices.map { stratum -> (label: String, counts: [[Int]])? in
      let own = strata.values.indices.filter { Int(strata.values[$0]) == stratum }
      var part = self
      part.first.values = own.map { first.values[$0] }
      part.second.values = own.map { second.values[$0] }
      return part.counts.map { (labels[stratum], $0) }
    }
    return found.contains { $0 == nil } ? nil : found.compactMap { $0 }
  }

  /// The same two groups looked for twice in every unit, rows in the order of the columns; `nil`
  /// where the measures have not the same two groups.
  var pairs: TwoByTwo? {
    guard let counts, let rows = first.groups, let columns = second.groups, rows.count == 2,
      columns.count == 2
    else { return nil }
    let isStraight = isPairedByPlace || rows == columns
    guard isStraight || rows == columns.reversed() else { return nil }
    let (left, right) = isStraight ? (0, 1) : (1, 0)
    return try? TwoByTwo(
      a: counts[0][left], b: counts[0][right], c: counts[1][left], d: counts[1][right])
  }

  /// The numbers of one measure by the groups of the other, the measure with fewer groups
  /// parting them; `nil` where no measure has groups or the other no ranks.
  ///
  /// - Parameter only: how many groups there must be; `nil` for any number.
  func samples(only: Int? = nil) -> (labels: [String], numbers: [[Double]])? {
    let ways = [(first, second), (second, first)].compactMap {
      side, other -> (
        labels: [String], numbers: [[Double]]
      )? in
      guard let labels = side.groups, labels.count > 1, only == nil || labels.count == only,
        other.isRanked
      else { return nil }
      var numbers = Array(repeating: [Double](), count: labels.count)
      for (group, value) in zip(side.values, other.numbers) { numbers[Int(group)].append(value) }
      return (labels, numbers)
    }
    // Groups of a measure that is a rank itself, or two numbers, are parted by the other.
    let isFirstPlain = !first.hasOrder && !first.isOfTwoNumbers
    return isFirstPlain ? ways.first : ways.last
  }
}
