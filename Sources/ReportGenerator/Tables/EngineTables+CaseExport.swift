public import CodingEngine
import Fieldwork

extension EngineTables {
  /// The data dictionary of a table of cases by codes: `variable, label, type, unit, values,
  /// missing, n, code, topics, definition, include, exclude`.
  public static func caseDictionary(_ found: CaseCodeTable) -> ResultTable {
    var table = Table(columns: [
      Column("variable"), .prose("label"), Column("type"), Column("unit"), .prose("values"),
      .prose("missing"), .number("n"), .prose("code"), Column("topics"), .prose("definition"),
      .prose("include"), .prose("exclude"),
    ])
    func words(_ labels: [ValueLabel]) -> Cell {
      .text(labels.map { "\($0.code) \($0.label)" }.joined(separator: "; "))
    }
    for entry in found.dictionary {
      let variable = entry.variable
      table.append([
        .text(variable.name), .text(variable.label), .text(variable.kind.rawValue),
        .text(variable.unit ?? ""), words(variable.valueLabels), words(variable.missing),
        .integer(entry.n), .text(entry.query), .text(entry.topics.joined(separator: "; ")),
        .text(entry.definition), .text(entry.include), .text(entry.exclude),
      ])
    }
    table.notes = found.notes
    return ResultTable(
      command: "cases export", unit: found.table.keyVariable, n: found.table.records.count,
      table: table)
  }
}
