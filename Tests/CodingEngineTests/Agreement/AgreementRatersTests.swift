import CodingEngine
import Fieldwork
import Testing

/// Who is compared: coders, rounds of one coder, and never who settled what the others said.
@Suite struct AgreementRatersTests {
  /// Four answers; ann coded them twice, bo once, and both settled them afterwards.
  private func study() throws -> StudySnapshot {
    var builder = SnapshotBuilder()
    builder.code("work")
    builder.interview(
      "T1",
      [
        .asks("why"), .says("for the road"), .says("for the river"), .says("for the garden"),
        .says("for the school"),
      ])
    for (words, coder, round) in [
      ("the road", "ann", 1), ("the river", "ann", 1), ("the road", "ann", 2),
      ("the garden", "ann", 2), ("the road", "bo", 1), ("the school", "adjudicated", 1),
    ] as [(String, String, Int32)] {
      builder.put("work", on: words, in: "T1", coder: coder, round: round)
    }
    return try builder.snapshot()
  }

  private func index(_ name: String, in snapshot: StudySnapshot) throws -> Int {
    try #require(snapshot.coders.firstIndex(of: name))
  }

  @Test func aCoderIsComparedWithHerself() throws {
    let study = try study()
    let ann = try index("ann", in: study)
    let raters = try AgreementRaters(study, coders: [ann], rounds: [1, 2])
    let table = try agreement(in: raters.snapshot, scope: try raters.scope())
    #expect(table.coders == ["ann round 1", "ann round 2"])
    // Both times the road; once the river, once the garden; never the school.
    #expect(table.rows.map { $0.percent.value } == [0.5])
    let split = disagreements(in: raters.snapshot, scope: try raters.scope(), code: 0)
    #expect(split.map(\.present) == [["ann round 1"], ["ann round 2"]])
  }

  @Test func oneRoundLeavesTheOthersOut() throws {
    let study = try study()
    let adjudicated = try index("adjudicated", in: study)
    let raters = try AgreementRaters(study, adjudicators: [adjudicated], rounds: [1])
    let scope = try raters.scope()
    let table = try agreement(in: raters.snapshot, scope: scope)
    #expect(table.coders == ["ann", "bo"])
    #expect(table.rows.map { $0.percent.value } == [0.75])
    #expect(scope.notes.contains("only codings of round 1"))
    #expect(scope.notes.contains("left out: adjudicated"))
  }

  @Test func withoutRoundsTheyCountAsOneAndThatIsSaid() throws {
    let study = try study()
    let adjudicated = try index("adjudicated", in: study)
    let raters = try AgreementRaters(study, adjudicators: [adjudicated])
    let scope = try raters.scope()
    let table = try agreement(in: raters.snapshot, scope: scope)
    #expect(table.coders == ["ann", "bo"])
    // Ann put it on three of four, bo on one of these.
    #expect(table.rows.map { $0.percent.value } == [0.5])
    #expect(
      scope.notes.contains("rounds 1, 2 of ann count as one; --rounds compares them"))
  }

  @Test func settledCodingsEnterOnlyWhereTheyAreNamed() throws {
    let study = try study()
    let adjudicated = try index("adjudicated", in: study)
    let bo = try index("bo", in: study)
    let raters = try AgreementRaters(
      study, coders: [adjudicated, bo], adjudicators: [adjudicated])
    let table = try agreement(in: raters.snapshot, scope: try raters.scope())
    #expect(table.coders == ["adjudicated", "bo"])
    #expect(table.rows.map { $0.percent.value } == [0.5])
  }

  @Test func aRoundThatNobodyCodedIsRefused() throws {
    let study = try study()
    let bo = try index("bo", in: study)
    #expect(throws: AgreementFailure.noSuchRound(round: 2, there: [1])) {
      try AgreementRaters(study, coders: [bo], rounds: [1, 2])
    }
  }
}
