import Statistics

/// One code on its way to a row of an `AgreementTable`.
struct AgreementSubject {
  /// The fewest units for which an interval is given.
  static let fewestUnits = 10

  /// The code's slug.
  var name: String
  /// The names of the coders who used it.
  var users: [String]
  /// All documents together: category 0 present, 1 absent.
  var ratings: RatedUnits
  /// What the leading coefficient needs of each document.
  var sums: [[Double]]
  /// The leading coefficient.
  var point: Estimate
  /// The coefficients that are not functions of the ratings.
  var further: [AgreementMeasure] = []

  /// The row of a table.
  ///
  /// - Parameters:
  ///   - interval: over documents.
  ///   - leading: the name of the leading coefficient, when it is not alpha.
  func row(_ interval: BootstrapInterval, leading: String?) -> AgreementTable.Row {
    var limits = (low: interval.lower.asCoefficient, high: interval.upper.asCoefficient)
    if point.value == nil {
      limits = (point.asCoefficient, point.asCoefficient)
    } else if ratings.pairableUnits < AgreementSubject.fewestUnits {
      let none = Coefficient.undefined("fewer than \(AgreementSubject.fewestUnits) units")
      limits = (none, none)
    }
    let positive = ratings.specificAgreement(category: 0)
    var measures = ratings.measures(
      names: ["present", "absent"], alphaLimits: leading == nil ? limits : nil)
    if let leading {
      measures.insert(
        AgreementMeasure(leading, point, limits: limits, over: "documents"), at: 0)
      // Characters of one passage depend on each other more than anything: an interval over
      // them as units would be absurdly narrow.
      measures = measures.map { $0.over == "units" ? AgreementMeasure(copying: $0) : $0 }
    }
    return AgreementTable.Row(
      name: name, units: ratings.pairableUnits, alpha: point.asCoefficient, low: limits.low,
      high: limits.high, percent: ratings.percentAgreement.asCoefficient,
      positive: positive.asCoefficient, ac1: ratings.gwetAC1.value.asCoefficient,
      prevalence: ratings.prevalence(category: 0).asCoefficient, users: users,
      measures: measures + further)
  }
}

extension AgreementTable {
  /// Puts the rows of codes in order and gives them their intervals.
  ///
  /// - Parameters:
  ///   - subjects: the codes in the order of the codebook.
  ///   - leading: the name of the leading coefficient, when it is not alpha.
  ///   - statistic: the leading coefficient from added sums.
  init(
    unit: String, coders: [String], documents: Int, subjects: [AgreementSubject],
    resampling: AgreementResampling, leading: String? = nil, notes: [String],
    statistic: ([Double]) -> Double?
  ) {
    let shared = subjects.filter { $0.users.count > 1 }
    let lonely = subjects.filter { $0.users.count == 1 }
    let unused = subjects.filter { $0.users.isEmpty }
    let ordered = shared + lonely + unused
    let intervals = resampling.bootstrap.intervals(of: ordered.map(\.sums)) { statistic($1) }
    self.unit = unit
    self.coders = coders
    self.documents = documents
    rows = zip(ordered, intervals).map { $0.row($1, leading: leading) }
    var notes = notes
    if !lonely.isEmpty {
      notes.append(
        "used by one coder only: "
          + lonely.map { "\($0.name) (\($0.users.joined()))" }.joined(separator: ", "))
    }
    if let note = resampling.note(intervals, documents: documents) { notes.append(note) }
    let lost = intervals.map(\.lost).max() ?? 0
    if lost > 0 {
      notes.append("up to \(lost) resamples of a code had no variation and were left out")
    }
    self.notes = notes
  }
}
