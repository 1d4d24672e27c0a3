/// What is written in the place of a value: a value, why it is missing, or nothing.
public enum AttributeContent: Hashable, Sendable {
  /// A value as written, not empty.
  case value(String)
  /// No value, and why.
  case missing(AttributeMissing)
  /// Nothing is said.
  case nothing

  /// Reads `3`, `missing:refused`, or nothing at all.
  ///
  /// - Throws: `AttributeValueFailure.unknownReason`.
  public init(_ typed: String) throws {
    let words = typed.trimmingBlanks
    guard words.foldedName.hasPrefix(AttributeMissing.prefix) else {
      self = words.isEmpty ? .nothing : .value(words)
      return
    }
    let reason = String(words[words.index(after: words.firstIndex(of: ":") ?? words.startIndex)...])
    guard let missing = AttributeMissing(typed: reason) else {
      throw AttributeValueFailure.unknownReason(reason.trimmingBlanks)
    }
    self = .missing(missing)
  }

  /// The content as it is written.
  public var typed: String {
    switch self {
    case .value(let value): value
    case .missing(let reason): reason.typed
    case .nothing: ""
    }
  }
}

/// Why something cannot be a value of an attribute.
public enum AttributeValueFailure: ProblemReporting, Hashable {
  /// No value is missing for this reason.
  case unknownReason(String)
  /// The value is not of the type of the attribute.
  case misfit(attribute: String, value: String, type: AttributeType)
  /// The value is none of those that the attribute may have.
  case notAllowed(attribute: String, value: String, allowed: [String])

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .unknownReason(let words):
      Problem(
        .data, "no value is missing because of '\(words)'",
        hint: "write \(AttributeMissing.prefix) and one of \(AttributeMissing.listed)")
    case .misfit(let attribute, let value, .yesNo):
      Problem(
        .data, "'\(value)' is neither yes nor no, and '\(attribute)' is one of them",
        hint: "write yes or no; a value that is not there is \(AttributeMissing.refused.typed) or "
          + "the like")
    case .misfit(let attribute, let value, let type):
      Problem(
        .data, "'\(value)' is no \(type.rawValue), and '\(attribute)' is one",
        hint: type.example + "; a value that is not there is \(AttributeMissing.refused.typed) or "
          + "the like")
    case .notAllowed(let attribute, let value, let allowed):
      Problem(
        .data, "'\(value)' is no value of '\(attribute)'",
        hint: "write one of \(allowed.joined(separator: ", "))")
    }
  }
}

extension AttributeType {
  fileprivate var example: String {
    switch self {
    case .number: "write digits, with '.' before decimals"
    case .date: "write 2016-06-22, 2016-06 or 2016"
    default: "write its words"
    }
  }
}
