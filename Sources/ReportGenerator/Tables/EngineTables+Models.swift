public import CodingEngine
import Fieldwork

extension EngineTables {
  /// The coefficients of one model: `term, b, se, statistic, p, odds_ratio, odds_low, odds_high,
  /// vif, meaning`; of a linear one with `low` and `high` instead of odds.
  ///
  /// - Parameter isText: whether people read it, who need fewer columns.
  public static func model(
    _ model: SurveyModel, _ parameters: [Parameter], isText: Bool, notes: [String] = []
  ) -> ResultTable {
    var result = models([model], parameters, notes: notes)
    let isLogistic = model.family == .logistic
    guard isText else { return result }
    let first = isLogistic ? ["odds_ratio", "odds_low", "odds_high"] : ["low", "high"]
    result.table = result.table.selecting(
      ["term", "b", "se"] + (model.isFirth ? [] : ["statistic"]) + ["p"] + first + ["vif"])
    return result
  }

  /// The coefficients of several models, one row for each: `model, term, b, se, statistic, p, low,
  /// high, odds_ratio, odds_low, odds_high, vif, meaning`.
  public static func models(
    _ models: [SurveyModel], _ parameters: [Parameter], notes: [String] = []
  ) -> ResultTable {
    var table = Table(
      title: stamp(models),
      columns: [
        .number("model"), Column("term"), .number("b"), .number("se"), .number("statistic"),
        .number("p"), .number("low"), .number("high"), .number("odds_ratio"), .number("odds_low"),
        .number("odds_high"), .number("vif"), .prose("meaning"),
      ])
    for (place, model) in models.enumerated() {
      for term in model.terms {
        guard term.error.value != nil || term.estimate.value != nil else {
          table.append(
            [.integer(place + 1), .text(term.name), cell(term.estimate)]
              + Array(repeating: .empty, count: 9) + [.text(term.meaning)])
          continue
        }
        let own = decimals(term.error.value)
        let odds = decimals(term.error.value.map { $0 * (term.oddsRatio.value ?? 1) })
        table.append([
          .integer(place + 1), .text(term.name), cell(term.estimate, digits: own),
          cell(term.error, digits: own), cell(term.statistic, digits: 2), probability(term.p),
          cell(term.low, digits: own), cell(term.high, digits: own),
          cell(term.oddsRatio, digits: odds), cell(term.oddsLow, digits: odds),
          cell(term.oddsHigh, digits: odds),
          term.meaning.isEmpty ? .empty : cell(term.inflation, digits: 2), .text(term.meaning),
        ])
      }
    }
    table.notes = self.notes(models) + odds(models) + notes
    return ResultTable(
      command: "model", parameters: parameters, unit: "record", n: models.map(\.n).max(),
      table: table)
  }

  /// Several models side by side, a column for each, for people to read.
  public static func modelsBeside(
    _ models: [SurveyModel], _ parameters: [Parameter], notes: [String] = []
  ) -> ResultTable {
    var names: [String] = []
    for term in models.flatMap(\.terms) where !names.contains(term.name) { names.append(term.name) }
    var table = Table(
      title: stamp(models),
      columns: [Column("term")]
        + models.indices.map { Column("model_\($0 + 1)", "model \($0 + 1)", .number) })
    for name in names {
      table.append(
        [.text(name)]
          + models.map { model in
            guard let term = model.terms.first(where: { $0.name == name }) else { return .empty }
            guard let b = term.estimate.value, let error = term.error.value else {
              return .text("left out")
            }
            let p = probability(term.p).words
            return .text(
              "\(b.fixed(decimals(error))) (\(error.fixed(decimals(error)))), p \(p.hasPrefix("<") ? p : "= \(p)")"
            )
          })
    }
    let keys = ["n", "events", "log_likelihood", "aic", "mcfadden", "adjusted_r_squared"]
    for key in keys {
      let found = models.map { model in model.measures.first { $0.key == key } }
      guard let name = found.compactMap({ $0?.name }).first else { continue }
      table.append(
        [.text(name)]
          + found.map { measure in
            guard let value = measure?.value.value else { return .empty }
            return .text(value == value.rounded() ? value.fixed(0) : value.fixed(3))
          })
    }
    let lines = models.enumerated().map { "model \($0 + 1): \($1.frame.formula.text)" }
    table.notes = lines + ["b (standard error), p"] + self.notes(models) + odds(models) + notes
    return ResultTable(
      command: "model", parameters: parameters, unit: "record", n: models.map(\.n).max(),
      table: table)
  }

  /// The numbers about models as wholes: `model, key, measure, value`.
  public static func modelMeasures(
    _ models: [SurveyModel], _ parameters: [Parameter], notes: [String] = []
  ) -> ResultTable {
    var table = Table(
      title: stamp(models),
      columns: [.number("model"), Column("key"), Column("measure"), .number("value")])
    for (place, model) in models.enumerated() {
      for measure in model.measures {
        let isP = measure.key.hasSuffix("_p")
        let isWhole = measure.value.value.map { $0 == $0.rounded() } ?? false
        table.append([
          .integer(place + 1), .text(measure.key), .text(measure.name),
          isP ? probability(measure.value) : cell(measure.value, digits: isWhole ? 0 : 3),
        ])
      }
    }
    table.notes = self.notes(models) + notes
    return ResultTable(
      command: "model", parameters: parameters, unit: "record", n: models.map(\.n).max(),
      table: table)
  }

  /// Average marginal effects: `variable, change, effect, se, p, low, high`, in percentage points.
  public static func modelEffects(
    _ effects: ModelEffects, of model: SurveyModel, _ parameters: [Parameter],
    notes: [String] = []
  ) -> ResultTable {
    var table = Table(
      title: stamp([model]),
      columns: [
        Column("variable"), .prose("change"), .number("effect"), .number("se"), .number("p"),
        .number("low"), .number("high"),
      ])
    for effect in effects.effects {
      table.append([
        .text(effect.variable), .text(effect.change), .number(100 * effect.effect, digits: 1),
        .number(100 * effect.error, digits: 1), probability(effect.p),
        .number(100 * effect.low, digits: 1), .number(100 * effect.high, digits: 1),
      ])
    }
    table.notes = effects.notes + self.notes([model]) + notes
    return ResultTable(
      command: "model", parameters: parameters, unit: "record", n: model.n, table: table)
  }

  /// What a model says of each record: `record, observed, expected, residual, pearson, deviance,
  /// studentised, leverage, cook, label, interviews`.
  public static func modelCases(
    _ cases: ModelCases, interviewed: InterviewedRecords, _ parameters: [Parameter],
    predictors: [Double]? = nil, isText: Bool, notes: [String]
  ) -> ResultTable {
    var table = Table(
      columns: [
        Column("record"), .number("observed"), .number("predictor"), .number("expected"),
        .number("residual"), .number("pearson"), .number("deviance"), .number("studentised"),
        .number("leverage"), .number("cook"), Column("label"), Column("interviews"),
      ])
    for (place, row) in cases.rows.enumerated() {
      func optional(_ value: Double?) -> Cell { value.map { .number($0, digits: 3) } ?? .empty }
      table.append([
        .text(row.key),
        .number(row.observed, digits: row.observed == row.observed.rounded() ? 0 : 3),
        optional(predictors?[place]), .number(row.expected, digits: 3),
        .number(row.residual, digits: 3), .number(row.pearson, digits: 2),
        .number(row.deviance, digits: 2), optional(row.studentised), optional(row.leverage),
        optional(row.cook), .text(row.label),
        .text(interviewed.transcripts(row.record).joined(separator: "; ")),
      ])
    }
    let isFitted = cases.rows.contains { $0.leverage != nil }
    let unused =
      (isFitted ? ["predictor"] : ["studentised", "leverage", "cook"])
      + (isText ? ["residual"] : [])
    let keys = table.columns.map(\.key).filter { !unused.contains($0) }
    table = table.selecting(keys)
    table.notes = notes
    return ResultTable(
      command: "model", parameters: parameters, unit: "record", n: cases.rows.count, table: table)
  }

  /// The parts of one prediction: `term, has, b, contribution`.
  public static func prediction(
    _ prediction: PublishedPrediction, record: ModelCases.Row, predictor: Double,
    _ parameters: [Parameter]
  ) -> ResultTable {
    var table = Table(
      title: "\(record.key): p = \(record.expected.fixed(3)), is "
        + "\(record.observed.fixed(0)), Pearson \(record.pearson.fixed(2)), \(record.label)",
      columns: [Column("term"), .prose("has"), .number("b"), .number("contribution")])
    table.append([
      "intercept", "", .number(prediction.model.intercept ?? 0, digits: 3),
      .number(prediction.model.intercept ?? 0, digits: 3),
    ])
    for part in prediction.parts(ofRecord: record.record) {
      table.append([
        .text(part.term), .text(part.words), .number(part.coefficient, digits: 3),
        .number(part.contribution, digits: 3),
      ])
    }
    table.append(["sum (log odds)", "", .empty, .number(predictor, digits: 3)])
    table.notes = prediction.notes
    return ResultTable(
      command: "model", parameters: parameters, unit: "term", n: prediction.model.terms.count,
      table: table)
  }

  /// A printed table checked: `term, b, odds_ratio, exp_b, low, high, check, p, stars, stars_of_p,
  /// odds_change`.
  public static func tableCheck(
    _ check: RegressionTableCheck, _ parameters: [Parameter], onlyWrong: Bool, isText: Bool
  ) -> ResultTable {
    var table = Table(columns: [
      Column("term"), .number("b"), .number("odds_ratio"), .number("exp_b"), .number("low"),
      .number("high"), Column("check"), .number("p"), Column("stars"), Column("stars_of_p"),
      .number("odds_change"),
    ])
    for row in check.rows {
      let isWrong = [.mismatch, .lastDigit].contains(row.verdict) || row.starsFit == false
      if onlyWrong, !isWrong { continue }
      func printed(_ number: PublishedModel.Printed?) -> Cell {
        number.map { .text($0.text) } ?? .empty
      }
      func optional(_ value: Double?, _ digits: Int) -> Cell {
        value.map { .number($0, digits: digits) } ?? .empty
      }
      table.append([
        .text(row.term.name), printed(row.term.coefficient), printed(row.term.oddsRatio),
        optional(row.recomputed, 4), optional(row.low, 4), optional(row.high, 4),
        .text(row.verdict.rawValue), printed(row.term.p), .text(row.term.stars ?? ""),
        .text(row.stars ?? ""), optional(row.oddsChange, 1),
      ])
    }
    if isText {
      table = table.selecting([
        "term", "b", "odds_ratio", "exp_b", "check", "p", "stars", "odds_change",
      ])
    }
    table.notes = check.notes
    return ResultTable(
      command: "check-table", parameters: parameters, unit: "term", n: check.rows.count,
      table: table)
  }

  /// Records chosen from a model: `rank, record, score, observed, expected, residual,
  /// studentised, leverage, interviewed, interviews, consent, why, decision, contact`.
  public static func selection(
    _ selection: CaseSelection, interviewed: InterviewedRecords, _ parameters: [Parameter],
    isStudy: Bool, isText: Bool, notes: [String]
  ) -> ResultTable {
    var table = Table(columns: [
      .number("rank"), Column("record"), .number("score"), .number("observed"),
      .number("expected"), .number("residual"), .number("studentised"), .number("leverage"),
      Column("interviewed"), Column("interviews"), Column("consent"), .prose("why"),
      .prose("decision"), .prose("contact"),
    ])
    for choice in selection.choices {
      let row = choice.row
      let entry = interviewed.entries[row.record]
      let transcripts = entry?.transcripts ?? []
      func optional(_ value: Double?) -> Cell { value.map { .number($0, digits: 3) } ?? .empty }
      table.append([
        .integer(choice.rank), .text(row.key), .number(choice.score, digits: 3),
        .number(row.observed, digits: row.observed == row.observed.rounded() ? 0 : 3),
        .number(row.expected, digits: 3), .number(row.residual, digits: 3),
        optional(row.studentised), optional(row.leverage),
        isStudy ? .text(transcripts.isEmpty ? "no" : "yes") : .empty,
        .text(transcripts.joined(separator: "; ")),
        .text((entry?.consent ?? []).joined(separator: "; ")), .text(choice.why),
        .text(entry?.decision.map { "\($0.made.verdict.rawValue) \($0.date)" } ?? ""),
        .text(
          entry?.decision.map { found in
            let consent = found.made.consent
            return [found.made.contact, consent.isEmpty ? "" : "consent: \(consent)"]
              .filter { !$0.isEmpty }.joined(separator: "; ")
          } ?? ""),
      ])
    }
    if isText {
      let keys = ["rank", "record", "score", "observed", "expected", "studentised", "leverage"]
      let all =
        keys + (isStudy ? ["interviews", "consent"] : []) + ["why"]
        + (isStudy ? ["decision", "contact"] : [])
      table = table.selecting(
        all.filter { key in
          guard let place = table.columns.firstIndex(where: { $0.key == key }) else { return false }
          return key == "interviews" || table.rows.contains { !$0[place].words.isEmpty }
        })
    }
    table.notes = ["score: \(selection.measure)"] + selection.notes + notes
    return ResultTable(
      command: "cases select", parameters: parameters, unit: "record", n: selection.n,
      table: table)
  }

  /// So many decimals that two digits of the standard error are seen, at least three.
  private static func decimals(_ error: Double?) -> Int {
    guard let error, error > 0, error.isFinite else { return 3 }
    var decimals = 3
    var scaled = error * 1000
    while scaled < 10, decimals < 15 {
      scaled *= 10
      decimals += 1
    }
    return decimals
  }

  private static func probability(_ p: Coefficient) -> Cell {
    switch p {
    case .value(let value): .probability(value)
    case .undefined(let reason): .undefined(reason: reason)
    }
  }

  /// How odds are to be read.
  private static func odds(_ models: [SurveyModel]) -> [String] {
    let small = unique(
      models.flatMap(\.terms).filter { term in
        guard let b = term.estimate.value, let error = term.error.value else { return false }
        return max(abs(b), error) < 0.001
      }.map(\.name))
    let units = small.map { "one unit of \($0) is little: I(\($0) / 1000) reads easier" }
    guard models.contains(where: { $0.family == .logistic }) else { return units }
    return units + [
      "odds are no probabilities: an odds ratio of 1.45 is 45 % higher odds; --effects says what "
        + "that is in percentage points"
    ]
  }

  /// What a table says at its head that was made against a rule.
  private static func stamp(_ models: [SurveyModel]) -> String? {
    let ids = unique(models.flatMap { $0.forced.map(\.id.rawValue) })
    return ids.isEmpty
      ? nil : "FORCED against rule \(ids.joined(separator: " and ")): read the notes first"
  }

  private static func notes(_ models: [SurveyModel]) -> [String] {
    let isOne = models.count == 1
    var notes: [String] = []
    for (place, model) in models.enumerated() {
      let own =
        model.rules.map { "\($0.sentence) (\($0.occasion); rule \($0.id.rawValue))" } + model.notes
      notes += isOne ? own : own.map { "model \(place + 1): \($0)" }
    }
    return isOne ? notes : shared(notes, models.count)
  }

  /// What is said of every model is said once.
  private static func shared(_ notes: [String], _ count: Int) -> [String] {
    func bare(_ note: String) -> String {
      String(note.drop { $0 != ":" }.dropFirst(2))
    }
    let bares = notes.map(bare)
    var result: [String] = []
    for (note, bare) in zip(notes, bares) {
      let isShared = bares.count { $0 == bare } == count
      let shown = isShared ? bare : note
      if !result.contains(shown) { result.append(shown) }
    }
    return result
  }
}
