/// Which expected numbers of a case were compared, which were skipped and why, and which were
/// missed.
public struct OracleLedger: Sendable {
  private let oracle: OracleCase
  private let wanted: [(path: String, value: OracleValue)]
  private var compared: Set<String> = []
  private var skipped: [String: String] = [:]
  private var failures: [String] = []

  /// Starts with nothing compared.
  public init(_ oracle: OracleCase) {
    self.oracle = oracle
    wanted = oracle.expected.leaves()
  }

  /// Compares one number, or `nil` for undefined, with the one expected at a path such as
  /// `rows/3/g2`.
  ///
  /// - Parameter tolerance: instead of the case's own, where the file stores rounded numbers.
  public mutating func compare(
    _ path: String, _ got: Double?, tolerance: OracleCase.Tolerance? = nil
  ) {
    guard let want = wanted.first(where: { $0.path == path })?.value else {
      failures.append("\(path): the case expects no such value")
      return
    }
    compared.insert(path)
    switch (want, got) {
    case (.null, nil): return
    case (.number(let number), let got?):
      if (tolerance ?? oracle.tolerance).accepts(got, for: number) { return }
    default: break
    }
    let found = got.map { String($0) } ?? "undefined"
    failures.append("\(path): want \(want), got \(found)")
  }

  /// Compares a list with the one expected, of the same length.
  public mutating func compare(
    _ path: String, _ got: [Double?], tolerance: OracleCase.Tolerance? = nil
  ) {
    let count = wanted.count { $0.path.hasPrefix(path + "/") }
    if count != got.count { failures.append("\(path): want \(count) values, got \(got.count)") }
    for (index, value) in got.enumerated() {
      compare("\(path)/\(index)", value, tolerance: tolerance)
    }
  }

  /// Compares a table with the one expected.
  public mutating func compare(_ path: String, _ got: [[Double?]]) {
    for (index, row) in got.enumerated() { compare("\(path)/\(index)", row) }
  }

  /// Compares a truth value.
  public mutating func compare(_ path: String, _ got: Bool) {
    guard let want = wanted.first(where: { $0.path == path })?.value else {
      failures.append("\(path): the case expects no such value")
      return
    }
    compared.insert(path)
    if want != .truth(got) { failures.append("\(path): want \(want), got \(got)") }
  }

  /// Compares words.
  public mutating func compare(_ path: String, words got: String) {
    guard let want = wanted.first(where: { $0.path == path })?.value else {
      failures.append("\(path): the case expects no such value")
      return
    }
    compared.insert(path)
    if want != .text(got) { failures.append("\(path): want \(want), got \(got)") }
  }

  /// Compares a list of words with the one expected, of the same length.
  public mutating func compare(_ path: String, words got: [String]) {
    let count = wanted.count { $0.path.hasPrefix(path + "/") }
    if count != got.count { failures.append("\(path): want \(count) values, got \(got.count)") }
    for (index, value) in got.enumerated() { compare("\(path)/\(index)", words: value) }
  }

  /// Leaves out a value and everything under it, for a reason.
  public mutating func skip(_ path: String, because reason: String) {
    let leaves = wanted.map(\.path).filter { $0 == path || $0.hasPrefix(path + "/") }
    if leaves.isEmpty { failures.append("\(path): skipped, but the case expects no such value") }
    for leaf in leaves { skipped[leaf] = reason }
  }

  /// What is wrong: numbers that differ, and expected ones neither compared nor skipped.
  public var problems: [String] {
    let missed = wanted.map(\.path).filter { !compared.contains($0) && skipped[$0] == nil }
    return failures + missed.map { "\($0): neither compared nor skipped" }
  }

  /// One line for the log of the tests.
  public var summary: String {
    let reasons = Set(skipped.values).sorted().joined(separator: "; ")
    return "oracle \(oracle.id): \(compared.count) compared, \(skipped.count) skipped"
      + (reasons.isEmpty ? "" : " (\(reasons))")
  }
}
