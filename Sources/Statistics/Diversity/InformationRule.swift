/// The three numbers that Guest, Namey & Chen (2020) ask for: the size of the base, the length
/// of a run, and the share of new information that is small enough.
public struct InformationRule: Hashable, Sendable {
  /// How many samples make the base; 4, 5 or 6 in the article.
  public let base: Int
  /// How many samples make a run; 2 or 3 in the article.
  public let run: Int
  /// The greatest share of new information, in percent of the base; 5 or 0 in the article.
  public let percent: Double

  /// A rule, or `nil` unless base and run are at least 1 and the percentage lies in 0…100.
  public init?(base: Int, run: Int, percent: Double) {
    guard base >= 1, run >= 1, percent >= 0, percent <= 100 else { return nil }
    self.base = base
    self.run = run
    self.percent = percent
  }

  /// How many samples a judgement needs.
  public var needed: Int { base + run }

  /// Whether so few new items of a base are few enough; whole percentages are judged exactly.
  func accepts(_ new: Int, ofBase items: Int) -> Bool {
    Double(new) * 100 <= percent * Double(items)
  }
}
