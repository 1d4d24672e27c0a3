public import Fieldwork

/// What a model of the survey says of one case, or why it says nothing.
///
/// Predictions are for households and the like, never for a child: whoever is under 18, or whose
/// case is of a kind such as `child` or `pupil`, gets none, whatever the survey has.
public struct CasePrediction: Sendable {
  /// The prediction in numbers.
  public struct Numbers: Sendable {
    /// What the model says of the record.
    public var row: ModelCases.Row
    /// The linear predictor: log odds, or the value expected by a linear model.
    public var predictor: Double
    /// The coefficient of the constant; 0 where the model has none.
    public var intercept: Double
    /// The terms, the greatest contribution first; with the intercept they sum to `predictor`.
    public var parts: [PublishedPrediction.Part]
  }

  /// What was found.
  public enum Answer: Sendable {
    /// The model speaks of the case.
    case found(Numbers)
    /// It does not, and why.
    case none(reason: String)
  }

  /// The name of the published model, or the formula.
  public let model: String
  /// The outcome in words of the survey.
  public let outcome: String
  /// Whether the outcome is yes or no, so that the expectation is a probability.
  public let isLogistic: Bool
  /// Whether the model was fitted to the records of the survey, the case's own among them.
  public let isFitted: Bool
  /// The rules about few cases against which it was fitted, in words; empty without any.
  public let forced: [String]
  /// The prediction, or why there is none.
  public let answer: Answer
  /// Sentences for the reader.
  public let notes: [String]

  /// Asks a published model of a case.
  ///
  /// - Parameters:
  ///   - place: index into `snapshot.cases`.
  ///   - survey: index into `snapshot.surveys`.
  ///   - sample: only records that meet it have a prediction.
  ///   - limit: the case deviates where |Pearson| is this much or more.
  /// - Throws: `ModelFailure` where the survey lacks a variable of the model, or the model an
  ///   intercept or outcome; `FilterSyntax` where the sample cannot be understood.
  public init(
    of place: Int32, by published: PublishedModel, survey: Int, in snapshot: StudySnapshot,
    sample: Filter? = nil, limit: Double = ModelCases.customaryLimit
  ) throws {
    let table = snapshot.surveys[survey]
    let subject = try Subject(place, survey: survey, in: snapshot, sample: sample)
    let asked = try PublishedPrediction(
      published, in: table, rows: subject.record.map { [$0] } ?? [], limit: limit)
    model = published.name
    outcome =
      published.outcome.flatMap { name in
        table.variables.first { $0.name == name }?.label
      } ?? published.outcome ?? ""
    isLogistic = true
    isFitted = false
    forced = []
    notes = asked.left.isEmpty ? asked.notes : []
    guard let row = asked.cases.rows.first, let predictor = asked.predictors.first else {
      answer = .none(reason: subject.reason ?? asked.left.first?.reason ?? "no record")
      return
    }
    answer = .found(
      Numbers(
        row: row, predictor: predictor, intercept: published.intercept ?? 0,
        parts: asked.parts(ofRecord: row.record)))
  }

  /// Asks a model that is fitted to the survey of a case.
  ///
  /// - Parameters:
  ///   - place: index into `snapshot.cases`.
  ///   - fitted: the model, fitted to the records of the sample.
  ///   - survey: index into `snapshot.surveys`.
  ///   - sample: the filter of the records that the model was fitted to.
  ///   - limit: the case deviates where |Pearson| is this much or more.
  public init(
    of place: Int32, by fitted: SurveyModel, survey: Int, in snapshot: StudySnapshot,
    sample: Filter? = nil, limit: Double = ModelCases.customaryLimit
  ) throws {
    let frame = fitted.frame
    let subject = try Subject(place, survey: survey, in: snapshot, sample: sample)
    model = frame.formula.text
    outcome =
      frame.formula.outcome.variables.first.flatMap { name in
        frame.table.variables.first { $0.name == name }?.label
      } ?? frame.formula.outcome.name
    isLogistic = fitted.family == .logistic
    isFitted = true
    forced = fitted.forced.map { "\($0.sentence) (\($0.occasion); rule \($0.id.rawValue))" }
    guard let record = subject.record, let position = frame.rows.firstIndex(of: record) else {
      answer = .none(
        reason: subject.reason
          ?? subject.record.map { CasePrediction.gap($0, frame) } ?? "no record")
      notes = []
      return
    }
    var parts: [PublishedPrediction.Part] = []
    var intercept = 0.0
    for (column, term) in zip(frame.columns.indices, fitted.terms) {
      guard let coefficient = term.estimate.value else { continue }
      let value = frame.numbers[column][position]
      if frame.columns[column].term < 0 {
        intercept = coefficient
      } else {
        parts.append(
          PublishedPrediction.Part(
            term: term.name, words: CasePrediction.words(frame, column, record),
            coefficient: coefficient, contribution: coefficient * value))
      }
    }
    let sum = parts.reduce(intercept) { $0 + $1.contribution }
    let ordered = parts.enumerated().sorted {
      (-abs($0.element.contribution), $0.offset) < (-abs($1.element.contribution), $1.offset)
    }.map(\.element)
    answer = .found(
      Numbers(
        row: ModelCases(fitted, limit: limit).rows[position], predictor: sum,
        intercept: intercept, parts: ordered))
    var notes = [
      "fitted to \(counted(frame.rows.count, "record")) of the survey '\(frame.table.name)', this "
        + "one among them"
    ]
    if let sample { notes.append("only records where \(sample.text)") }
    notes += fitted.rules.filter { !$0.refusesTest }.map {
      "\($0.sentence) (\($0.occasion); rule \($0.id.rawValue))"
    }
    if isLogistic {
      notes.append(
        "deviant: |Pearson| ≥ \(plainNumber(limit)); Pearson = (y − p)/√(p(1 − p))")
    }
    self.notes = notes
  }

  /// Says why a model has nothing to say of a case.
  public init(noneFrom model: String, because reason: String) {
    self.model = model
    outcome = ""
    isLogistic = true
    isFitted = false
    forced = []
    answer = .none(reason: reason)
    notes = []
  }

  /// Which variable of the formula a record lacks.
  private static func gap(_ record: Int, _ frame: ModelFrame) -> String {
    let table = frame.table
    for name in frame.formula.variables {
      guard let place = table.variables.firstIndex(where: { $0.name == name }),
        let reason = table.records[record].values[place].missingReason
      else { continue }
      return "\(name) is \(reason)"
    }
    return "it is not among the records of the model"
  }

  /// What a record has in the variables of a column.
  private static func words(_ frame: ModelFrame, _ column: Int, _ record: Int) -> String {
    let table = frame.table
    let names = frame.formula.terms[frame.columns[column].term].flatMap(\.variables)
    return names.compactMap { name in
      table.variables.firstIndex { $0.name == name }.map {
        table.variables[$0].worded(table.records[record].values[$0])
      }
    }.joined(separator: " × ")
  }
}

/// The record of a case of which a model may speak, or why it may not.
private struct Subject {
  var record: Int?
  var reason: String?

  init(_ place: Int32, survey: Int, in snapshot: StudySnapshot, sample: Filter?) throws {
    let entry = snapshot.cases[Int(place)]
    let table = snapshot.surveys[survey]
    let found = snapshot.records(ofSurvey: survey)[Int(place)]
    if entry.isOfChild(record: found, in: table) {
      reason = "no model speaks of a child"
    } else if let found {
      guard let sample else {
        record = found
        return
      }
      if try RecordFilter(sample, in: table).records.contains(found) {
        record = found
      } else {
        let values = sample.fieldNames.compactMap { name -> String? in
          guard let column = table.variables.firstIndex(where: { $0.name == name }) else {
            return nil
          }
          let value = table.records[found].values[column]
          return "\(name) is \(value.missingReason ?? table.variables[column].worded(value))"
        }
        reason = "outside the sample of the model: " + values.joined(separator: ", ")
      }
    } else if !table.isAbout(entry) {
      reason =
        "the survey '\(table.name)' is about cases of the kind \(table.caseKind), and "
        + "\(entry.id) is of the kind \(entry.kind)"
    } else {
      reason = snapshot.reasonForNoRecord(ofCase: place, survey: survey)
    }
  }
}

extension Filter {
  /// The fields that are compared, each once, in order.
  fileprivate var fieldNames: [String] {
    var names: [String] = []
    for comparison in comparisons where !names.contains(comparison.field) {
      names.append(comparison.field)
    }
    return names
  }
}

extension CaseEntry {
  private static let childKinds: Set<String> = [
    "child", "children", "pupil", "schoolchild", "student", "minor", "adolescent", "baby",
    "孩子", "儿童", "学生", "小孩", "未成年人",
  ]

  /// Whether the case is a child by its kind, or a person under 18 by its own age.
  func isOfChild(record: Int?, in table: SurveyTable) -> Bool {
    if CaseEntry.childKinds.contains(kind.foldedName) { return true }
    if let age = attributes.first(where: { $0.name.foldedName == "age" }),
      let years = Double(age.value)
    {
      return years < 18
    }
    // A record with an age of its own is that of a person.
    guard let record, let column = table.variables.firstIndex(where: { $0.name == "age" }),
      let years = table.records[record].values[column].number
    else { return false }
    return years < 18
  }
}
