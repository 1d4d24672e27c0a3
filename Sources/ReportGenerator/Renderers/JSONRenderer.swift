/// One JSON object: `command`, `parameters`, `unit`, `n`, `notes`, `rows`, in this order.
///
/// Version 1 of the shape. `parameters` is an object; `unit` and `n` are `null` where nothing is
/// counted; `rows` holds one object per row, one line each, with the column keys in the order of
/// the columns. What is undefined is `null` and has its reason among the notes. Keys may be
/// added, none is renamed.
public struct JSONRenderer: TableRenderer {
  /// Makes a renderer.
  public init() {}

  /// Writes the whole answer.
  public func write(_ result: ResultTable, to output: inout OutputBuffer) {
    output.write("{\n  \"command\": ")
    output.writeJSON(result.command)
    output.write(",\n  \"parameters\": {")
    for (index, parameter) in result.parameters.enumerated() {
      if index > 0 { output.write(", ") }
      output.writeJSON(parameter.name)
      output.write(": ")
      write(parameter.value, to: &output)
    }
    output.write("},\n  \"unit\": ")
    output.writeJSON(result.unit.map { .text($0) } ?? .empty)
    output.write(",\n  \"n\": ")
    output.writeJSON(result.n.map { .integer($0) } ?? .empty)
    output.write(",\n  \"notes\": ")
    writeLines(result.table.allNotes, to: &output) { $1.writeJSON($0) }
    output.write(",\n  \"rows\": ")
    let columns = result.table.columns
    writeLines(result.table.rows, to: &output) { $1.writeJSON(row: $0, under: columns) }
    output.write("\n}\n")
  }

  private func writeLines<Item>(
    _ items: [Item], to output: inout OutputBuffer,
    _ writeItem: (Item, inout OutputBuffer) -> Void
  ) {
    output.write("[")
    for (index, item) in items.enumerated() {
      output.write(index > 0 ? ",\n    " : "\n    ")
      writeItem(item, &output)
    }
    output.write(items.isEmpty ? "]" : "\n  ]")
  }

  private func write(_ value: Parameter.Value, to output: inout OutputBuffer) {
    switch value {
    case .text(let text): output.writeJSON(text)
    case .integer(let value): output.write(String(value))
    case .number(let value): output.writeJSON(.number(value, digits: 0))
    case .flag(let value): output.write(value ? "true" : "false")
    case .list(let items):
      output.write("[")
      for (index, item) in items.enumerated() {
        if index > 0 { output.write(", ") }
        output.writeJSON(item)
      }
      output.write("]")
    }
  }
}

/// JSON Lines: each row an object of its own line, without command, unit and notes.
public struct JSONLinesRenderer: RowRenderer {
  /// Makes a renderer.
  public init() {}

  /// Writes nothing: every line names its values.
  public func writeHeader(_ columns: [Column], to output: inout OutputBuffer) {}

  /// Writes one line.
  public func writeRow(_ row: [Cell], under columns: [Column], to output: inout OutputBuffer) {
    output.writeJSON(row: row, under: columns)
    output.write(byte: 0x0A)
  }
}
