import CodingEngine
import Fieldwork
import TestSupport
import Testing

/// The published meaning of code queries, written down a second time without any cleverness:
/// a coding is the set of scalars that it covers, as bits; 32 bits for each of two texts.
private struct Model {
  struct Part {
    var rows: Set<Int> = []
    var points: UInt64 = 0
  }

  let terms: [Int]
  let points: [UInt64]

  init(snapshot: StudySnapshot) {
    let columns = snapshot.codings
    terms = columns.codes.map { Int($0) }
    points = (0..<columns.count).map { row in
      (columns.starts[row]..<columns.ends[row]).reduce(0) { bits, scalar in
        bits | 1 << UInt64(columns.texts[row] * 32 + scalar)
      }
    }
  }

  func part(_ tree: QueryTree<ResolvedCodeQuery.Term>, banned: UInt64) -> Part {
    switch tree {
    case .leaf(let term):
      guard case .codes(let ranges) = term.meaning else {
        Issue.record("the model knows codes only")
        return Part()
      }
      let rows = terms.indices.filter { row in
        ranges.contains { $0.contains(terms[row]) } && points[row] & banned == 0
      }
      return Part(rows: Set(rows), points: rows.reduce(0) { $0 | points[$1] })
    case .any(let parts):
      return parts.map { part($0, banned: banned) }.reduce(into: Part()) {
        $0.rows.formUnion($1.rows)
        $0.points |= $1.points
      }
    case .all(let parts, let except):
      var banned = banned
      for other in except {
        for row in part(other, banned: 0).rows { banned |= points[row] }
      }
      let all = parts.map { part($0, banned: banned) }
      let shared = all.reduce(UInt64.max) { $0 & $1.points }
      let rows = all.reduce(into: Set<Int>()) { $0.formUnion($1.rows) }
      return Part(rows: rows.filter { points[$0] & shared != 0 }, points: shared)
    case .related:
      Issue.record("relations have a model of their own")
      return Part()
    }
  }
}

private func randomStudy(_ random: inout SeededGenerator) throws -> StudySnapshot {
  var study = SnapshotBuilder()
  study.category("top")
  study.code("a", under: "top")
  study.code("b", under: "top")
  study.code("c")
  study.code("d", under: "c")
  for label in ["T-1", "T-2"] {
    study.interview(label, [.says(String(repeating: "m", count: 30))])
  }
  for _ in 0..<Int.random(in: 3...16, using: &random) {
    let start = Int32.random(in: 0...21, using: &random)
    study.put(
      ["a", "b", "c", "d"].randomElement(using: &random) ?? "a",
      text: Int.random(in: 0...1, using: &random), start,
      start + Int32.random(in: 1...8, using: &random),
      coder: Bool.random(using: &random) ? "kim" : "lou")
  }
  return try study.snapshot()
}

private func randomQuery(_ depth: Int, _ random: inout SeededGenerator) -> String {
  let names = ["a", "b", "c", "d", "under top", "under c", "top"]
  func leaf() -> String { names.randomElement(using: &random) ?? "a" }
  guard depth > 0 else { return leaf() }
  func inner() -> String { "(" + randomQuery(depth - 1, &random) + ")" }
  switch Int.random(in: 0...6, using: &random) {
  case 0: return leaf()
  case 1: return inner() + " or " + inner()
  case 2: return leaf() + " and " + leaf() + " and " + leaf()
  case 3: return inner() + " and not " + inner()
  case 4: return "not " + leaf() + " and " + inner() + " and " + leaf()
  case 5: return "not not " + inner() + " & " + leaf()
  default: return inner() + " and " + inner()
  }
}

@Suite struct CodeQueryModelTests {
  @Test func answersAgreeWithABruteForceModelOnTenThousandQueries() throws {
    var random = SeededGenerator(seed: 20)
    var nonEmpty = 0
    for round in 0..<1300 {
      let snapshot = try randomStudy(&random)
      let model = Model(snapshot: snapshot)
      for _ in 0..<8 {
        let text = randomQuery(3, &random)
        let query = try CodeQuery(text).resolved(in: snapshot.codebook, .exact)
        let rows = query.answer(in: snapshot).rows
        let expected = model.part(query.tree, banned: 0).rows
        try #require(Set(rows) == expected && rows.count == expected.count, "\(round): \(text)")
        let again = try CodeQuery(query.words).resolved(in: snapshot.codebook, .exact)
        try #require(again.tree == query.tree, "\(text) reads back as \(query.words)")
        if !rows.isEmpty { nonEmpty += 1 }
      }
    }
    #expect(nonEmpty > 4000)
  }

  /// The two sentences of the specification, taken literally over pairs of codings.
  @Test func andIsOverlapAndAndNotIsNoOverlap() throws {
    var random = SeededGenerator(seed: 21)
    for round in 0..<1000 {
      let snapshot = try randomStudy(&random)
      let columns = snapshot.codings
      func rows(_ code: String) -> [Int] {
        (0..<columns.count).filter {
          snapshot.codebook.codes[Int(columns.codes[$0])].slug == code
        }
      }
      func overlap(_ x: Int, _ y: Int) -> Bool {
        columns.texts[x] == columns.texts[y] && columns.starts[x] < columns.ends[y]
          && columns.starts[y] < columns.ends[x]
      }
      func ask(_ text: String) throws -> [Int] {
        try CodeQuery(text).resolved(in: snapshot.codebook, .exact).answer(in: snapshot).rows
      }
      let (a, b, c) = (rows("a"), rows("b"), rows("c"))
      let both =
        a.filter { x in b.contains { overlap(x, $0) } }
        + b.filter { y in a.contains { overlap(y, $0) } }
      #expect(try ask("a and b") == both, "round \(round)")
      #expect(
        try ask("a and not b") == a.filter { x in !b.contains { overlap(x, $0) } },
        "round \(round)")
      // Three spans that overlap pairwise share a point (Helly's theorem on the line).
      var three: Set<Int> = []
      for x in a {
        for y in b where overlap(x, y) {
          for z in c where overlap(x, z) && overlap(y, z) { three.formUnion([x, y, z]) }
        }
      }
      #expect(Set(try ask("a and b and c")) == three, "round \(round)")
      #expect(try Set(ask("c and (a and b)")) == three, "round \(round)")
    }
  }
}
