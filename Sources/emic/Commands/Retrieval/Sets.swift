import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

/// Passages that are kept together under a name.
struct Sets: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sets",
    abstract: "Keeps passages together under a name, or stars them.",
    discussion: """
      A set changes no coding and no count. 'emic quotes --set NAME' reads it; a star is the set
      called 'star' ('quotes --starred', 'code --star').

      Examples:
        emic sets
        emic sets add opening GY-101#8 GY-105#3
        emic sets star GY-101#8
        emic quotes --set opening
      """,
    subcommands: [List.self, Add.self, Star.self, Remove.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the sets with how much is in them.",
      discussion: "Examples:\n  emic sets\n  emic sets list --format csv")
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.reading(options)
      let snapshot = try session.study.snapshot(.codings)
      let sets = try session.study.passageSets()
      try output.answer(EngineTables.passageSets(sets, in: snapshot), options)
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Puts passages into a set; a new name makes a new set.",
      discussion: "Example:\n  emic sets add opening GY-101#8 GY-105#3")
    @Argument(help: "The set's name.") var set: String
    @Argument(help: "Passages as cited, such as GY-101#8.") var passages: [String]
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try SetWords.add(passages, to: set, "sets add", writing, options) }
  }

  struct Star: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "star", abstract: "Stars passages: puts them into the set 'star'.",
      discussion: """
        'emic sets remove star GY-101#8' takes a star away.

        Example:
          emic sets star GY-101#8
        """)
    @Argument(help: "Passages as cited, such as GY-101#8.") var passages: [String]
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      try SetWords.add(passages, to: PassageSet.star, "sets star", writing, options)
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Takes passages out of a set, or without any the set away.",
      discussion: "Examples:\n  emic sets remove opening GY-105#3\n  emic sets remove opening")
    @Argument(help: "The set's exact name.") var set: String
    @Argument(help: "Passages as cited.") var passages: [String] = []
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let snapshot = try session.study.snapshot([])
      let sets = try session.study.passageSets()
      let found = try sets.named(set, .exact)
      let cites = try passages.map(snapshot.cite)
      let done = try session.perform(RemoveFromSet(found.slug, cites), writing)
      let what = cites.isEmpty ? "the set \(done.summary)" : "\(done.outcome) of \(found.slug)"
      session.say(CodeWords.done("took away", "would take away", what, writing))
    }
  }
}

/// What is done to sets, and said of it.
private enum SetWords {
  static func add(
    _ passages: [String], to set: String, _ name: String, _ writing: WritingOptions,
    _ options: GlobalOptions
  ) throws {
    let session = try Session.writing(options)
    let snapshot = try session.study.snapshot([])
    let cites = try passages.map(snapshot.cite).withoutRepetition
    let done = try session.perform(AddToSet(set, cites, name: name), writing)
    if done.isNothing {
      session.say("\(set): nothing changed")
      return
    }
    session.say(CodeWords.done("put into", "would put into", done.summary, writing))
    if done.outcome.isNewSet, set != PassageSet.star { session.remark("new set: \(set)") }
  }
}
