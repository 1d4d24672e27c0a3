import ArgumentParser
import CodingEngine
import Fieldwork
import StudyStore

/// Mends turns that were cut wrongly.
struct Turns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "turns",
    abstract: "Splits and joins turns that were cut wrongly, and mends who speaks one.",
    discussion: """
      No passage loses or gains a word, and each keeps the number by which it is cited. The turns
      behind get other numbers, which the command says.

      Examples:
        emic turns split GY-101 t6 --at "那时候" --speaker 老杨
        emic turns join GY-101 t6 t7
        emic turns speaker GY-131 t12 胡
      """,
    subcommands: [Split.self, Join.self, Speaker.self])

  /// The options of all three.
  struct TextOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Mend a translation.", valueName: "tag")) var layer: String?
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions
  }

  struct Split: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "split",
      abstract: "Makes two turns of one.",
      discussion: """
        Example:
          emic turns split GY-101 t6 --at "那时候" --speaker 老杨
        """)
    @Argument(help: "The transcript's label.") var transcript: String
    @Argument(help: "The turn, as t6.") var turn: String
    @Option(help: ArgumentHelp("The words with which the second turn begins.", valueName: "words"))
    var at: String
    @Option(
      help: ArgumentHelp(
        "Who speaks the second; without it the same speaker.", valueName: "label"))
    var speaker: String?
    @OptionGroup var text: TextOptions

    func run() throws {
      let mending = try MendingDesk(transcript, text)
      try mending.split(try mending.turn(turn), at: at, speaker: speaker)
    }
  }

  struct Join: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "join",
      abstract: "Makes one turn of turns that follow each other; the first says who speaks.",
      discussion: """
        A label between them is taken out of the text, as a new version that 'revise --history'
        lists.

        Example:
          emic turns join GY-101 t6 t7
        """)
    @Argument(help: "The transcript's label.") var transcript: String
    @Argument(help: "The first turn, as t6.") var first: String
    @Argument(help: "The last turn.") var last: String
    @OptionGroup var text: TextOptions

    func run() throws {
      let mending = try MendingDesk(transcript, text)
      try mending.join(try mending.turn(first), try mending.turn(last))
    }
  }

  struct Speaker: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "speaker",
      abstract: "Says under which label a turn is spoken.",
      discussion: """
        Role and participant are those of the other turns with that label. For all turns of a
        label: 'emic speakers'.

        Example:
          emic turns speaker GY-131 t12 胡
        """)
    @Argument(help: "The transcript's label.") var transcript: String
    @Argument(help: "The turn, as t12.") var turn: String
    @Argument(help: "The speaker's label.") var label: String
    @Option(
      help: ArgumentHelp(
        "What the speaker does: interviewer, respondent, other, unknown.", valueName: "role"))
    var role: String?
    @OptionGroup var text: TextOptions

    func validate() throws {
      if let role, Role(rawValue: role) == nil {
        throw ValidationError(
          "'\(role)' is no role; take \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
    }

    func run() throws {
      let mending = try MendingDesk(transcript, text)
      try mending.relabel(
        try mending.turn(turn), as: label.trimmingBlanks, role: role.flatMap(Role.init))
    }
  }
}
