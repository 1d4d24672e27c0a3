import CodingEngine
import Fieldwork
import TestSupport
import Testing

@Suite struct RelationStandingTests {
  private func standing(
    _ study: SnapshotBuilder, kind: String = "leads-to"
  ) throws -> ([RelationStanding], StudySnapshot) {
    let snapshot = try study.snapshot()
    let relation = RelationDefinition(slug: "X", from: "rain", kind: kind, to: "flood")
    return (
      RelationStanding.levels(relation, in: snapshot, attribution: CaseAttribution(snapshot)),
      snapshot
    )
  }

  private func study() -> SnapshotBuilder {
    var study = SnapshotBuilder()
    for code in ["rain", "flood", "sun"] { study.code(code) }
    for number in 1...4 { study.place("R-\(number)") }
    let lines: [SnapshotBuilder.Line] = [.says("It rained and then it flooded. Now it is dry.")]
    study.interview("A-1", about: ["R-1"], lines)
    study.interview("A-2", about: ["R-1"], lines)
    study.interview("A-3", about: ["R-2"], lines)
    study.interview("A-4", about: ["R-3"], lines)
    study.interview("A-5", about: ["R-4"], lines)
    // Overlapping in A-1, put there by two coders; rain alone in; no rain in A-4.
    study.put("rain", on: "rained and", in: "A-1", coder: "kim")
    study.put("rain", on: "rained and", in: "A-1", coder: "lee")
    study.put("flood", on: "and then", in: "A-1")
    study.put("rain", on: "Now", in: "A-1")
    study.put("rain", on: "rained", in: "A-2")
    study.put("rain", on: "rained", in: "A-3")
    study.put("sun", on: "dry", in: "A-3")
    study.put("flood", on: "flooded", in: "A-4")
    return study
  }

  @Test func everyPlaceWithCodingsIsCountedOnceOnEachLevel() throws {
    let (levels, snapshot) = try standing(study())
    #expect(levels.map(\.level) == [.segment, .transcript, .case])
    for line in levels {
      #expect(
        line.supporting.count + line.contradicting.count + line.open.count + line.silent == line.n)
    }
    let segment = levels[0]
    #expect(segment.supporting.map { snapshot.cite(ofCoding: Int($0)) } == ["A-1#1"])
    #expect(
      segment.contradicting.map { snapshot.cite(ofCoding: Int($0)) } == ["A-1#3", "A-2#1", "A-3#1"])
    // The flood of A-1 and of A-4, and the sun.
    #expect(segment.silent == 3 && segment.n == 7)
    let transcript = levels[1]
    #expect(transcript.supporting == [0] && transcript.contradicting == [1, 2])
    // A-4 has the flood only; A-5 has no coding and is no place.
    #expect(transcript.silent == 1 && transcript.n == 4)
    let cases = levels[2]
    #expect(cases.supporting == [0] && cases.contradicting == [1])
    #expect(cases.silent == 1 && cases.n == 3)
  }

  @Test(arguments: ["weakens", "contradicts"]) func meetingInATensionIsOpen(_ kind: String) throws {
    let (levels, _) = try standing(study(), kind: kind)
    for line in levels {
      #expect(line.supporting.isEmpty && line.contradicting.isEmpty)
      #expect(line.open.count + line.silent == line.n)
    }
    #expect(levels[2].open == [0])
  }

  @Test func aCodeThatIsNotThereLeavesEverythingSilent() throws {
    let snapshot = try study().snapshot()
    let relation = RelationDefinition(slug: "X", from: "snow", kind: "leads-to", to: "flood")
    let levels = RelationStanding.levels(
      relation, in: snapshot, attribution: CaseAttribution(snapshot))
    #expect(levels.allSatisfy { $0.silent == $0.n && $0.n > 0 })
  }

  @Test func levelsAgreeWithTheEvidenceThatWasThereBefore() throws {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<40 {
      var study = SnapshotBuilder()
      for code in ["rain", "flood"] { study.code(code) }
      for number in 1...3 { study.place("R-\(number)") }
      let words = ["one", "two", "three", "four"]
      for number in 1...5 {
        study.interview(
          "A-\(number)", about: ["R-\(Int.random(in: 1...3, using: &generator))"],
          [.says("one two three four")])
        for word in words where Bool.random(using: &generator) {
          study.put(
            Bool.random(using: &generator) ? "rain" : "flood",
            on: Bool.random(using: &generator) ? word : "one two three", in: "A-\(number)")
        }
      }
      let (levels, snapshot) = try standing(study)
      let evidence = RelationEvidence(
        RelationDefinition(slug: "X", from: "rain", kind: "leads-to", to: "flood"), in: snapshot,
        attribution: CaseAttribution(snapshot))
      #expect(levels[1].supporting == evidence.transcripts.map(\.index))
      #expect(levels[2].supporting == evidence.cases.map(\.index))
      #expect(levels[2].contradicting == evidence.onlyFrom)
      #expect(levels[0].supporting.isEmpty == evidence.passages.isEmpty)
    }
  }
}

@Suite struct RelationCheckTests {
  private func snapshot(
    _ relations: [(String, String, String)], roles: [String: String] = [:],
    core: String? = nil, together: [[String]] = []
  ) throws -> StudySnapshot {
    var study = SnapshotBuilder()
    let codes = ["a", "b", "c", "d"]
    for code in codes { study.code(code) }
    for (index, here) in together.enumerated() {
      study.place("R-\(index)")
      study.interview("T-\(index)", about: ["R-\(index)"], [.says("word")])
      for code in here { study.put(code, on: "word", in: "T-\(index)") }
    }
    var snapshot = try study.snapshot()
    snapshot.codebook = try Codebook(
      codes.map { slug in
        var code = CodeDefinition(slug: slug)
        code.paradigm = roles[slug]
        code.isCore = slug == core
        return code
      })
    snapshot.relations = relations.enumerated().map {
      RelationDefinition(
        slug: "L\($0.offset + 1)", from: $0.element.0, kind: $0.element.1, to: $0.element.2)
    }
    return snapshot
  }

  private func about(_ checks: RelationChecks, _ kind: RelationChecks.Kind) -> [[String]] {
    checks.findings.filter { $0.kind == kind }.map(\.about)
  }

  @Test func aWholeChainWithEvidenceHasNoRemark() throws {
    let checks = RelationChecks(
      try snapshot(
        [("a", "leads-to", "b"), ("b", "answered-by", "c"), ("c", "results-in", "d")],
        roles: ["a": "condition", "d": "consequence"], together: [["a", "b", "c", "d"]]))
    #expect(checks.findings.isEmpty)
  }

  @Test func openEndsAreNamed() throws {
    let checks = RelationChecks(
      try snapshot(
        [("b", "answered-by", "c"), ("x", "leads-to", "c")], roles: ["d": "consequence"],
        together: [["b"], ["c"]]))
    #expect(about(checks, .withoutCause) == [["b"]])
    #expect(about(checks, .withoutConsequence) == [["c"]])
    #expect(about(checks, .unknownCode) == [["L2"]])
    #expect(about(checks, .withoutEvidence) == [["L1"], ["L2"]])
    let condition = RelationChecks(
      try snapshot([("b", "answered-by", "c")], roles: ["b": "condition"]))
    #expect(about(condition, .withoutCause).isEmpty, "a condition is itself a cause")
    // d has no relation at all, so nothing is asked of it.
    #expect(about(checks, .withoutPath).isEmpty)
  }

  @Test func aConsequenceNeedsAPathFromACondition() throws {
    let roles = ["a": "condition", "d": "consequence"]
    let apart = RelationChecks(
      try snapshot([("a", "leads-to", "b"), ("c", "leads-to", "d")], roles: roles))
    #expect(about(apart, .withoutPath) == [["d"]])
    // What depends on something is led to by it.
    let joined = RelationChecks(
      try snapshot(
        [("a", "leads-to", "b"), ("c", "depends-on", "b"), ("c", "results-in", "d")], roles: roles))
    #expect(about(joined, .withoutPath).isEmpty)
    // What weakens something does not lead to it.
    let weakened = RelationChecks(try snapshot([("a", "weakens", "d")], roles: roles))
    #expect(about(weakened, .withoutPath) == [["d"]])
  }

  @Test func circlesAreFoundOnce() throws {
    let checks = RelationChecks(
      try snapshot([
        ("a", "leads-to", "b"), ("b", "leads-to", "c"), ("c", "leads-to", "a"),
        ("c", "leads-to", "d"), ("d", "leads-to", "d"),
      ]))
    #expect(about(checks, .circle) == [["a", "b", "c"], ["d"]])
    let tension = RelationChecks(try snapshot([("a", "leads-to", "b"), ("b", "weakens", "a")]))
    #expect(about(tension, .circle).isEmpty)
    #expect(about(tension, .opposed) == [["L1", "L2"]])
  }

  @Test func aCoreCategoryWithoutRelationIsNamed() throws {
    #expect(
      about(RelationChecks(try snapshot([("a", "leads-to", "b")], core: "c")), .coreUnlinked)
        == [["c"]])
    #expect(
      about(RelationChecks(try snapshot([("a", "leads-to", "b")], core: "a")), .coreUnlinked)
        .isEmpty)
  }

  @Test func centralCodesHaveManyRelationsAndCases() throws {
    let checks = RelationChecks(
      try snapshot(
        [("a", "leads-to", "b"), ("b", "leads-to", "c")],
        together: [["a", "b"], ["b"], ["a", "c"]]))
    #expect(checks.cores.map(\.code) == ["b", "a", "c"])
    #expect(checks.cores.map(\.score) == [2 * 2, 1 * 2, 1 * 1])
  }

  @Test func theParadigmByCaseCountsCodesAndRelations() throws {
    let snapshot = try snapshot(
      [("a", "leads-to", "b"), ("b", "answered-by", "c")],
      roles: ["a": "condition", "b": "context", "c": "strategy"],
      together: [["a", "b"], ["b", "c", "d"], []])
    let paradigm = ParadigmCases(snapshot)
    #expect(paradigm.roles == ["condition", "context", "strategy", "(no role)"])
    #expect(paradigm.sizes == [1, 1, 1, 1])
    #expect(paradigm.lines.map { $0.codes.map(\.count) } == [[1, 1, 0, 0], [0, 1, 1, 1]])
    #expect(paradigm.lines.map(\.relations) == [["L1"], ["L2"]])
    let net = ParadigmNet(snapshot)
    #expect(net.nodes.map(\.code) == ["a", "b", "c"] && net.nodes.map(\.role) == [0, 1, 2])
    #expect(net.links.map(\.cases) == [1, 1])
  }

  @Test func aRoleIsTakenFromTheNearestEntryAbove() throws {
    var snapshot = try snapshot([("b", "leads-to", "c")])
    snapshot.codebook = try Codebook([
      {
        var code = CodeDefinition(slug: "a", isCodable: false); code.paradigm = "context";
        return code
      }(),
      CodeDefinition(slug: "b", parent: "a"), CodeDefinition(slug: "c"),
    ])
    let net = ParadigmNet(snapshot)
    #expect(net.roles == ["context", "(no role)"])
    #expect(net.nodes.map(\.code) == ["b", "c"])
  }
}
