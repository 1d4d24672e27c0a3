import ArgumentParser
import Fieldwork
import StudyStore

/// When the fieldwork was done.
struct FieldworkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fieldwork",
    abstract: "Says when the fieldwork was done, or shows it.",
    discussion: """
      An interview with a date outside is refused by 'import' and 'describe'; documents may be of
      any time. Transcripts that are here already and lie outside are named.

      Examples:
        emic fieldwork
        emic fieldwork 2016-06-14..2017-07-10
        emic fieldwork 2016-06-14..                 it goes on
      """)

  @Argument(help: "First and last day, such as 2016-06-14..2017-07-10.") var dates: String?
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    guard let dates else {
      let snapshot = try Session.reading(options).study.snapshot([])
      Console.line(snapshot.fieldwork?.words ?? "not said; write 'emic fieldwork FIRST..LAST'")
      return
    }
    guard let wanted = FieldworkDates(dates) else {
      throw Problem(
        .usage, "'\(dates)' is no time of fieldwork", hint: "write 2016-06-14..2017-07-10")
    }
    let session = try Session.writing(options)
    try session.perform(SetFieldwork(wanted), writing)
    session.say("fieldwork \(wanted.words)\(writing.dryRun ? " (nothing changed)" : "")")
    for entry in try session.study.snapshot([]).transcripts {
      guard let date = entry.date, entry.kind.foldedName != "document",
        let what = wanted.misfit(date)
      else { continue }
      session.remark("note: \(entry.label): \(what)")
    }
  }
}
