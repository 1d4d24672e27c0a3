import Fieldwork
import Foundation
import StudyStore
import TestSupport
import Testing

/// The laws of merging, on random small studies.
@Suite struct MergeLawTests {
  /// Whoever comes back first, the study says the same afterwards; a second merge says nothing
  /// new; nothing of either side is dropped.
  @Test(arguments: 0..<4)
  func orderDoesNotMatterAndNothingIsDropped(block: Int) throws {
    for step in 0..<6 { try oneStudy(seed: UInt64(block * 6 + step)) }
  }

  private func oneStudy(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let fixture = try MergeFixture()
    let copies = try ["bea", "cem"].map { try fixture.handOut(to: $0) }
    for copy in copies { try work(in: copy, &random) }
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      try fixture.home.perform(
        AddCodings([try randomCoding(fixture.study, by: "ann", &random)]))
    }
    if Bool.random(using: &random) {
      try fixture.home.perform(ImportCodebook([wording("school", "As ann says.")]))
    }
    let own = try fixture.study.identityDump()
    var dumps: [[String]] = []
    for order in [copies, copies.reversed()] {
      let entries = try fixture.study.journal().count { !$0.isUndone && $0.kind == .done }
      for copy in order { try fixture.merge(copy, take: .ours) }
      let dump = try fixture.study.identityDump()
      for copy in order {
        #expect(try fixture.merge(copy, take: .ours).entry == nil, "seed \(seed)")
      }
      #expect(try fixture.study.identityDump() == dump, "seed \(seed)")
      dumps.append(dump)
      if seed.isMultiple(of: 8) { try fixture.home.expectClean("seed \(seed)") }
      var done = try fixture.study.journal().count { !$0.isUndone && $0.kind == .done }
      while done > entries {
        try fixture.study.undo(by: fixture.home.author())
        done -= 1
      }
    }
    #expect(dumps[0] == dumps[1], "seed \(seed)")
    let kept = Set(dumps[0])
    #expect(kept.isSuperset(of: own), "seed \(seed)")
    for copy in copies {
      let theirs = try copy.study.identityDump().filter {
        $0.hasPrefix("coding|") || $0.hasPrefix("memo") || $0.hasPrefix("wording|")
      }
      #expect(kept.isSuperset(of: theirs), "seed \(seed)")
    }
  }

  /// What a coder does in a copy.
  private func work(in copy: CoderCopy, _ random: inout SeededGenerator) throws {
    for step in 0..<Int.random(in: 1...6, using: &random) {
      switch Int.random(in: 0..<8, using: &random) {
      case 0:
        let slug = ["housing", "school"].randomElement(using: &random) ?? "school"
        let number = Int.random(in: 1...2, using: &random)
        try copy.perform(ImportCodebook([wording(slug, "Version \(number)")]))
      case 1:
        try copy.perform(
          ImportMemos([
            MemoDefinition(
              slug: "\(copy.coder)-\(step)", kind: "code", body: "Memo \(step)", codes: ["rent"])
          ]))
      case 2:
        // Both coders may find the same code, and mean the same.
        let slug = ["walk", "bus"].randomElement(using: &random) ?? "walk"
        var coding = try randomCoding(copy.study, by: copy.coder, &random)
        coding.code = slug
        try copy.perform(AddCodings([coding], newCodes: codes(slug)))
      default:
        try copy.perform(AddCodings([try randomCoding(copy.study, by: copy.coder, &random)]))
      }
    }
  }

  private func wording(_ slug: String, _ words: String) -> CodeDefinition {
    var code = codes(slug)[0]
    code.full = words
    return code
  }

  private func randomCoding(_ study: Study, by coder: String, _ random: inout SeededGenerator)
    throws -> NewCoding
  {
    let slug = ["rent", "school", "housing"].randomElement(using: &random) ?? "rent"
    let start = Int32.random(in: 3...7, using: &random)
    let end = start + Int32.random(in: 1...4, using: &random)
    let label = Bool.random(using: &random) ? "T1" : "T2"
    let stance = Stance.allCases.randomElement(using: &random)
    let hasMemo = Bool.random(using: &random)
    let round = Int.random(in: 1...2, using: &random)
    return try coding(slug, start, end, in: label, coder: coder, of: study) {
      $0.stance = stance
      $0.memo = hasMemo ? "why" : nil
      $0.round = round
    }
  }
}
