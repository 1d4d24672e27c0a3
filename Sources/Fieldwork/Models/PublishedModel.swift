/// A regression table as somebody printed it: coefficients to predict with, and figures to check.
public struct PublishedModel: Hashable, Sendable {
  /// A number as it is printed.
  public struct Printed: Hashable, Sendable {
    /// The figures as written, such as `0.370`.
    public var text: String
    /// Their value.
    public var value: Double

    /// Takes figures over; `nil` where they are no number in plain notation.
    public init?(_ text: String) {
      guard let value = Double(text), value.isFinite else { return nil }
      self.text = text
      self.value = value
    }

    /// Half a unit of the last printed digit; of `1.70e-31` half of 0.01e-31.
    public var roundingError: Double {
      let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
      let decimals =
        parts.first?.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?
        .count
        ?? 0
      let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
      return Double("5e\(exponent - decimals - 1)") ?? 0
    }
  }

  /// One row of the table.
  public struct Term: Hashable, Sendable {
    /// The variable.
    public var variable: String
    /// For a category, the code of the level that is set against the base.
    public var level: String?
    /// The coefficient.
    public var coefficient: Printed?
    /// The odds ratio.
    public var oddsRatio: Printed?
    /// p.
    public var p: Printed?
    /// The stars, empty where none are printed; `nil` where the table has none.
    public var stars: String?
    /// The line of the file.
    public var line: Int

    /// Describes a row.
    public init(
      variable: String, level: String? = nil, coefficient: Printed? = nil,
      oddsRatio: Printed? = nil, p: Printed? = nil, stars: String? = nil, line: Int = 1
    ) {
      self.variable = variable
      self.level = level
      self.coefficient = coefficient
      self.oddsRatio = oddsRatio
      self.p = p
      self.stars = stars
      self.line = line
    }

    /// The variable, and the level where there is one.
    public var name: String { level.map { "\(variable): \($0)" } ?? variable }
  }

  /// How many stars stand for which p.
  public struct Stars: Hashable, Sendable {
    /// The stars.
    public var mark: String
    /// p below this has them.
    public var below: Double

    /// Sets a limit.
    public init(mark: String, below: Double) {
      self.mark = mark
      self.below = below
    }
  }

  /// A short name.
  public var name: String
  /// A title to print.
  public var title: String
  /// Where the figures come from, in words.
  public var source: String
  /// The variable that is explained, where the file says so.
  public var outcome: String?
  /// The intercept; without one nothing can be predicted.
  public var intercept: Double?
  /// What is to be known of the intercept, such as `calibrated, not published`.
  public var interceptNote: String
  /// What a record is called that has less than expected, and more.
  public var deviantNames: [String]
  /// The stars, most first.
  public var stars: [Stars]
  /// The rows.
  public var terms: [Term]

  /// The stars of most journals.
  public static let customaryStars = [
    Stars(mark: "***", below: 0.01), Stars(mark: "**", below: 0.05), Stars(mark: "*", below: 0.1),
  ]

  /// Describes a table.
  public init(
    name: String, title: String = "", source: String = "", outcome: String? = nil,
    intercept: Double? = nil, interceptNote: String = "",
    deviantNames: [String] = ["deviant: below", "deviant: above"],
    stars: [Stars] = customaryStars, terms: [Term]
  ) {
    self.name = name
    self.title = title
    self.source = source
    self.outcome = outcome
    self.intercept = intercept
    self.interceptNote = interceptNote
    self.deviantNames = deviantNames
    self.stars = stars
    self.terms = terms
  }
}
