import CodingEngine
import Fieldwork
import TestSupport
import Testing

@Suite struct RelationEvidenceTests {
  private func study() -> SnapshotBuilder {
    var study = SnapshotBuilder()
    study.category("water")
    study.code("rain", under: "water")
    study.code("river", under: "water")
    study.code("flood")
    for number in 1...4 { study.place("R-\(number)") }
    let lines: [SnapshotBuilder.Line] = [.asks("And?"), .says("It rained and then it flooded.")]
    study.interview("A-1", about: ["R-1"], lines)
    study.interview("A-2", about: ["R-2"], lines)
    study.interview("A-3", about: ["R-3"], lines)
    study.interview("A-4", about: ["R-3"], lines)
    study.interview("A-5", about: ["R-4"], lines)
    return study
  }

  private func evidence(
    _ study: SnapshotBuilder, from: String = "rain", kind: String = "leads-to",
    to: String = "flood"
  ) throws -> (RelationEvidence, StudySnapshot) {
    let snapshot = try study.snapshot()
    let relation = RelationDefinition(slug: "X", from: from, kind: kind, to: to)
    return (
      RelationEvidence(relation, in: snapshot, attribution: CaseAttribution(snapshot)), snapshot
    )
  }

  @Test func threeLevelsAreKeptApart() throws {
    var study = study()
    // One passage, two coders; the same transcript in the other order; two interviews of a case.
    study.put("rain", on: "It rained and", in: "A-1", coder: "kim")
    study.put("flood", on: "and then", in: "A-1", coder: "lee")
    study.put("flood", on: "It rained", in: "A-2")
    study.put("rain", on: "it flooded", in: "A-2")
    study.put("rain", on: "It rained", in: "A-3")
    study.put("flood", on: "it flooded", in: "A-4")
    study.put("rain", on: "It rained", in: "A-5")
    let (found, snapshot) = try evidence(study)
    #expect(found.passages.count == 1)
    #expect(snapshot.spelled(found.passages[0].rows) == ["A-1#1 rain", "A-1#2 flood"])
    #expect(found.transcripts.map(\.index) == [0, 1])
    #expect(found.cases.map(\.index) == [0, 1, 2])
    #expect(snapshot.spelled(found.cases[2].from) == ["A-3#1 rain"])
    #expect(snapshot.spelled(found.cases[2].to) == ["A-4#1 flood"])
    #expect(found.onlyFrom == [3])
    #expect(found.onlyTo.isEmpty)
    #expect(
      found.sentence(in: snapshot)
        == "rain and flood are together in 1 passage, 2 transcripts and 3 cases; "
        + "rain without flood: R-4")
  }

  @Test func touchingPassagesDoNotOverlap() throws {
    var study = study()
    study.put("rain", on: "It rained", in: "A-1")
    study.put("flood", on: " and then", in: "A-1")
    let (found, _) = try evidence(study)
    #expect(found.passages.isEmpty)
    #expect(found.transcripts.count == 1)
  }

  @Test func aCategoryStandsForWhatLiesBelowIt() throws {
    var study = study()
    study.put("river", "flood", on: "It rained", in: "A-1")
    let (found, _) = try evidence(study, from: "water")
    #expect(found.passages.count == 1)
    // A code below the category does not meet itself.
    var alone = self.study()
    alone.put("river", on: "It rained", in: "A-1")
    #expect(try evidence(alone, from: "water", to: "river").0.passages.isEmpty)
  }

  @Test func tensionsAreToldWithoutTakingSides() throws {
    var study = study()
    study.put("rain", "flood", on: "It rained", in: "A-1")
    for kind in ["weakens", "contradicts"] {
      let (found, snapshot) = try evidence(study, kind: kind)
      #expect(found.isTension)
      #expect(found.sentence(in: snapshot).hasPrefix("rain and flood are spoken of together in 1 "))
    }
    #expect(try !evidence(study).0.isTension)
  }

  @Test func codesThatMeetNowhereAreListedAndNothingIsCalledACause() throws {
    var study = study()
    study.put("rain", on: "It rained", in: "A-1")
    study.put("flood", on: "It rained", in: "A-2")
    study.put("river", "flood", on: "it flooded", in: "A-3")
    var snapshot = try study.snapshot()
    snapshot.relations = [
      RelationDefinition(slug: "X", from: "rain", kind: "leads-to", to: "flood"),
      RelationDefinition(slug: "Y", from: "river", kind: "leads-to", to: "flood"),
      RelationDefinition(slug: "Z", from: "ferry", kind: "leads-to", to: "flood"),
    ]
    let report = RelationReport(snapshot)
    #expect(report.withoutEvidence.map(\.relation.slug) == ["X", "Z"])
    #expect(report.mostEvidence.map(\.relation.slug) == ["Y"])
    #expect(
      report.evidence[0].sentence(in: snapshot)
        == "rain and flood meet nowhere yet; rain without flood: R-1; flood without rain: R-2, R-3")
    #expect(report.notes.contains { $0.contains("is no cause") })
    #expect(!report.evidence.contains { $0.sentence(in: snapshot).contains("cause") })
  }

  @Test(arguments: UInt64(1)...200)
  func countsAreThoseOfAPlainSearch(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var study = SnapshotBuilder()
    study.category("c")
    for slug in ["c1", "c2"] { study.code(slug, under: "c") }
    for slug in ["x", "y"] { study.code(slug) }
    for number in 1...3 { study.place("R-\(number)") }
    for number in 1...4 {
      let about = Bool.random(using: &random) ? ["R-\(Int.random(in: 1...3, using: &random))"] : []
      study.interview("A-\(number)", about: about, [.says("abcdefghijklmnop")])
    }
    for _ in 0..<Int.random(in: 0...25, using: &random) {
      let start = Int32.random(in: 3..<16, using: &random)
      study.put(
        ["c1", "c2", "x", "y"].randomElement(using: &random) ?? "x",
        text: Int.random(in: 0..<4, using: &random), start,
        Int32.random(in: start + 1...18, using: &random),
        coder: ["kim", "lee"].randomElement(using: &random) ?? "kim")
    }
    let pairs = [("x", "y"), ("y", "x"), ("c", "x"), ("c", "c1"), ("x", "c")]
    for (from, to) in pairs {
      let (found, snapshot) = try evidence(study, from: from, to: to)
      let plain = PlainSearch(snapshot, from: from, to: to)
      #expect(found.passages.map { Set($0.rows) } == plain.passages, "seed \(seed) \(from) \(to)")
      #expect(found.transcripts.map { Int($0.index) } == plain.transcripts, "seed \(seed)")
      #expect(found.cases.map { Int($0.index) } == plain.cases, "seed \(seed)")
      #expect(found.onlyFrom.map { Int($0) } == plain.onlyFrom, "seed \(seed)")
      #expect(found.onlyTo.map { Int($0) } == plain.onlyTo, "seed \(seed)")
    }
  }
}

/// Every pair of codings looked at, with nothing sorted and nothing remembered.
private struct PlainSearch {
  var passages: [Set<Int>] = []
  var transcripts: [Int]
  var cases: [Int]
  var onlyFrom: [Int]
  var onlyTo: [Int]

  init(_ snapshot: StudySnapshot, from: String, to: String) {
    let codings = snapshot.codings
    func rows(_ slug: String) -> [Int] {
      (0..<codings.count).filter { row in
        let code = snapshot.codebook.codes[Int(codings.codes[row])]
        return code.slug == slug || code.parent == slug
      }
    }
    let (a, b) = (rows(from), rows(to))
    func overlap(_ i: Int, _ j: Int) -> Bool {
      i != j && codings.texts[i] == codings.texts[j]
        && (codings.starts[i]..<codings.ends[i]).overlaps(codings.starts[j]..<codings.ends[j])
    }
    var meeting: Set<Int> = []
    for i in a { for j in b where overlap(i, j) { meeting.formUnion([i, j]) } }
    while let first = meeting.min() {
      var stretch: Set = [first]
      while let next = meeting.subtracting(stretch).first(where: { row in
        stretch.contains { overlap($0, row) }
      }) {
        stretch.insert(next)
      }
      passages.append(stretch)
      meeting.subtract(stretch)
    }
    func places(_ rows: [Int]) -> (transcripts: Set<Int>, cases: Set<Int>) {
      let found = rows.map { Int(snapshot.texts[Int(codings.texts[$0])].transcript) }
      return (Set(found), Set(found.flatMap { snapshot.transcripts[$0].cases.map { Int($0) } }))
    }
    let (inA, inB) = (places(a), places(b))
    transcripts = inA.transcripts.intersection(inB.transcripts).sorted()
    cases = inA.cases.intersection(inB.cases).sorted()
    onlyFrom = inA.cases.subtracting(inB.cases).sorted()
    onlyTo = inB.cases.subtracting(inA.cases).sorted()
  }
}
