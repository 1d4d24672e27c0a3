import CodingEngine
import Exchange
import Fieldwork
import Foundation
import TestSupport
import Testing

/// Random changes to the text of a sheet, clumsy ones and such as a coder makes.
@Suite struct SheetVandalTests {
  /// A damaged sheet is refused, or its words are those of the text and its codings those that the
  /// marks spell, as a second reading finds them.
  @Test(arguments: 0..<10)
  func aDamagedSheetIsRefusedOrMeansWhatItSays(block: Int) throws {
    var accepted = 0
    var different = 0
    for step in 0..<1_000 {
      let seed = UInt64(block * 1_000 + step)
      var random = SeededGenerator(seed: seed)
      let sample = SheetSample(isChinese: step.isMultiple(of: 2), &random)
      var text = CodingSheetWriter.write(sample.sheet)
      for _ in 0..<Int.random(in: 1...3, using: &random) { SheetVandal.damage(&text, &random) }
      let read = CodingSheetReader.read(text)
      let proof = SheetProof(read, text: sample.sheet.words, turns: sample.sheet.turns)
      guard read.faults.isEmpty, read.head != nil, proof.faults.isEmpty, proof.changes.isEmpty
      else {
        #expect(proof.codings.isEmpty || !read.faults.isEmpty || read.head == nil, "seed \(seed)")
        continue
      }
      accepted += 1
      let model = SheetModel(text, turns: sample.sheet.turns)
      let got = bytes(proof.sheetCodings)
      if got != bytes(sample.sheet.codings) { different += 1 }
      // Where an editor stripped blanks, the model counts in the sheet's own words.
      guard model.words == sample.scalars else {
        let lines = model.words.split(separator: "\n", omittingEmptySubsequences: false)
        let own = sample.scalars.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == own.count, "seed \(seed)\n\(text)")
        for (a, b) in zip(lines, own) {
          #expect(SheetVandal.bare(a) == SheetVandal.bare(b), "seed \(seed)\n\(text)")
        }
        continue
      }
      #expect(got == bytes(model.codings), "seed \(seed)\n\(text)")
    }
    // Both kinds must occur, or nothing was tried.
    #expect(accepted > 200 && accepted < 950)
    #expect(different > 25)
  }
}

/// Ways to change the text of a sheet.
enum SheetVandal {
  private static let inserts = [
    "[[", "]]{work}", "]]{work, staying | why}", "]]", "[[a: ", "]]a{n}", "{", "}", "{n}", ", n",
    "\\",
    "#", "# x\n", "\n", " ", "t1 ", "t2 {work} ", "=== ", "x", "中", "\u{301}", "|", "\r\n",
  ]

  static func damage(_ text: inout String, _ random: inout SeededGenerator) {
    var scalars = Array(text.unicodeScalars)
    // Most of the changes go where the words are.
    let body = String.make(scalars).range(of: "=== words ===")
    let first =
      body.map {
        text.unicodeScalars.distance(from: text.startIndex, to: $0.upperBound)
      } ?? 0
    let low = Int.random(in: 0..<20, using: &random) == 0 ? 0 : min(first, scalars.count)
    let place = Int.random(in: low...scalars.count, using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1:
      let insert = inserts.randomElement(using: &random) ?? ""
      scalars.insert(contentsOf: insert.unicodeScalars, at: place)
    case 2:
      let end = min(scalars.count, place + Int.random(in: 1...6, using: &random))
      scalars.removeSubrange(place..<end)
    case 3:
      let end = min(scalars.count, place + Int.random(in: 1...12, using: &random))
      scalars.insert(contentsOf: Array(scalars[place..<end]), at: place)
    case 4, 5:
      // A new mark, as a coder makes it.
      let end = min(scalars.count, place + Int.random(in: 1...15, using: &random))
      scalars.insert(contentsOf: "]]{work | x}".unicodeScalars, at: end)
      scalars.insert(contentsOf: "[[".unicodeScalars, at: place)
    case 6:
      // A mark taken out, or half of one.
      let signs = ["[[", "]]"].randomElement(using: &random) ?? ""
      let text = String.make(scalars)
      if let found = text.ranges(of: signs).randomElement(using: &random) {
        var end = found.upperBound
        if signs == "]]", let brace = text[end...].firstIndex(of: "}") {
          end = text.index(after: brace)
        }
        scalars = Array((text[..<found.lowerBound] + text[end...]).unicodeScalars)
      }
    default:
      var lines = scalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
      let line = Int.random(in: 0..<lines.count, using: &random)
      if Bool.random(using: &random) {
        lines.remove(at: line)
      } else {
        lines.insert(lines[line], at: line)
      }
      scalars = Array(lines.joined(separator: ["\n"]))
    }
    text = String.make(scalars)
  }

  static func bare(_ line: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var line = line
    while let last = line.last, last.properties.isWhitespace { line.removeLast() }
    return line
  }
}
