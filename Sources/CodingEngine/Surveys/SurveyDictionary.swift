public import Fieldwork

/// The data dictionary of a survey: what its codes mean and how often they occur.
public struct SurveyDictionary: Sendable {
  /// What an entry describes.
  public enum Kind: String, Sendable {
    /// A code and its meaning.
    case value
    /// A code that stands for a missing value, and why; an empty code is a cell without anything.
    case missing
    /// All values without a label, such as the range of numbers.
    case range
  }

  /// One line of the dictionary.
  public struct Entry: Hashable, Sendable {
    /// The variable.
    public var variable: Variable
    /// The code, or the least and greatest value as `1..9`; empty for words.
    public var code: String
    /// What it means.
    public var meaning: String
    /// What the entry describes.
    public var kind: Kind
    /// The number of records.
    public var n: Int
  }

  /// The entries, variable by variable in file order; codes in theirs.
  public private(set) var entries: [Entry] = []

  /// Describes a survey.
  public init(_ survey: SurveyTable) {
    for (column, variable) in survey.variables.enumerated() {
      describe(variable, survey.records.map { $0.values[column] })
    }
  }

  private mutating func describe(_ variable: Variable, _ values: [SurveyValue]) {
    let labelled = Set(variable.valueLabels.map(\.code))
    var counts: [String: Int] = [:]
    var missing: [String: Int] = [:]
    var empty = 0
    var others = 0
    var words: (first: String, last: String)?
    var ends: (least: Double, greatest: Double)?
    func count(_ code: String) {
      guard labelled.contains(code) else { return others += 1 }
      counts[code, default: 0] += 1
    }
    for value in values {
      switch value {
      case .missing(.notRecorded): empty += 1
      case .missing(.coded(let code, _)): missing[code, default: 0] += 1
      case .several(let codes): codes.forEach(count)
      case .text(let text):
        count(text)
        if variable.kind == .date, !labelled.contains(text) {
          words = (min(words?.first ?? text, text), max(words?.last ?? text, text))
        }
      case .number(let number):
        let code = plainNumber(number)
        count(code)
        if !labelled.contains(code) {
          ends = (min(ends?.least ?? number, number), max(ends?.greatest ?? number, number))
        }
      }
    }
    for label in variable.valueLabels {
      add(variable, label.code, label.label, .value, counts[label.code] ?? 0)
    }
    if others > 0 || variable.valueLabels.isEmpty {
      let range =
        ends.map { "\(plainNumber($0.least))..\(plainNumber($0.greatest))" }
        ?? words.map { "\($0.first)..\($0.last)" } ?? ""
      let meaning =
        switch variable.kind {
        case .number: "numbers"
        case .date: "dates"
        case .category, .ordinal, .multi: "codes without a label"
        case .text: "words"
        }
      add(variable, range, meaning, .range, others)
    }
    for label in variable.missing {
      add(variable, label.code, label.label, .missing, missing[label.code] ?? 0)
    }
    if empty > 0 { add(variable, "", MissingReason.notRecorded.words, .missing, empty) }
  }

  private mutating func add(
    _ variable: Variable, _ code: String, _ meaning: String, _ kind: Kind, _ n: Int
  ) {
    entries.append(Entry(variable: variable, code: code, meaning: meaning, kind: kind, n: n))
  }
}
