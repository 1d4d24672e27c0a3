public import Fieldwork

/// Official figures as tables: one figure with its definition and source per row.
///
/// Columns: `key` (also `id`), `value`, `unit`, `year`, `place`, `definition`, `source`, and `codes`,
/// a code query. The value stays as its source prints it. Other columns are left out.
public enum FiguresCSV {
  /// Reads figures.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure` or `NoteRowFailure` with the line at fault.
  public static func read(_ text: String, fileName: String) throws -> [ContextFigure] {
    var table = try NoteTable(text, file: fileName)
    let key = try table.require("key", "id")
    let value = try table.require("value")
    let unit = try table.take("unit")
    let year = try table.take("year")
    let place = try table.take("place")
    let definition = try table.take("definition")
    let source = try table.take("source")
    let codes = try table.take("codes")
    return try table.rows("figure", id: \.slug) { row in
      ContextFigure(
        slug: try row.needed(key), value: try row.needed(value), unit: row.words(unit),
        year: row.words(year), place: row.words(place), definition: row.words(definition),
        source: row.words(source), codes: row.words(codes))
    }
  }

  /// The figures as a table; reading it gives the same figures.
  public static func write(_ figures: [ContextFigure]) -> String {
    CSVWriting.text(
      header: ["key", "value", "unit", "year", "place", "definition", "source", "codes"],
      rows: figures.map {
        [$0.slug, $0.value, $0.unit, $0.year, $0.place, $0.definition, $0.source, $0.codes]
      })
  }
}
