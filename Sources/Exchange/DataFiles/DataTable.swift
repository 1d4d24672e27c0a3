public import Fieldwork

/// A table as the file of a statistics program holds it: typed columns, labels, and missing values
/// of several kinds.
public struct DataTable: Sendable {
  /// The columns that were read, in file order.
  public var columns: [DataColumn]
  /// The number of rows.
  public var rowCount: Int
  /// The names of all columns of the file, those that were left out among them.
  public var allNames: [String]
  /// The label of the file, possibly empty.
  public var label: String
  /// The variable by which the file weighs its rows, where it names one.
  public var weight: String?
  /// The encoding of the words, such as `UTF-8` or `GB18030`.
  public var encoding: String
  /// What the reader decided, in words.
  public var notes: [String]

  /// The place of a column, or `nil`.
  public func place(of name: String) -> Int? { columns.firstIndex { $0.name == name } }
}

/// One column of a data file.
public struct DataColumn: Sendable {
  /// A value and what the file says that it means.
  public struct Label: Hashable, Sendable {
    /// What is labelled.
    public enum Key: Hashable, Sendable {
      /// A number.
      case number(Double)
      /// A tagged missing value, `a` to `z`.
      case tag(Character)
      /// Words.
      case text(String)
    }

    /// What is labelled.
    public var key: Key
    /// What it means.
    public var label: String
  }

  /// The name, unique in the file.
  public var name: String
  /// What it is; possibly empty.
  public var label: String
  /// How the file keeps it.
  public var stored: StoredForm
  /// Whether the file calls it ordered.
  public var isOrdered: Bool
  /// What its values mean, in file order.
  public var labels: [Label]
  /// Numbers that the file declares as missing, single ones as a range of one.
  public var missingNumbers: [ClosedRange<Double>]
  /// Words that the file declares as missing.
  public var missingTexts: [String]
  var cells: Cells

  /// The cells, by the type of the column.
  enum Cells: Sendable {
    /// Numbers; one that is missing is a NaN that carries its tag.
    case numbers([Double])
    /// Words.
    case texts(TextCells)
  }

  /// The number in a row; `nil` where it is missing or the column holds words.
  public func number(_ row: Int) -> Double? {
    guard case .numbers(let numbers) = cells, !numbers[row].isNaN else { return nil }
    return numbers[row]
  }

  /// The tag `a` to `z` of a missing number; `nil` for an untagged one and for a value.
  public func tag(_ row: Int) -> Character? {
    guard case .numbers(let numbers) = cells else { return nil }
    return MissingNumber.tag(of: numbers[row])
  }

  /// The words in a row, without what fills their field; `nil` where the column holds numbers.
  public func text(_ row: Int) -> String? {
    guard case .texts(let texts) = cells else { return nil }
    return texts[row]
  }
}

/// Missing numbers as NaNs that carry a tag.
enum MissingNumber {
  private static let base: UInt64 = 0x7FF8_0000_0000_0000

  /// A missing number, tagged with an ASCII letter or 0.
  static func make(tag: UInt8) -> Double { Double(bitPattern: base | UInt64(tag)) }

  /// The tag, in lower case.
  static func tag(of number: Double) -> Character? {
    guard number.isNaN else { return nil }
    let letter = UInt8(truncatingIfNeeded: number.bitPattern)
    guard (65...90).contains(letter) || (97...122).contains(letter) else { return nil }
    return Character(Unicode.Scalar(letter | 0x20))
  }
}

/// The words of a column in one stretch of bytes, decoded when they are asked for.
struct TextCells: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []
  var encoding = TextEncoding.utf8

  var count: Int { ends.count }

  mutating func append(_ words: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: words)
    ends.append(bytes.count)
  }

  func raw(_ row: Int) -> ArraySlice<UInt8> { bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]] }

  subscript(row: Int) -> String { encoding.lenient(raw(row)) }
}

extension TextEncoding {
  /// Decodes words of a fixed field, whose end may have been cut through a character.
  func lenient(_ bytes: ArraySlice<UInt8>) -> String {
    if self == .utf8 || bytes.allSatisfy({ $0 < 0x80 }) {
      return String(decoding: bytes, as: UTF8.self)
    }
    for cut in 0..<min(4, bytes.count) {
      if let text = decode(Array(bytes.dropLast(cut))) { return text }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
