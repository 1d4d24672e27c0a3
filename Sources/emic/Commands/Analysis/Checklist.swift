import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// Conditions that a theory names, by cases.
struct ChecklistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checklist",
    abstract: "Sets the conditions of a file against the cases, with evidence for and against.",
    discussion: """
      The file (YAML or CSV) holds for each condition what speaks for it and against it: a code
      query, a comparison of survey values, or both. Evidence is counted, never weighed.

      Examples:
        emic checklist Codebooks/incomplete-urbanisation.yaml
        emic checklist Codebooks/incomplete-urbanisation.yaml --case HH-029
        emic checklist conditions.csv --where 'site in guiyang' --format csv
      """)

  @Argument(help: "A YAML or CSV file of conditions.") var file: String
  @Option(
    name: .customLong("case"),
    help: ArgumentHelp("Show the passages of this case.", valueName: "case"))
  var cases: [String] = []
  @Option(
    name: .customLong("condition"),
    help: ArgumentHelp("Show the passages of this condition.", valueName: "condition"))
  var conditions: [String] = []
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try Session.reading(options)
    let definition = try read()
    let snapshot = try filter.limit(try session.study.snapshot([.turns, .codings, .surveys]))
    var checklist = try Checklist(definition, in: snapshot)
    checklist = checklist.limited(
      toCases: try positions(ofCasesIn: checklist, snapshot),
      conditions: try positions(ofConditionsIn: checklist))
    let showsWords = !(cases.isEmpty && conditions.isEmpty)
    switch output.format {
    case .table where showsWords, .markdown where showsWords:
      let rows = checklist.cells.joined().flatMap { $0.pro.rows + $0.contra.rows }
      try output.write(
        ChecklistSection.document(
          checklist, in: snapshot, texts: try session.shelf(forCodings: rows, in: snapshot)))
    case .table, .markdown:
      try answer(EngineTables.checklistSheet(checklist, in: snapshot), snapshot)
    default: try answer(EngineTables.checklist(checklist, in: snapshot), snapshot)
    }
  }

  private func read() throws -> ChecklistDefinition {
    let (text, name) = (try Files.text(file), Files.name(file))
    return Files.kind(file) == "csv"
      ? try ChecklistCSV.read(text, fileName: name) : try ChecklistYAML.read(text, fileName: name)
  }

  private func answer(_ table: ResultTable, _ snapshot: StudySnapshot) throws {
    var table = table
    table.limit(by: snapshot)
    try output.answer(table, options)
  }

  private func positions(
    ofCasesIn checklist: Checklist, _ snapshot: StudySnapshot
  ) throws -> [Int] {
    if cases.isEmpty { return Array(checklist.cases.indices) }
    return try cases.map { name in
      let index = try snapshot.caseIndex(name, .prefix)
      guard let position = checklist.cases.firstIndex(of: Int32(index)) else {
        throw Problem(
          .data, "\(snapshot.cases[index].id) cannot be looked at",
          hint: "it has no codings and no survey record, or --where leaves it out")
      }
      return position
    }
  }

  private func positions(ofConditionsIn checklist: Checklist) throws -> [Int] {
    let known = checklist.definition.conditions
    if conditions.isEmpty { return Array(known.indices) }
    let resolver = NameResolver(
      kind: "condition", things: known.map { NamedThing(id: $0.slug, names: [$0.statement]) })
    return try conditions.map { try resolver.index(of: $0, .prefix) }
  }
}
