import Fieldwork

/// A calendar date with a time of day, as data files hold them.
enum DateAndTime {
  /// A moment as `2016-06-22T14:30`, with seconds and thousandths where they are written.
  ///
  /// `nil` for anything else and for moments that do not exist. A blank may stand for the `T`.
  static func iso(_ text: String) -> String? {
    let halves = text.split(maxSplits: 1, omittingEmptySubsequences: false) {
      $0 == "T" || $0 == " "
    }
    guard halves.count == 2, let date = CivilDate(String(halves[0])), date.day != nil else {
      return nil
    }
    let parts = halves[1].split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts[0].utf8.count <= 2, parts[1].utf8.count == 2,
      let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour),
      (0..<60).contains(minute)
    else { return nil }
    if parts.count == 3 {
      let second = parts[2].prefix { $0 != "." }
      guard second.utf8.count == 2, let number = NumberReading.number(String(parts[2])),
        (0..<60).contains(number)
      else { return nil }
    }
    let clock = (hour < 10 ? "0\(hour)" : "\(hour)") + halves[1].dropFirst(parts[0].count)
    return date.iso + "T" + clock
  }
}
