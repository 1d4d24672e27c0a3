/// Which families of oracle cases are checked by which tests.
///
/// Whoever adds the tests of a family moves it from `later` to `checked`; a family that is in
/// neither list fails the test of this table.
public enum OracleCoverage {
  /// Families with an `OracleFamily` in some test target.
  public static let checked: [String: String] = [
    "crosstab": "StatisticsTests",
    "multiplicity": "StatisticsTests",
    "agreement": "StatisticsTests",
    "agreement-unitizing": "StatisticsTests",
    "cooccurrence": "StatisticsTests",
    "cooccurrence-spans": "CodingEngineTests",
    "distributions": "StatisticsTests",
    "saturation": "StatisticsTests",
    "themes": "StatisticsTests",
    "case-selection": "StatisticsTests",
    "correlation": "StatisticsTests",
    "logistic": "StatisticsTests",
    "means": "StatisticsTests",
    "permutation": "StatisticsTests",
    "ranks": "StatisticsTests",
    "survey": "StatisticsTests",
  ]

  /// Families whose computation is not built yet.
  public static let later: Set<String> = []

  /// The families of the open cases that are in neither list, or in a list without a case.
  public static func problems() throws -> [String] {
    let present = Set(try OracleCases.all.get().filter { $0.set == "open" }.map(\.family))
    let listed = later.union(checked.keys)
    let both = later.intersection(checked.keys)
    return present.subtracting(listed).sorted().map { "\($0): neither checked nor later" }
      + listed.subtracting(present).sorted().map { "\($0): no such family" }
      + both.sorted().map { "\($0): both checked and later" }
  }
}
