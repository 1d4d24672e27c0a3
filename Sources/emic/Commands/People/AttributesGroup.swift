import ArgumentParser
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// What the attributes of transcripts, participants and cases are.
struct AttributesGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attributes",
    abstract: "Lists the attributes of interviews, people and cases, or says what they are.",
    discussion: """
      An attribute without a type holds any words. With one, its values are checked, and compared
      as numbers, dates or in their order.

      Examples:
        emic attributes
        emic attributes import People/attributes.csv
        emic attributes define case.rooms --type number --unit rooms
      """,
    subcommands: [List.self, Define.self, Bring.self, Remove.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the attributes with how many are known, and why others are missing.",
      discussion: "Example:\n  emic attributes")
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      var result = EngineTables.attributes(try Session.reading(options).study.snapshot([]))
      if output.format == .table {
        // The values leave no room for the counts; sheets and files have them.
        result.table = result.table.selecting([
          "attribute", "type", "unit", "label", "known", "missing", "nothing",
        ])
      }
      try output.answer(result, options)
    }
  }

  struct Define: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "define", abstract: "Says what an attribute is.",
      discussion: """
        Types are number, ordered, category, text, date and yes-no. Values that are there must fit.
        What is not named stays as it was.

        Examples:
          emic attributes define participant.age --type number --unit years
          emic attributes define case.tenure --type category --values "own=owns; rent=rents"
          emic attributes define case.plan --type ordered --values "leave; undecided; stay"
        """)
    @Argument(help: "The attribute with whose it is: case.rooms.") var attribute: String
    @Option(help: "The type.") var type: String?
    @Option(help: ArgumentHelp("What it is, in a few words.", valueName: "text"))
    var label: String?
    @Option(help: ArgumentHelp("The unit of a number.", valueName: "text")) var unit: String?
    @Option(
      help: ArgumentHelp("The values that it may have, in order: a=label; b.", valueName: "list"))
    var values: String?
    @Option(help: ArgumentHelp("The kinds of cases or transcripts, with ;.", valueName: "list"))
    var kinds: String?
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      guard let id = AttributeID(attribute) else {
        throw Problem(
          .usage, "'\(attribute)' is no name of an attribute",
          hint: "write whose it is before the name, such as case.rooms or participant.age; fields "
            + "such as case.kind are no attributes")
      }
      let known = try session.study.snapshot([]).attribute(id.owner, id.name)
      guard type != nil || known != nil else {
        throw Problem(
          .usage, "the type of '\(attribute)' is missing", hint: "--type \(AttributeType.listed)")
      }
      var definition =
        known ?? AttributeDefinition(owner: id.owner, name: id.name, type: .text)
      if let type {
        guard let named = AttributeType(typed: type) else {
          throw Problem(
            .usage, "there is no type '\(type)'", hint: "write one of \(AttributeType.listed)")
        }
        definition.type = named
      }
      if let label { definition.label = label.trimmingBlanks }
      if let unit { definition.unit = unit.trimmingBlanks }
      if let values { definition.values = ValueLabel.list(values) }
      if let kinds {
        definition.kinds = kinds.split(separator: ";").map { String($0).trimmingBlanks }
          .filter { !$0.isEmpty }
      }
      try session.bring(DefineAttributes([definition], name: "attributes define"), writing)
    }
  }

  struct Bring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Brings a list of what attributes are in.",
      discussion: """
        Columns: attribute (case.rooms), type, then optionally label, unit, values (own=owns; rent,
        in order), kinds (of cases or transcripts, with ;). What is known already is replaced.

        Example:
          emic attributes import People/attributes.csv
        """)
    @Argument(help: "A CSV file.") var file: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let rows = try AttributesCSV.read(try Files.text(file), fileName: Files.name(file))
      try Session.writing(options).bring(DefineAttributes(rows), writing)
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove",
      abstract: "Takes the definition of an attribute away; its values stay, as words.",
      discussion: "Example:\n  emic attributes remove case.rooms")
    @Argument(help: "The attribute with whose it is: case.rooms.") var attribute: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let definitions = try session.study.snapshot([]).attributeDefinitions
      let resolver = NameResolver(
        kind: "attribute", things: definitions.map { NamedThing(id: $0.id, names: [$0.label]) })
      let found = definitions[try resolver.index(of: attribute, .exact)]
      try session.perform(RemoveAttribute(found.owner, found.name), writing)
      session.say("\(writing.dryRun ? "would remove" : "removed") the definition of \(found.id)")
    }
  }
}
