public import Fieldwork

/// Codebooks as tables, one code per row.
///
/// Columns, in any order and case: `code` (also `tag`, `id`, `name`), `parent` (also
/// `category`), `name`, `name_xx` in the language `xx`, `short`, `definition` (also
/// `description`, `full`), `include` (also `use`), `exclude` (also `not`), `kind`, `types`,
/// `rq`, `origin`, `ex`, `ex_xx`, `dimensions`, `sensitive`, `codable`, `core`. Lists are split
/// by `;`; other columns are ignored with a note. A code with others below it carries codings
/// unless `codable` says 0. The category table of other programs fits as it is; dots in a
/// column `tag` make a hierarchy where the part before the dot is a tag or shared by several.
public enum CodebookCSV {
  /// Reads a codebook.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure` or `CodebookFileFailure`, with the lines at fault.
  public static func read(_ text: String, fileName: String) throws -> CodebookDraft {
    let table = try CSVTable.read(text, fileName: fileName)
    var columns = try CodebookColumns(table, file: fileName)
    return try columns.draft(of: table)
  }

  /// The codebook as a table in the order of the codebook.
  ///
  /// What is written reads back as the same entries, except that several names or examples in
  /// one language become one, and that entries of a list must not contain `;`.
  public static func write(_ codebook: Codebook) -> String {
    CodebookCSVWriter(codebook: codebook).text
  }
}
