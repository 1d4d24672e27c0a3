import Fieldwork

/// Reads one sheet of a workbook (Office Open XML, ECMA-376) as a table.
///
/// The first row with words is the header. Numbers are written as the shortest decimal, dates as ISO
/// 8601 where their number format is one of dates, `TRUE` and `FALSE` as such; of a formula its
/// last result is taken. Hidden rows and columns are read like others.
public enum Workbook {
  /// A sheet as a table.
  public struct Sheet: Sendable {
    /// The table; the lines of its rows are those of the sheet.
    public var table: CSVTable
    /// The name of the sheet.
    public var name: String
    /// What was decided.
    public var notes: [String]
  }

  /// The most that a sheet may unpack to, in bytes: 1 GiB.
  private static let limit = 1 << 30

  /// Reads a sheet.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - fileName: how messages call it.
  ///   - sheet: the name of the sheet; `nil` for the first.
  /// - Throws: `ZIPFailure`, `MarkupFailure`, `DataFileFailure` and `TableFailure`.
  public static func read(_ bytes: [UInt8], fileName: String, sheet: String? = nil) throws -> Sheet
  {
    let archive = try ZIPContainer(bytes)
    let book = WorkbookParts()
    try parse("xl/workbook.xml", of: archive, into: book)
    let relations = WorkbookRelations()
    try parse("xl/_rels/workbook.xml.rels", of: archive, into: relations)
    guard let chosen = try choose(sheet, book.sheets, fileName),
      let target = relations.targets[chosen.relation]
    else { throw TableFailure.empty(file: fileName) }
    let strings = SharedStrings()
    if archive.holds("xl/sharedStrings.xml") {
      try parse("xl/sharedStrings.xml", of: archive, into: strings)
    }
    let styles = WorkbookStyles()
    if archive.holds("xl/styles.xml") { try parse("xl/styles.xml", of: archive, into: styles) }
    let cells = SheetCells(
      strings: strings.texts, dateStyles: styles.dateStyles, startsIn1904: book.startsIn1904)
    let part = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    try parse(part, of: archive, into: cells)
    var notes: [String] = []
    if book.sheets.count > 1, sheet == nil {
      let others = book.sheets.dropFirst().map(\.name)
      notes.append(
        "\(fileName): the first sheet, '\(chosen.name)', was read; others: "
          + SurveyColumns.listed(others))
    }
    if cells.errors > 0 {
      notes.append(
        "\(fileName): \(counted(cells.errors, "cell")) with an error of a formula (such as #N/A) "
          + "\(cells.errors == 1 ? "counts" : "count") as empty")
    }
    return Sheet(table: try cells.table(file: fileName), name: chosen.name, notes: notes)
  }

  private static func parse(
    _ part: String, of archive: ZIPContainer, into handler: any MarkupHandler
  ) throws {
    try MarkupEvents.parse(try archive.bytes(of: part, limit: limit), part: part, into: handler)
  }

  private static func choose(
    _ name: String?, _ sheets: [WorkbookParts.Sheet], _ file: String
  ) throws -> WorkbookParts.Sheet? {
    guard let name else { return sheets.first }
    guard let found = sheets.first(where: { $0.name.foldedName == name.foldedName }) else {
      throw DataFileFailure.noSheet(file: file, name: name, sheets: sheets.map(\.name))
    }
    return found
  }
}
