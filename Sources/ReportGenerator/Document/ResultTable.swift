/// The answer of a command: a table with what was asked and what was counted.
public struct ResultTable: Hashable, Sendable {
  /// The command, such as `cooccurrence`.
  public var command: String
  /// What was asked, in the order of the manual.
  public var parameters: [Parameter]
  /// What a count counts, such as `segment` or `case`; `nil` where nothing is counted.
  public var unit: String?
  /// The number of units that were looked at; `nil` where there is no such number.
  public var n: Int?
  /// The rows.
  public var table: Table

  /// Puts an answer together.
  public init(
    command: String, parameters: [Parameter] = [], unit: String? = nil, n: Int? = nil, table: Table
  ) {
    self.command = command
    self.parameters = parameters
    self.unit = unit
    self.n = n
    self.table = table
  }
}

/// A named part of a question.
public struct Parameter: Hashable, Sendable {
  /// A value as JSON knows it.
  public enum Value: Hashable, Sendable {
    /// Words.
    case text(String)
    /// Several words.
    case list([String])
    /// A whole number.
    case integer(Int)
    /// A measure.
    case number(Double)
    /// Yes or no.
    case flag(Bool)
  }

  /// The name, as the option of the command writes it.
  public var name: String
  /// The value.
  public var value: Value

  /// Names a value.
  public init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }

  /// Names words.
  public init(_ name: String, _ words: String) { self.init(name, .text(words)) }
}
