/// A place in a query, to be shown under the words that were typed.
public struct QueryPointer: Hashable, Sendable {
  /// The query as it was typed.
  public var text: String
  /// The place: scalars from 1; one more than the length means the end.
  public var column: Int

  /// Points at a place.
  public init(text: String, column: Int) {
    self.text = text
    self.column = column
  }

  /// The query on one line and a caret under the place on the next; wide characters such as
  /// Chinese ones take two columns, as they do on a terminal.
  public var lines: String {
    var shown = String.UnicodeScalarView()
    var blanks = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
      shown.append(scalar.properties.isWhitespace && scalar != "\u{3000}" ? " " : scalar)
      if index < column - 1 { blanks += scalar.isWide ? "  " : " " }
    }
    return "  \(String(shown))\n  \(blanks)^"
  }
}

/// Why a text is no code query, and where.
public struct CodeQuerySyntax: ProblemReporting, Hashable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// There is nothing to ask.
    case empty
    /// Here a code should stand.
    case missingName
    /// Two names stand side by side without `and` or `or`.
    case missingOperator
    /// The bracket that opens here is never closed.
    case openBracket
    /// A bracket closes that was never opened.
    case strayBracket
    /// The quotation mark that opens here is never closed.
    case openQuotation
    /// A quotation mark closes that was never opened.
    case strayQuotation
    /// The quotation marks hold no name.
    case emptyName
    /// A `not` has nothing beside it to take from.
    case loneNot
    /// There are more brackets in brackets than anyone can mean.
    case tooDeep
    /// Behind `near` no distance stands.
    case badReach
    /// Behind `same` nothing stands that two passages can share.
    case badSame
    /// Behind `text` the words stand without quotation marks.
    case bareText
  }

  /// What is wrong.
  public let reason: Reason
  /// Where.
  public let pointer: QueryPointer

  /// Describes what is wrong.
  public init(_ reason: Reason, at pointer: QueryPointer) {
    self.reason = reason
    self.pointer = pointer
  }

  /// The failure in words.
  public var problem: Problem {
    let (what, hint) = words
    return Problem(
      .usage, what, place: "query, column \(pointer.column)", hint: hint + "\n" + pointer.lines)
  }

  private var words: (String, String) {
    switch reason {
    case .empty: ("the query is empty", "write a code, or two codes with 'and'")
    case .missingName: ("a code is missing here", "write the name of a code")
    case .missingOperator:
      (
        "two names stand side by side",
        "put 'and', 'or', 'overlaps', 'near(2 turns)' … between them; a name with blanks is "
          + "quoted: \"own words\""
      )
    case .openBracket: ("this bracket is never closed", "add ')'")
    case .strayBracket: ("this bracket was never opened", "take it away, or add '(' before it")
    case .openQuotation: ("this quotation mark is never closed", "add the closing mark")
    case .strayQuotation:
      ("this quotation mark was never opened", "take it away, or add the opening mark")
    case .emptyName: ("the quotation marks hold no name", "write the name of a code between them")
    case .loneNot:
      (
        "'not' has nothing beside it to take passages from",
        "say what to look at first: 'A and not B'"
      )
    case .tooDeep: ("the query is nested too deeply", "ask in several smaller queries")
    case .badReach:
      (
        "a distance is missing here",
        "write near(2 turns), near(1 sentence) or near(50 characters), at most "
          + "\(QueryRelation.Reach.greatest)"
      )
    case .badSame:
      (
        "'same' of what is missing here",
        "write same turn, same passage, same transcript or same case"
      )
    case .bareText:
      (
        "the words to look for stand in quotation marks",
        "write text \"own words\"; quote a code that is called 'text'"
      )
    }
  }
}

/// A query that needs the words of the texts, asked where only codes can be.
public struct CodeQueryOnlyCodes: ProblemReporting, Hashable {
  /// The query as it was typed.
  public let text: String

  /// The failure in words.
  public var problem: Problem {
    Problem(
      .usage, "'\(text)' looks at words, and only codes can be asked for here",
      hint: "leave out text \"…\" and distances in sentences")
  }
}

/// A name in a query that leads to no code, or to several, and where it stands.
public struct CodeQueryNameFailure: ProblemReporting, Hashable {
  /// What the search for the name found.
  public let failure: NameFailure
  /// Where the name stands.
  public let pointer: QueryPointer

  /// Describes a name that leads nowhere.
  public init(failure: NameFailure, pointer: QueryPointer) {
    self.failure = failure
    self.pointer = pointer
  }

  /// The failure in words.
  public var problem: Problem {
    var problem = failure.problem
    problem.place = "query, column \(pointer.column)"
    let hint = problem.hint ?? "'emic codes' lists them"
    problem.hint = hint + "\n" + pointer.lines
    return problem
  }
}

extension Unicode.Scalar {
  /// Whether a terminal draws the scalar two columns wide (the W and F classes of UAX #11, by
  /// block).
  fileprivate var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
