/// How a statistics program keeps a variable, so that an export can write it back as it was.
public struct StoredForm: Hashable, Sendable {
  /// What a cell holds.
  public enum Storage: String, CaseIterable, Sendable {
    /// A whole number of one, two or four bytes.
    case byte, int, long
    /// A number of single precision. Its cells are read as the shortest decimal that it stands
    /// for: 3.14, not 3.1400001049041748.
    case float
    /// A number of double precision.
    case double
    /// Words.
    case text
  }

  /// What a cell holds.
  public var storage: Storage
  /// The display format of the program, such as `%td` of Stata or `DATE11` of SPSS; possibly empty.
  public var display: String

  /// Describes a form.
  public init(_ storage: Storage, display: String = "") {
    self.storage = storage
    self.display = display
  }
}
