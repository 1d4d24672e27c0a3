import Foundation

/// One case of `../shared/oracles`: an input, the numbers that somebody else computed for it,
/// and how exactly they are to be met.
public struct OracleCase: Sendable, Decodable, CustomStringConvertible {
  /// The name, such as `E-2X2-TEA`.
  public let id: String
  /// `open` for cases that everybody may see.
  public let set: String
  /// The kind of computation, such as `crosstab`.
  public let family: String
  /// What is given.
  public let input: OracleValue
  /// What is to come out.
  public let expected: OracleValue
  /// What the publication prints, rounded.
  public let published: OracleValue?
  /// How far a number may be off.
  public let tolerance: Tolerance

  /// A number matches where |got − want| ≤ abs + rel·|want|.
  public struct Tolerance: Sendable, Decodable {
    /// The part in proportion to the number wanted.
    public var rel: Double
    /// The part that is always allowed.
    public var abs: Double

    /// A tolerance.
    public init(rel: Double, abs: Double) {
      self.rel = rel
      self.abs = abs
    }

    /// Whether a number is near enough; infinities and NaN must be the same.
    public func accepts(_ got: Double, for want: Double) -> Bool {
      if got == want || (got.isNaN && want.isNaN) { return true }
      return got.isFinite && want.isFinite
        && Swift.abs(got - want) <= abs + rel * Swift.abs(want)
    }
  }

  /// The name.
  public var description: String { id }
}

/// The files of oracle cases.
public enum OracleCases {
  /// The files that hold cases.
  public static let files = [
    "distributions.json", "py_families.json", "r_families.json", "fetched.json",
  ]

  /// Every case, in the order of the files; none where the files are absent.
  ///
  /// A file that cannot be read is an error for every user of the list, not an empty list.
  public static let all: Result<[OracleCase], any Error> = Result {
    guard SharedFiles.arePresent else { return [] }
    return try files.flatMap { file in
      let data = try Data(contentsOf: SharedFiles.url("oracles/" + file))
      return try JSONDecoder().decode([OracleCase].self, from: data)
    }
  }

  /// The open cases of a family, in the order of the files.
  public static func open(family: String) throws -> [OracleCase] {
    try all.get().filter { $0.set == "open" && $0.family == family }
  }

  /// One case.
  public static func named(_ id: String) throws -> OracleCase {
    guard let found = try all.get().first(where: { $0.id == id }) else {
      throw OracleValue.Mismatch(description: "no case '\(id)'")
    }
    return found
  }
}
