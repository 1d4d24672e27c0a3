public import Fieldwork

/// Conditions by cases, with the evidence for and against in each.
///
/// A passage speaks when it answers the code query of a side and belongs to the case; the
/// survey speaks when its comparison is known to hold. Evidence adds up: nothing is weighed
/// against anything, and a case without evidence was not shown to be otherwise.
public struct Checklist: Sendable {
  /// One condition in one case.
  public struct Cell: Hashable, Sendable {
    /// What speaks for the condition.
    public let pro: ChecklistEvidence
    /// What speaks against it.
    public let contra: ChecklistEvidence

    /// What was found.
    public var finding: ChecklistFinding {
      ChecklistFinding(pro: pro.speaks, contra: contra.speaks)
    }

    /// The evidence of one side.
    public func evidence(_ side: ChecklistSide) -> ChecklistEvidence {
      side == .pro ? pro : contra
    }
  }

  /// What is counted.
  public let unit = "case"
  /// The conditions as they were written.
  public let definition: ChecklistDefinition
  /// The cases that can be looked at, in order: those with codings in their interviews or with
  /// a survey record that some condition asks about.
  public let cases: [Int32]
  /// One row per condition with one cell per case.
  public let cells: [[Cell]]
  /// What a reader must know.
  public let notes: [String]

  /// The number of cases.
  public var n: Int { cases.count }

  /// How many cases have a finding on a condition.
  public func count(_ finding: ChecklistFinding, ofCondition condition: Int) -> Int {
    cells[condition].count { $0.finding == finding }
  }

  private init(
    _ definition: ChecklistDefinition, cases: [Int32], cells: [[Cell]], notes: [String]
  ) {
    self.definition = definition
    self.cases = cases
    self.cells = cells
    self.notes = notes
  }

  /// The same with some of the cases and conditions, in this order.
  ///
  /// - Parameters:
  ///   - places: positions in `cases`.
  ///   - conditions: positions in `cells`.
  public func limited(toCases places: [Int], conditions: [Int]) -> Checklist {
    var definition = definition
    definition.conditions = conditions.map { self.definition.conditions[$0] }
    return Checklist(
      definition, cases: places.map { cases[$0] },
      cells: conditions.map { condition in places.map { cells[condition][$0] } }, notes: notes)
  }

  /// Looks for the evidence.
  ///
  /// - Throws: `Problem` where a query or comparison cannot be understood, with the file, the
  ///   line and the side.
  public init(_ definition: ChecklistDefinition, in snapshot: StudySnapshot) throws {
    let conditions = try definition.conditions.map {
      try ResolvedCondition($0, of: definition, in: snapshot)
    }
    let codes = CaseCodes(snapshot)
    let asksSurvey = definition.conditions.contains {
      !$0.pro.survey.isEmpty || !$0.contra.survey.isEmpty
    }
    let linked = Set(snapshot.links.compactMap { $0.record == nil ? nil : $0.subject })
    cases = Set(codes.countable + (asksSurvey ? linked.filter(snapshot.holds(case:)) : []))
      .sorted()
    var homeless: Set<Int> = []
    var cells: [[Cell]] = []
    for condition in conditions {
      let (pro, contra) = (condition.pro.rowsByCase(codes), condition.contra.rowsByCase(codes))
      homeless.formUnion(pro[-1, default: []] + contra[-1, default: []])
      cells.append(
        cases.map { place in
          Cell(
            pro: condition.pro.evidence(of: place, rows: pro[place] ?? [], codes),
            contra: condition.contra.evidence(of: place, rows: contra[place] ?? [], codes))
        })
    }
    self.definition = definition
    self.cells = cells
    notes = Checklist.notes(homeless: homeless.count, snapshot, asksSurvey: asksSurvey)
  }

  private static func notes(
    homeless: Int, _ snapshot: StudySnapshot, asksSurvey: Bool
  ) -> [String] {
    var notes = [
      "evidence is counted, not weighed; no evidence is no proof of the contrary: it was not "
        + "said, not asked or not coded"
    ]
    if asksSurvey {
      notes.append("the survey speaks where its comparison is known to hold; missing is unknown")
    }
    if homeless > 0 {
      notes.append(
        "\(counted(homeless, "coding")) that would be evidence \(homeless == 1 ? "belongs" : "belong") "
          + "to no one case")
    }
    return notes
  }
}
