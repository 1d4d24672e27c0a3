public import Fieldwork

/// Two files that say different things of the same record.
public struct SurveyConflict: Hashable, Sendable {
  /// The record.
  public var key: String
  /// The variable, as the first file calls it.
  public var variable: String
  /// What the first file says.
  public var first: String
  /// What the second file says.
  public var second: String

  /// Describes a difference.
  public init(key: String, variable: String, first: String, second: String) {
    self.key = key
    self.variable = variable
    self.first = first
    self.second = second
  }

  /// The conflict as one clause.
  var words: String { "\(key), \(variable): \(first) and \(second)" }
}

extension SurveyDraft {
  /// This survey with the variables and records of another file of the same survey.
  ///
  /// Records are the same when their keys are. Variables are the same when their names are, or
  /// else when they differ in case and width only and no other name of the first file does so
  /// too, or else when both names carry the same question number
  /// (`Q3` and `3. I could …`) that no other variable of its file carries. Where only one file
  /// has a value, it counts; a variable that one file has as words and the other as numbers
  /// becomes words. Names and order follow the first file.
  ///
  /// - Returns: the merged survey, in which the first file wins, and where the files differ.
  public func merging(_ other: SurveyDraft) -> (survey: SurveyDraft, conflicts: [SurveyConflict]) {
    SurveyMerger(first: self, second: other).merged()
  }

  /// This survey with the variables and records of another file of the same survey.
  ///
  /// - Throws: `SurveyFailure.conflicts` when both files have a value for the same variable of
  ///   the same record and the values differ.
  public func merged(with other: SurveyDraft) throws -> SurveyDraft {
    let (survey, conflicts) = merging(other)
    guard conflicts.isEmpty else {
      throw SurveyFailure.conflicts(Array(conflicts.prefix(20)), count: conflicts.count)
    }
    return survey
  }
}
