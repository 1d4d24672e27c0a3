public import CodingEngine
public import Fieldwork

extension EngineTables {
  /// What each condition of a sample removes.
  public static func sample(_ sample: SampleSteps, of survey: SurveyTable) -> ResultTable {
    var table = Table(columns: [
      .number("step"), .prose("condition"), .number("before"), .number("removed"),
      .number("unknown"), .number("left"),
    ])
    for (number, step) in sample.steps.enumerated() {
      table.append([
        .integer(number + 1), .text(step.condition), .integer(step.before), .integer(step.removed),
        .integer(step.unknown), .integer(step.left),
      ])
    }
    let inside = sample.linked - sample.outside.count
    var notes = ["linked cases in the sample: \(inside) of \(sample.linked)"]
    notes += sample.outside.map { outside in
      "outside: \(outside.caseID) (step \(outside.step + 1): \(outside.why))"
    }
    if sample.steps.contains(where: { $0.unknown > 0 }) {
      notes.append("unknown: a value that the condition needs is missing; the record goes too")
    }
    table.notes = notes
    return ResultTable(
      command: "survey sample", parameters: [Parameter("survey", survey.name)], unit: "record",
      n: survey.records.count, table: table)
  }

  /// Whether persons belong to households.
  public static func keys(
    _ check: KeyCheck, of survey: SurveyTable, by variable: String, in other: SurveyTable
  ) -> ResultTable {
    var table = Table(columns: [Column("finding"), .number("n"), .prose("records")])
    func add(_ finding: String, _ n: Int, _ names: [String]) {
      let shown = names.prefix(20).joined(separator: ", ")
      table.append([
        .text(finding), .integer(n),
        .text(names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown),
      ])
    }
    add("belongs to a record of \(other.name)", check.matched, [])
    add(
      "names no record of \(other.name)", check.orphans.count,
      check.orphans.map { "\($0.record) (\($0.value))" })
    add("without \(variable)", check.without.count, check.without)
    add("of \(other.name) without any", check.childless.count, check.childless)
    add(
      "the same in every variable", check.twins.reduce(0) { $0 + $1.count },
      check.twins.map { $0.joined(separator: " = ") })
    return ResultTable(
      command: "survey keys",
      parameters: [
        Parameter("survey", survey.name), Parameter("by", variable), Parameter("in", other.name),
      ], unit: "record", n: survey.records.count, table: table)
  }
}
