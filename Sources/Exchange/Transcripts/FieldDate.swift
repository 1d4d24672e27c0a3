import Fieldwork

/// Reads the dates that people write into transcripts.
///
/// `2016-06-22`, `2016年6月22日`, `22 June 2016`, `22nd June, 2016`, `June 22nd, 2016`. All-figure
/// dates that do not begin with the year (`6/7/2016`) may be read two ways and are refused.
enum FieldDate {
  /// The date, or `nil` when it cannot be told for sure.
  static func read(_ text: String) -> CivilDate? {
    let plain = text.trimmed
    if let date = CivilDate(plain) { return date }
    return chinese(plain) ?? english(plain) ?? stamped(plain)
  }

  /// ISO with a time behind it.
  private static func stamped(_ text: String) -> CivilDate? {
    guard let end = text.firstIndex(where: { $0 == "T" || $0 == " " }) else { return nil }
    let rest = text[end...].dropFirst()
    guard rest.first?.isNumber == true, rest.contains(":") else { return nil }
    return CivilDate(String(text[..<end]))
  }

  private static func chinese(_ text: String) -> CivilDate? {
    guard text.contains("年") else { return nil }
    let marks: Set<Character> = ["年", "月", "日", "号", " "]
    let parts = text.split { marks.contains($0) }.prefix(3)
    let numbers = parts.prefix { $0.utf8.allSatisfy(\.isDigit) }.compactMap { Int($0) }
    guard numbers.count == parts.count || numbers.count == 3 else { return nil }
    return date(numbers)
  }

  private static func english(_ text: String) -> CivilDate? {
    let words = text.split { " ,.-/".contains($0) }.map { $0.lowercased() }
    guard (2...4).contains(words.count) else { return nil }
    var year: Int?
    var month: Int?
    var day: Int?
    for word in words {
      if let number = Int(word), word.count == 4 {
        if year != nil { return nil }
        year = number
      } else if word.count >= 3,
        let index = months.firstIndex(where: { $0 == word || $0.prefix(3) == word })
      {
        if month != nil { return nil }
        month = index + 1
      } else if let number = dayNumber(word) {
        if day != nil { return nil }
        day = number
      } else if word != "of" && !weekdays.contains(String(word.prefix(3))) {
        return nil
      }
    }
    guard let year, let month else { return nil }
    return date([year, month] + (day.map { [$0] } ?? []))
  }

  private static func dayNumber(_ word: String) -> Int? {
    let digits = word.prefix { $0.isNumber }
    let ending = word.dropFirst(digits.count)
    guard ending.isEmpty || ["st", "nd", "rd", "th"].contains(ending), digits.count <= 2 else {
      return nil
    }
    return Int(digits)
  }

  private static func date(_ numbers: [Int]) -> CivilDate? {
    guard let year = numbers.first, (1000...9999).contains(year) else { return nil }
    return CivilDate(numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-"))
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let weekdays: Set<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}
