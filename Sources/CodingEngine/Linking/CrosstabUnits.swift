import Fieldwork

/// One case of a cross-table with both of its measures.
public struct CrosstabUnit: Hashable, Sendable {
  /// Index of the case.
  public var place: Int32
  /// How much of what was looked for it has: 0 or 1, passages, or a share of its words.
  public var amount: Double
  /// The number of the variable; `nil` where the variable has groups.
  public var number: Double?
  /// The index of its group among the columns; `nil` where the variable is a number.
  public var column: Int?
}

/// The cases with and without the code, with a number of each.
public struct CrosstabSide: Hashable, Sendable {
  /// Whether they have it.
  public var isPresent: Bool
  /// The cases by their number, the smallest first.
  public var units: [CrosstabUnit]
  /// Their numbers in order.
  public var numbers: [Double] { units.compactMap(\.number) }
  /// The codings that speak for the measure in these cases.
  public var rows: [Int]
}

/// The cases of a cross-table, before any words about them.
struct CrosstabUnits {
  var counts: CrosstabCounts?
  var units: [CrosstabUnit] = []
  var sides: [CrosstabSide] = []
  var missing: [LinkageAccount.Left] = []

  /// The cases of a table of groups, present or not.
  init(_ counts: CrosstabCounts) {
    self.counts = counts
    missing = counts.missing
    for (column, group) in counts.columns.enumerated() {
      for (amount, cell) in [(1.0, group.present), (0.0, group.absent)] {
        units += cell.cases.map {
          CrosstabUnit(place: $0, amount: amount, number: nil, column: column)
        }
      }
    }
  }

  init(
    _ question: Crosstab.Question, basis: CrosstabBasis, codes: CaseCodes, cases: [Int32],
    in snapshot: StudySnapshot
  ) {
    let measure = CaseMeasure(question.measure, in: snapshot, codes: codes)
    let words = question.amount == .coverage ? OwnWords(snapshot) : nil
    func amount(_ place: Int32) -> Double { measure.amount(place, question.amount, words) }
    switch basis {
    case .groups(let groups):
      let counts = CrosstabCounts(cases: cases, groups: groups, measure: measure, in: snapshot)
      self.counts = counts
      missing = counts.missing
      for (column, group) in counts.columns.enumerated() {
        for place in (group.present.cases + group.absent.cases).sorted() {
          units.append(
            CrosstabUnit(place: place, amount: amount(place), number: nil, column: column))
        }
      }
    case .scale(let scale):
      for place in cases {
        switch scale.places[Int(place)] {
        case .number(let number):
          units.append(
            CrosstabUnit(place: place, amount: amount(place), number: number, column: nil))
        case .missing(let reason):
          missing.append(
            LinkageAccount.Left(
              name: snapshot.cases[Int(place)].id, index: place, reason: reason))
        case nil: break
        }
      }
      let byNumber = units.sorted { ($0.number ?? 0, $0.place) < ($1.number ?? 0, $1.place) }
      sides = [true, false].map { isPresent in
        let own = byNumber.filter { measure.isPresent($0.place) == isPresent }
        let rows = own.flatMap {
          isPresent ? measure.evidence($0.place) : measure.contrary($0.place)
        }
        return CrosstabSide(isPresent: isPresent, units: own, rows: snapshot.passages(rows))
      }
    }
  }

  var n: Int { units.count }

  /// How many cases have it at all.
  var present: Int {
    counts?.present ?? (sides.first?.units.count ?? 0)
  }

  /// The smallest number of cases that something is a share of.
  var smallest: Int {
    counts.map { $0.columns.map(\.n).min() ?? 0 } ?? n
  }

  /// Both measures as a test takes them.
  ///
  /// - Parameter strata: where given, cases without a stratum are left out.
  func data(
    _ question: Crosstab.Question, basis: CrosstabBasis, measure: String, unit: String,
    strata: CrosstabStrata? = nil
  ) -> AssociationData {
    let units = units.filter { unit in strata.map { $0[unit] != nil } ?? true }
    let first =
      question.amount == .presence
      ? AssociationSide(
        name: measure, kind: .groups(["with \(measure)", "without it"], isOrdered: false),
        values: units.map { $0.amount > 0 ? 0 : 1 })
      : AssociationSide(
        name: "the \(question.amount.rawValue) of \(measure)", kind: .numbers,
        values: units.map(\.amount))
    let second: AssociationSide
    if let counts {
      second = AssociationSide(
        name: basis.variable.name,
        kind: .groups(
          counts.columns.map(\.group.label), isOrdered: basis.variable.kind != .category),
        values: units.map { Double($0.column ?? 0) })
    } else {
      second = AssociationSide(
        name: basis.variable.name, kind: .numbers, values: units.map { $0.number ?? 0 })
    }
    return AssociationData(
      first, second, unit: unit, strata: strata?.side(units))
  }
}
