import Fieldwork

/// What a schema says that a number must be to be believed.
public struct PlausibleValues: Hashable, Sendable {
  /// The least value, where there is one.
  public var least: Double?
  /// The greatest value, where there is one.
  public var greatest: Double?
  /// The variable whose value in the same record is not exceeded, such as the size of the
  /// household by a count of its members.
  public var atMost: String?

  /// Declares what is plausible; without anything every number is.
  public init(least: Double? = nil, greatest: Double? = nil, atMost: String? = nil) {
    self.least = least
    self.greatest = greatest
    self.atMost = atMost
  }

  /// Whether every number is plausible.
  var isOpen: Bool { self == PlausibleValues() }

  /// Reads `0..1`, `0..` or `..120`; `nil` for anything else and for a range without values.
  static func range(_ text: String) -> (least: Double?, greatest: Double?)? {
    guard let dots = text.firstRange(of: "..") else { return nil }
    let ends = [text[..<dots.lowerBound], text[dots.upperBound...]].map {
      String($0).trimmingBlanks
    }
    let numbers = ends.map(NumberReading.number)
    for (end, number) in zip(ends, numbers) where !end.isEmpty && number == nil { return nil }
    guard ends != ["", ""] else { return nil }
    if let least = numbers[0], let greatest = numbers[1], least > greatest { return nil }
    return (numbers[0], numbers[1])
  }

  /// What is wrong with a number that lies outside the range, or `nil`.
  func misfit(_ number: Double) -> String? {
    let isLow = least.map { number < $0 } ?? false
    let isHigh = greatest.map { number > $0 } ?? false
    guard isLow || isHigh else { return nil }
    let allowed =
      switch (least, greatest) {
      case (let least?, let greatest?):
        "from \(plainNumber(least)) to \(plainNumber(greatest))"
      case (let least?, nil): "\(plainNumber(least)) or more"
      case (nil, let greatest?): "\(plainNumber(greatest)) or less"
      case (nil, nil): ""
      }
    return "\(plainNumber(number)) is not \(allowed), as the schema says"
  }

  /// What is wrong with a number beside the one that it may not exceed, or `nil`; a missing
  /// limit limits nothing.
  func misfit(_ number: Double, limit: SurveyValue) -> String? {
    guard let atMost, case .number(let most) = limit, number > most else { return nil }
    return "\(plainNumber(number)) is more than \(atMost), which is \(plainNumber(most))"
  }
}
