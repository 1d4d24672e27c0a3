import Statistics

/// One coefficient with its uncertainty.
public struct AgreementMeasure: Hashable, Sendable {
  /// The name in files, such as `alpha`; lower case, `-` between words.
  public let coefficient: String
  /// The value, coder or pair of coders that it is about; empty where it is about all.
  public let of: String
  /// The coefficient.
  public let result: Coefficient
  /// The standard error over units, where there is one.
  public let error: Coefficient?
  /// The limits of the interval, where one is offered.
  public let limits: (low: Coefficient, high: Coefficient)?
  /// What the interval is over: `documents` or `units`; empty without one.
  public let over: String
  /// The share of the material that the coefficient rests on, where it is not all.
  public let coverage: Coefficient?

  init(
    _ coefficient: String, of: String = "", _ result: Estimate, error: Estimate? = nil,
    limits: (low: Coefficient, high: Coefficient)? = nil, over: String = "",
    coverage: Estimate? = nil
  ) {
    self.coefficient = coefficient
    self.of = of
    self.result = result.asCoefficient
    self.error = error?.asCoefficient
    self.limits = limits
    self.over = limits == nil ? "" : over
    self.coverage = coverage?.asCoefficient
  }

  /// The same coefficient without what rests on independent units.
  init(copying measure: AgreementMeasure) {
    coefficient = measure.coefficient
    of = measure.of
    result = measure.result
    error = nil
    limits = nil
    over = ""
    coverage = measure.coverage
  }

  /// A coefficient with the interval over units that its standard error gives.
  init(_ coefficient: String, _ estimate: AgreementEstimate) {
    let interval = estimate.interval()
    var limits = (low: interval.lower.asCoefficient, high: interval.upper.asCoefficient)
    if estimate.value.value != nil, estimate.units < AgreementSubject.fewestUnits {
      let few = Coefficient.undefined("fewer than \(AgreementSubject.fewestUnits) units")
      limits = (few, few)
    }
    self.init(
      coefficient, estimate.value, error: estimate.standardError, limits: limits, over: "units")
  }

  /// Whether two measures are the same in everything that is printed.
  public static func == (a: AgreementMeasure, b: AgreementMeasure) -> Bool {
    a.coefficient == b.coefficient && a.of == b.of && a.result == b.result && a.error == b.error
      && a.limits?.low == b.limits?.low && a.limits?.high == b.limits?.high && a.over == b.over
      && a.coverage == b.coverage
  }

  /// Hashes the name and the result.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(coefficient)
    hasher.combine(of)
    hasher.combine(result)
  }
}

extension Estimate {
  /// The same for the readers of the engine's results.
  var asCoefficient: Coefficient {
    switch self {
    case .value(let value): .value(value)
    case .undefined(let reason): .undefined(reason)
    }
  }
}

extension RatedUnits {
  /// Every coefficient on fixed units, in the order of the manual.
  ///
  /// - Parameters:
  ///   - names: the categories in words, for the agreement about each.
  ///   - metric: the scale of the categories.
  ///   - alpha: alpha with its interval over documents, where there is one.
  func measures(
    names: [String], metric: AlphaMetric = .nominal,
    alphaLimits: (low: Coefficient, high: Coefficient)? = nil
  ) -> [AgreementMeasure] {
    var measures: [AgreementMeasure] = []
    if let alphaLimits {
      measures.append(
        AgreementMeasure(
          "alpha", krippendorffAlpha(metric), limits: alphaLimits, over: "documents"))
    }
    if metric == .nominal {
      measures.append(AgreementMeasure("alpha", krippendorffAlphaEstimate))
    } else if alphaLimits == nil {
      measures.append(AgreementMeasure("alpha", krippendorffAlpha(metric)))
    }
    measures.append(AgreementMeasure("percent", percentAgreement))
    for (category, name) in names.enumerated() {
      measures.append(
        AgreementMeasure("positive", of: name, specificAgreement(category: category)))
    }
    for (category, name) in names.enumerated() {
      measures.append(AgreementMeasure("prevalence", of: name, prevalence(category: category)))
    }
    measures.append(AgreementMeasure("ac1", gwetAC1))
    measures.append(AgreementMeasure("s", brennanPrediger))
    measures.append(AgreementMeasure("fleiss-kappa", fleissKappa))
    let test = fleissTest
    measures.append(AgreementMeasure("fleiss-z", test.overall.z))
    if names.count > 2 {
      for (part, name) in zip(test.categories, names) {
        measures.append(AgreementMeasure("fleiss-kappa", of: name, part.kappa))
        measures.append(AgreementMeasure("fleiss-z", of: name, part.z))
      }
    }
    measures.append(AgreementMeasure("conger-kappa", congerKappa))
    if raters == 2 {
      measures.append(AgreementMeasure("scott-pi", scottPi.value))
      let cohen = cohenKappa()
      measures.append(AgreementMeasure("cohen-kappa", cohen.estimate))
      measures.append(AgreementMeasure("cohen-kappa-max", cohen.maximum))
      if names.count > 2, metric != .nominal {
        measures.append(
          AgreementMeasure("cohen-kappa-linear", cohenKappa(.linear).estimate))
        measures.append(
          AgreementMeasure("cohen-kappa-quadratic", cohenKappa(.quadratic).estimate))
      }
      measures.append(AgreementMeasure("holsti", holsti))
    }
    return measures
  }
}
