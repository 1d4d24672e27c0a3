import Fieldwork

/// One value of a table.
public enum Cell: Hashable, Sendable {
  /// Words.
  case text(String)
  /// A count.
  case integer(Int)
  /// A measure: people read it with `digits` decimals (0 to 15), from a thousand millions on with a
  /// power of ten; files carry it exactly.
  case number(Double, digits: Int)
  /// A probability: people read it with 3 decimals, below a thousandth as `<0.001` and never as
  /// 0; files carry it exactly.
  case probability(Double)
  /// A value that cannot be computed, and why; it is never printed as 0.
  case undefined(reason: String)
  /// Nothing was recorded here.
  case empty
  /// A value that leads to an anchor of the same page, such as the quotes behind a count.
  indirect case linked(Cell, anchor: String)

  /// A measure of this size or more is written with a power of ten.
  private static let readable = 1e9

  /// The value without its link, and a measure that is no finite number as undefined.
  public var plain: Cell {
    switch self {
    case .linked(let cell, _): cell.plain
    case .number(let value, _) where !value.isFinite:
      .undefined(reason: value.isNaN ? "not a number" : "infinite")
    case .probability(let value) where !(0...1).contains(value):
      .undefined(reason: "not a probability")
    default: self
    }
  }

  /// The value as people read it; an undefined one as `n/a`, nothing as no words.
  public var words: String {
    switch plain {
    case .text(let text): text
    case .integer(let value): String(value)
    case .number(let value, let digits):
      digits > 0 && abs(value) >= Cell.readable ? value.scientific : value.fixed(digits)
    case .probability(let value): value < 0.001 ? "<0.001" : value.fixed(3)
    case .undefined: "n/a"
    case .empty, .linked: ""
    }
  }
}

extension Cell: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  /// Words.
  public init(stringLiteral value: String) { self = .text(value) }

  /// A count.
  public init(integerLiteral value: Int) { self = .integer(value) }
}
