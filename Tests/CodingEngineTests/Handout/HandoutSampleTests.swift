import CodingEngine
import Fieldwork
import Testing

/// The transcripts that a second coder gets.
@Suite struct HandoutSampleTests {
  private func study(_ kinds: [String]) throws -> StudySnapshot {
    var builder = SnapshotBuilder()
    for (number, kind) in kinds.enumerated() {
      builder.interview("T\(number + 10)", kind: kind, [.says("words")])
    }
    return try builder.snapshot()
  }

  @Test func withoutASampleAllAreThereOrThoseNamed() throws {
    let study = try study(["a", "a", "b", "b"])
    #expect(try HandoutSample(study).transcripts == [0, 1, 2, 3])
    #expect(try HandoutSample(study, among: [3, 1]).transcripts == [1, 3])
    #expect(try HandoutSample(study, among: [3, 1, 1], size: 2).transcripts == [1, 3])
  }

  @Test func sameSeedDrawsTheSameAndEveryTranscriptIsDrawnEquallyOften() throws {
    let study = try study(Array(repeating: "a", count: 6))
    var counts = [Int](repeating: 0, count: 6)
    let draws = 3000
    for seed in 0..<draws {
      let sample = try HandoutSample(study, size: 2, seed: UInt64(seed))
      if seed < 20 {
        #expect(sample == (try HandoutSample(study, size: 2, seed: UInt64(seed))))
        #expect(sample.transcripts.count == 2)
        #expect(sample.transcripts == Set(sample.transcripts).sorted())
      }
      for transcript in sample.transcripts { counts[transcript] += 1 }
    }
    // Binomial with n = 3000, p = 1/3: five standard deviations are 129.
    for count in counts { #expect(abs(count - 1000) < 129, "\(counts)") }
  }

  @Test func everyKindHasItsShare() throws {
    let kinds = Array(repeating: "household", count: 12) + Array(repeating: "school", count: 6)
    let study = try study(kinds + ["official", "official"])
    let sample = try HandoutSample(study, size: 10, seed: 4, byKind: true)
    #expect(sample.strata.map(\.kind) == ["household", "official", "school"])
    #expect(sample.strata.map(\.drawn) == [6, 1, 3])
    #expect(sample.strata.map(\.total) == [12, 2, 6])
    for stratum in sample.strata {
      let drawn = sample.transcripts.count { study.transcripts[$0].kind == stratum.kind }
      #expect(drawn == stratum.drawn)
    }
  }

  @Test func sharesAddUpAndLieNearWhatIsDue() throws {
    for (a, b, c) in [(1, 1, 1), (7, 1, 1), (5, 4, 3), (2, 6, 2), (9, 3, 1)] {
      let kinds =
        Array(repeating: "a", count: a) + Array(repeating: "b", count: b)
        + Array(repeating: "c", count: c)
      let study = try study(kinds)
      for size in 1...kinds.count {
        let sample = try HandoutSample(study, size: size, byKind: true)
        #expect(sample.transcripts.count == size)
        let isNear = sample.strata.allSatisfy { stratum in
          let due = Double(stratum.total * size) / Double(kinds.count)
          // One each comes first, which may take up to two from a large kind.
          return stratum.drawn <= stratum.total && abs(Double(stratum.drawn) - due) < 3
        }
        #expect(isNear, "\(size) of \(kinds.count): \(sample.strata)")
        if size >= 3 { #expect(sample.strata.allSatisfy { $0.drawn >= 1 }) }
        if size == kinds.count { #expect(sample.strata.map(\.drawn) == [a, b, c]) }
      }
    }
  }

  @Test func whatCannotBeDrawnIsRefused() throws {
    let study = try study(["a", "a"])
    #expect(throws: HandoutFailure.sampleTooLarge(size: 3, total: 2)) {
      try HandoutSample(study, size: 3)
    }
    #expect(throws: HandoutFailure.sampleTooLarge(size: 0, total: 2)) {
      try HandoutSample(study, size: 0)
    }
    #expect(throws: HandoutFailure.noTranscripts) { try HandoutSample(try self.study([])) }
  }
}
