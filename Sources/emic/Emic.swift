import ArgumentParser
import Fieldwork
import StudyStore

/// The command line: each subcommand is a struct of arguments and a `run` of a few lines.
///
/// Each one writes its name down, although the parser could tell it from the type: that costs every
/// start of the program some milliseconds.
struct Emic: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "emic",
    abstract: "Codes interviews at the terminal and ties every passage to the household survey.",
    discussion: """
      Nothing leaves this machine. A study is one file, study.emic, in a folder.

        emic demo                                     a whole invented study, from files to report
        emic init my-study && cd my-study             a study of your own
        emic import Transcripts                       interviews in
        emic codebook import Codebooks/book.yaml      codes in
        emic code GY-101 "we are not guests" --as intent-to-stay
        emic quotes intent-to-stay                    every passage, with source
        emic cooccurrence                             which codes go together
        emic report                                   a page worth reading
      """,
    version: version,
    groupedSubcommands: [
      .init(
        name: "Study",
        subcommands: [
          Init.self, FieldworkCommand.self, Status.self, Log.self, Undo.self, Redo.self, Tag.self,
          Check.self, Backup.self, Restore.self, Erase.self, SQL.self, Demo.self,
        ]),
      .init(
        name: "Transcripts and people",
        subcommands: [
          Import.self, Transcripts.self, Show.self, Describe.self, Speakers.self, Turns.self,
          Revise.self,
          Remove.self,
          Participants.self, Cases.self, Sites.self, Topics.self, AttributesGroup.self,
          Referrals.self,
        ]),
      .init(name: "Codebook", subcommands: [CodebookGroup.self, Codes.self, Relations.self]),
      .init(
        name: "Coding",
        subcommands: [
          Code.self, Edit.self, Autocode.self, Suggestions.self, Uncode.self, Confirm.self,
          Memo.self,
        ]),
      .init(
        name: "Retrieval",
        subcommands: [
          Search.self, Quotes.self, Compare.self, FrameworkGroup.self, Sets.self, QueryGroup.self,
        ]),
      .init(
        name: "Analysis",
        subcommands: [
          Cooccurrence.self, MatrixCommand.self, SequenceCommand.self, Clusters.self,
          MapCommand.self, Themes.self, Saturation.self, Sampling.self, Agreement.self,
          ChecklistCommand.self,
        ]),
      .init(
        name: "Survey",
        subcommands: [
          SurveyGroup.self, Link.self, CaseCommand.self, CrosstabCommand.self, Context.self,
          ModelCommand.self, CheckTable.self,
        ]),
      .init(name: "Second coders", subcommands: [HandoutCommand.self, Merge.self]),
      .init(name: "Output", subcommands: [Report.self]),
    ])
}
