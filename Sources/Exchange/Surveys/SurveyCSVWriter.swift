public import Fieldwork

/// Writes a survey as CSV: codes as the file had them, or their labels.
public enum SurveyCSVWriter {
  /// The survey as text; a code that stands for a missing value is written as it is, a cell without
  /// anything stays empty.
  ///
  /// - Parameter labels: whether values are written by their labels; a missing one is then empty.
  public static func text(_ survey: SurveyTable, labels: Bool = false) -> String {
    CSVWriting.text(
      header: survey.variables.map(\.name),
      rows: survey.records.map { record in
        zip(survey.variables, record.values).map { variable, value in
          switch value {
          case .missing(.notRecorded): nil
          case .missing(.coded(let code, _)): labels ? nil : code
          default: labels ? variable.worded(value) : word(value)
          }
        }
      })
  }

  private static func word(_ value: SurveyValue) -> String {
    switch value {
    case .number(let number): plainNumber(number)
    case .text(let text): text
    case .several(let codes): codes.joined(separator: ";")
    case .missing: ""
    }
  }
}
