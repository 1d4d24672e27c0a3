import CodingEngine
import Fieldwork
import TestSupport
import Testing

/// A passage of the model, with everything that a relation can ask about.
private struct Passage: Hashable {
  var text: Int
  var start: Int
  var end: Int
  var turns: Set<Int> = []
  var transcript = 0
  var place = -1

  var points: Set<Int> { Set(start..<end) }
}

/// What `QueryRelation.Kind` promises, written down scalar by scalar.
private func lies(_ x: Passage, _ kind: QueryRelation.Kind, _ y: Passage) -> Bool {
  /// How many units lie between the last of one and the first of the other, at least 0;
  /// neighbours have a distance of 1, except that characters that touch have 0.
  func distance(_ a: Passage, _ b: Passage, _ measure: QueryRelation.Measure) -> Int? {
    switch measure {
    case .characters:
      if !a.points.isDisjoint(with: b.points) { return 0 }
      return a.end <= b.start ? b.start - a.end : a.start - b.end
    case .turns:
      let pairs = a.turns.flatMap { s in b.turns.map { t in abs(s - t) } }
      return pairs.min()
    case .sentences: return nil
    }
  }
  if kind == .sameTranscript { return x.transcript == y.transcript }
  if kind == .sameCase { return x.place >= 0 && x.place == y.place }
  guard x.text == y.text else { return false }
  switch kind {
  case .overlaps: return !x.points.isDisjoint(with: y.points)
  case .within: return x.points.isSubset(of: y.points)
  case .encloses: return y.points.isSubset(of: x.points)
  case .samePassage: return x.points == y.points
  case .sameTurn: return !x.turns.isDisjoint(with: y.turns)
  case .near(let reach):
    return distance(x, y, reach.measure).map { $0 <= reach.count } ?? false
  case .before(let reach):
    guard x.points.allSatisfy({ p in y.points.allSatisfy { p < $0 } }) else { return false }
    return reach.map { r in distance(x, y, r.measure).map { $0 <= r.count } ?? false } ?? true
  case .after(let reach):
    guard x.points.allSatisfy({ p in y.points.allSatisfy { p > $0 } }) else { return false }
    return reach.map { r in distance(x, y, r.measure).map { $0 <= r.count } ?? false } ?? true
  case .sameTranscript, .sameCase: return false
  }
}

private let kinds: [QueryRelation.Kind] =
  [.overlaps, .within, .encloses, .samePassage, .sameTurn, .sameTranscript, .sameCase]
  + [.before(nil), .after(nil)]
  + (0...3).flatMap { d -> [QueryRelation.Kind] in
    [QueryRelation.Measure.turns, .characters].flatMap { measure -> [QueryRelation.Kind] in
      let reach = QueryRelation.Reach(d, measure)
      return [.near(reach), .before(reach), .after(reach)]
    }
  }

private struct Study {
  let snapshot: StudySnapshot
  let passages: [Passage]

  init(_ study: SnapshotBuilder) throws {
    let snapshot = try study.snapshot()
    self.snapshot = snapshot
    let turns = snapshot.turns
    let attribution = CaseAttribution(snapshot)
    passages = (0..<snapshot.codings.count).map { row in
      let columns = snapshot.codings
      let (text, start, end) = (columns.texts[row], columns.starts[row], columns.ends[row])
      let touched = (0..<turns.count).filter {
        turns.texts[$0] == text && turns.starts[$0] < end && turns.ends[$0] > start
      }
      return Passage(
        text: Int(text), start: Int(start), end: Int(end), turns: Set(touched),
        transcript: Int(snapshot.texts[Int(text)].transcript),
        place: Int(attribution.caseIndex(ofCoding: row)))
    }
  }

  func rows(_ code: String) -> [Int] {
    (0..<passages.count).filter {
      snapshot.codebook.codes[Int(snapshot.codings.codes[$0])].slug == code
    }
  }

  func ask(_ text: String) throws -> [Int] {
    try CodeQuery(text).resolved(in: snapshot.codebook, .exact).answer(in: snapshot).rows
  }

  func expected(_ first: String, _ relation: QueryRelation, _ second: String) -> [Int] {
    let others = rows(second)
    return rows(first).filter { x in
      others.contains { $0 != x && lies(passages[x], relation.kind, passages[$0]) }
        != relation.isNegated
    }
  }
}

@Suite struct QueryRelationModelTests {
  /// Every pair of spans over ten places in four turns with unspoken places between them.
  @Test func everyRelationAgreesWithItsDefinitionForEveryPairOfSmallSpans() throws {
    var spans: [(Int32, Int32)] = []
    for start in Int32(0)..<10 { for end in (start + 1)...10 { spans.append((start, end)) } }
    let queries = try [false, true].flatMap { isNegated in
      try kinds.map { kind -> (QueryRelation, CodeQuery) in
        let relation = QueryRelation(kind, isNegated: isNegated)
        return (relation, try CodeQuery("a \(relation.words) b"))
      }
    }
    var held = 0
    for x in spans {
      var study = SnapshotBuilder()
      study.code("a")
      study.code("b")
      let lines = ["xx", "xx", "x", "x"].map {
        SnapshotBuilder.Line(speaker: nil, role: .unknown, participant: nil, words: $0)
      }
      study.interview("T-1", lines)
      study.put("a", text: 0, x.0, x.1)
      for y in spans {
        var pair = study
        pair.put("b", text: 0, y.0, y.1)
        let made = try Study(pair)
        for (relation, query) in queries {
          let rows = try query.resolved(in: made.snapshot.codebook, .exact)
            .answer(in: made.snapshot).rows
          let expected = made.expected("a", relation, "b")
          try #require(rows == expected, "\(x) \(relation.words) \(y)")
          if !rows.isEmpty { held += 1 }
        }
      }
    }
    #expect(held > 0)
  }

  @Test func relationsAgreeWithABruteForceModelOnTenThousandQueries() throws {
    let seed: UInt64 = 31
    var random = SeededGenerator(seed: seed)
    var nonEmpty = 0
    for round in 0..<500 {
      let made = try Study(randomStudy(&random))
      for _ in 0..<21 {
        let relation = QueryRelation(
          kinds.randomElement(using: &random) ?? .overlaps, isNegated: .random(using: &random))
        let first = ["a", "b", "c"].randomElement(using: &random) ?? "a"
        let second = ["a", "b", "c"].randomElement(using: &random) ?? "a"
        let text = "\(first) \(relation.words) \(second)"
        let rows = try made.ask(text)
        try #require(
          rows == made.expected(first, relation, second), "seed \(seed), \(round): \(text)")
        if !rows.isEmpty { nonEmpty += 1 }
      }
    }
    #expect(nonEmpty > 3000)
  }

  @Test func chainsBracketsAndAndNotAreTheirPartsOnTopOfEachOther() throws {
    var random = SeededGenerator(seed: 32)
    for round in 0..<300 {
      let made = try Study(randomStudy(&random))
      let within = Set(try made.ask("a within b"))
      let far = Set(try made.ask("a not near(1 turn) c"))
      #expect(Set(try made.ask("a within b not near(1 turn) c")) == within.intersection(far))
      #expect(
        try Set(made.ask("(a or c) overlaps b")) == Set(made.ask("a overlaps b or c overlaps b")))
      let clean = Set(try made.ask("a and not c"))
      #expect(
        Set(try made.ask("a near(2 turns) b and not c"))
          == Set(try made.ask("a near(2 turns) b")).intersection(clean), "round \(round)")
      let both = Set(try made.ask("b and c"))
      let expected = made.rows("a").filter { x in
        both.contains { $0 != x && lies(made.passages[x], .overlaps, made.passages[$0]) }
      }
      #expect(try made.ask("a overlaps (b and c)") == expected, "round \(round)")
    }
  }

  @Test func aQueryInWordsReadsBackAsItself() throws {
    let texts = [
      "a overlaps b and not (b near(2 turns) c)", "(a or b) not same turn (b and not c)",
      "a within b not near(1 sentence) c", "a before(1 character) (b after c)",
      "text \"two words\" or theme x", "(a and b) same passage c or a same transcript b",
    ]
    let book = try Codebook(["a", "b", "c"].map { CodeDefinition(slug: $0) })
    let names = QueryNames(
      codebook: book,
      themes: [ThemeDefinition(slug: "x", statements: [], rule: .allRequired, required: ["a"])])
    for text in texts {
      let once = try CodeQuery(text).resolved(in: names, .exact)
      let again = try CodeQuery(once.words).resolved(in: names, .exact)
      #expect(again.tree == once.tree, "\(text) reads back as \(once.words)")
    }
  }

  private func randomStudy(_ random: inout SeededGenerator) throws -> SnapshotBuilder {
    var study = SnapshotBuilder()
    for code in ["a", "b", "c"] { study.code(code) }
    study.place("HH-1")
    study.place("HH-2")
    study.person("P-1", of: "HH-1")
    study.person("P-2", of: "HH-2")
    let isChinese = Bool.random(using: &random)
    func words() -> String {
      String(repeating: isChinese ? "户" : "m", count: Int.random(in: 1...6, using: &random))
    }
    for (label, places) in [("T-1", ["HH-1"]), ("T-2", ["HH-1", "HH-2"]), ("T-3", [])] {
      let lines = (0..<6).map { _ in
        let person = ["P-1", "P-2", nil].randomElement(using: &random) ?? nil
        return Bool.random(using: &random)
          ? SnapshotBuilder.Line.asks(words()) : .says(words(), by: person)
      }
      study.interview(label, about: places, lines)
    }
    study.layer(of: "T-1", translator: "kim", lines: [.says(words()), .says(words())])
    let lengths = study.textEntries.map(\.scalars)
    for _ in 0..<Int.random(in: 3...24, using: &random) {
      let text = Int.random(in: 0..<lengths.count, using: &random)
      let start = Int32.random(in: 0..<lengths[text], using: &random)
      let end = min(lengths[text], start + Int32.random(in: 1...9, using: &random))
      study.put(
        ["a", "b", "c"].randomElement(using: &random) ?? "a", text: text, start, end,
        coder: Bool.random(using: &random) ? "kim" : "lou")
    }
    return study
  }
}
