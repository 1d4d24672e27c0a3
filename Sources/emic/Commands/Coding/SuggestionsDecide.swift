import ArgumentParser
import CodingEngine
import Fieldwork
import StudyStore

extension Suggestions {
  /// Makes codings of suggestions.
  struct Accept: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "accept",
      abstract: "Accepts suggestions: you code their words.",
      discussion: """
        The codings are yours, and they know of the rule. Where you had coded the words so already,
        that is said. What is of a code that takes no codings stays open (exit 1).

        Examples:
          emic suggestions accept s12
          emic suggestions accept --rule papers --code paperwork-barrier --dry-run
          emic suggestions accept --all --why "read them all"
        """)

    @OptionGroup var selection: SuggestionSelection
    @Flag(help: "Everything that waits.") var all = false
    @Option(help: ArgumentHelp("Which time you code these words, from 1.", valueName: "n"))
    var round = 1
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      try selection.expectMeaning(all: all)
      try require(round, "--round", in: 1...1000)
    }

    func run() throws {
      let session = try Session.writing(options)
      let numbers = try selection.openNumbers(all: all, session)
      let performed = try session.perform(
        DecideSuggestions(numbers, .accept, round: round), writing)
      try DecisionWords.tell(performed.outcome, accepted: true, session, writing)
    }
  }

  /// Decides against suggestions.
  struct Reject: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reject",
      abstract: "Rejects suggestions: nothing is coded, and they do not come back.",
      discussion: """
        The same words are not suggested for the code again, unless 'emic autocode --again' asks.

        Examples:
          emic suggestions reject s13 s15-s18
          emic suggestions reject --rule papers
          emic suggestions reject --all
        """)

    @OptionGroup var selection: SuggestionSelection
    @Flag(help: "Everything that waits.") var all = false
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws { try selection.expectMeaning(all: all) }

    func run() throws {
      let session = try Session.writing(options)
      let numbers = try selection.openNumbers(all: all, session)
      let performed = try session.perform(DecideSuggestions(numbers, .reject), writing)
      try DecisionWords.tell(performed.outcome, accepted: false, session, writing)
    }
  }

  /// Accepts a suggestion with other words or codes.
  struct Edit: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit",
      abstract: "Accepts a suggestion with other words or another code.",
      discussion: """
        The words are a passage as for 'emic code', looked for in the turn of the suggestion, and
        share something with it.

        Examples:
          emic suggestions edit s12 --to "要户口本"
          emic suggestions edit s12 --as school-entry-fee
          emic suggestions edit s12 --to @120-180 --as paperwork-barrier --as long-walk
        """)

    @Argument(help: "The suggestion, such as s12.") var number: String
    @Option(help: ArgumentHelp("The words to code.", valueName: "passage")) var to: String?
    @Option(
      name: .customLong("as"),
      help: ArgumentHelp("The code; repeat for several.", valueName: "code"))
    var codes: [String] = []
    @Option(help: ArgumentHelp("Which time you code these words, from 1.", valueName: "n"))
    var round = 1
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      if to == nil, codes.isEmpty {
        throw ValidationError("Say the words with --to, or the code with --as.")
      }
      try require(round, "--round", in: 1...1000)
    }

    func run() throws {
      let session = try Session.writing(options)
      let choice = SuggestionChoice(numbers: try SuggestionChoice.numbers([number]))
      let list = try SuggestionList(choice, [.open], .exact, session)
      guard list.items.count == 1, let item = list.items.first else {
        throw Problem(.usage, "'\(number)' is more than one suggestion", hint: "name one")
      }
      let desk = SuggestionEditing(session)
      let decision = try desk.decision(item, words: to, codes: codes)
      let performed = try session.perform(
        DecideSuggestions([item.suggestion.number], decision, round: round), writing)
      try DecisionWords.tell(performed.outcome, accepted: true, session, writing)
    }
  }
}

extension SuggestionSelection {
  /// Refuses a decision on nothing in particular.
  func expectMeaning(all: Bool) throws {
    let ways = (numbers.isEmpty ? 0 : 1) + (isByKind ? 1 : 0) + (all ? 1 : 0)
    guard ways == 1 else {
      throw ValidationError(
        "Name suggestions (s12), or choose them by --code, --rule, --transcript or --where, or "
          + "say --all.")
    }
  }

  /// The numbers of the open suggestions that are meant; those that are named as they are.
  ///
  /// - Throws: a `Problem` where none waits.
  func openNumbers(all: Bool, _ session: Session) throws -> [Int32] {
    let choice = try choice()
    if !choice.numbers.isEmpty { return choice.numbers }
    let list = try SuggestionList(choice, [.open], .exact, session)
    guard !list.items.isEmpty else {
      throw Problem(
        .data, all ? "no suggestion waits" : "no such suggestion waits",
        hint: all
          ? "'emic autocode' makes suggestions" : "'emic suggestions' lists those that wait")
    }
    return list.items.map(\.suggestion.number)
  }
}

/// What a decision did, in words.
enum DecisionWords {
  /// Tells it; what stays open makes the exit code 1.
  static func tell(
    _ outcome: DecideSuggestions.Outcome, accepted: Bool, _ session: Session,
    _ writing: WritingOptions
  ) throws {
    let would = writing.dryRun ? "would be " : ""
    if accepted {
      for one in outcome.decided.prefix(20) {
        let place = writing.dryRun ? String(one.cite.prefix { $0 != "#" }) : one.cite
        session.say(
          "\(Suggestion.name(one.number))  \(place)  \(one.code)"
            + (one.wasThere ? "  already there" : ""))
      }
      if outcome.decided.count > 20 { session.say("… and \(outcome.decided.count - 20) more") }
    }
    let numbers = outcome.decided.map(\.number).withoutRepetition.count
    let there = outcome.decided.count { $0.wasThere }
    session.say(
      "\(counted(numbers, "suggestion")) \(would)\(accepted ? "accepted" : "rejected")"
        + (there > 0 ? ", \(there) of \(outcome.decided.count) codings already there" : ""))
    guard !outcome.left.isEmpty else { return }
    for problem in outcome.left.map(\.problem).withoutRepetition {
      let names = outcome.left.filter { $0.problem == problem }.map { Suggestion.name($0.number) }
      Console.remark(
        "\(counted(names.count, "suggestion")) left open: \(problem.line) "
          + "(\(names.prefix(10).joined(separator: ", "))\(names.count > 10 ? ", …" : ""))")
    }
    throw ExitCode(1)
  }
}
