import ArgumentParser
import CodingEngine
import Fieldwork
import StudyStore

/// Writes down who is to be interviewed, and why.
struct SamplingDecide: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Notes a dated decision: a case or record is chosen, held in reserve or dropped.",
    discussion: """
      The decision is a methodological memo on the case; a record of the survey need not be a case
      yet. A later decision stands behind the earlier one, which is kept. 'emic cases select' shows
      the last one with the state of contact, 'emic sampling log' all of them.

      Examples:
        emic sampling decide HH-088 chosen "an owner whom the model does not expect"
        emic sampling decide HH-088 chosen "phoned" --contact "call again on Monday" --consent asked
        emic sampling decide HH-121 dropped "moved away" --date 2017-07-08
        emic undo
      """)

  @Argument(help: "The exact id of a case, or key of a survey record.") var record: String
  @Argument(help: "chosen, reserve or dropped.") var verdict: SamplingVerdict
  @Argument(help: "Why, in a few words.") var reason: String
  @Option(help: ArgumentHelp("How far contact has come.", valueName: "words")) var contact = ""
  @Option(help: ArgumentHelp("What is known of consent.", valueName: "words")) var consent = ""
  @Option(help: ArgumentHelp("The day, such as 2017-07-08 (else today).", valueName: "date"))
  var date: String?
  @Option(help: ArgumentHelp("The survey (else the only one about the cases).", valueName: "name"))
  var survey: String?
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if reason.trimmingBlanks.isEmpty { throw ValidationError("Say why in a few words.") }
    if let date, CivilDate(date) == nil {
      throw ValidationError("--date takes a day such as 2017-07-08.")
    }
  }

  func run() throws {
    let session = try Session.writing(options)
    let snapshot = try session.study.snapshot([.themes, .notes, .surveys])
    let place = snapshot.cases.firstIndex { $0.id == record }
    if place == nil {
      let index = try snapshot.survey(survey)
      let things = snapshot.surveys[index].records.map { NamedThing(id: $0.key) }
      _ = try NameResolver(kind: "case or record", things: things).index(of: record, .exact)
    }
    let decision = SamplingDecision(
      verdict.verdict, record: record, contact: contact.trimmingBlanks,
      consent: consent.trimmingBlanks, why: reason.trimmingBlanks)
    let title = "\(record): \(verdict.rawValue)"
    var memo = MemoDefinition(
      slug: MemoNaming.slug(
        title: title, body: decision.body, taken: Set(snapshot.memos.map(\.slug))),
      kind: "methodological", title: title, body: decision.body, written: date ?? "")
    if place != nil { memo.attach(.case(record)) }
    try session.perform(WriteMemo(memo), writing)
    session.say(
      CodeWords.done("noted", "would note", "\(title) (memo \(memo.slug))", writing))
  }
}

/// What can be decided.
enum SamplingVerdict: String, ExpressibleByArgument, CaseIterable {
  case chosen, reserve, dropped

  var verdict: SamplingDecision.Verdict {
    switch self {
    case .chosen: .chosen
    case .reserve: .reserve
    case .dropped: .dropped
    }
  }
}
