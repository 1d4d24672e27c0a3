import Fieldwork
import Statistics

/// Records chosen from a model for a closer look (Lieberman 2005; Seawright & Gerring 2008).
///
/// Ties go to the record that stands first in the survey, and are said.
public struct CaseSelection: Sendable {
  /// What a record is chosen for.
  public enum Strategy: String, CaseIterable, Sendable {
    /// The model explains it best: the smallest residual.
    case typical
    /// The model explains it worst: the greatest residual.
    case deviant
    /// It lies furthest from the mean of a variable.
    case extreme
    /// It shows the range of a variable: least, middle and most, or one of each category.
    case diverse
    /// The estimates would move most without it.
    case influential
    /// One variable explains it that the others do not.
    case pathway
    /// Two that are as alike as can be, with different outcomes.
    case mostSimilar = "most-similar"
    /// Two that are as unlike as can be, with the same outcome.
    case mostDifferent = "most-different"

    /// What it needs beside the model.
    public var needsVariable: Bool { [.extreme, .diverse, .pathway].contains(self) }
    /// Whether it chooses pairs.
    public var isPaired: Bool { [.mostSimilar, .mostDifferent].contains(self) }
  }

  /// One choice.
  public struct Choice: Sendable {
    /// From 1; both of a pair have the same.
    public var rank: Int
    /// The record with what the model says of it.
    public var row: ModelCases.Row
    /// The number by which it was chosen.
    public var score: Double
    /// Why, in words.
    public var why: String
  }

  /// What it was chosen for.
  public let strategy: Strategy
  /// What `score` is.
  public let measure: String
  /// The choices by rank.
  public let choices: [Choice]
  /// How many records there were to choose from.
  public let n: Int
  /// Sentences for the reader.
  public let notes: [String]

  /// Chooses records from a model.
  ///
  /// - Parameters:
  ///   - variable: what `extreme`, `diverse` and `pathway` are about.
  ///   - count: how many records, or pairs, are wanted; `diverse` follows the variable.
  ///   - partner: for pairs, the key of a record that each of them is to hold.
  /// - Throws: `ModelFailure` where the strategy does not fit model or variable.
  public init(
    _ strategy: Strategy, from model: SurveyModel, variable: String? = nil, count: Int = 5,
    partner: String? = nil
  ) throws {
    if model.hasGroups, strategy == .influential {
      throw ModelFailure.outcome(
        what: "with (1 | \(model.frame.formula.group ?? "")) it is not known how far a record "
          + "pulls the model",
        hint: "leave the groups away, or choose deviant cases")
    }
    let cases = ModelCases(model).rows
    let frame = model.frame
    self.strategy = strategy
    n = cases.count
    var notes: [String] = []
    var finder = Finder(cases: cases, count: count)
    switch strategy {
    case .typical, .deviant:
      let isLogistic = model.family == .logistic
      measure = isLogistic ? "deviance residual" : "residual"
      let residuals = cases.map { isLogistic ? $0.deviance : $0.residual }
      choices = finder.ranked(
        residuals, by: { strategy == .typical ? abs($0) : -abs($0) }
      ) { _ in "" }
    case .extreme:
      let (name, values) = try CaseSelection.numbers(variable, strategy, frame)
      measure = "standard deviations from the mean of \(name)"
      let scores = try CaseSelection.standardised(values, name)
      choices = finder.ranked(scores, by: { -abs($0) }) { "\(name) \(plainNumber(values[$0]))" }
    case .diverse:
      let name = try CaseSelection.variable(variable, strategy, frame)
      measure = "residual"
      choices = try CaseSelection.diverse(name, cases, model)
      notes.append(
        "of each category, or of the least, middle and most, the record that the model explains "
          + "best")
    case .influential:
      measure = "Cook's distance"
      choices = finder.ranked(cases.map { $0.cook ?? 0 }, by: { -$0 }) { place in
        CaseSelection.pull(model, place)
      }
    case .pathway:
      let name = try CaseSelection.variable(variable, strategy, frame)
      measure = "residual without \(name) less residual with it"
      choices = try CaseSelection.pathway(name, cases, model, count)
      notes.append(
        "a pathway case is explained by \(name) and by nothing else in the model (Gerring 2007)")
    case .mostSimilar, .mostDifferent:
      measure = "Mahalanobis distance"
      choices = try CaseSelection.pairs(strategy, cases, model, count, partner)
      notes.append(
        "distance over the columns of the model, by their covariance; no record stands in two pairs"
          + (partner == nil ? "" : ", but the one that was named"))
    }
    if finder.hasTies {
      notes.append("records with equal numbers stand in the order of the survey")
    }
    self.notes =
      notes + ["chosen from \(counted(cases.count, "record")) of the model \(frame.formula.text)"]
      + ModelMeasures.missing(frame)
  }

  /// Chooses records by the residuals of a published model.
  ///
  /// - Throws: `ModelFailure` for strategies that need a fitted model.
  public init(
    _ strategy: Strategy, from prediction: PublishedPrediction, count: Int = 5
  ) throws {
    guard [.typical, .deviant].contains(strategy) else {
      throw ModelFailure.outcome(
        what: "'\(strategy.rawValue)' needs a model that is fitted to the records",
        hint: "give a formula instead of --reference")
    }
    let cases = prediction.cases.rows
    var finder = Finder(cases: cases, count: count)
    self.strategy = strategy
    measure = "Pearson residual"
    n = cases.count
    choices = finder.ranked(
      cases.map(\.pearson), by: { strategy == .typical ? abs($0) : -abs($0) }
    ) { cases[$0].label }
    notes =
      (finder.hasTies ? ["records with equal numbers stand in the order of the survey"] : [])
      + prediction.notes
  }

  private struct Finder {
    let cases: [ModelCases.Row]
    let count: Int
    var hasTies = false

    init(cases: [ModelCases.Row], count: Int) {
      self.cases = cases
      self.count = count
    }

    /// The first of the records by a key.
    mutating func ranked(
      _ scores: [Double], by key: (Double) -> Double, why: (Int) -> String
    ) -> [Choice] {
      let order = scores.indices.sorted { (key(scores[$0]), $0) < (key(scores[$1]), $1) }
      let chosen = order.prefix(count)
      let keys = order.prefix(count + 1).map { key(scores[$0]) }
      if zip(keys, keys.dropFirst()).contains(where: { $0 == $1 }) { hasTies = true }
      return chosen.enumerated().map { rank, place in
        Choice(rank: rank + 1, row: cases[place], score: scores[place], why: why(place))
      }
    }
  }

  private static func variable(
    _ name: String?, _ strategy: Strategy, _ frame: ModelFrame
  ) throws -> String {
    guard let name else {
      throw ModelFailure.outcome(
        what: "'\(strategy.rawValue)' is about a variable", hint: "name it with --on VARIABLE")
    }
    guard frame.formula.variables.contains(name) else {
      throw ModelFailure.outcome(
        what: "'\(name)' is no variable of the model",
        hint: "it has \(listed(frame.formula.variables))")
    }
    return name
  }

  private static func numbers(
    _ name: String?, _ strategy: Strategy, _ frame: ModelFrame
  ) throws -> (String, [Double]) {
    let name = try variable(name, strategy, frame)
    guard let values = frame.values(of: name) else {
      throw ModelFailure.outcome(
        what: "'\(name)' is no number", hint: "'diverse' takes categories, too")
    }
    return (name, values)
  }

  private static func standardised(_ values: [Double], _ name: String) throws -> [Double] {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard n > 1, squares > 0 else {
      throw ModelFailure.outcome(what: "'\(name)' does not vary", hint: "take another variable")
    }
    let deviation = (squares / (n - 1)).squareRoot()
    return values.map { ($0 - mean) / deviation }
  }

  /// For each stretch of a variable the record with the smallest residual.
  private static func diverse(
    _ name: String, _ cases: [ModelCases.Row], _ model: SurveyModel
  ) throws -> [Choice] {
    let frame = model.frame
    func size(_ place: Int) -> Double { abs(cases[place].deviance) }
    func best(_ places: [Int]) -> Int? { places.min { (size($0), $0) < (size($1), $1) } }
    var groups: [(words: String, places: [Int])] = []
    if frame.levels(of: name) == nil, let values = frame.values(of: name),
      Set(values).count > 3
    {
      let sorted = values.sorted()
      let wanted = [
        ("least", sorted[0]), ("middle", sorted[(sorted.count - 1) / 2]),
        ("most", sorted[sorted.count - 1]),
      ]
      groups = wanted.map { word, value in
        ("\(word) \(name): \(plainNumber(value))", values.indices.filter { values[$0] == value })
      }
    } else {
      guard let variable = frame.table.variables.firstIndex(where: { $0.name == name }) else {
        return []
      }
      let levels = frame.table.levels(of: variable, in: frame.rows)
      groups = zip(levels.codes, levels.labels).map { code, label in
        (
          "\(name): \(label)",
          cases.indices.filter {
            frame.table.records[cases[$0].record].values[variable].code == code
          }
        )
      }
    }
    return groups.compactMap { words, places in best(places).map { (words, $0) } }.enumerated()
      .map { rank, found in
        Choice(
          rank: rank + 1, row: cases[found.1], score: cases[found.1].residual, why: found.0)
      }
  }

  /// Which coefficient a record moves most.
  private static func pull(_ model: SurveyModel, _ place: Int) -> String {
    let (names, shifts): ([String], [Double]) =
      switch model.fit {
      case .logistic(let fit): (fit.names, CaseDiagnostics(fit).dfbetas[place])
      case .linear(let fit): (fit.names, CaseDiagnostics(fit).dfbetas[place])
      case .mixed: ([], [])
      }
    let most = shifts.indices.max { (abs(shifts[$0]), -$0) < (abs(shifts[$1]), -$1) }
    guard let most, shifts[most].isFinite else { return "" }
    return "moves \(names[most]) by \(fixed(shifts[most], 2)) standard errors"
  }

  private static func pathway(
    _ name: String, _ cases: [ModelCases.Row], _ model: SurveyModel, _ count: Int
  ) throws -> [Choice] {
    let frame = model.frame
    guard frame.formula.explaining.contains(name) else {
      throw ModelFailure.outcome(
        what: "'\(name)' explains nothing in the model",
        hint: "it has \(listed(frame.formula.explaining))")
    }
    let less = frame.formula.without(name)
    guard !less.terms.isEmpty else {
      throw ModelFailure.outcome(
        what: "without '\(name)' the model has no term", hint: "add other terms")
    }
    var question = model.question
    question.force = true
    question.estimator = model.isFirth ? .firth : question.estimator
    let other = try SurveyModel(ModelFrame(less, in: frame.table, rows: frame.rows), question)
    let without = ModelCases(other).rows
    var finder = Finder(cases: cases, count: count)
    let sizes = zip(without, cases).map { abs($0.deviance) - abs($1.deviance) }
    return finder.ranked(sizes, by: { -$0 }) { place in
      "\(fixed(without[place].deviance, 2)) without it, \(fixed(cases[place].deviance, 2)) with it"
    }
  }

  private static func pairs(
    _ strategy: Strategy, _ cases: [ModelCases.Row], _ model: SurveyModel, _ count: Int,
    _ partner: String?
  ) throws -> [Choice] {
    let frame = model.frame
    guard frame.outcome.allSatisfy({ $0 == 0 || $0 == 1 }) else {
      throw ModelFailure.outcome(
        what: "'\(strategy.rawValue)' compares two outcomes, and the model has more",
        hint: "take an outcome of 0 and 1")
    }
    let kept: [String] =
      switch model.fit {
      case .logistic(let fit): fit.names
      case .linear(let fit): fit.names
      case .mixed(let fit): fit.names
      }
    let columns = frame.columns.indices.filter {
      frame.columns[$0].term >= 0 && kept.contains(frame.columns[$0].name)
    }.map { frame.numbers[$0] }
    guard let measure = Mahalanobis(columns) else {
      throw ModelFailure.cannotFit("the terms follow from each other, so that nothing is near")
    }
    var named: Int?
    if let partner {
      guard let place = cases.firstIndex(where: { $0.key == partner }) else {
        throw ModelFailure.noRecord(
          name: partner, reason: "it is not among the records of the model")
      }
      named = place
    }
    let wantsSame = strategy == .mostDifferent
    var found: [(a: Int, b: Int, distance: Double)] = []
    for a in cases.indices where named == nil || a == named {
      let others = named == nil ? Array((a + 1)..<max(a + 1, cases.count)) : Array(cases.indices)
      for b in others where a != b && (cases[a].observed == cases[b].observed) == wantsSame {
        found.append((a, b, measure.distance(a, b)))
      }
    }
    let sign = wantsSame ? -1.0 : 1
    found.sort { (sign * $0.distance, $0.a, $0.b) < (sign * $1.distance, $1.a, $1.b) }
    var used: Set<Int> = []
    var choices: [Choice] = []
    var rank = 0
    for pair in found where rank < count {
      guard named != nil || (!used.contains(pair.a) && !used.contains(pair.b)) else { continue }
      rank += 1
      used.formUnion([pair.a, pair.b])
      for place in [pair.a, pair.b] {
        choices.append(
          Choice(rank: rank, row: cases[place], score: pair.distance, why: ""))
      }
    }
    return choices
  }
}
