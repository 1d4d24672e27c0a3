import ArgumentParser
import Fieldwork
import StudyStore

/// Takes a transcript out.
struct Remove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Takes a transcript out of the study; undo brings it back.",
    discussion: """
      Refused while passages are coded, unless the codings may go too. This is no erasure: the
      words stay in the journal.

      Examples:
        emic remove GY-109
        emic remove GY-101 --with-codings --why "consent withdrawn for coding"
      """)

  @Argument(help: "The transcript's exact label.") var transcript: String
  @Flag(name: .customLong("with-codings"), help: "Remove its codings too.") var withCodings = false
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try Session.writing(options)
    let snapshot = try session.study.snapshot([])
    let label = snapshot.transcripts[try snapshot.transcript(transcript, .exact)].label
    let performed = try session.perform(RemoveTranscript(label, withCodings: withCodings), writing)
    session.say(
      "\(writing.dryRun ? "would remove" : "removed") \(label), \(performed.outcome.turns) turns, "
        + "\(performed.outcome.codings) codings"
        + (performed.outcome.suggestions > 0
          ? ", \(counted(performed.outcome.suggestions, "suggestion"))" : ""))
  }
}
