import CodingEngine
import Exchange
import Fieldwork
import TestSupport
import Testing

/// Writing and reading a sheet, on random texts full of signs, half of them Chinese.
@Suite struct SheetRoundTripTests {
  @Test(arguments: 0..<10)
  func whatIsWrittenIsReadBackInTenThousandTexts(block: Int) throws {
    var coded = 0
    for step in 0..<1_000 {
      let seed = UInt64(block * 1_000 + step)
      var random = SeededGenerator(seed: seed)
      let sample = SheetSample(isChinese: step.isMultiple(of: 2), &random)
      coded += sample.sheet.codings.count
      let text = CodingSheetWriter.write(sample.sheet)
      let read = CodingSheetReader.read(text)
      #expect(read.faults == [], "seed \(seed)\n\(text)")
      #expect(read.head == sample.sheet.head, "seed \(seed)")
      #expect(read.words == sample.scalars, "seed \(seed)\n\(text)")
      #expect(read.newCodes.map(\.code) == sample.sheet.newCodes, "seed \(seed)")
      let proof = SheetProof(read, text: sample.sheet.words, turns: sample.sheet.turns)
      #expect(proof.faults == [] && proof.changes == [], "seed \(seed)\n\(text)")
      let got = bytes(proof.sheetCodings)
      #expect(got == bytes(sample.sheet.codings), "seed \(seed)\n\(text)")
    }
    #expect(coded > 3_000)
  }

  @Test(arguments: 0..<10)
  func whatAnEditorDoesToLineEndsChangesNothing(block: Int) throws {
    for step in 0..<200 {
      let seed = UInt64(50_000 + block * 200 + step)
      var random = SeededGenerator(seed: seed)
      let sample = SheetSample(isChinese: step.isMultiple(of: 2), &random)
      let text = CodingSheetWriter.write(sample.sheet)
      let stripped = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        var line = line
        while let last = line.last, last == " " || last == "\t" { line.removeLast() }
        return String(line)
      }
      for joined in [text.replacing("\n", with: "\r\n"), stripped.joined(separator: "\n")] {
        let read = CodingSheetReader.read(joined)
        let proof = SheetProof(read, text: sample.sheet.words, turns: sample.sheet.turns)
        #expect(read.faults == [] && proof.faults == [], "seed \(seed)\n\(text)")
        #expect(proof.changes == [], "seed \(seed)\n\(text)")
        let got = bytes(proof.sheetCodings)
        #expect(got == bytes(sample.sheet.codings), "seed \(seed)\n\(text)")
      }
    }
  }

  @Test(arguments: 0..<10)
  func legalEditsGiveExactlyTheCodingsMeant(block: Int) throws {
    for step in 0..<1_000 {
      let seed = UInt64(100_000 + block * 1_000 + step)
      var random = SeededGenerator(seed: seed)
      let before = SheetSample(isChinese: step.isMultiple(of: 2), &random)
      var after = before
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        let victim = after.sheet.codings.randomElement(using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: after.sheet.codings.removeAll { $0 == victim }
        case 1:
          if var changed = victim {
            changed.memos = ["noted \(step)"]
            after.put(changed)
          }
        default: if let coding = after.randomCoding(&random) { after.put(coding) }
        }
      }
      let read = CodingSheetReader.read(CodingSheetWriter.write(after.sheet))
      let proof = SheetProof(read, text: before.sheet.words, turns: before.sheet.turns)
      let merge = SheetMerge(
        base: before.sheet.codings, sheet: proof.sheetCodings, now: before.sheet.codings)
      #expect(merge.collisions == [], "seed \(seed)")
      let result = merge.difference.applied(to: before.sheet.codings)
      #expect(bytes(result) == bytes(after.sheet.codings), "seed \(seed)")
      let isSame = bytes(before.sheet.codings) == bytes(after.sheet.codings)
      #expect(merge.difference.isEmpty == isSame, "seed \(seed)")
    }
  }
}

extension SheetDifference {
  /// Codings after the difference.
  func applied(to codings: [SheetCoding]) -> [SheetCoding] {
    let gone = Set((removed + moved.map(\.old) + noted.map(\.old)).map(\.key))
    return codings.filter { !gone.contains($0.key) } + added + moved.map(\.new) + noted.map(\.new)
  }
}
