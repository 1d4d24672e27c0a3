public import Fieldwork

/// Who was met, by any attributes against any others, with the cells in which nobody is.
public struct SamplingGrid: Sendable {
  /// What a cell counts.
  public enum Unit: String, CaseIterable, Sendable {
    /// Transcripts.
    case transcript
    /// Participants.
    case participant
    /// Cases that somebody was interviewed about.
    case place = "case"
  }

  /// One combination of values.
  public struct Cell: Hashable, Sendable {
    /// One value per attribute.
    public let values: [String]
    /// Those who have them all: labels or ids.
    public let members: [String]
  }

  /// More cells than this are no plan of a study.
  public static let mostCells = 20_000

  /// The names of the attributes.
  public let attributes: [String]
  /// What is counted.
  public let unit: Unit
  /// The values of each attribute, in natural order, what has none last.
  public let axes: [[String]]
  /// Every combination, the last attribute running fastest.
  public let cells: [Cell]
  /// The units.
  public let n: Int
  /// What a reader must know.
  public let notes: [String]

  /// Crosses attributes.
  ///
  /// - Parameters:
  ///   - attributes: at least one.
  ///   - unit: what is counted; when `nil`, participants if one of the attributes is theirs,
  ///     cases if all are, else transcripts.
  /// - Throws: `SamplingFailure.tooManyCells`.
  public init(_ snapshot: StudySnapshot, _ attributes: [StudyAttribute], unit: Unit? = nil) throws {
    let unit = unit ?? Unit.usual(for: attributes)
    let units = snapshot.units(unit)
    let values = units.map { index in
      attributes.map { $0.values(of: unit, index, in: snapshot) }
    }
    axes = attributes.indices.map { place in
      Set(values.flatMap { $0[place] }).sorted { a, b in
        if a.isEmpty != b.isEmpty { return b.isEmpty }
        return a.precedesNaturally(b)
      }
    }
    // Several axes multiply quickly; the product is taken where it cannot overflow.
    var size = 1
    for axis in axes {
      size *= max(1, axis.count)
      guard size <= SamplingGrid.mostCells else {
        throw SamplingFailure.tooManyCells(limit: SamplingGrid.mostCells)
      }
    }
    var members: [[String]: [String]] = [:]
    for (index, own) in zip(units, values) {
      for key in SamplingGrid.combinations(own) {
        members[key, default: []].append(snapshot.name(of: unit, index))
      }
    }
    cells = SamplingGrid.combinations(axes).map { key in
      Cell(
        values: key.map { $0.isEmpty ? StudyAttribute.noValue : $0 }, members: members[key] ?? [])
    }
    self.attributes = attributes.map(\.name)
    self.unit = unit
    n = units.count
    notes = SamplingGrid.notes(
      cells, unit, isMultiple: values.contains { $0.contains { $0.count > 1 } })
  }

  /// The cells in which nobody is, those of "(none)" and of values that are missing left out: a
  /// gap in the notes is no gap in the field.
  public var empty: [Cell] {
    cells.filter { $0.members.isEmpty && !$0.values.contains(where: StudyAttribute.isMissing) }
  }

  /// Every choice of one value from each list, the last list running fastest.
  private static func combinations(_ lists: [[String]]) -> [[String]] {
    lists.reduce([[]]) { made, list in made.flatMap { head in list.map { head + [$0] } } }
  }

  private static func notes(_ cells: [Cell], _ unit: Unit, isMultiple: Bool) -> [String] {
    var notes = ["counted: \(unit.rawValue)s with all the values of a cell"]
    if unit == .place { notes[0] += ", of those that an interview is about" }
    if isMultiple {
      notes.append(
        "a \(unit.rawValue) with several values of an attribute is in several cells, so the cells "
          + "do not add up to n")
    }
    let real = cells.filter { !$0.values.contains(StudyAttribute.noValue) }
    let empty = real.filter(\.members.isEmpty)
    notes.append("\(empty.count) of \(counted(real.count, "cell")) are empty")
    notes.append(
      "only values that occur have cells; whom nobody met at all stands in a plan "
        + "('emic sampling gaps')")
    return notes
  }
}

extension SamplingGrid.Unit {
  /// What a question about some attributes usually counts.
  static func usual(for attributes: [StudyAttribute]) -> SamplingGrid.Unit {
    if attributes.contains(where: { $0.owner == .participant }) { return .participant }
    return attributes.allSatisfy { $0.owner == .place } ? .place : .transcript
  }
}

extension StudyAttribute {
  /// The values of a unit; `""` stands for one that has none.
  func values(of unit: SamplingGrid.Unit, _ index: Int32, in snapshot: StudySnapshot) -> [String] {
    switch unit {
    case .transcript: values(ofTranscript: index, in: snapshot)
    case .participant: values(ofParticipant: index, in: snapshot)
    case .place: values(ofCase: index, in: snapshot)
    }
  }
}

extension StudySnapshot {
  /// The units of a sort, as indices.
  func units(_ unit: SamplingGrid.Unit) -> [Int32] {
    switch unit {
    case .transcript: transcripts.indices.map { Int32($0) }
    case .participant: participants.indices.map { Int32($0) }
    case .place: interviewedCases
    }
  }

  /// The label or id of a unit.
  func name(of unit: SamplingGrid.Unit, _ index: Int32) -> String {
    switch unit {
    case .transcript: transcripts[Int(index)].label
    case .participant: participants[Int(index)].id
    case .place: cases[Int(index)].id
    }
  }
}

/// Why a question about the sample has no answer.
public enum SamplingFailure: ProblemReporting, Hashable {
  /// The attributes have too many combinations.
  case tooManyCells(limit: Int)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .tooManyCells(let limit):
      Problem(
        .data, "these attributes make more than \(limit) cells",
        hint: "ask for fewer, or for some with fewer values")
    }
  }
}
