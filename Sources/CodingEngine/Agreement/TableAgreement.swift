public import Fieldwork
import Statistics

/// The scale of ratings from elsewhere.
public enum RatingScale: String, CaseIterable, Sendable {
  /// Names.
  case nominal
  /// Numbers of which only the order counts.
  case ordinal
  /// Numbers with distances.
  case interval
  /// Numbers with distances and a zero.
  case ratio

  var metric: AlphaMetric {
    switch self {
    case .nominal: .nominal
    case .ordinal: .ordinal
    case .interval: .interval
    case .ratio: .ratio
    }
  }
}

/// Compares the raters of a table from elsewhere.
///
/// Categories are the values that occur: numbers in their order, other values in the order of
/// their letters. Values 0 and 1 alone are read as absent and present.
public func tableAgreement(
  _ table: RatingTable, scale: RatingScale = .nominal,
  resampling: AgreementResampling = AgreementResampling()
) throws -> AgreementTable {
  let given = Set(table.cells.flatMap { $0.compactMap(\.self) })
  guard table.coders.count >= 2, !given.isEmpty else {
    throw AgreementFailure.emptyTable(
      what: table.coders.count < 2
        ? "the table has fewer than two columns of ratings" : "the table has no ratings")
  }
  var numbers: [(name: String, value: Double)] = []
  for name in given {
    if let value = Double(name), value.isFinite {
      numbers.append((name, value))
    } else if scale != .nominal {
      throw AgreementFailure.noNumbers(metric: scale.rawValue, cell: name)
    }
  }
  let isNumeric = numbers.count == given.count
  numbers.sort { ($0.value, $0.name) < ($1.value, $1.name) }
  // `1` and `1.0` are one number.
  var values: [Double] = []
  var names: [String] = []
  var places: [String: Int] = [:]
  if isNumeric {
    for (name, value) in numbers {
      if values.last != value {
        values.append(value)
        names.append(name)
      }
      places[name] = values.count - 1
    }
  } else {
    names = given.sorted()
    for (place, name) in names.enumerated() { places[name] = place }
  }
  let isPresence = isNumeric && Set(values).isSubset(of: [0, 1])
  if isPresence {
    // Category 0 is presence, as with codes; both exist whether they occur or not.
    for (name, value) in numbers { places[name] = value == 1 ? 0 : 1 }
    names = ["present", "absent"]
    values = [1, 0]
  }
  func rated(_ rows: [Int]) throws -> RatedUnits {
    try RatedUnits(
      rows: rows.map { row in table.cells[row].map { $0.flatMap { places[$0] } } },
      categories: names.count, values: isNumeric ? values : nil)
  }
  let all = try rated(Array(table.cells.indices))
  let metric = scale.metric
  var groups: [[Int]] = []
  if let documents = table.documents {
    var placeOf: [String: Int] = [:]
    for (row, document) in documents.enumerated() {
      let place = placeOf[document] ?? groups.count
      if place == groups.count { groups.append([]) }
      placeOf[document] = place
      groups[place].append(row)
    }
  }
  let side = names.count
  let sums = try groups.map { rows -> [Double] in
    // A document in which every cell is blank adds nothing.
    guard rows.contains(where: { table.cells[$0].contains { $0 != nil } }) else {
      return [Double](repeating: 0, count: side * side)
    }
    return try rated(rows).coincidences.flatMap(\.self)
  }
  let interval = resampling.bootstrap.intervals(of: [sums]) { _, row in
    let cells = stride(from: 0, to: row.count, by: side).map { Array(row[$0..<$0 + side]) }
    return metric.alpha(coincidences: cells, values: all.values).value
  }[0]
  return AgreementTable(
    table, all, interval, metric, names, isPresence, documents: groups.count, resampling)
}

extension AgreementTable {
  fileprivate init(
    _ table: RatingTable, _ ratings: RatedUnits, _ interval: BootstrapInterval,
    _ metric: AlphaMetric, _ names: [String], _ isPresence: Bool, documents: Int,
    _ resampling: AgreementResampling
  ) {
    let point = ratings.krippendorffAlpha(metric)
    var limits = (low: interval.lower.asCoefficient, high: interval.upper.asCoefficient)
    let few = ratings.pairableUnits < AgreementSubject.fewestUnits
    if point.value == nil {
      limits = (point.asCoefficient, point.asCoefficient)
    } else if few || table.documents == nil {
      let none = Coefficient.undefined(
        few
          ? "fewer than \(AgreementSubject.fewestUnits) units"
          : "the table has no column 'document' to resample")
      limits = (none, none)
    }
    let row = AgreementTable.Row(
      name: "all", units: ratings.pairableUnits, alpha: point.asCoefficient, low: limits.low,
      high: limits.high, percent: ratings.percentAgreement.asCoefficient,
      positive: isPresence ? ratings.specificAgreement(category: 0).asCoefficient : nil,
      ac1: ratings.gwetAC1.value.asCoefficient,
      prevalence: isPresence ? ratings.prevalence(category: 0).asCoefficient : nil,
      users: table.coders,
      measures: ratings.measures(
        names: names, metric: metric, alphaLimits: table.documents == nil ? nil : limits))
    var notes = [
      "compared: \(table.coders.joined(separator: ", "))",
      isPresence
        ? "0 is absent, 1 present"
        : "categories: \(names.joined(separator: ", "))",
    ]
    let alone = table.cells.count { $0.count { $0 != nil } < 2 }
    if alone > 0 {
      notes.append(
        Wording.count(alone, "unit has", "units have") + " fewer than two ratings")
    }
    if let note = resampling.note([interval], documents: documents) { notes.append(note) }
    unit = "row"
    coders = table.coders
    rows = [row]
    self.documents = table.documents == nil ? nil : documents
    self.notes = notes
  }
}

/// One alpha over a table whose cells are sets of labels.
///
/// Labels are separated by `;`. `{}` is the empty set, a blank is missing.
public func tableSetAgreement(_ table: RatingTable) throws -> AgreementSets {
  guard table.coders.count >= 2 else {
    throw AgreementFailure.emptyTable(what: "the table has fewer than two columns of ratings")
  }
  var places: [String: Int] = [:]
  let units = table.cells.map { cells in
    cells.map { cell -> Set<Int>? in
      guard let cell else { return nil }
      if cell == "{}" { return [] }
      return Set(
        cell.split(separator: ";").map { String($0).trimmingBlanks }.filter { !$0.isEmpty }.map {
          label in
          let place = places[label] ?? places.count
          places[label] = place
          return place
        })
    }
  }
  let result = try MultiValuedAlpha(units: units, labels: places.count)
  return AgreementSets(
    result, units: units.count { $0.count { $0 != nil } >= 2 }, labels: places.count,
    notes: ["compared: \(table.coders.joined(separator: ", "))"])
}
