/// The tests of one family of oracle cases: a check for each case, or a reason to skip it.
public struct OracleFamily: Sendable {
  /// Computes the statistics of a case and compares them in the ledger.
  public typealias Check = @Sendable (OracleCase, inout OracleLedger) throws -> Void

  /// The family's name in the files.
  public let name: String
  private let checks: [String: Check]
  private let skipped: [String: String]

  /// Says what is checked, by case id, and what is not and why.
  public init(_ name: String, checks: [String: Check], skipped: [String: String] = [:]) {
    self.name = name
    self.checks = checks
    self.skipped = skipped
  }

  /// Runs every open case and prints what was compared and skipped.
  ///
  /// - Returns: what is wrong: numbers that differ, expected numbers left out without a
  ///   reason, cases that are neither checked nor skipped, and checks without a case.
  public func problems() throws -> [String] {
    let cases = try OracleCases.open(family: name)
    var problems: [String] = []
    for oracle in cases {
      if let check = checks[oracle.id] {
        var ledger = OracleLedger(oracle)
        do {
          try check(oracle, &ledger)
          problems += ledger.problems.map { "\(oracle.id): \($0)" }
        } catch {
          problems.append("\(oracle.id): \(error)")
        }
        print(ledger.summary)
      } else if let reason = skipped[oracle.id] {
        print("oracle \(oracle.id): skipped (\(reason))")
      } else {
        problems.append("\(oracle.id): neither compared nor skipped")
      }
    }
    let known = Set(cases.map(\.id))
    let named = Set(checks.keys).union(skipped.keys)
    return problems + named.subtracting(known).sorted().map { "\($0): no such open case" }
  }
}
