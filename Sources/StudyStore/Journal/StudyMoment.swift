import Fieldwork
import Foundation

/// A moment at which a study can be asked what it said.
public enum StudyMoment: Hashable, Sendable {
  /// When this entry of the journal was the last one.
  case entry(Int64)
  /// At the end of this day, UTC, as ISO 8601.
  case day(String)
  /// The state that has this name.
  case tag(String)

  /// What a word means: a number is an entry, a whole date a day, anything else a tag.
  public init(_ word: String) {
    if let number = Int64(word) {
      self = .entry(number)
    } else if let date = CivilDate(word), date.day != nil {
      self = .day(date.iso)
    } else {
      self = .tag(word.precomposedStringWithCanonicalMapping)
    }
  }
}
