/// What an attribute is: its type, unit, and the values that it may have.
///
/// An attribute that nobody defined holds any words.
public struct AttributeDefinition: Hashable, Sendable {
  /// Whose attribute it is.
  public var owner: AttributeOwner
  /// The name as in the lists of transcripts, participants and cases.
  public var name: String
  /// How its values are read.
  public var type: AttributeType
  /// What it is, in a few words; possibly empty.
  public var label: String
  /// The unit of a number, possibly empty.
  public var unit: String
  /// The values that it may have, in order; of a category without any, every word.
  public var values: [ValueLabel]
  /// The kinds of transcripts or cases that it is about; empty for all.
  public var kinds: [String]

  /// Describes an attribute.
  public init(
    owner: AttributeOwner, name: String, type: AttributeType, label: String = "",
    unit: String = "", values: [ValueLabel] = [], kinds: [String] = []
  ) {
    self.owner = owner
    self.name = name
    self.type = type
    self.label = label
    self.unit = unit
    self.values = values
    self.kinds = kinds
  }

  /// The name with its owner, by which it is called: `case.rooms`.
  public var id: String { "\(owner.rawValue).\(name)" }

  /// A sign between values where an attribute has several.
  static let separator: Character = ";"

  /// The value as it is stored: a number and a date as written, of a category the code, yes or no.
  ///
  /// Full-width digits become narrow ones. Several categories or words are split by `;`.
  ///
  /// - Throws: `AttributeValueFailure`.
  public func stored(_ typed: String) throws -> String {
    let words = typed.trimmingBlanks
    switch type {
    case .text: return words
    case .number:
      let narrow = String(String.UnicodeScalarView(words.unicodeScalars.map(\.narrowed)))
      guard let number = Double(narrow), number.isFinite, narrow.first?.isLetter != true else {
        throw AttributeValueFailure.misfit(attribute: name, value: words, type: type)
      }
      return narrow
    case .date:
      guard let date = CivilDate(words) else {
        throw AttributeValueFailure.misfit(attribute: name, value: words, type: type)
      }
      return date.iso
    case .yesNo:
      guard let answer = AttributeDefinition.answers[words.foldedName] else {
        throw AttributeValueFailure.misfit(attribute: name, value: words, type: type)
      }
      return answer
    case .ordered: return try code(of: words)
    case .category:
      let parts = AttributeDefinition.parts(words)
      return try parts.map(code).joined(separator: "; ")
    }
  }

  private func code(of words: String) throws -> String {
    guard !values.isEmpty else { return words }
    let folded = words.foldedName
    guard
      let found = values.first(where: { $0.code.foldedName == folded })
        ?? values.first(where: { $0.label.foldedName == folded })
    else {
      throw AttributeValueFailure.notAllowed(
        attribute: name, value: words, allowed: values.map(\.words))
    }
    return found.code
  }

  private static let answers = [
    "yes": "yes", "y": "yes", "1": "yes", "true": "yes", "是": "yes", "有": "yes",
    "no": "no", "n": "no", "0": "no", "false": "no", "否": "no", "没有": "no", "不是": "no",
  ]

  static func parts(_ value: String) -> [String] {
    value.split(separator: separator).map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
  }

  /// The attribute as a variable, so that it is compared and worded as those of a survey are.
  public var variable: Variable {
    let kind: Variable.Kind =
      switch type {
      case .number: .number
      case .ordered: .ordinal
      case .category, .yesNo: .category
      case .text: .text
      case .date: .date
      }
    let labels =
      type == .yesNo ? ["yes", "no"].map { ValueLabel(code: $0, label: $0) } : values
    return Variable(
      name: name, labels: label.isEmpty ? [] : [LocalizedText(language: "", text: label)],
      kind: kind, unit: unit.isEmpty ? nil : unit, valueLabels: labels)
  }

  /// A stored value as one of a variable.
  public func surveyValue(_ stored: String) -> SurveyValue {
    switch type {
    case .number: Double(stored).map { .number($0) } ?? .text(stored)
    case .date, .ordered, .yesNo: .text(stored)
    case .text, .category: .several(AttributeDefinition.parts(stored))
    }
  }

  /// Whether it is about owners of a kind; an unknown kind fits every attribute.
  public func isAbout(kind: String) -> Bool {
    kinds.isEmpty || kind.isEmpty || kinds.contains { $0.foldedName == kind.foldedName }
  }
}

extension ValueLabel {
  /// The code, with the label behind it where that says more.
  var words: String {
    label.isEmpty || label.foldedName == code.foldedName ? code : "\(code) (\(label))"
  }
}
