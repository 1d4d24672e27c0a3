import ArgumentParser
import Exchange
import Fieldwork
import Foundation
import StudyStore

/// Brings files into the study.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Brings transcripts or codings into the study.",
    discussion: """
      Without a word in between, 'emic import' takes transcripts.

      Examples:
        emic import Transcripts
        emic import GY-101.md interview.docx talk.vtt
        emic import codings Codings/gold.csv
      """,
    subcommands: [ImportTranscriptFiles.self, ImportCodingFile.self],
    defaultSubcommand: ImportTranscriptFiles.self)
}

/// Brings transcripts into the study.
struct ImportTranscriptFiles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transcripts",
    abstract: "Brings transcripts into the study (the default of 'emic import').",
    discussion: """
      Reads plain text, Markdown with front matter, Word (.docx), OpenDocument (.odt), WebVTT, SRT
      and Whisper JSON. A folder's metadata.csv wins over front matter, which wins over the
      document's own head. A broken file is named and the others come in (exit 1).

      Examples:
        emic import Transcripts
        emic import Transcripts --dry-run
        emic import old.txt --encoding GB18030
        emic import talk.txt --speakers "Mei,Old Yang"
      """)

  @Argument(help: "Files and folders.") var paths: [String]
  @Option(
    help: ArgumentHelp("The encoding of text files (else found and told).", valueName: "name"))
  var encoding: String?
  @Option(
    help: ArgumentHelp(
      "Labels that are speakers even if they occur once, split by commas.", valueName: "labels"))
  var speakers: String?
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try Session.writing(options)
    let progress = Progress("reading", options)
    let labels = speakers.map { $0.split(separator: ",").map { String($0).trimmingBlanks } } ?? []
    let batch = try TranscriptFolder.read(
      paths: paths, options: TranscriptReadingOptions(encoding: encoding, speakers: labels)
    ) { progress.show($0, of: $1) }
    progress.clear()
    if batch.items.isEmpty, let failure = batch.failures.first, batch.failures.count == 1 {
      throw failure
    }
    let performed = try session.perform(
      ImportTranscripts(batch.items.map(\.draft)), writing)
    let report = ImportReport(batch: batch, outcome: performed.outcome, isDryRun: writing.dryRun)
    report.tell(session)
    guard report.isComplete else { throw ExitCode(1) }
  }
}

/// What an import of transcripts tells the researcher.
private struct ImportReport {
  let batch: TranscriptBatch
  let outcome: ImportTranscripts.Outcome
  let isDryRun: Bool

  /// Whether every file came in or was there.
  var isComplete: Bool {
    batch.failures.isEmpty
      && !outcome.reports.contains { if case .refused = $0.result { true } else { false } }
  }

  func tell(_ session: Session) {
    for (item, report) in zip(batch.items, outcome.reports) {
      switch report.result {
      case .added(let turns):
        session.say(
          "\(report.label)  \(turns) turns  \(item.draft.source.format), \(item.draft.source.encoding)"
        )
      case .addedLayer(let original, let turns):
        session.say("\(report.label)  \(turns) turns  translation of \(original)")
      case .alreadyThere: session.remark("\(report.label)  already there")
      case .refused(let problem):
        var named = problem
        named.place = item.path
        Console.problem(named)
      }
      for note in report.notes { session.remark("  note: \(report.label): \(note)") }
    }
    for failure in batch.failures { Console.problem(failure) }
    for path in batch.skipped { session.remark("passed over \(path): not a transcript format") }
    for note in batch.notes { session.remark("note: \(note)") }
    for (what, names) in [
      ("sites", outcome.newSites), ("cases", outcome.newCases),
      ("participants", outcome.newParticipants),
    ] where !names.isEmpty {
      session.remark("new \(what): \(names.joined(separator: ", "))")
    }
    let added = outcome.addedCount
    let left = batch.items.count + batch.failures.count - added
    session.say(
      "\(isDryRun ? "would import" : "imported") \(added) of \(batch.items.count + batch.failures.count)"
        + (left > 0 && isComplete ? " (\(left) already there)" : ""))
  }
}

extension Session {
  /// Tells what a command did, on standard output.
  func say(_ text: String) {
    if !options.quiet { Console.line(text) }
  }
}
