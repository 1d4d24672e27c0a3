public import Fieldwork

/// Whom a study meant to meet, against whom it met.
public struct SamplingPlan: Sendable {
  /// A row with those who were met.
  public struct Line: Hashable, Sendable {
    /// The row.
    public let row: PlannedSample
    /// What was counted; `nil` where nothing in the study has an attribute of the row.
    public let unit: SamplingGrid.Unit?
    /// Those who have all the values: labels or ids.
    public let found: [String]
    /// How many are missing.
    public var missing: Int { max(0, row.count - found.count) }
  }

  /// The rows in order.
  public let lines: [Line]
  /// What a reader must know.
  public let notes: [String]

  /// Looks for everybody who is wanted.
  ///
  /// An attribute that nothing in the study has is met by nobody, and named.
  public init(_ snapshot: StudySnapshot, _ rows: [PlannedSample]) {
    var unknown: [String] = []
    var strange: [String] = []
    lines = rows.map { row in
      var attributes: [StudyAttribute] = []
      var isKnown = true
      for wanted in row.wanted {
        guard let attribute = try? StudyAttribute(wanted.name, in: snapshot) else {
          isKnown = false
          if !unknown.contains(wanted.name) { unknown.append(wanted.name) }
          continue
        }
        if attribute.isUnknown(wanted.value) {
          strange.append("line \(row.line), \(wanted.name) \(wanted.value)")
        }
        attributes.append(attribute)
      }
      guard isKnown, !attributes.isEmpty else { return Line(row: row, unit: nil, found: []) }
      let unit = SamplingGrid.Unit.usual(for: attributes)
      let found = snapshot.units(unit).filter { index in
        zip(attributes, row.wanted).allSatisfy { attribute, wanted in
          attribute.values(of: unit, index, in: snapshot).contains {
            attribute.matches($0, wanted.value)
          }
        }
      }
      return Line(row: row, unit: unit, found: found.map { snapshot.name(of: unit, $0) })
    }
    var notes = [
      "counted: participants where the row asks for something of theirs, else transcripts or cases"
    ]
    if !unknown.isEmpty {
      notes.append("nothing in the study has, so nobody can meet: \(listed(unknown))")
    }
    if !strange.isEmpty {
      notes.append(
        "no such value in the survey's schema, so nobody can have it: \(listed(strange))")
    }
    self.notes = notes
  }
}
