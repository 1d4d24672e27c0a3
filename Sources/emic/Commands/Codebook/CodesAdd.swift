import ArgumentParser
import Fieldwork
import StudyStore

extension Codes {
  /// Makes a code.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Makes a code or category.",
      discussion: """
        A name in another language is written zh=TEXT. The entry comes last below the one above it.

        Examples:
          emic codes add long-walk --under cat-school-gate --name "Long walk" --name zh=走得远 \\
            --short "The way to school is long." --exclude "Costs of the way (fees-owed)."
          emic codes add cat-body --category --name "The body"
          emic codes add cat-time --category --property "horizon: a date <-> for good"
        """)

    @Argument(help: "The id: letters, digits, - and _.") var slug: String
    @Option(help: ArgumentHelp("The entry above (exact id or name).", valueName: "code"))
    var under: String?
    @OptionGroup var fields: CodeFieldOptions
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let snapshot = try session.study.snapshot([])
      var code = CodeDefinition(slug: slug)
      code.parent = try under.map { try snapshot.exactCode($0).slug }
      let done = try session.perform(AddCode(fields.applied(to: code)), writing)
      session.say(CodeWords.done("made", "would make", done.summary, writing))
    }
  }

  /// Gives a code another id.
  struct Rename: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rename",
      abstract: "Gives a code another id; everything that names it follows.",
      discussion: """
        Codings, themes, relations and memos keep the code; saved queries and rules of themes are
        written anew. A codebook file that still has the old id means the same code when it is
        imported again.

        Examples:
          emic codes rename land-lost-to-forest land-lost
          emic codes rename land-lost-to-forest land-lost --why "also mines" --dry-run
        """)

    @Argument(help: "The code's exact id or name.") var code: String
    @Argument(help: "The new id: letters, digits, - and _.") var new: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let old = try session.study.snapshot([]).exactCode(code)
      let done = try session.perform(RenameCode(old.slug, to: new), writing)
      session.say(CodeWords.done("renamed:", "would rename:", done.summary, writing))
      CodeWords.followed(done.outcome, session)
    }
  }

  /// Gives a code another place.
  struct Move: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "move",
      abstract: "Gives a code another place in the tree, with everything below it.",
      discussion: """
        Examples:
          emic codes move long-walk --under cat-school-gate
          emic codes move long-walk --before no-place
          emic codes move cat-family --top
        """)

    @Argument(help: "The code's exact id or name.") var code: String
    @Option(help: ArgumentHelp("The entry above (exact id or name).", valueName: "code"))
    var under: String?
    @Flag(help: "Put it at the top, under nothing.") var top = false
    @Option(help: ArgumentHelp("A code to stand directly before.", valueName: "code"))
    var before: String?
    @Option(help: ArgumentHelp("A code to stand directly behind.", valueName: "code"))
    var after: String?
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      if under == nil, !top, before == nil, after == nil {
        throw ValidationError("Say where to: --under CODE, --top, --before CODE or --after CODE.")
      }
      if under != nil, top { throw ValidationError("Take --under or --top, not both.") }
      if before != nil, after != nil {
        throw ValidationError("Take --before or --after, not both.")
      }
    }

    func run() throws {
      let session = try Session.writing(options)
      let snapshot = try session.study.snapshot([])
      let moving = try snapshot.exactCode(code)
      var place = MoveCode.Place(parent: top ? .top : nil)
      if let under { place.parent = .under(try snapshot.exactCode(under).slug) }
      if let before { place.neighbour = .before(try snapshot.exactCode(before).slug) }
      if let after { place.neighbour = .after(try snapshot.exactCode(after).slug) }
      let done = try session.perform(MoveCode(moving.slug, to: place), writing)
      session.say(
        done.isNothing
          ? "\(done.summary): it lies there already"
          : CodeWords.done("moved", "would move", done.summary, writing))
    }
  }

  /// Gives a code up, or takes it up again.
  struct Retire: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "retire",
      abstract: "Gives a code up: it keeps its codings and takes no new ones.",
      discussion: """
        Examples:
          emic codes retire long-walk --why "said by nobody else"
          emic codes retire long-walk --reactivate
        """)

    @Argument(help: "The code's exact id or name.") var code: String
    @Flag(help: "Take the code up again.") var reactivate = false
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let slug = try session.study.snapshot([]).exactCode(code).slug
      let done = try session.perform(RetireCode(slug, isRetired: !reactivate), writing)
      let kept = done.outcome.codings
      session.say(
        reactivate
          ? CodeWords.done("taken up again:", "would take up again:", slug, writing)
          : CodeWords.done("retired", "would retire", slug, writing)
            + ", which keeps \(CodeWords.codings(kept))")
      if !reactivate, !done.outcome.named.isEmpty {
        session.remark("still named by \(done.outcome.named.joined(separator: ", "))")
      }
    }
  }
}
