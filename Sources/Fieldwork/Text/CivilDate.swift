/// A calendar date that may lack its day or its month, as field dates do.
public struct CivilDate: Hashable, Sendable {
  /// The year, 1 to 9999.
  public let year: Int
  /// The month, 1 to 12, or `nil` when only the year is known.
  public let month: Int?
  /// The day of the month, or `nil` when it is not known.
  public let day: Int?

  /// Reads `2016-06-22`, `2016-06`, `2016`, and the same with `/` or `.`; `nil` for anything
  /// else and for days that do not exist.
  public init?(_ text: String) {
    let parts = text.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
    guard (1...3).contains(parts.count), parts[0].count == 4 else { return nil }
    var numbers: [Int] = []
    for part in parts {
      guard part.utf8.allSatisfy({ (48...57).contains($0) }), part.count <= 4,
        let number = Int(part)
      else { return nil }
      numbers.append(number)
    }
    guard numbers[0] >= 1 else { return nil }
    year = numbers[0]
    month = numbers.count > 1 ? numbers[1] : nil
    day = numbers.count > 2 ? numbers[2] : nil
    if let month, !(1...12).contains(month) { return nil }
    if let month, let day, !(1...CivilDate.days(in: month, of: year)).contains(day) { return nil }
  }

  /// The date as ISO 8601, as far as it is known.
  public var iso: String {
    var text = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
    for part in [month, day] {
      guard let part else { break }
      text += part < 10 ? "-0\(part)" : "-\(part)"
    }
    return text
  }

  /// The date as the citation form of the field writes it: `June 22nd, 2016`.
  public var spelledOut: String {
    guard let month else { return String(year) }
    let name = CivilDate.monthNames[month - 1]
    guard let day else { return "\(name) \(year)" }
    let ending =
      switch day {
      case 1, 21, 31: "st"
      case 2, 22: "nd"
      case 3, 23: "rd"
      default: "th"
      }
    return "\(name) \(day)\(ending), \(year)"
  }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CivilDate: Comparable {
  /// The order: by the first part that differs.
  public static func < (a: CivilDate, b: CivilDate) -> Bool {
    (a.year, a.month ?? 0, a.day ?? 0) < (b.year, b.month ?? 0, b.day ?? 0)
  }
}
