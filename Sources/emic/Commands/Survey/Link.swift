import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import StudyStore

/// Ties cases to survey records.
struct Link: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Ties cases to the records of a survey.",
    discussion: """
      Without a case, every case whose id is the key of a record is linked (of the survey's kind
      of case, where it names one); cases and records that stay alone are counted. A case without
      a record can say why. What was linked by hand, or has a reason, is never linked anew by id.

      Examples:
        emic link
        emic link --survey households
        emic link HH-058 --record HH-058
        emic link HH-070 --not "moved away before the survey"
        emic link --from links.csv            columns case, record, and maybe survey, note
      """)

  @Argument(help: "A case; without one all cases are linked by id.") var caseName: String?
  @Option(help: ArgumentHelp("The survey (else the only one about the cases).", valueName: "name"))
  var survey: String?
  @Option(help: ArgumentHelp("The record's key.", valueName: "key")) var record: String?
  @Option(
    help: ArgumentHelp("A CSV file with a case and its record in each row.", valueName: "file"))
  var from: String?
  @Option(
    name: .customLong("not"), help: ArgumentHelp("Why the case has no record.", valueName: "reason")
  )
  var reason: String?
  @Option(help: ArgumentHelp("A note on the link.", valueName: "text")) var note = ""
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try Session.writing(options)
    let snapshot = try session.study.snapshot(.surveys)
    if let from { return try link(listed: from, session, snapshot) }
    let index = try snapshot.survey(survey)
    let table = snapshot.surveys[index]
    guard let caseName else {
      // A survey that is named without a wave means all of them.
      let isOne = survey == table.name || table.wave == nil
      for index in isOne ? [index] : snapshot.waves(of: index) {
        try link(byID: snapshot.surveys[index], session, snapshot)
      }
      return
    }
    let id = snapshot.cases[try snapshot.caseIndex(caseName, .exact)].id
    guard (record == nil) != (reason == nil) else {
      throw Problem(
        .usage, "say either which record \(id) is, or why it has none",
        hint: "--record KEY, or --not \"reason\"")
    }
    let link = LinkCases.Link(caseID: id, record: record, note: reason ?? note)
    try session.perform(LinkCases([link], survey: table.name, method: "hand"), writing)
    session.say("\(id): \(record.map { "record \($0)" } ?? "no record, \(reason ?? "")")")
  }

  /// Links every case whose id is the key of a record.
  private func link(
    byID table: SurveyTable, _ session: Session, _ snapshot: StudySnapshot
  ) throws {
    let plan = LinkPlan(byID: snapshot, table)
    let performed = try session.perform(
      LinkCases(
        plan.pairs.map { .init(caseID: $0, record: $0) }, survey: table.name, method: "id"),
      writing)
    let outcome = performed.outcome
    session.say(
      "\(writing.dryRun ? "would link" : "linked") \(outcome.linked.count) cases by id"
        + (outcome.alreadyLinked.isEmpty ? "" : ", \(outcome.alreadyLinked.count) already linked")
        + (table.wave.map { " (wave \($0.wave))" } ?? "")
    )
    for remark in plan.remarks { session.remark(remark) }
  }

  /// Links what a file lists, all rows or none.
  private func link(listed file: String, _ session: Session, _ snapshot: StudySnapshot) throws {
    guard caseName == nil, record == nil, reason == nil else {
      throw Problem(
        .usage, "a file says which case is which record", hint: "emic link --from \(file)")
    }
    let rows = try LinksCSV.read(try Files.text(file), fileName: Files.name(file))
    let named = try Set(rows.map { try snapshot.survey($0.survey ?? survey) })
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
        let id = snapshot.cases[try snapshot.caseIndex(row.caseID, .exact)].id
        return LinkCases.Link(caseID: id, record: row.record, note: row.note)
      } catch let failure as NameFailure {
        throw failure.problem.placed(place)
      }
    }
    let performed = try session.perform(
      LinkCases(links, survey: table.name, method: "list"), writing)
    session.say(
      "\(writing.dryRun ? "would link" : "linked") \(performed.outcome.linked.count) cases as listed"
    )
  }
}
