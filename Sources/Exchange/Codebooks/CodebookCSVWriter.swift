import Fieldwork

/// Writes a codebook as a table, columns that no code fills left out.
struct CodebookCSVWriter {
  let codebook: Codebook

  var text: String {
    let codes = codebook.codes
    var columns: [(name: String, cells: [String?])] = [
      ("code", codes.map(\.slug)), ("parent", codes.map(\.parent)),
    ]
    func add(_ name: String, _ cell: (CodeDefinition) -> String?) {
      let cells = codes.map(cell)
      if cells.contains(where: { $0 != nil && $0 != "" }) { columns.append((name, cells)) }
    }
    add("name") { joined($0.names, "") }
    for language in languages(\.names) { add("name_" + language) { joined($0.names, language) } }
    add("kind") { $0.paradigm }
    add("types") { $0.interviewees.joined(separator: ";") }
    add("rq") { $0.questions.joined(separator: ";") }
    add("short") { $0.short }
    columns.append(("definition", codes.map(\.full)))
    columns.append(("include", codes.map(\.include)))
    columns.append(("exclude", codes.map(\.exclude)))
    add("ex") { joined($0.examples, "") }
    for language in languages(\.examples) {
      add("ex_" + language) { joined($0.examples, language) }
    }
    add("origin") { $0.origin }
    add("dimensions") { $0.dimensions.joined(separator: ";") }
    add("sensitive") { $0.isSensitive ? "1" : nil }
    add("codable") { $0.isCodable ? nil : "0" }
    add("core") { $0.isCore ? "1" : nil }
    add("retired") { $0.isRetired ? "1" : nil }
    let rows = codes.indices.map { row in columns.map { $0.cells[row] } }
    return CSVWriting.text(header: columns.map(\.name), rows: rows)
  }

  /// The languages that can stand in the name of a column, in order of first use.
  private func languages(_ path: KeyPath<CodeDefinition, [LocalizedText]>) -> [String] {
    var seen: Set<String> = []
    return codebook.codes.flatMap { $0[keyPath: path] }.map(\.language)
      .filter { CodeFieldReader.isLanguage($0) && seen.insert($0).inserted }
  }

  private func joined(_ texts: [LocalizedText], _ language: String) -> String? {
    let words = texts.filter { $0.language == language }.map(\.text)
    return words.isEmpty ? nil : words.joined(separator: "\n")
  }
}
