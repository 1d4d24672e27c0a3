public import CodingEngine
import Fieldwork

/// The data dictionary of a table of cases by codes, for people: each code with its definition, the
/// variables made from it below.
public enum CaseDictionaryPage {
  /// The document.
  public static func document(_ found: CaseCodeTable) -> Document {
    var blocks: [Block] = []
    var last = ""
    for entry in found.dictionary {
      if entry.query.isEmpty {
        blocks.append(.facts([Fact(entry.variable.name, words(entry))]))
        continue
      }
      if entry.query != last {
        last = entry.query
        blocks.append(.heading(2, entry.query))
        let parts = [
          ("", entry.definition), ("Use it: ", entry.include), ("Do not use it: ", entry.exclude),
          ("Topics of the guide: ", entry.topics.joined(separator: ", ")),
        ]
        for (head, text) in parts where !text.isEmpty { blocks.append(.paragraph(head + text)) }
      }
      blocks.append(.facts([Fact(entry.variable.name, words(entry))]))
    }
    if !found.notes.isEmpty {
      blocks.append(.notice(Notice(kind: .note, blocks: [.list(found.notes)])))
    }
    return Document(
      title: "Data dictionary", subtitle: found.table.title,
      facts: [
        Fact("Cases", "\(found.table.records.count)"),
        Fact("Variables", "\(found.table.variables.count)"),
      ], blocks: blocks)
  }

  private static func words(_ entry: CaseCodeTable.Entry) -> String {
    let variable = entry.variable
    func listed(_ labels: [ValueLabel]) -> String {
      labels.map { "\($0.code) \($0.label)" }.joined(separator: "; ")
    }
    let parts = [
      variable.label, variable.unit.map { "(\($0))" } ?? "",
      variable.valueLabels.isEmpty ? "" : "[\(listed(variable.valueLabels))]",
      variable.missing.isEmpty ? "" : "missing: \(listed(variable.missing));",
      "\(counted(entry.n, "case")) with a value",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
