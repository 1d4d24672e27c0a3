import Fieldwork
import Foundation

/// A text as it is compared with another version of itself: its characters without the blanks, and
/// the words that they form.
///
/// Characters are equal that a reader takes for the same: composed and decomposed, full and half
/// width, straight and typographic quotation marks. Blanks and line ends are no characters, but it
/// is known where one parts two words.
struct TextUnits: Sendable {
  /// What each character is; equal numbers are equal characters, in both texts.
  private(set) var keys: [UInt32] = []
  /// The first scalar of each character.
  private(set) var starts: [Int32] = []
  /// The scalar after each character.
  private(set) var ends: [Int32] = []
  /// Whether blanks part the character from the one before it, where both are of words that blanks
  /// part: `every one` is not `everyone`.
  private(set) var isParted: [Bool] = []
  /// The first character of each word, and one more at the end; a Chinese character and a mark are
  /// words of their own.
  private(set) var wordStarts: [Int32] = []
  /// What each word is; equal numbers are very likely equal words.
  private(set) var wordKeys: [UInt64] = []
  /// What those words are that are only marks, such as a full stop.
  private(set) var markKeys: Set<UInt64> = []
  /// What those words are that stand in the text only once.
  private(set) var singleKeys: Set<UInt64> = []

  /// The number of characters.
  var count: Int { keys.count }
  /// The number of words.
  var wordCount: Int { wordKeys.count }

  /// Takes a text apart.
  ///
  /// - Parameter names: the numbers of characters, shared by the texts that are compared.
  init(_ text: TextBuffer, _ names: inout CharacterNames) {
    let capacity = Int(text.scalarCount)
    keys.reserveCapacity(capacity)
    starts.reserveCapacity(capacity)
    ends.reserveCapacity(capacity)
    isParted.reserveCapacity(capacity)
    var position: Int32 = 0
    var isBehindBlank = false
    var isBehindWord = false
    var isMark: [Bool] = []
    for character in text.text {
      let scalars = character.unicodeScalars
      let start = position
      position += Int32(scalars.count)
      guard let first = scalars.first else { continue }
      if ScalarShape.isBlank(first.value), scalars.allSatisfy({ ScalarShape.isBlank($0.value) }) {
        isBehindBlank = true
        continue
      }
      let isWord = TextUnits.isOfWord(first)
      if !isWord || !isBehindWord || isBehindBlank {
        wordStarts.append(Int32(keys.count))
        isMark.append(!isWord && !first.properties.isAlphabetic)
      }
      keys.append(names.number(of: character, first, isAlone: position - start == 1))
      starts.append(start)
      ends.append(position)
      isParted.append(isBehindBlank && isWord && isBehindWord)
      isBehindBlank = false
      isBehindWord = isWord
    }
    wordKeys.reserveCapacity(wordStarts.count)
    wordStarts.append(Int32(keys.count))
    for word in 0..<wordStarts.count - 1 {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for unit in wordStarts[word]..<wordStarts[word + 1] {
        hash = (hash ^ UInt64(keys[Int(unit)])) &* 0x0000_0100_0000_01b3
        hash ^= hash >> 29
      }
      wordKeys.append(hash)
      if isMark[word] { markKeys.insert(hash) }
    }
    var seen: Set<UInt64> = []
    seen.reserveCapacity(wordKeys.count)
    for key in wordKeys {
      if seen.insert(key).inserted { singleKeys.insert(key) } else { singleKeys.remove(key) }
    }
  }

  /// The characters of a word.
  func units(ofWord word: Int) -> Range<Int> { Int(wordStarts[word])..<Int(wordStarts[word + 1]) }

  /// The word that a character belongs to.
  func word(ofUnit unit: Int) -> Int {
    max(1, wordKeys.indices.partitionPoint { Int(wordStarts[$0]) > unit }) - 1
  }

  /// The characters that lie in a stretch as a whole.
  func units(in span: Span) -> Range<Int> {
    let first = keys.indices.partitionPoint { starts[$0] >= span.start }
    let last = keys.indices.partitionPoint { ends[$0] > span.end }
    return first..<max(first, last)
  }

  /// How many words some characters stand in.
  func words(over units: Range<Int>) -> Int {
    units.isEmpty ? 0 : word(ofUnit: units.upperBound - 1) - word(ofUnit: units.lowerBound) + 1
  }

  /// Whether a character joins its neighbours to a word, as Latin letters and digits do and
  /// Chinese characters and kana do not.
  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x80 {
      return (48...57).contains(value) || (65...90).contains(value) || (97...122).contains(value)
    }
    if (0x3000...0x30FF).contains(value) || ScalarShape.isHan(value) { return false }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}

/// Numbers for characters, so that two texts are compared by numbers.
struct CharacterNames: Sendable {
  private var known: [String: UInt32] = [:]

  /// The number of a character.
  ///
  /// - Parameters:
  ///   - first: its first scalar.
  ///   - isAlone: whether it has no other.
  mutating func number(of character: Character, _ first: Unicode.Scalar, isAlone: Bool) -> UInt32 {
    let value = first.value
    // Nothing else is written so: no composed form, no width, no quotation mark.
    if isAlone, value < 0x80 || (0x4E00...0x9FFF).contains(value) {
      return ScalarShape.narrowedUnquoted(value)
    }
    if isAlone {
      let narrow = ScalarShape.narrowedUnquoted(value)
      if narrow != value { return narrow }
    }
    // Half-width kana with their voice marks are two scalars; all else keeps its canonical form.
    let isHalfWidth = (0xFF65...0xFFDC).contains(value)
    let form =
      isHalfWidth
      ? String(character).precomposedStringWithCompatibilityMapping
      : String(character).precomposedStringWithCanonicalMapping
    if form.unicodeScalars.count == 1, let only = form.unicodeScalars.first {
      return ScalarShape.narrowedUnquoted(only.value)
    }
    if let number = known[form] { return number }
    // Behind the last scalar of Unicode, so that no single one has it.
    let number = 0x11_0000 + UInt32(known.count)
    known[form] = number
    return number
  }
}
