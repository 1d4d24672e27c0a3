/// A survey variable: what was asked and how its values are to be read.
public struct Variable: Hashable, Sendable {
  /// How the values of a variable are to be read.
  public enum Kind: String, CaseIterable, Sendable {
    /// A number with a unit.
    case number
    /// One of several unordered categories; also yes and no.
    case category
    /// One of several categories in the order of the schema.
    case ordinal
    /// Words.
    case text
    /// A calendar date.
    case date
    /// Several categories at once, split by `;` in the file.
    case multi
  }

  /// The name as the file has it.
  public var name: String
  /// What the variable is, by language, first the one to print.
  public var labels: [LocalizedText]
  /// How to read its values.
  public var kind: Kind
  /// The unit of a number, such as `10,000 yuan a year`.
  public var unit: String?
  /// The meaning of each code, in order.
  public var valueLabels: [ValueLabel]
  /// Codes that stand for a missing value, and why it is missing.
  public var missing: [ValueLabel]
  /// Whether values ask for extra care when they leave the study.
  public var isSensitive: Bool
  /// Whether the schema wants it first on the page of a case.
  public var isShown: Bool
  /// How the statistics program kept it from whose file it came; `nil` for other files.
  public var stored: StoredForm?

  /// Describes a variable.
  public init(
    name: String, labels: [LocalizedText] = [], kind: Kind, unit: String? = nil,
    valueLabels: [ValueLabel] = [], missing: [ValueLabel] = [], isSensitive: Bool = false,
    isShown: Bool = false, stored: StoredForm? = nil
  ) {
    self.name = name
    self.labels = labels
    self.kind = kind
    self.unit = unit
    self.valueLabels = valueLabels
    self.missing = missing
    self.isSensitive = isSensitive
    self.isShown = isShown
    self.stored = stored
  }

  /// The label to print, else the name.
  public var label: String { labels.first?.text ?? name }

  /// A value in words: its label where it has one, `missing (reason)` where it is missing.
  public func worded(_ value: SurveyValue) -> String {
    switch value {
    case .number(let number): label(of: plainNumber(number)) ?? plainNumber(number)
    case .text(let text): label(of: text) ?? text
    case .several(let codes): codes.map { label(of: $0) ?? $0 }.joined(separator: ", ")
    case .missing(let reason): "missing (\(reason.words))"
    }
  }

  /// A value in words with its unit.
  ///
  /// `47 years`, `1 member`, `9 × 10,000 yuan a year`, `0.5 (share of all members)`. A labelled
  /// code is no quantity and has no unit.
  public func wordedWithUnit(_ value: SurveyValue) -> String {
    let words = worded(value)
    guard case .number(let number) = value, let unit, label(of: plainNumber(number)) == nil else {
      return words
    }
    if unit.first?.isNumber == true { return "\(words) × \(unit)" }
    if number == 1, !unit.contains(" "), unit.hasSuffix("s") {
      return "\(words) \(unit.dropLast())"
    }
    return unit.split(separator: " ").count > 3 ? "\(words) (\(unit))" : "\(words) \(unit)"
  }

  /// The label of a code, or `nil`.
  public func label(of code: String) -> String? {
    valueLabels.first { $0.code == code }?.label
  }
}

/// A code of a variable and what it means.
public struct ValueLabel: Hashable, Sendable {
  /// The code as the file has it.
  public var code: String
  /// What it means.
  public var label: String

  /// Pairs a code with its meaning.
  public init(code: String, label: String) {
    self.code = code
    self.label = label
  }
}

/// One value of one record.
///
/// Missing is never zero and never an empty text.
public enum SurveyValue: Hashable, Sendable {
  /// A number, also the code of a category that is written as a number.
  case number(Double)
  /// A word, the code of a category, or an ISO date.
  case text(String)
  /// Several codes.
  case several([String])
  /// No value, and why.
  case missing(MissingReason)
}

/// Why a value is missing.
public enum MissingReason: Hashable, Sendable {
  /// The cell is empty: not asked, or not recorded.
  case notRecorded
  /// A code of the file says why.
  case coded(code: String, label: String)

  /// The reason in words.
  public var words: String {
    switch self {
    case .notRecorded: "not recorded"
    case .coded(_, let label): label
    }
  }
}

/// A number as people write it: no exponent for ordinary sizes, no trailing zeros, `.` as the
/// decimal sign whatever the locale.
public func plainNumber(_ value: Double) -> String {
  if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
  return value.description
}
