public import Fieldwork

extension StudySnapshot {
  /// The surveys that are waves of the same one, by index, from the first wave to the last; the
  /// survey alone where it was asked once.
  ///
  /// Waves are ordered as people count: 2, 10; 2013, 2015.
  public func waves(of survey: Int) -> [Int] {
    guard let family = surveys[survey].wave?.family else { return [survey] }
    return waves(called: family)
  }

  /// The surveys that are waves of a name, by index, from the first wave to the last.
  public func waves(called family: String) -> [Int] {
    let folded = family.foldedName
    return surveys.indices.compactMap { index -> (String, Int)? in
      guard let wave = surveys[index].wave, wave.family.foldedName == folded else { return nil }
      return (wave.wave, index)
    }.sorted { $0.0.precedesNaturally($1.0) }.map(\.1)
  }

  /// Whether no later wave of a survey is there.
  public func isLatestWave(_ survey: Int) -> Bool { waves(of: survey).last == survey }

  /// The study with the variables of other waves beside those of a survey, as far as some texts
  /// name them: `own@2013` has for each record what the wave of 2013 has for the same key.
  ///
  /// - Parameters:
  ///   - survey: the survey, by index.
  ///   - texts: formulas, filters and names.
  public func joiningWaves(of survey: Int, namedIn texts: [String]) -> StudySnapshot {
    let named = texts.map(\.foldedName).filter { $0.contains(SurveyWave.sign) }
    guard !named.isEmpty, surveys[survey].wave != nil else { return self }
    var joined = self
    for index in waves(of: survey) {
      guard let wave = surveys[index].wave?.wave else { continue }
      let other = surveys[index]
      let wanted = other.variables.indices.filter { place in
        let name = (other.variables[place].name + SurveyWave.sign + wave).foldedName
        return named.contains { $0.contains(name) }
      }
      guard !wanted.isEmpty else { continue }
      let rows = Dictionary(
        other.records.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
      let absent = ValueLabel(code: "absent", label: "not in wave \(wave)")
      for place in wanted {
        var variable = other.variables[place]
        variable.name += SurveyWave.sign + wave
        variable.labels = variable.labels.map {
          LocalizedText(language: $0.language, text: "\($0.text) (\(wave))")
        }
        joined.surveys[survey].variables.append(variable)
      }
      for record in joined.surveys[survey].records.indices {
        let row = rows[joined.surveys[survey].records[record].key]
        joined.surveys[survey].records[record].values += wanted.map { place in
          row.map { other.records[$0].values[place] }
            ?? .missing(.coded(code: absent.code, label: absent.label))
        }
      }
    }
    return joined
  }
}

/// How the waves of a survey fit together: whose records come again, and which variables changed.
public struct WaveComparison: Sendable {
  /// One wave.
  public struct Wave: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The numbers of its records and variables.
    public var records, variables: Int
    /// Records that the wave before has, too; those that no earlier wave has; those that an earlier
    /// wave has, but not the one before.
    public var again, new, back: Int
    /// Records of the wave before that are not in this one, by key.
    public var gone: [String]
  }

  /// A variable that is not the same in all waves that have it.
  public struct Change: Hashable, Sendable {
    /// The variable.
    public var variable: String
    /// What differs, in words.
    public var words: String
  }

  /// The waves from the first to the last.
  public let waves: [Wave]
  /// How many records every wave has.
  public let inAll: Int
  /// How many variables every wave has, the key among them.
  public let common: Int
  /// Variables that are of another type, have other codes or another unit in a later wave.
  public let changes: [Change]

  /// Compares waves.
  ///
  /// - Parameter tables: the waves from the first to the last, with their names.
  public init(_ tables: [(wave: String, table: SurveyTable)]) {
    var seen: Set<String> = []
    var before: [String] = []
    var waves: [Wave] = []
    var everywhere = Set(tables.first?.table.records.map(\.key) ?? [])
    var shared = Set(tables.first?.table.variables.map(\.name) ?? [])
    for (name, table) in tables {
      let keys = table.records.map(\.key)
      let own = Set(keys)
      let last = Set(before)
      waves.append(
        Wave(
          name: name, records: keys.count, variables: table.variables.count,
          again: keys.count(where: last.contains), new: keys.count { !seen.contains($0) },
          back: keys.count { seen.contains($0) && !last.contains($0) },
          gone: before.filter { !own.contains($0) }))
      seen.formUnion(own)
      everywhere.formIntersection(own)
      shared.formIntersection(table.variables.map(\.name))
      before = keys
    }
    self.waves = waves
    inAll = everywhere.count
    common = shared.count
    var latest: [String: (wave: String, variable: Variable)] = [:]
    var changes: [Change] = []
    for (name, table) in tables {
      for variable in table.variables {
        if let earlier = latest[variable.name],
          let words = WaveComparison.difference(earlier.variable, variable)
        {
          changes.append(
            Change(
              variable: variable.name, words: "\(earlier.wave) to \(name): \(words)"))
        }
        latest[variable.name] = (name, variable)
      }
    }
    self.changes = changes
  }

  private static func difference(_ earlier: Variable, _ later: Variable) -> String? {
    var parts: [String] = []
    if earlier.kind != later.kind {
      parts.append("\(earlier.kind.rawValue), then \(later.kind.rawValue)")
    }
    if earlier.unit != later.unit {
      parts.append("unit \(earlier.unit ?? "none"), then \(later.unit ?? "none")")
    }
    let before = Dictionary(
      earlier.valueLabels.map { ($0.code, $0.label) }, uniquingKeysWith: { first, _ in first })
    let other = later.valueLabels.filter { label in
      before[label.code].map { $0 != label.label } ?? false
    }
    if let label = other.first, let was = before[label.code] {
      parts.append("\(label.code) meant \(was), then \(label.label)")
    }
    if Set(earlier.valueLabels.map(\.code)) != Set(later.valueLabels.map(\.code)) {
      parts.append("other codes")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
