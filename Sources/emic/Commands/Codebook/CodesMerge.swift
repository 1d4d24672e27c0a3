import ArgumentParser
import Fieldwork
import ReportGenerator
import StudyStore

extension Codes {
  /// Makes several codes one.
  struct MergeInto: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge", abstract: "Merges codes into another one.",
      discussion: """
        Codings come under the other code. Of one coder and round, codings on the same passage
        become one with the memos of both; with --join also those on passages that overlap or touch.
        Themes, relations, memos and saved queries follow. The merged codes are retired and their
        history says into what they went.

        Examples:
          emic codes merge no-way-back --into intent-to-stay --dry-run
          emic codes merge no-way-back 走不了 --into intent-to-stay --join --why "one story"
          emic codes merge no-way-back --into intent-to-stay --prefer into
        """)

    /// Whose word counts.
    enum Side: String, ExpressibleByArgument, CaseIterable { case into, from }

    @Argument(help: "The codes that go (exact ids or names).") var codes: [String]
    @Option(help: ArgumentHelp("The code that takes their codings.", valueName: "code"))
    var into: String
    @Flag(help: "Make overlapping and touching passages of one coder and round one.")
    var join = false
    @Option(help: "Whose stance, voice and weight count where codings differ: into or from.")
    var prefer: Side?
    @Flag(
      name: .customLong("drop-relations"),
      help: "Drop relations that would lead from the code to itself or say the same twice.")
    var dropRelations = false
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      if codes.isEmpty { throw ValidationError("Name the codes that go.") }
    }

    func run() throws {
      let session = try Session.writing(options)
      let snapshot = try session.study.snapshot([])
      let target = try snapshot.exactCode(into).slug
      let done = try session.perform(
        MergeIntoCode(
          try codes.map { try snapshot.exactCode($0).slug }, into: target, joins: join,
          preference: prefer.flatMap { CodingMergePlan.Preference(rawValue: $0.rawValue) },
          dropsRelations: dropRelations), writing)
      let outcome = done.outcome
      session.say(CodeWords.done("merged", "would merge", done.summary, writing))
      if outcome.united > 0 {
        session.remark("the same passage by the same coder, now one: \(outcome.united)")
      }
      for joined in outcome.joined {
        let whole = writing.dryRun ? "one passage" : joined.whole
        session.remark("joined: \(joined.parts.joined(separator: " + ")) = \(whole)")
      }
      for line in outcome.settled { session.remark("decided: \(line)") }
      for line in outcome.dropped { session.remark("dropped: \(line)") }
      CodeWords.followed(outcome.followed, session)
      for note in outcome.notes { session.remark("note: \(note)") }
      session.remark("note: the definition of \(target) is as it was; 'emic codes edit' widens it")
    }
  }

  /// Tells what became of a code.
  struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "history",
      abstract: "Tells what became of a code: versions, names, places, merges and splits.",
      discussion: """
        codings are those that were made under the version of the definition that a step made,
        wherever they stand now. What was undone is left out.

        Examples:
          emic codes history intent-to-stay
          emic codes history intent-to-stay --format csv
        """)

    @Argument(help: "The code.") var code: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let study = try Session.reading(options).study
      let book = try study.snapshot([]).codebook
      let slug = book.codes[try book.resolver.index(of: code, .prefix)].slug
      let isShort = [.table, .markdown].contains(output.format)
      try output.answer(
        EngineTables.codeHistory(try study.codeHistory(slug), isShort: isShort), options)
    }
  }
}
