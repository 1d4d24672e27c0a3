/// Survey schemas as YAML: what each column of a survey file means.
///
/// ```yaml
/// survey: households
/// title: …                     # title_zh: …
/// file: households.csv         # or a list: the files are merged by the key
/// key: household_id
/// case_kind: household
/// source: …
/// missing: {-7: refused, -8: not applicable, -9: don't know}   # for every variable
/// other_columns: ignore        # or keep
/// shape: rows                  # or columns: questions as rows, participants as columns
/// variables:
///   - {name: owns_home, label: …, label_zh: …, type: category, values: {0: no, 1: yes}}
///   - {name: income_10k, label: …, type: number, unit: 10,000 yuan a year}
///   - {name: plan, type: ordinal, values: {leave: leaves soon, stay: stays}}
///   - {name: illness, type: category, sensitive: true, missing: {99: not told}}
/// ```
///
/// Types are number, category, ordinal, text, date and multi (split by `;`). A map `missing` of
/// a variable replaces the survey's.
///
/// A questionnaire whose columns carry whole questions becomes items with short names by
/// `match`, where `*` is any run of characters and `{n}` a number; a range of names declares
/// many items at once, and a mean of items can be derived:
///
/// ```yaml
/// survey: PSSUQ
/// key: participant
/// variables:
///   - {name: participant, match: "Input your participant number*"}
///   - {name: Q1-Q19, match: "{n}. *", type: number}
/// derived:
///   - {name: pssuq_mean, label: Mean score, mean_of: Q1-Q19, min_answered: 15}
/// ```
///
/// An item without a label takes the question as its label. Without `min_answered` every item
/// must be answered for a mean.
public enum SurveySchemaYAML {
  /// Reads a schema.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `YAMLFailure` with the line at fault.
  public static func read(_ text: String, fileName: String) throws -> SurveySchema {
    try SurveySchemaReader.read(YAMLItem.read(text, fileName: fileName))
  }
}
