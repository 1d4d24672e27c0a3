/// A failure in words for a person: what happened, where, and what to try.
///
/// Modules throw closed sets of their own that carry facts; each is worded in one place by
/// its conformance to `ProblemReporting`.
public struct Problem: Error, Hashable, Sendable {
  /// The family of a failure; it decides the exit code of the command line.
  public enum Kind: Sendable {
    /// The command was written wrongly (64).
    case usage
    /// The data cannot be used as they are (65).
    case data
    /// An input does not exist or cannot be read (66).
    case missingInput
    /// A broken invariant of the program itself (70).
    case internalFailure
    /// A file or folder cannot be written (73).
    case cannotCreate
    /// Another program is writing to the study (75).
    case busy
    /// Consent or confidentiality forbids it (77).
    case refused
  }

  /// The family.
  public var kind: Kind
  /// What happened, as one clause without a full stop.
  public var what: String
  /// Where: a file with line, a transcript with turn, a code.
  public var place: String?
  /// What to try next.
  public var hint: String?
  /// Names or passages that may have been meant, best first.
  public var candidates: [String]

  /// Words a failure.
  public init(
    _ kind: Kind, _ what: String, place: String? = nil, hint: String? = nil,
    candidates: [String] = []
  ) {
    self.kind = kind
    self.what = what
    self.place = place
    self.hint = hint
    self.candidates = candidates
  }

  /// The failure on one line: `place: what; hint`, candidates in brackets.
  public var line: String {
    var text = place.map { "\($0): " } ?? ""
    text += what
    if !candidates.isEmpty { text += " (" + candidates.joined(separator: "; ") + ")" }
    if let hint { text += "; " + hint }
    return text
  }
}

/// An error of a module that knows how to be told to a person.
public protocol ProblemReporting: Error {
  /// The failure in words.
  var problem: Problem { get }
}

extension Problem: ProblemReporting {
  /// The problem itself.
  public var problem: Problem { self }
}
