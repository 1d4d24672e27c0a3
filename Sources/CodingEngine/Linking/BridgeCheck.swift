public import Fieldwork

/// Where interview and questionnaire say different things of the same household.
///
/// A case is compared where it is linked to a record, its interviews carry codings, and the values
/// that a bridge needs are there. A code that is absent where the survey would expect it is told
/// apart by the guide: not asked, or asked and not told.
public struct BridgeCheck: Sendable {
  /// What was found of a bridge in a case.
  public enum Finding: String, CaseIterable, Sendable {
    /// Nothing speaks against it.
    case agrees
    /// It is said, and the survey has it otherwise.
    case saidNotSo = "said, not so"
    /// The survey has it, and nobody said it though the topic came up.
    case notTold = "so, not told"
    /// The survey has it, and nobody said it because the topic was not reached.
    case notAsked = "so, not asked"
    /// The survey has it, nobody said it, and nobody noted whether the topic came up.
    case notSaid = "so, not said"
    /// A value of the survey is missing.
    case unknown

    /// Whether the two contradict each other, or may do.
    public var isConflict: Bool { self != .agrees && self != .unknown }
  }

  /// One bridge in one case.
  public struct Line: Sendable {
    /// Index into `bridges.bridges`.
    public let bridge: Int
    /// Index of the case.
    public let place: Int32
    /// What was found.
    public let finding: Finding
    /// What the survey has, such as `n_pension_urban is 0`.
    public let survey: String
    /// The codings of the case that say it, in reading order.
    public let rows: [Int]
    /// Why nobody said it, or what the reader must know of how it was said.
    public let why: String
  }

  /// The bridges, those that name a comparison.
  public let bridges: CodeBridges
  /// The cases that can be compared.
  public let cases: [Int32]
  /// All lines, bridge by bridge, cases in order.
  public let lines: [Line]
  /// What a reader must know.
  public let notes: [String]

  /// Compares.
  ///
  /// - Throws: `Problem` where a query or comparison cannot be understood, with file and line.
  public init(_ declared: CodeBridges, in snapshot: StudySnapshot) throws {
    let compared = declared.bridges.filter { !$0.survey.isEmpty }
    let codes = CaseCodes(snapshot)
    let reach = TopicReach(snapshot)
    let groups = Set(snapshot.groupInterviews)
    let linked = Set(snapshot.links.compactMap { $0.record == nil ? nil : $0.subject })
    let cases = codes.countable.filter(linked.contains)
    var lines: [Line] = []
    for (index, bridge) in compared.enumerated() {
      let side = try ResolvedBridge(bridge, of: declared, in: snapshot)
      let said = Dictionary(
        grouping: snapshot.inReadingOrder(side.rows), by: codes.caseIndex(ofCoding:))
      for place in cases {
        let interviews = codes.codedInterviews[Int(place)]
        let rows = said[place] ?? []
        let (finding, why) = BridgeCheck.finding(
          bridge, isSo: side.answer(place, interviews), rows: rows, interviews, place, reach,
          groups, snapshot)
        lines.append(
          Line(
            bridge: index, place: place, finding: finding, survey: side.words(place, snapshot),
            rows: rows, why: why))
      }
    }
    bridges = CodeBridges(file: declared.file, bridges: compared)
    self.cases = cases
    self.lines = lines
    notes = BridgeCheck.notes(codes.unattributed)
  }

  /// The lines of some cases.
  public func lines(ofCases places: Set<Int32>?) -> [Line] {
    guard let places else { return lines }
    return lines.filter { places.contains($0.place) }
  }

  /// How often something was found of a bridge.
  public func count(_ finding: Finding, ofBridge bridge: Int) -> Int {
    lines.count { $0.bridge == bridge && $0.finding == finding }
  }

  private static func finding(
    _ bridge: CodeBridge, isSo: Bool?, rows: [Int], _ interviews: [Int32], _ place: Int32,
    _ reach: TopicReach, _ groups: Set<Int32>, _ snapshot: StudySnapshot
  ) -> (Finding, String) {
    guard let isSo else { return (.unknown, "the survey has no value") }
    if !rows.isEmpty, !isSo, bridge.expectation != .soIsSaid {
      let shared = groups.intersection(rows.map { snapshot.transcript(ofCoding: $0) }).sorted()
      let rooms = shared.map { index in
        let entry = snapshot.transcripts[Int(index)]
        return "\(entry.label) is one conversation of \(Set(entry.cases).count) cases"
      }
      return (.saidNotSo, rooms.joined(separator: "; "))
    }
    guard rows.isEmpty, isSo, bridge.expectation != .saidIsSo else { return (.agrees, "") }
    let labels = listed(snapshot.labels(interviews))
    switch reach.cell(bridge.topics, ofCase: place, in: interviews) {
    case .asked: return (.notTold, "asked in \(labels), not told")
    case .raised: return (.notTold, "topic raised in \(labels), this not told")
    case .notReached, .otherGuide:
      return (.notAsked, "\(listed(bridge.topics)) not reached in \(labels)")
    case .notRecorded: return (.notSaid, "nobody noted whether \(listed(bridge.topics)) came up")
    case nil: return (.notSaid, "no topic of the guide is named for it")
    }
  }

  private static func notes(_ unattributed: Int) -> [String] {
    var notes = [
      "compared: cases with codings that are linked to a record; a conflict is a question to the "
        + "material, no mistake of either side"
    ]
    if unattributed > 0 {
      notes.append("\(counted(unattributed, "coding")) of no one case are left out")
    }
    return notes
  }
}

/// A bridge whose code and variables were found.
private struct ResolvedBridge {
  let rows: [Int]
  private let filter: Filter
  private let resolved: ResolvedFilter

  init(_ bridge: CodeBridge, of declared: CodeBridges, in snapshot: StudySnapshot) throws {
    do {
      let names = QueryNames(
        codebook: snapshot.codebook, themes: snapshot.themes, saved: snapshot.savedQueries)
      rows = try CodeQuery(bridge.code).resolved(in: names, .exact).answer(in: snapshot).rows
      filter = try Filter(bridge.survey)
      resolved = try ResolvedFilter(filter, in: snapshot)
    } catch let failure as any ProblemReporting {
      var problem = failure.problem
      problem.kind = .data
      problem.place = "\(declared.file), line \(bridge.line), \(bridge.slug)"
      throw problem
    }
  }

  /// A comparison holds of a case when it does together with one of its interviews.
  func answer(_ place: Int32, _ interviews: [Int32]) -> Bool? {
    let answers = ([-1] + interviews).map { resolved.answer(transcript: $0, case: place) }
    if answers.contains(true) { return true }
    return answers.contains(false) ? false : nil
  }

  /// What the survey has in the variables of the comparison.
  func words(_ place: Int32, _ snapshot: StudySnapshot) -> String {
    var parts: [String] = []
    for comparison in filter.comparisons {
      for survey in snapshot.surveys.indices {
        let table = snapshot.surveys[survey]
        let name = comparison.field.split(separator: ".").last.map(String.init) ?? ""
        guard let record = snapshot.records(ofSurvey: survey)[Int(place)],
          let column = table.variables.firstIndex(where: { $0.name == name })
        else { continue }
        let value = table.records[record].values[column]
        let words =
          value.missingReason.map { "is missing (\($0))" }
          ?? "is \(table.variables[column].worded(value))"
        let part = "\(name) \(words)"
        if !parts.contains(part) { parts.append(part) }
      }
    }
    return parts.joined(separator: ", ")
  }
}
