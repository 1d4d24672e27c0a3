import CodingEngine
import Fieldwork
import TestSupport
import Testing

/// What a sheet and the study changed since the sheet was made.
@Suite struct SheetMergeTests {
  /// The rules a second time: what the sheet did to its base, as operations that are tried on the
  /// study one after the other.
  private struct Model {
    var result: [SheetCoding.Key: SheetCoding]
    var refused: Set<SheetCoding.Key> = []

    init(base: [SheetCoding], sheet: [SheetCoding], now: [SheetCoding]) {
      func find(_ codings: [SheetCoding], _ key: SheetCoding.Key) -> SheetCoding? {
        codings.first { $0.key == key }
      }
      result = Dictionary(now.map { ($0.key, $0) }) { first, _ in first }
      for key in Set((base + sheet).map(\.key)) {
        let (old, new, there) = (find(base, key), find(sheet, key), find(now, key))
        if let old, new == nil {
          // Take off: only what is as it was.
          if there == old { result[key] = nil } else if there != nil { refused.insert(key) }
        } else if old == nil, let new {
          // Put on: where it is already, notes must not contradict.
          guard let there else {
            result[key] = new
            continue
          }
          if new.memos.isEmpty || new.memos == there.memos { continue }
          if there.memos.isEmpty {
            result[key]?.memos = new.memos
          } else {
            refused.insert(key)
          }
        } else if let old, let new, old.memos != new.memos {
          // Note: only what has the notes that it had, or has these already.
          if there == nil || (there?.memos != old.memos && there?.memos != new.memos) {
            refused.insert(key)
          } else {
            result[key]?.memos = new.memos
          }
        }
      }
    }
  }

  private func randomState(_ random: inout SeededGenerator, isSheet: Bool) -> [SheetCoding] {
    var codings: [SheetCoding] = []
    for start: Int32 in [0, 2, 4] {
      for code in ["work", "打算留下"] where Bool.random(using: &random) {
        guard let span = Span(start: start, end: start + 3) else { continue }
        let memos = [[], [], ["one"], ["two"]].randomElement(using: &random) ?? []
        let isMarked = !isSheet && Int.random(in: 0..<4, using: &random) == 0
        codings.append(
          SheetCoding(span: span, code: code, memos: memos, stance: isMarked ? .deny : nil))
      }
    }
    return codings
  }

  @Test(arguments: 0..<10)
  func threeStatesComeTogetherAsOperationsWouldDoIt(block: Int) throws {
    var collided = 0
    for step in 0..<1_500 {
      let seed = UInt64(block * 1_500 + step)
      var random = SeededGenerator(seed: seed)
      let base = randomState(&random, isSheet: false)
      // Often only one side changed.
      var sheet = base.map { SheetCoding(span: $0.span, code: $0.code, memos: $0.memos) }
      if Int.random(in: 0..<4, using: &random) > 0 { sheet = randomState(&random, isSheet: true) }
      let isStill = Int.random(in: 0..<4, using: &random) == 0
      let now = isStill ? base : randomState(&random, isSheet: false)
      let merge = SheetMerge(base: base, sheet: sheet, now: now)
      let model = Model(base: base, sheet: sheet, now: now)
      #expect(Set(merge.collisions.map(\.coding.key)) == model.refused, "seed \(seed)")
      if !model.refused.isEmpty {
        collided += 1
        continue
      }
      var result = Dictionary(now.map { ($0.key, $0) }) { first, _ in first }
      let difference = merge.difference
      for coding in difference.removed { #expect(result.removeValue(forKey: coding.key) == coding) }
      for coding in difference.added {
        #expect(result.updateValue(coding, forKey: coding.key) == nil, "seed \(seed)")
      }
      for change in difference.noted {
        #expect(result[change.old.key] == change.old, "seed \(seed)")
        result[change.new.key] = change.new
      }
      for change in difference.moved {
        #expect(change.old.code == change.new.code && change.old.span.overlaps(change.new.span))
        #expect(change.new.stance == change.old.stance)
        #expect(result.removeValue(forKey: change.old.key) == change.old, "seed \(seed)")
        var new = change.new
        new.stance = nil
        result[new.key] = new
      }
      #expect(result == model.result, "seed \(seed)")
      if isStill { #expect(model.refused.isEmpty, "seed \(seed)") }
    }
    #expect(collided > 100)
  }

  private func coding(_ start: Int32, _ end: Int32, _ code: String = "work") throws -> SheetCoding {
    SheetCoding(span: try #require(Span(start: start, end: end)), code: code)
  }

  @Test func aPassageThatWasMadeLongerKeepsStanceAndWeight() throws {
    var old = try coding(3, 8)
    old.stance = .deny
    old.weight = 70
    let merge = SheetMerge(base: [old], sheet: [try coding(3, 12)], now: [old])
    #expect(merge.difference.added.isEmpty && merge.difference.removed.isEmpty)
    let moved = try #require(merge.difference.moved.first)
    #expect(moved.new.span == Span(start: 3, end: 12))
    #expect(moved.new.stance == .deny && moved.new.weight == 70)
  }

  @Test func whereItIsNotClearWhichPassageBecameWhichNothingIsCarriedOver() throws {
    let old = [try coding(3, 8), try coding(9, 14)]
    let merge = SheetMerge(base: old, sheet: [try coding(4, 13)], now: old)
    #expect(merge.difference.moved.isEmpty)
    #expect(merge.difference.added.count == 1 && merge.difference.removed.count == 2)
    let apart = SheetMerge(base: [old[0]], sheet: [try coding(20, 25)], now: [old[0]])
    #expect(apart.difference.moved.isEmpty)
  }
}
