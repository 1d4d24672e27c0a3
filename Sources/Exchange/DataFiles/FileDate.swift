/// Dates and times as statistics programs count them, and as they are written (ISO 8601).
///
/// Stata counts days (`%td`), milliseconds (`%tc`), months (`%tm`) and years (`%ty`) from the
/// beginning of 1960; SPSS seconds from 14 October 1582; SAS days or seconds from the beginning of
/// 1960. Weeks, quarters and half-years of Stata and durations stay numbers.
enum FileDate: Equatable {
  case days, months, years
  case milliseconds
  case seconds(from: Epoch, isDay: Bool)

  /// Where seconds are counted from.
  enum Epoch: Int { case year1960 = 0, october1582 = -11_903_760_000 }

  /// How the numbers of a column with a display format are dates, or `nil`.
  init?(display: String) {
    let format = display.lowercased()
    if format.hasPrefix("%") {
      // `%-td` is flushed left; `%d` is what releases before 10 called `%td`.
      let plain = format.dropFirst().drop { $0 == "-" || $0.isNumber }
      if plain.hasPrefix("td") || plain.hasPrefix("d") {
        self = .days
      } else if plain.hasPrefix("tc") {
        self = .milliseconds
      } else if plain.hasPrefix("tm") {
        self = .months
      } else if plain.hasPrefix("ty") {
        self = .years
      } else {
        return nil
      }
      return
    }
    let name = format.prefix { $0.isLetter }
    switch name {
    case "adate", "edate", "sdate", "jdate", "moyr", "qyr", "wkyr":
      self = .seconds(from: .october1582, isDay: true)
    case "ymdhms": self = .seconds(from: .october1582, isDay: false)
    case "mmddyy", "ddmmyy", "yymmdd", "yymmddn", "weekdate", "worddate", "monyy": self = .days
    default: return nil
    }
  }

  /// The same for a file of a program whose names for formats mean other counts.
  init?(display: String, of format: DataFileFormat) {
    let name = display.lowercased().prefix { $0.isLetter }
    switch (format, name) {
    case (.stata, _): self.init(display: display)
    case (.sas, "date"): self = .days
    case (.sas, "datetime"): self = .seconds(from: .year1960, isDay: false)
    case (.sas, _): self.init(display: display)
    case (_, "date"): self = .seconds(from: .october1582, isDay: true)
    case (_, "datetime"): self = .seconds(from: .october1582, isDay: false)
    default: self.init(display: display)
    }
  }

  /// A number as it is written, or `nil` where it is no date of the years 1 to 9999.
  func written(_ number: Double) -> String? {
    guard abs(number) < 1e15 else { return nil }
    switch self {
    case .days:
      guard number == number.rounded() else { return nil }
      return Self.date(Int(number))
    case .months:
      guard number == number.rounded() else { return nil }
      let (year, month) = Self.split(Int(number), 12)
      return Self.year(1960 + year).map { $0 + "-" + Self.two(month + 1) }
    case .years:
      guard number == number.rounded() else { return nil }
      return Self.year(Int(number))
    case .milliseconds: return Self.moment(milliseconds: number, isDay: false)
    case .seconds(let epoch, let isDay):
      return Self.moment(
        milliseconds: (number + Double(epoch.rawValue)) * 1000, isDay: isDay)
    }
  }

  /// The number that is written so; `nil` for other words.
  func number(_ written: String) -> Double? {
    let halves = written.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    let parts = halves[0].split(separator: "-").compactMap { Int($0) }
    switch self {
    case .years: return parts.count == 1 ? Double(parts[0]) : nil
    case .months: return parts.count == 2 ? Double((parts[0] - 1960) * 12 + parts[1] - 1) : nil
    case .days: return parts.count == 3 ? Double(Self.day(parts[0], parts[1], parts[2])) : nil
    case .milliseconds, .seconds:
      guard parts.count == 3 else { return nil }
      var seconds = Double(Self.day(parts[0], parts[1], parts[2])) * 86_400
      if halves.count > 1 {
        let clock = halves[1].split(separator: ":").compactMap { Double($0) }
        guard clock.count >= 2 else { return nil }
        seconds += clock[0] * 3_600 + clock[1] * 60 + (clock.count > 2 ? clock[2] : 0)
      }
      guard case .seconds(let epoch, _) = self else { return (seconds * 1000).rounded() }
      return seconds - Double(epoch.rawValue)
    }
  }

  private static func moment(milliseconds: Double, isDay: Bool) -> String? {
    let whole = Int(milliseconds.rounded())
    let (day, rest) = split(whole, 86_400_000)
    guard let date = date(day) else { return nil }
    if isDay, rest == 0 { return date }
    let (seconds, thousandths) = split(rest, 1000)
    var text =
      date + "T" + two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60)
    if thousandths > 0 { text += "." + String(String(1000 + thousandths).dropFirst()) }
    return text
  }

  /// A day counted from 1 January 1960 (the civil calendar, by the count of days in eras of 400
  /// years).
  private static func date(_ day: Int) -> String? {
    // 715,815 days lie between 1 March of the year 0 and 1 January 1960.
    let (era, dayOfEra) = split(day + 715_815, 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let civil = month < 10 ? month + 3 : month - 9
    return year(era * 400 + yearOfEra + (civil <= 2 ? 1 : 0)).map {
      $0 + "-" + two(civil) + "-" + two(dayOfYear - (153 * month + 2) / 5 + 1)
    }
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = split(shifted, 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 715_815
  }

  /// Division that rounds down.
  private static func split(_ number: Int, _ by: Int) -> (quotient: Int, rest: Int) {
    let quotient = number >= 0 ? number / by : -((by - 1 - number) / by)
    return (quotient, number - quotient * by)
  }

  private static func year(_ year: Int) -> String? {
    guard (1...9999).contains(year) else { return nil }
    return String(String(10_000 + year).dropFirst())
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
