import Fieldwork

extension SmallSampleRule {
  /// Few records or events for a model with several terms: none is fitted unless forced.
  static func bearsNoModel(_ n: Int, events: Int?, terms: Int) -> SmallSampleRule? {
    guard terms > 1 else { return nil }
    if n < 20 {
      return SmallSampleRule(
        .fewEvents, "n = \(n)", "fewer than 20 records bear no model with several terms",
        refusesTest: true, isLoud: true)
    }
    if let events, events < 5 {
      return SmallSampleRule(
        .fewEvents, "\(counted(events, "record")) of the rarer outcome",
        "fewer than 5 events bear no model with several terms", refusesTest: true, isLoud: true)
    }
    return nil
  }

  /// - Parameter perParameter: records of the rarer outcome for each coefficient.
  static func fewEvents(_ perParameter: Double, isFirth: Bool) -> SmallSampleRule? {
    guard perParameter < 10 else { return nil }
    let occasion = "\(fixed(perParameter, 1)) events per coefficient"
    guard perParameter < 5 else {
      return SmallSampleRule(
        .fewEvents, occasion,
        "with fewer than 10 events per coefficient odds ratios come out too far from 1")
    }
    return SmallSampleRule(
      .fewEvents, occasion,
      isFirth
        ? "with fewer than 5 events per coefficient Firth's estimates are taken"
        : "with fewer than 5 events per coefficient estimates of greatest likelihood mislead",
      refusesTest: !isFirth, isLoud: !isFirth)
  }

  static func separation(_ terms: [String], isComplete: Bool) -> SmallSampleRule {
    SmallSampleRule(
      .separation, "\(isComplete ? "complete" : "quasi-complete") separation",
      "no finite estimate of greatest likelihood for \(listed(terms)); Firth's estimates are taken, "
        + "with intervals of the penalised likelihood")
  }

  static func fewClusters(_ count: Int) -> SmallSampleRule? {
    guard count < 40 else { return nil }
    return SmallSampleRule(
      .severalInterviews, counted(count, "group"),
      count < 10
        ? "errors by fewer than 10 groups are not to be trusted"
        : "errors by fewer than 40 groups come out too small",
      refusesTest: count < 10, isLoud: count < 10)
  }

  /// Few groups with intercepts of their own.
  static func fewLevels(_ count: Int) -> SmallSampleRule? {
    guard count < 20 else { return nil }
    return SmallSampleRule(
      .severalInterviews, counted(count, "group"),
      count < 10
        ? "the spread between fewer than 10 groups cannot be known"
        : "the spread between fewer than 20 groups is known badly, and comes out too small",
      refusesTest: count < 10, isLoud: count < 10)
  }

  static func tooFewForLimits(_ n: Int) -> SmallSampleRule? {
    guard n < 10 else { return nil }
    return SmallSampleRule(
      .tooFewForLimits, "n = \(n)", "no p that rests on many cases is given below 10")
  }
}
