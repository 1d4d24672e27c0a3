import Fieldwork
import Statistics

/// The groups of a description.
struct DescribedGroups {
  /// More values than this are no groups.
  private static let most = 12

  var groups = ["all"]
  /// For each group the positions of its records among the rows.
  var members: [[Int]]
  /// For each row its group, `nil` without one.
  var codes: [Int?]
  var notes: [String] = []

  init(_ by: Int?, in table: SurveyTable, rows: [Int]) throws {
    guard let by else {
      members = [Array(rows.indices)]
      codes = rows.map { _ in 0 }
      return
    }
    let variable = table.variables[by]
    let levels = table.levels(of: by, in: rows)
    guard levels.codes.count <= DescribedGroups.most else {
      throw SurveyDescriptionFailure.manyGroups(
        variable: variable.name, values: levels.codes.count)
    }
    guard !levels.codes.isEmpty else {
      throw SurveyDescriptionFailure.nothing(variable: variable.name)
    }
    var places: [String: Int] = [:]
    for (place, code) in levels.codes.enumerated() { places[code] = place }
    let codes = rows.map { table.records[$0].values[by].code.flatMap { places[$0] } }
    self.codes = codes
    groups = levels.labels
    members = levels.codes.indices.map { group in rows.indices.filter { codes[$0] == group } }
    let missing = ReasonCounts(rows.map { table.records[$0].values[by] })
    if !missing.isEmpty {
      notes.append("in no group, since \(variable.name) is missing: \(missing.words)")
    }
  }
}

/// One variable as it is described: numbers, or counts of its values.
struct DescribedVariable {
  struct Line {
    var value: String?
    /// For each row 1 or 0, or the number; `nil` where it is missing.
    var numbers: [Double?]
  }

  let lines: [Line]
  /// For each row its category, where the variable has categories.
  let codes: [Int?]?

  /// - Returns: `nil` for words without a few values, dates and several answers.
  init?(_ place: Int, in table: SurveyTable, rows: [Int]) {
    let variable = table.variables[place]
    let values = rows.map { table.records[$0].values[place] }
    let found = Set(values.compactMap(\.number))
    // What is 0 or 1 in all records, not only in those that are looked at.
    let isYesNo =
      variable.valueLabels.isEmpty && !found.isEmpty
      && table.records.allSatisfy { record in
        record.values[place].number.map { $0 == 0 || $0 == 1 } ?? true
      }
    switch variable.kind {
    case .date, .multi: return nil
    case .number where !isYesNo && (variable.valueLabels.isEmpty || found.count > 12):
      lines = [Line(value: nil, numbers: values.map(\.number))]
      codes = nil
    case .number, .category, .ordinal, .text:
      let levels = table.levels(of: place, in: rows)
      guard levels.codes.count <= FactorReader.mostLevels else { return nil }
      var places: [String: Int] = [:]
      for (index, code) in levels.codes.enumerated() { places[code] = index }
      let codes = values.map { $0.code.flatMap { places[$0] } }
      self.codes = codes
      // Of yes and no one line says all.
      let isPair = isYesNo || table.isBinary(place)
      let shown = levels.codes.indices.filter { !isPair || levels.codes[$0] == "1" }
      lines = (shown.isEmpty ? Array(levels.codes.indices) : shown).map { level in
        let label = levels.labels[level]
        return Line(
          value: isYesNo && label == "1" ? "yes" : label,
          numbers: codes.map { $0.map { $0 == level ? 1 : 0 } })
      }
    }
  }

  func entry(
    _ line: Line, members: [Int], drawn: DrawnRecords?
  ) -> SurveyDescription.Entry {
    let known = members.compactMap { line.numbers[$0] }
    var entry = SurveyDescription.Entry(n: known.count)
    if codes == nil {
      entry.facts = NumberFacts(known)
    } else {
      entry.count = known.count { $0 == 1 }
    }
    if let drawn {
      let found = drawn.mean(line.numbers, members: members)
      entry.weighted = found?.mean
      entry.standardError = found?.standardError
    }
    return entry
  }
}

/// Records with their weights, strata and sampling units.
struct DrawnRecords {
  let notes: [String]
  /// The positions among the rows that have a weight.
  private let positions: [Int]
  private let design: SurveyDesign
  private let plan: Plan

  private struct Plan {
    var weights: [Double]
    var strata: [Int]
    var units: [Int]
    var populations: [Double]

    func design(_ places: [Int]) -> SurveyDesign? {
      func pick<Value>(_ values: [Value]) -> [Value] {
        values.isEmpty ? [] : places.map { values[$0] }
      }
      return SurveyDesign(
        weights: pick(weights), strata: pick(strata), units: pick(units),
        populations: pick(populations))
    }
  }

  init(_ design: SurveyDescription.Design, in table: SurveyTable, rows: [Int]) throws {
    func number(_ place: Int, _ row: Int) -> Double? {
      table.records[row].values[place].number
    }
    for place in [design.weight, design.population].compactMap({ $0 }) {
      let hasWords = rows.contains {
        let value = table.records[$0].values[place]
        return value.number == nil && value.missingReason == nil
      }
      if hasWords {
        throw SurveyDescriptionFailure.noNumber(variable: table.variables[place].name)
      }
    }
    let positions = rows.indices.filter { position in
      guard let weight = number(design.weight, rows[position]), weight > 0 else { return false }
      return [design.strata, design.cluster, design.population].compactMap { $0 }.allSatisfy {
        table.records[rows[position]].values[$0].missingReason == nil
      }
    }
    let name = table.variables[design.weight].name
    func indices(_ place: Int?) -> [String] {
      place.map { place in
        positions.map { table.records[rows[$0]].values[place].code ?? "" }
      } ?? []
    }
    func numbered(_ words: [String]) -> [Int] {
      var places: [String: Int] = [:]
      return words.map { word in
        let place = places[word] ?? places.count
        places[word] = place
        return place
      }
    }
    let strata = indices(design.strata)
    let clusters = indices(design.cluster)
    // Units of one name in two strata are two.
    let units =
      strata.isEmpty || clusters.isEmpty
      ? clusters : zip(strata, clusters).map { "\($0)\u{1f}\($1)" }
    plan = Plan(
      weights: positions.map { number(design.weight, rows[$0]) ?? 0 }, strata: numbered(strata),
      units: numbered(units),
      populations: design.population.map { place in
        positions.map { number(place, rows[$0]) ?? 0 }
      } ?? [])
    guard let made = plan.design(Array(positions.indices)) else {
      throw SurveyDescriptionFailure.nothing(variable: name)
    }
    self.design = made
    self.positions = positions
    var notes = [
      "weighted by \(name): sum \(fixed(made.totalWeight, 2)), effective size "
        + "\(fixed(made.effectiveSize, 1)) of \(positions.count), \(made.degrees) degrees of freedom; "
        + "standard errors by Taylor's linearisation"
    ]
    let without = rows.count - positions.count
    if without > 0 {
      notes.append(
        "left out of the weighted numbers, since the weight or a variable of the design is missing "
          + "or the weight not above 0: \(counted(without, "record"))")
    }
    self.notes = notes
  }

  /// The weighted mean of a group's records with a value, and its standard error as that of a
  /// domain: the records outside count as drawn and not in it.
  func mean(
    _ numbers: [Double?], members: [Int]
  ) -> (mean: Double, standardError: Double?)? {
    let inside = Set(members)
    let values = positions.map { inside.contains($0) ? numbers[$0] : nil }
    let weights = zip(design.weights, values).map { $1 == nil ? 0 : $0 }
    let total = weights.reduce(0, +)
    guard total > 0 else { return nil }
    let mean = zip(weights, values).reduce(0) { $0 + $1.0 * ($1.1 ?? 0) } / total
    let share = total / design.totalWeight
    let errors = values.map { value in value.map { ($0 - mean) / share } ?? 0 }
    return (mean, design.standardError(ofMean: errors).value)
  }

  /// Whether a category has to do with the groups.
  func test(
    _ variable: Variable, codes: [Int?], groups: [Int?]
  ) -> SurveyDescription.GroupTest? {
    let kept = positions.indices.filter {
      codes[positions[$0]] != nil && groups[positions[$0]] != nil
    }
    func dense(_ values: [Int]) -> [Int] {
      let order = Set(values).sorted()
      return values.map { value in order.firstIndex(of: value) ?? 0 }
    }
    let rows = dense(kept.map { codes[positions[$0]] ?? 0 })
    let columns = dense(kept.map { groups[positions[$0]] ?? 0 })
    guard let design = plan.design(kept),
      let found = RaoScott(design, rows: rows, columns: columns)
    else { return nil }
    return SurveyDescription.GroupTest(
      variable: variable, f: found.f.value, numerator: found.f.value.map { _ in found.numerator },
      denominator: found.f.value.map { _ in found.denominator }, p: found.p.value,
      reason: found.f.reason ?? "")
  }
}
