public import Fieldwork

/// What is to be known before cases and records are compared: who has no record and why, who was
/// interviewed more than once, who spoke together, and whether those who spoke are in the roster.
public struct LinkChecks: Sendable {
  /// What was looked at.
  public enum Check: String, CaseIterable, Sendable {
    /// An interviewed case without a record.
    case unlinked = "without a record"
    /// A record that several cases claim.
    case shared = "record of several cases"
    /// A case with more than one interview.
    case several = "several interviews"
    /// An interview about more than one case.
    case group = "group interview"
    /// A participant who was linked to a record of another sex or age.
    case differs = "linked, but differs"
    /// A participant who was linked to a record of the same sex and age.
    case linked = "linked to the roster"
    /// A participant whom somebody in the roster resembles.
    case inRoster = "in the roster"
    /// A participant whom nobody in the roster resembles.
    case notInRoster = "not in the roster"
    /// A participant of whom sex or age is not known.
    case unknown = "sex or age unknown"
  }

  /// One finding.
  public struct Line: Hashable, Sendable {
    /// What was looked at.
    public let check: Check
    /// The id of the case, or the label of the transcript.
    public let subject: String
    /// Who or what, and why.
    public let detail: String
    /// The id of the participant who was looked up; `nil` for other findings.
    public var participant: String?
  }

  /// A survey of persons, to look participants up in.
  public struct Roster: Sendable {
    /// Index into `snapshot.surveys`.
    public var survey: Int
    /// Its variable that names the household.
    public var household: Int
    /// Its variable of the sex, as words or as yes and no.
    public var sex: Int
    /// Its variable of the age in years.
    public var age: Int
    /// By how many years age may differ between survey and interview.
    public var years: Double

    /// Names the variables.
    public init(survey: Int, household: Int, sex: Int, age: Int, years: Double = 2) {
      self.survey = survey
      self.household = household
      self.sex = sex
      self.age = age
      self.years = years
    }
  }

  /// The findings in order of check, cases and transcripts in order.
  public let lines: [Line]
  /// What a reader must know.
  public let notes: [String]

  /// Looks.
  ///
  /// - Parameters:
  ///   - survey: index into `snapshot.surveys`.
  ///   - roster: the survey of persons; `nil` where there is none.
  public init(survey: Int, roster: Roster?, in snapshot: StudySnapshot) {
    let codes = CaseCodes(snapshot)
    let table = snapshot.surveys[survey]
    let records = snapshot.records(ofSurvey: survey)
    let interviewed = snapshot.cases.indices.filter { !codes.interviews[$0].isEmpty }
    var lines: [Line] = []
    for place in interviewed
    where records[place] == nil && table.isAbout(snapshot.cases[place]) {
      lines.append(
        Line(
          check: .unlinked, subject: snapshot.cases[place].id,
          detail: snapshot.reasonForNoRecord(ofCase: Int32(place), survey: survey)))
    }
    var claims: [Int: [Int]] = [:]
    for place in snapshot.cases.indices {
      if let record = records[place] { claims[record, default: []].append(place) }
    }
    for (record, places) in claims.sorted(by: { $0.key < $1.key }) where places.count > 1 {
      lines.append(
        Line(
          check: .shared, subject: table.records[record].key,
          detail: listed(places.map { snapshot.cases[$0].id })))
    }
    for place in interviewed where codes.interviews[place].count > 1 {
      lines.append(
        Line(
          check: .several, subject: snapshot.cases[place].id,
          detail: listed(snapshot.labels(codes.interviews[place]))))
    }
    for index in snapshot.groupInterviews {
      let entry = snapshot.transcripts[Int(index)]
      lines.append(
        Line(
          check: .group, subject: entry.label,
          detail: listed(snapshot.ids(Set(entry.cases).sorted()))))
    }
    var notes = [
      "several interviews of a case count as one; what speakers of a group say counts for their own "
        + "case only"
    ]
    if let roster {
      lines += LinkChecks.people(roster, interviewed, records, table, snapshot)
      notes.append(
        "in the roster '\(snapshot.surveys[roster.survey].name)': somebody in the household has the same sex and an age at most "
          + "\(plainNumber(roster.years)) years off; no proof that it is the same person")
      if let line = lines.first(where: { $0.check == .inRoster }),
        let person = line.participant
      {
        notes.append(
          "who it is can be kept: 'emic link \(person) --record KEY --survey "
            + "\(snapshot.surveys[roster.survey].name)'")
      }
    } else {
      notes.append("no survey of persons to look participants up in (--roster SURVEY)")
    }
    self.lines = lines
    self.notes = notes
  }

  private static func people(
    _ roster: Roster, _ interviewed: [Int], _ records: [Int?], _ table: SurveyTable,
    _ snapshot: StudySnapshot
  ) -> [Line] {
    let persons = snapshot.surveys[roster.survey]
    var members: [String: [SurveyDraft.Record]] = [:]
    for record in persons.records {
      members[record.values[roster.household].code ?? "", default: []].append(record)
    }
    let isYesNo = persons.isBinary(roster.sex)
    let sexName = persons.variables[roster.sex].name
    func sex(_ record: SurveyDraft.Record) -> Sex? {
      guard let code = record.values[roster.sex].code else { return nil }
      if isYesNo { return Sex(code == "1" ? sexName : Sex(sexName)?.other.rawValue ?? "") }
      return Sex(code) ?? persons.variables[roster.sex].label(of: code).flatMap { Sex($0) }
    }
    func fits(_ member: SurveyDraft.Record, _ said: Sex, _ age: Double) -> Bool {
      guard sex(member) == said, let years = member.values[roster.age].number else { return false }
      return abs(years - age) <= roster.years
    }
    func described(_ member: SurveyDraft.Record) -> String {
      [
        sex(member)?.rawValue ?? "?",
        member.values[roster.age].number.map(plainNumber) ?? "?",
      ].joined(separator: " ")
    }
    let linked = snapshot.personRecords(ofSurvey: roster.survey)
    var lines: [Line] = []
    for place in interviewed {
      guard let record = records[place] else { continue }
      let own = members[table.records[record].key] ?? []
      for (index, person) in snapshot.participants.enumerated()
      where person.cases.contains(Int32(place)) {
        func value(_ name: String) -> String? {
          person.attributes.first { $0.name.foldedName == name && !$0.value.isEmpty }?.value
        }
        let id = snapshot.cases[place].id
        guard let said = (value("sex") ?? value("gender")).flatMap({ Sex($0) }),
          let age = value("age").flatMap(Double.init)
        else {
          lines.append(Line(check: .unknown, subject: id, detail: person.id))
          continue
        }
        let who = "\(person.id) (\(said.rawValue), \(plainNumber(age)))"
        if let record = linked[index] {
          let member = persons.records[record]
          let isOwn = own.contains { $0.key == member.key }
          let words = "\(who): \(member.key), \(described(member))"
          lines.append(
            Line(
              check: isOwn && fits(member, said, age) ? .linked : .differs, subject: id,
              detail: isOwn ? words : "\(words), of another household"))
          continue
        }
        let alike = own.filter { fits($0, said, age) }
        if alike.isEmpty {
          lines.append(
            Line(
              check: .notInRoster, subject: id,
              detail: own.isEmpty
                ? "\(who): nobody of the household is in '\(persons.name)'"
                : "\(who): the roster has \(own.map(described).joined(separator: ", "))"))
        } else {
          lines.append(
            Line(
              check: .inRoster, subject: id,
              detail: "\(who): \(alike.map(\.key).joined(separator: " or "))",
              participant: person.id))
        }
      }
    }
    let order: [Check] = [.differs, .notInRoster, .unknown, .linked, .inRoster]
    return order.flatMap { check in lines.filter { $0.check == check } }
  }
}

/// Woman or man, from any common way to write it.
enum Sex: String {
  case woman = "f"
  case man = "m"

  init?(_ words: String) {
    switch words.foldedName {
    case "f", "female", "woman", "girl", "w", "女", "女性", "woman or girl": self = .woman
    case "m", "male", "man", "boy", "男", "男性": self = .man
    default: return nil
    }
  }

  var other: Sex { self == .woman ? .man : .woman }
}

extension LinkChecks.Roster {
  /// The survey of persons that belongs to a survey of households, by the names of its variables: the
  /// household's key, `sex`, `gender`, `female` or `male`, and `age`; the first of several, `nil`
  /// without one.
  public static func found(
    for survey: Int, named: Int?, years: Double, in snapshot: StudySnapshot
  ) -> LinkChecks.Roster? {
    let key = snapshot.surveys[survey].keyVariable
    let rosters = snapshot.surveys.indices.filter { $0 != survey && (named ?? $0) == $0 }
      .compactMap { index -> LinkChecks.Roster? in
        let names = snapshot.surveys[index].variables.map { $0.name.foldedName }
        guard let household = names.firstIndex(of: key.foldedName),
          let age = names.firstIndex(of: "age"),
          let sex = names.firstIndex(where: {
            ["sex", "gender", "female", "male", "woman", "man"].contains($0)
          })
        else { return nil }
        return LinkChecks.Roster(
          survey: index, household: household, sex: sex, age: age, years: years)
      }
    return rosters.first
  }
}
