public import Fieldwork

/// A checklist as a table: one condition per row.
///
/// Columns: `condition` (also `id`), `statement`, `for` (a code query), `for_survey` (a
/// comparison), `against`, `against_survey`. Other columns are left out.
public enum ChecklistCSV {
  /// Reads a checklist; whether its codes and variables exist is for the study to say.
  ///
  /// - Throws: `TableFailure` or `NoteRowFailure` with the line at fault.
  public static func read(_ text: String, fileName: String) throws -> ChecklistDefinition {
    var table = try NoteTable(text, file: fileName)
    let id = try table.require("condition", "id")
    let statement = try table.take("statement")
    let pro = try table.take("for", "for_codes")
    let proSurvey = try table.take("for_survey")
    let contra = try table.take("against", "against_codes")
    let contraSurvey = try table.take("against_survey")
    let conditions = try table.rows("condition", id: \.slug) { row in
      let condition = ChecklistDefinition.Condition(
        slug: try row.needed(id), statement: row.words(statement),
        pro: .init(codes: row.words(pro), survey: row.words(proSurvey)),
        contra: .init(codes: row.words(contra), survey: row.words(contraSurvey)), line: row.line)
      guard !condition.pro.isEmpty || !condition.contra.isEmpty else {
        throw NoteRowFailure.emptyCell(file: fileName, line: row.line, column: "for or against")
      }
      return condition
    }
    guard !conditions.isEmpty else { throw TableFailure.empty(file: fileName) }
    return ChecklistDefinition(file: fileName, conditions: conditions)
  }
}
