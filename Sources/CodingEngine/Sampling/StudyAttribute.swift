public import Fieldwork

/// Something by which transcripts, participants or cases differ: kind, site, sex, tenure.
///
/// Names are looked for in this order: fields and attributes of transcripts, kinds of places
/// (`city` is the city that a transcript's site lies in), `year` and `month`, `chain` (how
/// interviewees were come by), attributes of participants, attributes of cases, variables of the
/// surveys that cases are linked to (a snapshot loaded with them). `case.kind`,
/// `participant.sex`, `transcript.site` and `households.tenure` say whose is meant.
public struct StudyAttribute: Hashable, Sendable {
  /// Whose value it is.
  public typealias Owner = AttributeOwner

  /// What stands where nothing is recorded.
  public static let noValue = "(none)"

  /// The name as it is printed.
  public let name: String
  /// Whose value it is.
  public let owner: Owner
  /// The values of each owner, by index; without a value the list is empty.
  private let values: [[String]]
  /// The survey variable behind the values, where there is one.
  private let variable: Variable?

  /// Finds an attribute by name.
  ///
  /// - Throws: `AttributeFailure` with the names that there are.
  public init(_ name: String, in snapshot: StudySnapshot) throws {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    let owners: [Owner]
    let wanted: String
    if parts.count == 2, let owner = Owner(rawValue: parts[0].foldedName) {
      owners = [owner]
      wanted = parts[1].foldedName
    } else {
      owners = Owner.allCases
      wanted = name.foldedName
    }
    for owner in owners {
      if let values = snapshot.values(of: wanted, owner) {
        self.name = name
        self.owner = owner
        self.values = values
        variable = nil
        return
      }
    }
    if let (survey, index) = snapshot.surveyVariable(parts, name) {
      self.name = name
      owner = .place
      values = snapshot.values(ofSurvey: survey, variable: index)
      variable = snapshot.surveys[survey].variables[index]
      return
    }
    throw AttributeFailure.unknown(name: name, known: StudyAttribute.names(in: snapshot))
  }

  /// The names that can be asked for, in the order in which they are looked for.
  public static func names(in snapshot: StudySnapshot) -> [String] {
    var names = ["kind", "site", "language", "consent", "record_type", "year", "month", "chain"]
    names += Set(snapshot.sites.map(\.kind).filter { !$0.isEmpty }).sorted()
    func add(_ attributes: [[AttributeValue]], _ prefix: String) {
      names += Set(attributes.flatMap { $0.map(\.name) }).sorted().map { prefix + $0 }
    }
    add(snapshot.transcripts.map(\.attributes), "")
    add(snapshot.participants.map(\.attributes), "participant.")
    names += ["case.kind", "case.site"]
    add(snapshot.cases.map(\.attributes), "case.")
    if !snapshot.surveys.isEmpty {
      names.append("any variable of \(listed(snapshot.surveys.map(\.name)))")
    }
    return names
  }

  /// Whether a value is the one that somebody wrote: its words, or the code behind them.
  func matches(_ value: String, _ wanted: String) -> Bool {
    value.foldedName == wanted.foldedName
      || variable?.valueLabels.contains {
        $0.code.foldedName == wanted.foldedName && $0.label.foldedName == value.foldedName
      } == true
  }

  /// Whether the schema of the survey knows no such value; where no schema lists values, every
  /// word may be one.
  func isUnknown(_ wanted: String) -> Bool {
    guard let variable, !variable.valueLabels.isEmpty else { return false }
    return !variable.valueLabels.contains {
      [$0.code.foldedName, $0.label.foldedName].contains(wanted.foldedName)
    }
  }

  /// The values of a transcript, sorted: its own, or those of its participants or cases; `""`
  /// stands for one that has none.
  func values(ofTranscript index: Int32, in snapshot: StudySnapshot) -> [String] {
    let entry = snapshot.transcripts[Int(index)]
    return switch owner {
    case .transcript: collected([index])
    case .participant: collected(entry.participants)
    case .place: collected(entry.cases)
    }
  }

  /// The values of a participant: their own, or those of their transcripts or cases.
  func values(ofParticipant index: Int32, in snapshot: StudySnapshot) -> [String] {
    switch owner {
    case .transcript:
      collected(
        snapshot.transcripts.indices.filter {
          snapshot.transcripts[$0].participants.contains(index)
        }.map { Int32($0) })
    case .participant: collected([index])
    case .place: collected(snapshot.participants[Int(index)].cases)
    }
  }

  /// The values of a case: its own, or those of its transcripts or members.
  func values(ofCase index: Int32, in snapshot: StudySnapshot) -> [String] {
    switch owner {
    case .transcript:
      collected(
        snapshot.transcripts.indices.filter { snapshot.transcripts[$0].cases.contains(index) }
          .map { Int32($0) })
    case .participant:
      collected(
        snapshot.participants.indices.filter { snapshot.participants[$0].cases.contains(index) }
          .map { Int32($0) })
    case .place: collected([index])
    }
  }

  private func collected(_ owners: [Int32]) -> [String] {
    let all = Set(owners.flatMap { values[Int($0)].isEmpty ? [""] : values[Int($0)] })
    // What nobody noted of one speaker is no value beside that of another.
    let said = all.filter { !$0.isEmpty }
    let known = said.filter { !StudyAttribute.isMissing($0) }
    return said.isEmpty
      ? [""] : (known.isEmpty ? said : known).sorted { $0.precedesNaturally($1) }
  }

  /// Whether a value says why there is none: `(refused)`, or `(none)`.
  static func isMissing(_ value: String) -> Bool {
    value == noValue || reasons.contains(value)
  }

  private static let reasons = Set(AttributeMissing.allCases.map { "(\($0.words))" })
}

/// Why an attribute cannot be found.
public enum AttributeFailure: ProblemReporting, Hashable {
  /// Nothing in the study has this attribute.
  case unknown(name: String, known: [String])

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .unknown(let name, let known):
      // Many names: eight to a line below the message.
      Problem(
        .data, "nothing in the study has the attribute '\(name)'", hint: "there are",
        candidates: stride(from: 0, to: known.count, by: 8).map {
          known[$0..<min($0 + 8, known.count)].joined(separator: ", ")
        })
    }
  }
}

extension StudySnapshot {
  /// The values of an attribute by owner, or `nil` where owners of this sort have no such
  /// attribute.
  fileprivate func values(of name: String, _ owner: StudyAttribute.Owner) -> [[String]]? {
    switch owner {
    case .transcript:
      builtIn(name) ?? attribute(name, transcripts.map(\.attributes))
        ?? placeKind(name, transcripts.map(\.site))
    case .participant: attribute(name, participants.map(\.attributes))
    case .place:
      switch name {
      case "kind": cases.map { one($0.kind) }
      case "site": cases.map { one($0.site < 0 ? "" : sites[Int($0.site)].id) }
      default: attribute(name, cases.map(\.attributes)) ?? placeKind(name, cases.map(\.site))
      }
    }
  }

  private func builtIn(_ name: String) -> [[String]]? {
    switch name {
    case "kind": transcripts.map { one($0.kind) }
    case "site": transcripts.map { one($0.site < 0 ? "" : sites[Int($0.site)].id) }
    case "language": transcripts.map { one($0.language) }
    case "consent": transcripts.map { one($0.consent) }
    case "record_type", "record type", "record-type": transcripts.map { one($0.recordType) }
    case "year": transcripts.map { one($0.date.map { String($0.iso.prefix(4)) } ?? "") }
    case "month":
      transcripts.map { entry in
        one(entry.date.flatMap { $0.month == nil ? nil : String($0.iso.prefix(7)) } ?? "")
      }
    case "chain": ReferralChains(self).nameByTranscript.map { [$0] }
    default: nil
    }
  }

  private func attribute(_ name: String, _ owners: [[AttributeValue]]) -> [[String]]? {
    let found = owners.map { owner in
      owner.filter { $0.name.foldedName == name }.map { value in
        value.missing.map { "(\($0.words))" } ?? value.value
      }.filter { !$0.isEmpty }
    }
    return found.contains { !$0.isEmpty } ? found : nil
  }

  /// The place of a kind that each site lies in.
  private func placeKind(_ name: String, _ places: [Int32]) -> [[String]]? {
    guard sites.contains(where: { !$0.kind.isEmpty && $0.kind.foldedName == name }) else {
      return nil
    }
    return places.map { place in
      var here = place
      while here >= 0 {
        if sites[Int(here)].kind.foldedName == name { return [sites[Int(here)].id] }
        here = sites[Int(here)].parent
      }
      return []
    }
  }

  /// The survey variable that a name means, alone or behind the survey's name.
  fileprivate func surveyVariable(_ parts: [String], _ name: String) -> (survey: Int, Int)? {
    for (survey, table) in surveys.enumerated() {
      let isNamed = parts.count == 2 && parts[0].foldedName == table.name.foldedName
      let wanted = isNamed ? parts[1].foldedName : name.foldedName
      if let index = table.variables.firstIndex(where: { $0.name.foldedName == wanted }) {
        return (survey, index)
      }
    }
    return nil
  }

  /// What the survey says of each case, in words; nothing where the case is in no record or the
  /// value is missing.
  fileprivate func values(ofSurvey survey: Int, variable index: Int) -> [[String]] {
    let table = surveys[survey]
    let variable = table.variables[index]
    return records(ofSurvey: survey).map { record in
      guard let record else { return [] }
      return switch table.records[record].values[index] {
      case .missing: []
      case .several(let codes): codes.map { variable.label(of: $0) ?? $0 }
      case let value: one(variable.worded(value))
      }
    }
  }

  private func one(_ value: String) -> [String] { value.isEmpty ? [] : [value] }
}
