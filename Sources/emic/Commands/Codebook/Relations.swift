import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// Axial relations: how codes are linked, and what stands behind each link.
struct Relations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relations",
    abstract: "Shows how codes are linked with the evidence, or brings relations in.",
    discussion: """
      Examples:
        emic relations
        emic relations show L09
        emic relations evidence
        emic relations check
        emic relations paradigm --format svg --output paradigm.svg
        emic relations import Codebooks/relations.csv
      """,
    subcommands: [
      List.self, Display.self, Evidence.self, Inspect.self, Paradigm.self, Bring.self,
    ],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the relations with their evidence.",
      discussion: """
        Counted are passages, transcripts and cases with both codes, and cases with only the first
        (only_from) or the second (only_to). Going together is no cause.

        Examples:
          emic relations
          emic relations list --without
          emic relations --format csv
        """)
    @Flag(help: "Only relations without any evidence.") var without = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      var snapshot = try Session.reading(options).study.snapshot([.turns, .codings, .notes])
      if without {
        snapshot.relations = RelationReport(snapshot).withoutEvidence.map(\.relation)
      }
      var result = EngineTables.relations(snapshot)
      if output.format == .table {
        // Where a relation comes from is for 'show'; it leaves no room for the counts.
        result.table = result.table.selecting([
          "id", "from", "relation", "to", "passages", "transcripts", "cases", "only_from",
          "only_to",
        ])
      }
      try output.answer(result, options)
    }
  }

  struct Display: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Shows one relation with the passages behind it.",
      discussion: """
        Examples:
          emic relations show L09
          emic relations show L09 --format csv
        """)
    @Argument(help: "The relation's id.") var relation: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.reading(options)
      let snapshot = try session.study.snapshot([.turns, .codings, .notes])
      let evidence = RelationEvidence(
        snapshot.relations[try snapshot.relation(relation)], in: snapshot,
        attribution: CaseAttribution(snapshot))
      switch output.format {
      case .table, .markdown:
        let shelf = try session.shelf(snapshot.texts.indices.map { Int32($0) }, in: snapshot)
        try output.write(
          MarkdownRenderer().bytes(
            RelationSection.document(evidence, in: snapshot, texts: shelf)))
      default: try output.answer(EngineTables.relation(evidence, in: snapshot), options)
      }
    }
  }

  struct Bring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Brings relations in from a CSV file.",
      discussion: """
        Columns: id, from, relation (leads-to, answered-by, results-in, depends-on, weakens,
        contradicts, or a word of your own), to, ground. One with a known id is replaced.

        Examples:
          emic relations import Codebooks/relations.csv
          emic relations import Codebooks/relations.csv --dry-run
        """)
    @Argument(help: "A CSV file.") var file: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let name = Files.name(file)
      let snapshot = try session.study.snapshot([])
      let relations = try RelationsCSV.read(try Files.text(file), fileName: name)
        .map { try snapshot.resolved($0, from: name) }
      try session.bring(ImportRelations(relations), writing)
    }
  }
}
