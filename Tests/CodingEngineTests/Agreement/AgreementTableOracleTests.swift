import CodingEngine
import Fieldwork
import TestSupport
import Testing

/// The oracle cases once more, as tables and stretches from a file: through the functions that
/// the command calls.
@Suite("Tables from elsewhere give the published numbers")
struct AgreementTableOracleTests {
  private func expect(
    _ measures: [AgreementMeasure], _ name: String, of: String = "", _ oracle: OracleCase,
    _ path: String...
  ) throws {
    let want = try path.reduce(oracle.expected) { value, step in
      if case .list(let list) = value, let index = Int(step) { return list[index] }
      return try value.member(step)
    }
    let measure = try #require(
      measures.first { $0.coefficient == name && $0.of == of }, "\(oracle.id): no \(name)")
    if want == .null {
      #expect(measure.result.value == nil, "\(oracle.id) \(name)")
    } else {
      let got = try #require(measure.result.value, "\(oracle.id) \(name)")
      #expect(oracle.tolerance.accepts(got, for: try want.number()), "\(oracle.id) \(name): \(got)")
    }
  }

  private func table(_ rows: [[OracleValue]]) throws -> RatingTable {
    RatingTable(
      coders: (0..<(rows.first?.count ?? 0)).map { "coder\($0)" }, units: rows.map { _ in "" },
      documents: nil,
      cells: try rows.map { row in
        try row.map { $0 == .null ? nil : String(try $0.int()) }
      })
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func ratingsOfFourObservers() throws {
    let oracle = try OracleCase.named("D-KALPHA-C")
    let observers = try oracle.input.member("observers_by_units").list().map { $0.list() }
    let rows = observers[0].indices.map { unit in observers.map { $0[unit] } }
    for scale in RatingScale.allCases {
      let result = try tableAgreement(try table(rows), scale: scale)
      try expect(result.rows[0].measures, "alpha", oracle, scale.rawValue)
      let printed = try #require(oracle.published).member(scale.rawValue).number()
      #expect(abs((result.rows[0].alpha.value ?? 9) - printed) < 0.00051)
    }
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func ratingsWithGaps() throws {
    let oracle = try OracleCase.named("D-GWET-RAW4")
    let rows = try oracle.input.member("ratings").list().map { $0.list() }
    let measures = try tableAgreement(try table(rows)).rows[0].measures
    for (name, key) in [
      ("ac1", "gwet"), ("fleiss-kappa", "fleiss"), ("alpha", "krippendorff"),
      ("conger-kappa", "conger"), ("s", "bp"),
    ] {
      try expect(measures, name, oracle, key, "value")
      let measure = try #require(measures.first { $0.coefficient == name && $0.error != nil })
      let error = try oracle.expected.member(key).member("se").number()
      #expect(oracle.tolerance.accepts(measure.error?.value ?? 9, for: error))
      let low = try oracle.expected.member(key).member("ci").list()[0].number()
      #expect(oracle.tolerance.accepts(measure.limits?.low.value ?? 9, for: low))
      #expect(measure.over == "units")
    }
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func thirtyPatients() throws {
    let oracle = try OracleCase.named("D-FLEISS1971")
    let rows = try oracle.input.member("ratings").list().map { $0.list() }
    let measures = try tableAgreement(try table(rows)).rows[0].measures
    try expect(measures, "fleiss-kappa", oracle, "kappa")
    try expect(measures, "fleiss-z", oracle, "z")
    try expect(measures, "conger-kappa", oracle, "kappa_exact_conger")
    try expect(measures, "alpha", oracle, "kripp_nominal")
    for category in 1...5 {
      try expect(
        measures, "fleiss-kappa", of: "\(category)", oracle, "category_kappa", "\(category - 1)")
    }
  }

  @Test(
    .enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"),
    arguments: ["D-ATLAS-PA", "D-KAPPA-DEGENERATE"])
  func presenceAndAbsence(_ id: String) throws {
    let oracle = try OracleCase.named(id)
    let first = try oracle.input.member("coder1").list()
    let second = try oracle.input.member("coder2").list()
    let result = try tableAgreement(try table(zip(first, second).map { [$0, $1] }))
    let measures = result.rows[0].measures
    for (name, key) in [
      ("percent", "po"), ("cohen-kappa", "cohen"), ("scott-pi", "scott"), ("s", "bennett_s"),
      ("alpha", "krippendorff_nominal"),
    ] { try expect(measures, name, oracle, key) }
    if id == "D-ATLAS-PA" {
      try expect(measures, "ac1", oracle, "gwet_ac1")
      try expect(measures, "holsti", oracle, "holsti")
    }
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func weightedKappa() throws {
    let oracle = try OracleCase.named("D-WKAPPA-SEXUALFUN")
    var rows: [[OracleValue]] = []
    for (i, cells) in try oracle.input.member("table").intTable().enumerated() {
      for (j, count) in cells.enumerated() {
        rows += Array(repeating: [.number(Double(i)), .number(Double(j))], count: count)
      }
    }
    let measures = try tableAgreement(try table(rows), scale: .ordinal).rows[0].measures
    for (name, key) in [
      ("cohen-kappa", "unweighted"), ("cohen-kappa-linear", "linear"),
      ("cohen-kappa-quadratic", "quadratic"),
    ] {
      try expect(measures, name, oracle, key, "0")
      let measure = try #require(measures.first { $0.coefficient == name })
      let error = try oracle.expected.member(key).list()[1].number()
      #expect(oracle.tolerance.accepts(measure.error?.value ?? 9, for: error))
    }
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func setsOfCodes() throws {
    let oracle = try OracleCase.named("D-MVALPHA-T3")
    let names = ["Obs_F", "Obs_G", "Obs_H"]
    let cells = try oracle.input.member("units").list().map { unit in
      try names.map { name -> String? in
        let given = try unit.member(name)
        if given == .null { return nil }
        let labels = try given.list().map { try $0.text() }
        return labels.isEmpty ? "{}" : labels.joined(separator: "; ")
      }
    }
    let result = try tableSetAgreement(
      RatingTable(coders: names, units: cells.map { _ in "" }, documents: nil, cells: cells))
    let want = try oracle.expected.member("mv_alpha").number()
    #expect(oracle.tolerance.accepts(result.alpha.value ?? 9, for: want))
    #expect(result.units == 3 && result.labels == 3)
  }

  private func spans(_ rows: [(String, Int, Int, String)]) -> SpanTable {
    SpanTable(
      rows: rows.enumerated().map {
        .init(coder: $1.0, start: $1.1, end: $1.2, value: $1.3, line: $0 + 2)
      })
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func theFamilyOf2016() throws {
    let oracle = try OracleCase.named("D-UFAMILY-LINDAHL")
    let rows = try ["Alex", "Paul", "Susan"].flatMap { name in
      try oracle.input.member("units").member(name).list().map { unit in
        let parts = unit.list()
        return (name, try parts[1].int(), try parts[2].int(), try parts[0].text())
      }
    }
    let result = try SpanTableAgreement(spans(rows), length: 20)
    try expect(result.measures, "u-alpha", oracle, "u_alpha")
    try expect(result.measures, "binary-u-alpha", oracle, "bar_u_alpha")
    try expect(result.measures, "cu-alpha", oracle, "cu_alpha")
    for value in ["1", "2"] {
      try expect(result.measures, "ku-alpha", of: value, oracle, "ku_alpha", value, "0")
      let part = result.measures.first { $0.coefficient == "ku-alpha" && $0.of == value }
      let coverage = try oracle.expected.member("ku_alpha").member(value).list()[1].number()
      #expect(oracle.tolerance.accepts(part?.coverage?.value ?? 9, for: coverage))
    }
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func unitsOfTheBook() throws {
    let oracle = try OracleCase.named("D-ALPHAU-2004")
    let rows = try ["c", "k"].flatMap { value in
      try oracle.input.member(value).list().enumerated().flatMap { coder, units in
        try units.intTable().map { ("coder\(coder)", $0[0], $0[0] + $0[1], value) }
      }
    }
    let result = try SpanTableAgreement(spans(rows), length: 300, start: 150)
    try expect(result.measures, "alpha-u", of: "c", oracle, "alpha_c")
    try expect(result.measures, "alpha-u", of: "k", oracle, "alpha_k")
    try expect(result.measures, "alpha-u", oracle, "alpha_overall")
    #expect(result.notes.contains { $0.contains("different values overlap") })
    #expect(!result.measures.contains { $0.coefficient == "cu-alpha" })
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func sevenReadersOfStargazers() throws {
    let oracle = try OracleCase.named("D-SEGEVAL-HEARST")
    let coders = (1...7).map(String.init)
    let rows = try coders.flatMap { coder in
      var place = 0
      return try oracle.input.member("masses").member(coder).ints().map { mass in
        place += mass
        return (coder, place - mass, place, "")
      }
    }
    let result = try SpanTableAgreement(spans(rows), length: 21)
    for i in coders {
      for j in coders where i != j {
        let pair = "\(i), \(j)"
        try expect(result.measures, "windowdiff", of: pair, oracle, "window_diff", "\(i),\(j)")
        try expect(result.measures, "pk", of: pair, oracle, "pk", "\(i),\(j)")
        guard i < j else { continue }
        for name in ["boundary", "segmentation"] {
          try expect(
            result.measures, "\(name)-similarity", of: pair, oracle, "\(name)_similarity",
            "\(i),\(j)")
        }
      }
    }
    try expect(result.measures, "boundary-pi", oracle, "fleiss_pi")
    try expect(result.measures, "boundary-kappa", oracle, "fleiss_kappa")
    try expect(result.measures, "boundary-agreement", oracle, "actual_agreement")
  }
}

extension OracleCase {
  fileprivate static func named(_ id: String) throws -> OracleCase { try OracleCases.named(id) }
}

@Suite("Tables from elsewhere are read as they are")
struct AgreementTableRulesTests {
  private func table(_ cells: [[String?]], documents: [String]? = nil) -> RatingTable {
    RatingTable(
      coders: (0..<(cells.first?.count ?? 0)).map { "coder\($0)" }, units: cells.map { _ in "" },
      documents: documents, cells: cells)
  }

  @Test("numbers need no common spelling, and names are names")
  func categories() throws {
    let numbers = try tableAgreement(table([["1", "1.0"], ["2", "2"], ["10", "10"]]))
    #expect(numbers.rows[0].alpha == .value(1))
    #expect(numbers.notes.contains("categories: 1, 2, 10"))
    let words = try tableAgreement(table([["yes", "yes"], ["no", "yes"]]))
    #expect(words.notes.contains("categories: no, yes"))
    #expect(throws: AgreementFailure.noNumbers(metric: "interval", cell: "yes")) {
      try tableAgreement(table([["yes", "1"]]), scale: .interval)
    }
  }

  @Test("documents are drawn where the table names them")
  func documents() throws {
    let cells = (0..<60).map { row -> [String?] in
      [String(row % 2), row % 7 == 0 ? String(1 - row % 2) : String(row % 2)]
    }
    let documents = (0..<60).map { "d\($0 % 12)" }
    let with = try tableAgreement(
      table(cells, documents: documents),
      resampling: AgreementResampling(resamples: 300, seed: 1))
    #expect(with.documents == 12)
    #expect(with.rows[0].low.value != nil && with.rows[0].positive?.value != nil)
    let without = try tableAgreement(table(cells))
    #expect(without.rows[0].low.value == nil)
    #expect(without.documents == nil)
    #expect(without.rows[0].alpha == with.rows[0].alpha)
  }

  @Test("what cannot be compared is refused")
  func refusals() throws {
    #expect(throws: AgreementFailure.self) { try tableAgreement(table([["1"]])) }
    #expect(throws: AgreementFailure.self) { try tableAgreement(table([[nil, nil]])) }
    func spans(_ rows: (String, Int, Int)...) throws -> SpanTableAgreement {
      try SpanTableAgreement(
        SpanTable(
          rows: rows.enumerated().map {
            .init(coder: $1.0, start: $1.1, end: $1.2, value: "a", line: $0 + 2)
          }), length: 10)
    }
    #expect(throws: AgreementFailure.tooFewCoders(names: ["x"])) { try spans(("x", 1, 2)) }
    #expect(throws: AgreementFailure.badSpan(line: 2, what: "the stretch has no length")) {
      try spans(("x", 2, 2), ("y", 1, 2))
    }
    for bad in [("y", 8, 11), ("x", 1, 2)] {
      #expect(throws: AgreementFailure.self) { try spans(("x", 1, 3), ("y", 3, 4), bad) }
    }
  }
}
