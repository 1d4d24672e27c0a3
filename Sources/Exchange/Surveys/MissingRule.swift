import Fieldwork

/// A code, a tag or a range of numbers that stands for a missing value, and why: what somebody
/// writes as `-999 = don't know`, `-9..-1`, `.a = refused`, or `income, h31*: -8 = not applicable`.
public struct MissingRule: Hashable, Sendable {
  /// Names and patterns of the variables that it is for; empty for all.
  public var variables: [String]
  /// The code; `nil` for a range.
  public var code: String?
  /// The numbers; `nil` for a code.
  public var range: ClosedRange<Double>?
  /// The reason; `nil` leaves it to the file.
  public var label: String?

  /// Reads a rule.
  ///
  /// - Throws: a `Problem` for a label without a code, and for a range that ends before it begins.
  public init(_ text: String) throws {
    let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let label = halves.count > 1 ? String(halves[1]).trimmingBlanks : ""
    self.label = label.isEmpty ? nil : label
    let parts = halves[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    variables =
      parts.count > 1
      ? parts[0].split(separator: ",").map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
      : []
    let code = String(parts[parts.count - 1]).trimmingBlanks
    guard !code.isEmpty, !code.hasPrefix("--"), halves.count == 1 || !label.isEmpty,
      parts.count == 1 || !variables.isEmpty
    else {
      throw Problem(
        .usage, "'\(text)' says of no code why it is missing",
        hint: "write --missing \"-999 = don't know\", or --missing \"income: -8 = refused\"")
    }
    (self.code, range) = (code, nil)
    if code.contains("..") {
      guard let ends = PlausibleValues.range(code), let least = ends.least,
        let greatest = ends.greatest
      else {
        throw Problem(
          .usage, "'\(code)' is no range of numbers", hint: "write the lesser first: -9..-1")
      }
      (self.code, range) = (nil, least...greatest)
    }
  }

  /// Whether the rule is for a variable.
  func isFor(_ name: String) -> Bool {
    variables.isEmpty || variables.contains { NamePattern($0).fits(name) }
  }

  /// The codes of a column that the rule means, with their reasons.
  ///
  /// - Parameters:
  ///   - variable: the variable, whose labels name the reason where the rule does not.
  ///   - cells: its cells.
  func codes(in variable: Variable, cells: [String], comma: Bool) -> [ValueLabel] {
    func reason(_ code: String) -> String {
      label ?? variable.label(of: code)
        ?? variable.missing.first { $0.code == code }?.label ?? "missing (\(code))"
    }
    if let code {
      // A rule for every variable is one of those alone in which the code is known or occurs.
      let number = NumberReading.number(code)
      let isMeant =
        !variables.isEmpty || variable.label(of: code) != nil
        || cells.contains { cell in
          cell == code || number != nil && NumberReading.number(cell, comma: comma) == number
        }
      return isMeant ? [ValueLabel(code: code, label: reason(code))] : []
    }
    guard let range else { return [] }
    var found: Set<Double> = []
    for cell in cells {
      if let number = NumberReading.number(cell, comma: comma), range.contains(number) {
        found.insert(number)
      }
    }
    return found.sorted().map { number in
      let code = plainNumber(number)
      return ValueLabel(code: code, label: reason(code))
    }
  }
}

extension Variable {
  /// Takes codes among those that stand for a missing value; what was a label of one is its reason.
  mutating func addMissing(_ codes: [ValueLabel]) {
    for code in codes {
      missing.removeAll { $0.code == code.code }
      missing.append(code)
      valueLabels.removeAll { $0.code == code.code }
    }
  }
}
