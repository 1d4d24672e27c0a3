import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

extension Relations {
  /// What speaks for and against each relation.
  struct Evidence: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "evidence",
      abstract: "Counts what supports, contradicts or says nothing of each relation.",
      discussion: """
        By segment, transcript and case. With an id the places are named.

        Examples:
          emic relations evidence
          emic relations evidence L09
          emic relations evidence --format csv
        """)
    @Argument(help: "One relation's id.") var relation: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let snapshot = try Session.reading(options).study.snapshot([.turns, .codings, .notes])
      guard let relation else {
        var result = EngineTables.standings(snapshot)
        if output.format == .table {
          result.table = result.table.selecting([
            "id", "from", "to", "level", "supporting", "contradicting", "open", "silent", "n",
          ])
        }
        return try output.answer(result, options)
      }
      let found = snapshot.relations[try snapshot.relation(relation)]
      try output.answer(EngineTables.standing(found, in: snapshot), options)
    }
  }

  /// What is missing or odd in the net of relations.
  struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Points at gaps and circles in the relations, and at central codes.",
      discussion: """
        Relations without evidence, phenomena without cause, answers without consequence,
        consequences without path, circles. Remarks are questions, not mistakes.

        Examples:
          emic relations check
          emic relations check --cores
        """)
    @Flag(help: "How central each code is: relations × cases.") var cores = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let snapshot = try Session.reading(options).study.snapshot([.turns, .codings, .notes])
      let checks = RelationChecks(snapshot)
      try output.answer(
        cores
          ? EngineTables.cores(checks, in: snapshot) : EngineTables.checks(checks, in: snapshot),
        options)
    }
  }

  /// The coding paradigm by case, and as a picture.
  struct Paradigm: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "paradigm",
      abstract: "Shows which parts of the paradigm each case has; svg draws the paradigm.",
      discussion: """
        Examples:
          emic relations paradigm
          emic relations paradigm --format csv
          emic relations paradigm --format svg --output paradigm.svg
        """)
    @OptionGroup var output: FigureOutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let snapshot = try Session.reading(options).study.snapshot([.turns, .codings, .notes])
      var result = EngineTables.paradigm(ParadigmCases(snapshot), in: snapshot)
      if output.format == .table {
        // Which relations they are is for files; it leaves no room for the counts.
        result.table = result.table.selecting(
          result.table.columns.map(\.key).filter { $0 != "which" })
      }
      try output.answer(result, options) {
        ParadigmFigure(ParadigmNet(snapshot)).picture(id: "paradigm")
      }
    }
  }
}
