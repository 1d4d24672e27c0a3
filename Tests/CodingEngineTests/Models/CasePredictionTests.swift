import CodingEngine
import Fieldwork
import Testing

/// What a model says of one case: the sum of its parts, or why there is none.
@Suite struct CasePredictionTests {
  private static let published = PublishedModel(
    name: "two-terms", outcome: "house", intercept: -1, deviantNames: ["less", "more"],
    terms: [
      .init(variable: "income", coefficient: .init("0.5")),
      .init(variable: "tenure", level: "o", coefficient: .init("-2")),
    ])

  private static func numbers(_ prediction: CasePrediction) throws -> CasePrediction.Numbers {
    guard case .found(let numbers) = prediction.answer else {
      throw Missing(story: "\(prediction.answer)")
    }
    return numbers
  }

  private struct Missing: Error { var story: String }

  private static func reason(_ prediction: CasePrediction) -> String? {
    if case .none(let reason) = prediction.answer { return reason }
    return nil
  }

  @Test func `a published model's parts sum to the log odds, and zeros are parts too`() throws {
    let snapshot = try LinkedStudy.builder().snapshot()
    // R-7: income 9, tenure owned, house 1. -1 + 0.5 × 9 − 2 = 1.5.
    let place = try #require(snapshot.cases.firstIndex { $0.id == "R-7" })
    let found = try CasePrediction(
      of: Int32(place), by: Self.published, survey: 0, in: snapshot)
    let numbers = try Self.numbers(found)
    #expect(numbers.predictor == 1.5)
    #expect(numbers.parts.map(\.contribution) == [4.5, -2])
    #expect(numbers.parts.map(\.words) == ["9", "owned"])
    let p = numbers.row.expected
    #expect(abs(p - 0.8175744761936437) < 1e-12)
    let pearson = ((1 - 0.8175744761936437) / 0.8175744761936437).squareRoot()
    #expect(abs(numbers.row.pearson - pearson) < 1e-12)
  }

  @Test func `a fitted model's parts sum to what it expects of the record`() throws {
    let snapshot = try LinkedStudy.builder().snapshot()
    let table = snapshot.surveys[0]
    var question = ModelQuestion()
    question.force = true
    for text in ["house ~ income", "income ~ house", "income ~ house + tenure"] {
      let model = try SurveyModel(
        ModelFrame(try ModelFormula(text), in: table, rows: Array(table.records.indices)), question)
      let expected = Dictionary(
        ModelCases(model).rows.map { ($0.key, $0.expected) },
        uniquingKeysWith: { first, _ in first })
      var compared = 0
      for (place, entry) in snapshot.cases.enumerated() {
        let found = try CasePrediction(of: Int32(place), by: model, survey: 0, in: snapshot)
        guard let want = expected[entry.id] else {
          #expect(Self.reason(found) != nil, "\(entry.id)")
          continue
        }
        let numbers = try Self.numbers(found)
        let sum = numbers.parts.reduce(numbers.intercept) { $0 + $1.contribution }
        let mean = found.isLogistic ? 1 / (1 + tinyExponential(-sum)) : sum
        #expect(abs(mean - want) < 1e-9, "\(text), \(entry.id)")
        compared += 1
      }
      #expect(compared == expected.count && compared > 5, "\(text)")
    }
  }

  /// e^x by its series, far enough for a check.
  private func tinyExponential(_ x: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for n in 1..<200 {
      term *= x / Double(n)
      sum += term
    }
    return sum
  }

  @Test func `without a record, a value or a place in the sample there is a reason`() throws {
    let snapshot = try LinkedStudy.builder().snapshot()
    func why(_ id: String, _ sample: String? = nil) throws -> String? {
      let place = try #require(snapshot.cases.firstIndex { $0.id == id })
      return Self.reason(
        try CasePrediction(
          of: Int32(place), by: Self.published, survey: 0, in: snapshot,
          sample: try sample.map { try Filter($0) }))
    }
    #expect(try why("R-8") == "income is refused")
    #expect(try why("R-9") == "house is not recorded")
    #expect(try why("R-12")?.hasPrefix("not linked") == true)
    #expect(
      try why("R-7", "tenure is rented")
        == "outside the sample of the model: tenure is owned")
    #expect(try why("R-7", "tenure is owned") == nil)
  }

  @Test func `no model speaks of a child, whatever the survey has`() throws {
    for (kind, age) in [
      ("child", nil), ("Pupil", nil), ("孩子", nil), ("person", "11"), ("", "17"),
    ] as [(String, String?)] {
      var snapshot = try LinkedStudy.builder().snapshot()
      let place = try #require(snapshot.cases.firstIndex { $0.id == "R-7" })
      snapshot.cases[place].kind = kind
      snapshot.cases[place].attributes = age.map { [AttributeValue(name: "age", value: $0)] } ?? []
      let found = try CasePrediction(
        of: Int32(place), by: Self.published, survey: 0, in: snapshot)
      #expect(Self.reason(found) == "no model speaks of a child", "\(kind) \(age ?? "")")
    }
  }
}
