import CodingEngine
import Fieldwork
import TestSupport

/// A text as a list of characters that are followed through every edit, so that it is known what
/// became of each.
///
/// Every second word or so stands only once, lines end with one, and no two edits touch, so that
/// there is one way only to tell what was edited; the words between them recur everywhere.
struct TrackedText {
  /// A character as a reader sees it.
  struct Cell {
    /// What it is followed by; -1 for what an edit brought.
    var id: Int
    var text: String
    var isBlank: Bool { text.allSatisfy(\.isWhitespace) }
  }

  /// A word of a line with the blank behind it.
  struct Word {
    var cells: [Cell]
    var isSingle: Bool
  }

  typealias Line = [Word]

  private(set) var before: [Line] = []
  private(set) var after: [Line] = []
  private let isChinese: Bool
  private var nextID = 0
  private var nextName = 0

  init(isChinese: Bool, _ random: inout SeededGenerator) {
    self.isChinese = isChinese
    for _ in 0..<Int.random(in: 2...5, using: &random) {
      before.append(line(words: Int.random(in: 3...12, using: &random), isNew: false, &random))
    }
    after = before
  }

  // MARK: Making

  private static let common = ["we", "stay", "the", "school", "and", "naïve", "café", "rent"]
  private static let han = Array("我们的住了是不在好有").map(String.init)

  private mutating func cells(_ word: String, isNew: Bool) -> [Cell] {
    word.map { character in
      nextID += 1
      return Cell(id: isNew ? -1 : nextID, text: String(character))
    }
  }

  /// A word that stands nowhere else in the texts of this case.
  private mutating func singleWord(isNew: Bool) -> Word {
    nextName += 1
    if isChinese {
      let scalar = Unicode.Scalar(UInt32(0x5000 + nextName * 7)) ?? "一"
      return Word(cells: cells(String(scalar), isNew: isNew), isSingle: true)
    }
    var name = ""
    var rest = nextName * 977 + 31
    while rest > 0 {
      name.append(["b", "d", "f", "g", "k", "m", "p", "v", "x", "z"][rest % 10])
      name.append("o")
      rest /= 10
    }
    return Word(cells: cells(name + " ", isNew: isNew), isSingle: true)
  }

  private mutating func commonWord(_ random: inout SeededGenerator) -> Word {
    let list = isChinese ? TrackedText.han : TrackedText.common
    let word = list.randomElement(using: &random) ?? list[0]
    return Word(cells: cells(isChinese ? word : word + " ", isNew: false), isSingle: false)
  }

  private mutating func line(
    words: Int, isNew: Bool, _ random: inout SeededGenerator
  ) -> Line {
    var line: Line = [singleWord(isNew: isNew)]
    line[0].cells.append(contentsOf: cells(isChinese ? "：" : ": ", isNew: isNew))
    while line.count < words {
      let previous = line.suffix(2).allSatisfy { !$0.isSingle }
      let isSingle = isNew || previous || Bool.random(using: &random)
      line.append(isSingle ? singleWord(isNew: isNew) : commonWord(&random))
    }
    line.append(singleWord(isNew: isNew))
    var end = singleWord(isNew: isNew)
    end.cells.append(contentsOf: cells("\n\n", isNew: isNew))
    line.append(end)
    return line
  }

  // MARK: Editing

  /// Changes words inside lines: taken out, put in, or others in their place, always between two
  /// words that stand once and stay.
  mutating func editWords(_ random: inout SeededGenerator) {
    for index in after.indices where Bool.random(using: &random) {
      let singles = after[index].indices.filter { after[index][$0].isSingle }
      guard let left = singles.dropFirst().dropLast(2).randomElement(using: &random),
        let right = singles.first(where: { $0 > left + Int.random(in: 0...3, using: &random) }),
        right < after[index].count - 1
      else { continue }
      var fresh: Line = []
      for _ in 0..<Int.random(in: 0...3, using: &random) { fresh.append(singleWord(isNew: true)) }
      if left + 1 == right, fresh.isEmpty { continue }
      after[index].replaceSubrange(left + 1..<right, with: fresh)
    }
  }

  /// Mistypes a letter of a word.
  mutating func editLetters(_ random: inout SeededGenerator) {
    guard !isChinese else { return }
    for index in after.indices where Int.random(in: 0..<3, using: &random) == 0 {
      let word = Int.random(in: 1..<after[index].count - 1, using: &random)
      let letters = after[index][word].cells.indices.filter {
        !after[index][word].cells[$0].isBlank
      }
      guard let letter = letters.randomElement(using: &random) else { continue }
      let wrong = Cell(id: -1, text: "Q")
      switch Int.random(in: 0..<3, using: &random) {
      case 0: after[index][word].cells[letter] = wrong
      case 1: after[index][word].cells.insert(wrong, at: letter)
      default: after[index][word].cells.insert(wrong, at: letter + 1)
      }
    }
  }

  /// Takes lines out, puts new ones in, moves whole ones.
  mutating func editLines(_ random: inout SeededGenerator) {
    if after.count > 2, Bool.random(using: &random) {
      after.remove(at: Int.random(in: after.indices, using: &random))
    }
    if Bool.random(using: &random) {
      let fresh = line(words: Int.random(in: 3...9, using: &random), isNew: true, &random)
      after.insert(fresh, at: Int.random(in: 0...after.count, using: &random))
    }
    for _ in 0..<Int.random(in: 0...2, using: &random) where after.count > 1 {
      let moved = after.remove(at: Int.random(in: after.indices, using: &random))
      after.insert(moved, at: Int.random(in: 0...after.count, using: &random))
    }
  }

  /// Writes the same words otherwise: composed or not, width, line ends, blanks.
  mutating func writeOtherwise(_ random: inout SeededGenerator) {
    for line in after.indices {
      for word in after[line].indices {
        var written: [Cell] = []
        for cell in after[line][word].cells {
          written += TrackedText.otherwise(cell, isChinese, &random)
        }
        after[line][word].cells = written
      }
    }
  }

  private static func otherwise(
    _ cell: Cell, _ isChinese: Bool, _ random: inout SeededGenerator
  ) -> [Cell] {
    guard Int.random(in: 0..<6, using: &random) == 0 else { return [cell] }
    let other: String? =
      switch cell.text {
      case "ï": "i\u{308}"
      case "é": "e\u{301}"
      case " ": ["  ", "\n", "\u{3000}", " \n"].randomElement(using: &random)
      case "\n": [" \n", "\n\n", "\u{2028}"].randomElement(using: &random)
      case "：": ":"
      case "s": "ｓ"
      default: nil
      }
    if let other { return [Cell(id: cell.id, text: other)] }
    return isChinese && !cell.isBlank ? [cell, Cell(id: -1, text: " ")] : [cell]
  }

  // MARK: Truth

  static func text(_ lines: [Line]) -> String {
    lines.map { $0.map { $0.cells.map(\.text).joined() }.joined() }.joined()
  }

  /// The words of a text with the scalars that each takes; blanks left out.
  private static func letters(_ lines: [Line]) -> [(id: Int, span: Span, isParted: Bool)] {
    var letters: [(id: Int, span: Span, isParted: Bool)] = []
    var position: Int32 = 0
    var isParted = false
    for cell in lines.joined().flatMap(\.cells) {
      let end = position + Int32(cell.text.unicodeScalars.count)
      if cell.isBlank {
        isParted = true
      } else if let span = Span(start: position, end: end) {
        letters.append((cell.id, span, isParted))
        isParted = false
      }
      position = end
    }
    return letters
  }

  /// A passage with what became of its words: where they stand now, side by side, or `nil`.
  struct Passage {
    var span: Span
    var survives: Span?
  }

  /// Random passages, with blanks at their ends now and then.
  func passages(_ count: Int, _ random: inout SeededGenerator) -> [Passage] {
    let old = TrackedText.letters(before)
    let new = TrackedText.letters(after)
    let marks = Set(
      before.joined().flatMap(\.cells).filter { [":", "："].contains($0.text) }.map(\.id))
    let places = Dictionary(
      new.enumerated().filter { $0.element.id >= 0 }.map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    return (0..<count).compactMap { _ in
      var first = Int.random(in: old.indices, using: &random)
      let longest = Bool.random(using: &random) ? 6 : 40
      var last = min(first + Int.random(in: 0..<longest, using: &random), old.count - 1)
      // People code words; a letter of a word that was replaced may stand in the new one by chance.
      if !isChinese {
        while first > 0, !old[first].isParted { first -= 1 }
        while last + 1 < old.count, !old[last + 1].isParted { last += 1 }
      }
      var end = old[last].span.end
      if last + 1 < old.count, Int.random(in: 0..<4, using: &random) == 0 {
        end = old[last + 1].span.start
      }
      // A mark alone is no passage; which of several it was cannot be told.
      let isMark = first == last && marks.contains(old[first].id)
      guard !isMark, let span = Span(start: old[first].span.start, end: end) else { return nil }
      return Passage(
        span: span, survives: survivors(old[first...last], places: places, in: new))
    }
  }

  private func survivors(
    _ old: ArraySlice<(id: Int, span: Span, isParted: Bool)>, places: [Int: Int],
    in new: [(id: Int, span: Span, isParted: Bool)]
  ) -> Span? {
    guard let start = old.first.flatMap({ places[$0.id] }) else { return nil }
    for (step, letter) in old.enumerated() {
      guard places[letter.id] == start + step else { return nil }
      // Between Latin words the blank must be there as before; Chinese has none to lose.
      if step > 0, !isChinese, letter.isParted != new[start + step].isParted { return nil }
    }
    return Span(start: new[start].span.start, end: new[start + old.count - 1].span.end)
  }
}
