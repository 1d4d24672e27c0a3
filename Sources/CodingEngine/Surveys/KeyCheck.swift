public import Fieldwork

/// Whether the records of one survey belong to those of another, as persons to households.
public struct KeyCheck: Sendable {
  /// The number of records of the survey that is checked.
  public let records: Int
  /// The records that belong to one of the other survey.
  public private(set) var matched = 0
  /// Records whose value names no record of the other survey, with that value.
  public private(set) var orphans: [(record: String, value: String)] = []
  /// Records without a value.
  public private(set) var without: [String] = []
  /// Records of the other survey to which none belongs.
  public private(set) var childless: [String] = []
  /// Records that say the same in every other variable: perhaps entered twice.
  public private(set) var twins: [[String]] = []

  /// Checks a survey.
  ///
  /// - Parameters:
  ///   - survey: the survey of the smaller units, such as persons.
  ///   - variable: the place of its variable that names the greater unit.
  ///   - other: the survey of the greater units, such as households.
  public init(_ survey: SurveyTable, by variable: Int, in other: SurveyTable) {
    records = survey.records.count
    let keys = Set(other.records.map(\.key))
    var used: Set<String> = []
    var same: [[SurveyValue]: [String]] = [:]
    let key = survey.variables.firstIndex { $0.name == survey.keyVariable }
    for record in survey.records {
      var values = record.values
      if let key { values[key] = .missing(.notRecorded) }
      same[values, default: []].append(record.key)
      let name: String
      switch record.values[variable] {
      case .text(let text): name = text
      case .number(let number): name = plainNumber(number)
      case .several(let codes): name = codes.joined(separator: ";")
      case .missing:
        without.append(record.key)
        continue
      }
      if keys.contains(name) {
        matched += 1
        used.insert(name)
      } else {
        orphans.append((record.key, name))
      }
    }
    childless = other.records.map(\.key).filter { !used.contains($0) }
    twins = same.values.filter { $0.count > 1 }.sorted { $0[0].precedesNaturally($1[0]) }
  }
}
