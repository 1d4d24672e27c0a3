/// A test of two measures, by the name that the field has for it.
public enum AssociationMethod: String, CaseIterable, Hashable, Sendable {
  /// Fisher's exact test of a table of two by two.
  case fisher
  /// The exact test of Freeman and Halton for more groups.
  case freemanHalton = "freeman-halton"
  /// Pearson's chi-square.
  case chisq
  /// Pearson's chi-square of two by two with the correction of Yates.
  case yates
  /// The likelihood-ratio test G².
  case g
  /// McNemar's exact test of the same question asked twice.
  case mcNemar = "mcnemar"
  /// Mantel's and Haenszel's common odds ratio within strata.
  case mantelHaenszel = "mantel-haenszel"
  /// The rank-sum test of Mann and Whitney for two groups.
  case mannWhitney = "mann-whitney"
  /// The rank test of Kruskal and Wallis for any number of groups.
  case kruskal
  /// The correlation of ranks of Spearman.
  case spearman
  /// Kendall's τ_b.
  case kendall
  /// The product-moment correlation, point-biserial with two groups.
  case pearson
  /// Welch's t for two groups.
  case welch
  /// All ways to deal the values out, or many drawn ones.
  case permutation

  /// The name in full.
  public var title: String {
    switch self {
    case .fisher: "Fisher's exact test, two-sided"
    case .freemanHalton: "exact test of Freeman and Halton, two-sided"
    case .chisq: "Pearson's chi-square"
    case .yates: "chi-square with the correction of Yates"
    case .g: "likelihood-ratio test G²"
    case .mcNemar: "McNemar's test of pairs, exact"
    case .mantelHaenszel: "Mantel–Haenszel test within strata"
    case .mannWhitney: "Mann–Whitney test, two-sided"
    case .kruskal: "Kruskal–Wallis test"
    case .spearman: "Spearman's rank correlation"
    case .kendall: "Kendall's τ_b"
    case .pearson: "Pearson's correlation"
    case .welch: "Welch's t test"
    case .permutation: "permutation test"
    }
  }

  /// Whether its p always rests on many units (rule H15).
  var isAsymptotic: Bool { [.chisq, .yates, .g, .welch, .pearson].contains(self) }

  /// Whether it compares means, which need three units in each group (rule H2).
  var comparesMeans: Bool { self == .welch }

  /// The tests that two measures allow, the default first.
  static func available(for data: AssociationData) -> [AssociationMethod] {
    // What looks past the strata would answer another question.
    if data.strata != nil { return mantelHaenszel.fits(data) ? [.mantelHaenszel] : [] }
    guard let usual = usual(for: data) else { return [] }
    return [usual] + allCases.filter { $0 != usual && $0.fits(data) }
  }

  /// The default by the types of the measures; `nil` where none fits.
  static func usual(for data: AssociationData) -> AssociationMethod? {
    let (first, second) = (data.first, data.second)
    if first.hasOrder, second.hasOrder {
      return first.groups != nil && second.groups != nil ? .kendall : .spearman
    }
    if first.hasOrder || second.hasOrder, let samples = data.samples() {
      return samples.labels.count == 2 ? .mannWhitney : .kruskal
    }
    guard let counts = data.counts, counts.count > 1, counts[0].count > 1 else { return nil }
    if counts.count == 2, counts[0].count == 2 { return .fisher }
    return ExpectedCounts(counts).smallest >= 5 ? .chisq : .freemanHalton
  }

  private func fits(_ data: AssociationData) -> Bool {
    switch self {
    case .fisher, .yates:
      data.first.groups?.count == 2 && data.second.groups?.count == 2
    case .mcNemar: data.pairs != nil
    case .mantelHaenszel:
      data.strata != nil && data.first.groups?.count == 2 && data.second.groups?.count == 2
    case .freemanHalton, .chisq, .g:
      (data.first.groups?.count ?? 0) > 1 && (data.second.groups?.count ?? 0) > 1
    case .mannWhitney, .welch: data.samples(only: 2) != nil
    case .kruskal: data.samples() != nil
    case .spearman, .kendall, .pearson: data.first.isRanked && data.second.isRanked
    case .permutation: AssociationMethod.usual(for: data) != nil
    }
  }
}

/// The counts that independence would lead one to expect.
struct ExpectedCounts {
  private let values: [Double]
  private let isTwoByTwo: Bool

  init(_ counts: [[Int]]) {
    let total = Double(counts.joined().reduce(0, +))
    let rows = counts.map { Double($0.reduce(0, +)) }
    let columns = (counts.first ?? []).indices.map { column in
      Double(counts.reduce(0) { $0 + $1[column] })
    }
    values = total == 0 ? [] : rows.flatMap { row in columns.map { row * $0 / total } }
    isTwoByTwo = rows.count == 2 && columns.count == 2
  }

  /// The smallest of them; 0 of an empty table.
  var smallest: Double { values.min() ?? 0 }

  /// The smallest of them where a chi-square would not hold (rule H4): any below 5 in a table of
  /// two by two; in larger ones any below 1, or more than a fifth below 5.
  var tooSmall: Double? {
    guard let smallest = values.min() else { return nil }
    let isSmall =
      isTwoByTwo ? smallest < 5 : smallest < 1 || values.count { $0 < 5 } * 5 > values.count
    return isSmall ? smallest : nil
  }
}
