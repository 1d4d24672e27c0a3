/// A value of an oracle file.
///
/// `"Inf"`, `"-Inf"` and `"NaN"` are numbers there, `null` means undefined.
public enum OracleValue: Hashable, Sendable, Decodable {
  /// A number, which may be infinite.
  case number(Double)
  /// A text.
  case text(String)
  /// True or false.
  case truth(Bool)
  /// Undefined or missing.
  case null
  /// A list.
  case list([OracleValue])
  /// A dictionary.
  case object([String: OracleValue])

  /// Decodes any JSON value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let truth = try? container.decode(Bool.self) {
      self = .truth(truth)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      switch text {
      case "Inf": self = .number(.infinity)
      case "-Inf": self = .number(-.infinity)
      case "NaN": self = .number(.nan)
      default: self = .text(text)
      }
    } else if let list = try? container.decode([OracleValue].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: OracleValue].self))
    }
  }

  /// What an input lacks or has in another form.
  public struct Mismatch: Error, CustomStringConvertible {
    /// What was wanted.
    public let description: String
  }

  /// The member of a dictionary.
  public func member(_ name: String) throws -> OracleValue {
    guard case .object(let members) = self, let member = members[name] else {
      throw Mismatch(description: "no member '\(name)'")
    }
    return member
  }

  /// The number.
  public func number() throws -> Double {
    guard case .number(let number) = self else { throw Mismatch(description: "no number") }
    return number
  }

  /// The whole number.
  public func int() throws -> Int {
    guard let int = Int(exactly: try number()) else {
      throw Mismatch(description: "no whole number")
    }
    return int
  }

  /// The text.
  public func text() throws -> String {
    guard case .text(let text) = self else { throw Mismatch(description: "no text") }
    return text
  }

  /// The list; a single value is a list of one.
  public func list() -> [OracleValue] {
    if case .list(let list) = self { list } else { [self] }
  }

  /// The list of numbers.
  public func numbers() throws -> [Double] { try list().map { try $0.number() } }

  /// The list of whole numbers.
  public func ints() throws -> [Int] { try list().map { try $0.int() } }

  /// The list of lists of whole numbers.
  public func intTable() throws -> [[Int]] { try list().map { try $0.ints() } }

  /// The paths of all values that are neither lists nor dictionaries, joined by `/`, indices
  /// from 0, in a fixed order.
  public func leaves(under path: String = "") -> [(path: String, value: OracleValue)] {
    let prefix = path.isEmpty ? "" : path + "/"
    switch self {
    case .list(let list):
      return list.enumerated().flatMap { $1.leaves(under: prefix + String($0)) }
    case .object(let members):
      return members.sorted { $0.key < $1.key }.flatMap { $1.leaves(under: prefix + $0) }
    default:
      return [(path, self)]
    }
  }
}
