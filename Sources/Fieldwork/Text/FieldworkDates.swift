/// When the fieldwork of a study was done: a first day, and a last one where it is over.
public struct FieldworkDates: Hashable, Sendable {
  /// The first day.
  public let first: CivilDate
  /// The last day; `nil` while the fieldwork goes on.
  public let last: CivilDate?

  /// Reads `2016-06-14..2017-07-10`, or `2016-06-14..` while the fieldwork goes on.
  ///
  /// - Returns: `nil` for anything else, and when the last day is before the first.
  public init?(_ text: String) {
    guard let dots = text.firstRange(of: ".."),
      let first = CivilDate(String(text[..<dots.lowerBound]).trimmingBlanks)
    else { return nil }
    let words = String(text[dots.upperBound...]).trimmingBlanks
    let last = CivilDate(words)
    guard words.isEmpty || last != nil else { return nil }
    if let last, last.isCertainlyBefore(first) { return nil }
    self.first = first
    self.last = last
  }

  /// The dates as they are read.
  public var words: String { "\(first.iso)..\(last?.iso ?? "")" }

  /// Why an interview of a day cannot belong to the fieldwork, or `nil`.
  ///
  /// A date of which only the year or month is known is refused only when every day of it lies
  /// outside.
  public func misfit(_ date: CivilDate) -> String? {
    if date.isCertainlyBefore(first) {
      return "its date \(date.iso) is before the fieldwork, which began on \(first.iso)"
    }
    if let last, last.isCertainlyBefore(date) {
      return "its date \(date.iso) is after the fieldwork, which ended on \(last.iso)"
    }
    return nil
  }
}

extension CivilDate {
  /// Whether every day that this date may mean is before every day that the other may mean.
  fileprivate func isCertainlyBefore(_ other: CivilDate) -> Bool {
    if year != other.year { return year < other.year }
    guard let month, let otherMonth = other.month else { return false }
    if month != otherMonth { return month < otherMonth }
    guard let day, let otherDay = other.day else { return false }
    return day < otherDay
  }
}
