import Statistics

/// A coefficient of how much two codes go together (METHODS §1.3).
///
/// a = units with both, n1 and n2 = units with each, N = all units.
public enum CooccurrenceMeasure: String, CaseIterable, Sendable {
  /// n1·n2/N, what a would be without association.
  case expected
  /// a / (n1 + n2 − a).
  case jaccard
  /// 2a / (n1 + n2).
  case dice
  /// a / √(n1 n2), the cosine.
  case ochiai
  /// a / min(n1, n2).
  case overlap
  /// a / n1: of the first code, the share with the second.
  case confidenceAB = "confidence_ab"
  /// a / n2: of the second code, the share with the first.
  case confidenceBA = "confidence_ba"
  /// The correlation of two yes/no questions.
  case phi
  /// Yule's Q.
  case yuleQ = "yule_q"
  /// aN / (n1 n2).
  case lift
  /// log2 of the lift.
  case pmi
  /// PMI / −log2(a/N).
  case npmi
  /// 2 Σ O ln(O/E).
  case g2
  /// Pearson's Σ (O − E)² / E.
  case chi2
  /// P(X ≥ a), X ~ Hyp(N, n1, n2).
  case pAtLeast = "p_ge"
  /// P(X ≤ a), X ~ Hyp(N, n1, n2).
  case pAtMost = "p_le"

  /// How many decimals are worth printing.
  public var digits: Int {
    switch self {
    case .expected, .lift, .g2, .chi2: 2
    default: 3
    }
  }

  /// Whether it is a probability, which is never printed as 0.
  public var isProbability: Bool { self == .pAtLeast || self == .pAtMost }

  /// Whether it says how surprising the counts are, if units are independent.
  fileprivate var isOfChance: Bool { self == .g2 || self == .chi2 || isProbability }

  /// Whether it needs the units that have neither code to be countable one by one.
  fileprivate var needsFourCells: Bool {
    switch self {
    case .phi, .yuleQ, .g2, .chi2, .pAtLeast, .pAtMost: true
    default: false
    }
  }

  /// Whether it needs N.
  fileprivate var needsTotal: Bool {
    switch self {
    case .expected, .lift, .pmi, .npmi: true
    default: needsFourCells
    }
  }

  func value(of table: TwoByTwo) -> Coefficient {
    switch self {
    case .expected: Coefficient(table.expectedTogether)
    case .jaccard: Coefficient(table.jaccard)
    case .dice: Coefficient(table.dice)
    case .ochiai: Coefficient(table.ochiai)
    case .overlap: Coefficient(table.overlapCoefficient)
    case .confidenceAB: Coefficient(table.confidenceOfBGivenA)
    case .confidenceBA: Coefficient(table.confidenceOfAGivenB)
    case .phi: Coefficient(table.phi)
    case .yuleQ: Coefficient(table.yuleQ)
    case .lift: Coefficient(table.lift)
    case .pmi: Coefficient(table.pointwiseInformation)
    case .npmi: Coefficient(table.normalizedInformation)
    case .g2: .value(table.likelihoodRatio)
    case .chi2: Coefficient(table.chiSquare.statistic)
    case .pAtLeast: .value(table.probabilityOfAtLeast)
    case .pAtMost: .value(table.probabilityOfAtMost)
    }
  }
}

extension CooccurrenceTable {
  /// A coefficient of a pair, or why it has none in this unit.
  ///
  /// - In turns and sentences the hypergeometric probabilities do not exist, because those of
  ///   one interview are not independent; `tests` permutes them instead.
  /// - Characters have no significance, because neighbouring ones are not independent.
  /// - Where coders are kept apart and put the two codes on a unit one each, the unit is neither
  ///   "both" nor "one of them": coefficients that need four cells do not exist then.
  /// - Quotations have only the two shares; pairs and regions have no coefficient, because a
  ///   pair may have more of them than a code has quotations.
  public func coefficient(_ measure: CooccurrenceMeasure, _ first: Int, _ second: Int)
    -> Coefficient
  {
    switch unit {
    case .pairs, .regions: return .undefined("\(query.words) are no part of a code's quotations")
    case .quotations: return share(measure, first, second)
    case .characters:
      if measure.isOfChance {
        return .undefined("characters are not independent of each other")
      }
    case .turn, .sentence:
      if measure.isProbability {
        return .undefined("\(unit.noun.many) of one interview are not independent; use --test")
      }
    case .window:
      if measure.isOfChance {
        return .undefined("windows overlap and are not independent")
      }
    case .transcript, .participant, .case, .row: break
    }
    if measure == .jaccard { return jaccard(first, second) }
    let together = self[first, second]
    if measure.needsFourCells, split(first, second) > 0 {
      return .undefined(
        "coders put the two codes on a unit one each; choose one coder, or --coders pooled")
    }
    if measure.needsTotal, total == nil {
      return .undefined("with coders added up there is no number of all \(unit.noun.many)")
    }
    let all = measure.needsFourCells || measure.needsTotal ? total : nil
    let table = try? TwoByTwo(
      n12: together, n1: n[first], n2: n[second], total: all ?? n[first] + n[second])
    guard let table else { return .undefined("the counts make no table of four cells") }
    return measure.value(of: table)
  }

  /// The quotations of one code that meet the other, of all.
  private func share(_ measure: CooccurrenceMeasure, _ first: Int, _ second: Int) -> Coefficient {
    func share(_ part: Int, _ whole: Int) -> Coefficient {
      whole > 0 ? .value(Double(part) / Double(whole)) : .undefined("the code does not occur")
    }
    switch measure {
    case .confidenceAB: return share(self[first, second], n[first])
    case .confidenceBA: return share(self[second, first], n[second])
    default: return .undefined("quotations have two numbers for a pair, so only the two shares")
    }
  }

  /// ATLAS.ti's coefficient of a pair; only in `.pairs` of overlapping quotations.
  public func atlas(_ first: Int, _ second: Int) -> AtlasFigure? {
    guard unit == .pairs, query.relation == .overlaps else { return nil }
    let atlas = try? AtlasCoefficient(n12: self[first, second], n1: n[first], n2: n[second])
    return atlas.map {
      AtlasFigure(
        c: Coefficient($0.c), isOutOfRange: $0.outOfRange,
        hasUnequalFrequencies: $0.hasUnequalFrequencies)
    }
  }
}

/// The c-coefficient as ATLAS.ti prints it, with what is wrong about it.
public struct AtlasFigure: Hashable, Sendable {
  /// n12 / (n1 + n2 − n12), not clamped.
  public let c: Coefficient
  /// Whether pairs were counted more than once, so that c leaves 0…1 or does not exist.
  public let isOutOfRange: Bool
  /// Whether one code is used more than five times as often as the other.
  public let hasUnequalFrequencies: Bool
}

extension Coefficient {
  /// An estimate of the statistics; an infinite one has no number.
  init(_ estimate: Estimate) {
    switch estimate {
    case .value(let value) where value.isFinite: self = .value(value)
    case .value(let value):
      self = .undefined(value < 0 ? "the codes never meet: minus infinity" : "infinite")
    case .undefined(let reason): self = .undefined(reason)
    }
  }
}
