import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import StudyStore

/// Ties cases or participants to survey records.
struct Link: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Ties cases, or those who speak, to the records of a survey.",
    discussion: """
      Which cases an interview is about stands in metadata.csv (or 'emic describe'). Without a name,
      every case is linked whose id is the key of a record (of the survey's kind of case, where it
      names one); --by takes a variable of the survey that holds the id, --attribute what is known
      of the case, such as a column of cases.csv with the survey's number. Who stays alone is
      counted. A case without a record can say why. What was linked in another way, or has a
      reason, stays as it is.

      The records of a survey are households or persons: --unit participant ties those who speak to
      a survey of persons.

      Examples:
        emic link
        emic link --survey households --by interview_case
        emic link --attribute survey_number
        emic link HH-058 --record HH-058
        emic link HH-070 --not "moved away before the survey"
        emic link GY-101-A --record HH-001-1 --survey members
        emic link --unit participant --survey members --attribute member
        emic link --from links.csv            columns case or participant, record, survey, note
      """)

  @Argument(help: "A case or participant; without one all are linked by id.") var name: String?
  @Option(help: ArgumentHelp("The survey (else the only one about the cases).", valueName: "name"))
  var survey: String?
  @Option(help: ArgumentHelp("The record's key.", valueName: "key")) var record: String?
  @Option(
    help: ArgumentHelp("A variable of the survey that holds the id.", valueName: "variable"))
  var by: String?
  @Option(
    help: ArgumentHelp("An attribute that holds the record's key.", valueName: "name"))
  var attribute: String?
  @Option(
    help: ArgumentHelp("A CSV file with a case and its record in each row.", valueName: "file"))
  var from: String?
  @Option(
    name: .customLong("not"), help: ArgumentHelp("Why there is no record.", valueName: "reason")
  )
  var reason: String?
  @Option(help: ArgumentHelp("A note on the link.", valueName: "text")) var note = ""
  @Option(
    help: "What is linked: case or participant (else as the survey is linked already, or case).")
  var unit: LevelChoice?
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if by != nil, attribute != nil {
      throw ValidationError("Take --by (of the survey) or --attribute (of the case).")
    }
    if name != nil || from != nil, by != nil || attribute != nil {
      throw ValidationError("--by and --attribute link all; leave the name and --from away.")
    }
    if name == nil, record != nil || reason != nil {
      throw ValidationError("--record and --not belong to a name: emic link HH-058 --record KEY")
    }
  }

  func run() throws {
    let session = try Session.writing(options)
    let snapshot = try session.study.snapshot(.surveys)
    if let from { return try link(listed: from, session, snapshot) }
    if let name { return try link(named: name, session, snapshot) }
    let index = try snapshot.survey(survey, of: unit?.level)
    let table = snapshot.surveys[index]
    let level = unit?.level ?? (snapshot.isOfParticipants(index) ? .participant : .place)
    // A survey that is named without a wave means all of them.
    let isOne = survey == table.name || table.wave == nil
    for index in isOne ? [index] : snapshot.waves(of: index) {
      try link(level, all: index, session, snapshot)
    }
  }

  /// Links one case or participant.
  private func link(
    named name: String, _ session: Session, _ snapshot: StudySnapshot
  ) throws {
    let (level, id) = try subject(name, in: snapshot)
    let table = snapshot.surveys[try snapshot.survey(survey, of: level)]
    guard (record == nil) != (reason == nil) else {
      throw Problem(
        .usage, "say either which record \(id) is, or why it has none",
        hint: "--record KEY, or --not \"reason\"")
    }
    let link = LinkRecords.Link(id, record: record, note: reason ?? note)
    try session.perform(
      LinkRecords([link], of: level, survey: table.name, method: "hand"), writing)
    session.say("\(id): \(record.map { "record \($0)" } ?? "no record, \(reason ?? "")")")
  }

  /// A case by its name, else a participant.
  private func subject(
    _ name: String, in snapshot: StudySnapshot
  ) throws -> (level: LinkLevel, id: String) {
    switch unit {
    case .participant: break
    case .place: return (.place, snapshot.cases[try snapshot.caseIndex(name, .exact)].id)
    case nil:
      do {
        return (.place, snapshot.cases[try snapshot.caseIndex(name, .exact)].id)
      } catch let failure as NameFailure {
        guard let person = try? snapshot.participant(name, .exact) else { throw failure }
        return (.participant, snapshot.participants[person].id)
      }
    }
    return (
      .participant, snapshot.participants[try snapshot.participant(name, .exact)].id
    )
  }

  /// Links whoever has a record by id.
  private func link(
    _ level: LinkLevel, all survey: Int, _ session: Session, _ snapshot: StudySnapshot
  ) throws {
    let table = snapshot.surveys[survey]
    var rule = LinkPlan.Rule.id
    if let by { rule = .variable(try snapshot.variable(by, survey: survey)) }
    if let attribute { rule = .attribute(try known(attribute, of: level, in: snapshot)) }
    let plan = LinkPlan(level, by: rule, survey: survey, in: snapshot)
    let performed = try session.perform(
      LinkRecords(
        plan.pairs.map { .init($0.subject, record: $0.record) }, of: level, survey: table.name,
        method: rule.method),
      writing)
    let outcome = performed.outcome
    session.say(
      "\(writing.dryRun ? "would link" : "linked") \(counted(outcome.linked.count, level.noun)) by "
        + (by ?? attribute ?? "id")
        + (outcome.alreadyLinked.isEmpty ? "" : ", \(outcome.alreadyLinked.count) already linked")
        + (table.wave.map { " (wave \($0.wave))" } ?? "")
    )
    for remark in plan.remarks { session.remark(remark) }
  }

  /// An attribute of cases or participants by its name.
  private func known(
    _ name: String, of level: LinkLevel, in snapshot: StudySnapshot
  ) throws -> String {
    let lists =
      level == .place
      ? snapshot.cases.map(\.attributes) : snapshot.participants.map(\.attributes)
    let names = Set(lists.flatMap { $0.map(\.name) }).sorted()
    let resolver = NameResolver(kind: "attribute", things: names.map { NamedThing(id: $0) })
    return names[try resolver.index(of: name, .exact)]
  }

  /// Links what a file lists, all rows or none.
  private func link(listed file: String, _ session: Session, _ snapshot: StudySnapshot) throws {
    guard name == nil, record == nil, reason == nil else {
      throw Problem(
        .usage, "a file says which case is which record", hint: "emic link --from \(file)")
    }
    let (level, rows) = try LinksCSV.read(try Files.text(file), fileName: Files.name(file))
    if let unit, unit.level != level {
      throw Problem(.usage, "the file lists \(level.noun)s", place: file, hint: "leave --unit away")
    }
    let named = try Set(
      rows.map { row in
        try snapshot.survey(row.survey ?? survey, of: level)
      })
    guard named.count == 1, let index = named.first else {
      throw Problem(
        .data, "the rows name \(named.count) surveys", place: file,
        hint: "write a file for each survey")
    }
    let table = snapshot.surveys[index]
    let keys = Set(table.records.map(\.key))
    let links = try rows.map { row in
      let place = "\(Files.name(file)), line \(row.line)"
      guard keys.contains(row.record) else {
        throw Problem(
          .data, "the survey '\(table.name)' has no record '\(row.record)'", place: place,
          hint: "correct the row; nothing was linked")
      }
      do {
        let id =
          level == .place
          ? snapshot.cases[try snapshot.caseIndex(row.subject, .exact)].id
          : snapshot.participants[try snapshot.participant(row.subject, .exact)].id
        return LinkRecords.Link(id, record: row.record, note: row.note)
      } catch let failure as NameFailure {
        throw failure.problem.placed(place)
      }
    }
    let performed = try session.perform(
      LinkRecords(links, of: level, survey: table.name, method: "list"), writing)
    session.say(
      "\(writing.dryRun ? "would link" : "linked") "
        + "\(counted(performed.outcome.linked.count, level.noun)) as listed"
    )
  }
}
