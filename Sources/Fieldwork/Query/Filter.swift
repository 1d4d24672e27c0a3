/// Which interviews and cases a question is about, in the words of the researcher, such as
/// `kind is household and owns_home_city is yes and date before 2017-01-01`.
///
/// ```
/// filter     = share { or share }
/// share      = factor { and factor }
/// factor     = not factor | "(" filter ")" | comparison
/// comparison = name "is" [ "not" ] ( value | "missing" )
///            | name ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) value
///            | name ( "before" | "after" ) date  |  name "in" site
/// ```
///
/// A name is a field of the transcript, an attribute of the case or a survey variable; names and
/// values with blanks, brackets or signs stand in quotation marks. The words may be written in
/// any case.
///
/// **Missing is neither yes nor no.** A comparison with a missing value is not known, nor is its
/// opposite; `and`, `or` and `not` keep that (Kleene 1952), and only what is known to hold is
/// kept. `name is missing` asks for it.
public struct Filter: Hashable, Sendable {
  /// How a field is compared.
  public enum Operation: String, Hashable, Sendable {
    /// Equal; by a code or its label; any one of several values.
    case equal = "is"
    /// Smaller, or an earlier date.
    case less = "<"
    /// Smaller or equal.
    case lessOrEqual = "<="
    /// Greater, or a later date.
    case greater = ">"
    /// Greater or equal.
    case greaterOrEqual = ">="
    /// At a site or at one inside it.
    case within = "in"
    /// Without a value.
    case missing = "is missing"
  }

  /// One field and what it is compared with.
  public struct Comparison: Hashable, Sendable {
    /// The field as it is named.
    public var field: String
    /// How it is compared.
    public var operation: Operation
    /// The value as it is written; empty for `is missing`.
    public var value: String
    /// Where the field stands: scalars of the filter, from 1.
    public var column: Int

    /// Describes a comparison.
    public init(field: String, operation: Operation, value: String, column: Int = 1) {
      self.field = field
      self.operation = operation
      self.value = value
      self.column = column
    }
  }

  /// What a filter says.
  public indirect enum Tree: Hashable, Sendable {
    /// One comparison.
    case comparison(Comparison)
    /// All of these.
    case all([Tree])
    /// Any of these.
    case any([Tree])
    /// The opposite.
    case not(Tree)
  }

  /// The filter as it was typed.
  public let text: String
  /// What it says.
  public let tree: Tree

  /// Reads a filter.
  ///
  /// - Throws: `FilterSyntax`, which points at the place.
  public init(_ text: String) throws {
    var parser = FilterParser(text)
    self.text = text
    tree = try parser.filter()
  }

  /// The comparisons from left to right.
  public var comparisons: [Comparison] { tree.comparisons }

  /// Whether the filter holds, `nil` where that is not known.
  ///
  /// - Parameter answer: whether the comparison at a position of `comparisons` holds, `nil` where
  ///   its value is missing.
  public func holds(_ answer: (Int) -> Bool?) -> Bool? {
    var position = 0
    return tree.holds(&position, answer)
  }
}

extension Filter.Tree {
  fileprivate var comparisons: [Filter.Comparison] {
    switch self {
    case .comparison(let comparison): [comparison]
    case .all(let parts), .any(let parts): parts.flatMap(\.comparisons)
    case .not(let part): part.comparisons
    }
  }

  /// Asks every comparison, so that the position stays right.
  fileprivate func holds(_ position: inout Int, _ answer: (Int) -> Bool?) -> Bool? {
    switch self {
    case .comparison:
      defer { position += 1 }
      return answer(position)
    case .not(let part): return part.holds(&position, answer).map { !$0 }
    case .all(let parts):
      let found = parts.map { $0.holds(&position, answer) }
      return found.contains(false) ? false : found.contains(nil) ? nil : true
    case .any(let parts):
      let found = parts.map { $0.holds(&position, answer) }
      return found.contains(true) ? true : found.contains(nil) ? nil : false
    }
  }
}

/// Why a text is no filter, and where.
public struct FilterSyntax: ProblemReporting, Hashable {
  /// What is wrong.
  public let what: String
  /// What to try.
  public let hint: String
  /// Where.
  public let pointer: QueryPointer

  /// Describes what is wrong.
  public init(_ what: String, hint: String, at pointer: QueryPointer) {
    self.what = what
    self.hint = hint
    self.pointer = pointer
  }

  /// The failure in words.
  public var problem: Problem {
    Problem(
      .usage, what, place: "--where, column \(pointer.column)", hint: hint + "\n" + pointer.lines)
  }
}
