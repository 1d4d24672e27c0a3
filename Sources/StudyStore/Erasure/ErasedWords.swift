import Fieldwork

/// Finds quotations of words that are erased, in notes, names and command lines.
///
/// Only words are compared, whatever their case and width and whatever stands between them. A
/// quotation is a run of at least four words with at least twelve letters, or of five characters
/// where each is a word; shorter ones are what anybody says. Where less than that is erased in all,
/// only the whole of it counts.
struct ErasedWords {
  /// What stands in the place of a quotation.
  static let mark = "[erased]"

  /// How long the shortest quotation is.
  struct Measure {
    /// The weight of its letters: each counts two, a Han character five.
    fileprivate var weight: Int
    fileprivate var words: Int

    /// In what anybody may have written of anything.
    static let usual = Measure(weight: 24, words: 4)
    /// Where the talk is of the very text that is erased.
    static let strict = Measure(weight: 10, words: 2)
  }

  private let measure: Measure
  /// Below this even the whole of what is erased is not looked for.
  private static let least = 8

  /// The letters of all stretches, parted by zeros.
  private var letters: [UInt32] = []
  private var places: [Int: [Int]] = [:]
  /// Stretches that are shorter than a quotation.
  private var short: Set<[UInt32]> = []

  init(_ stretches: some Sequence<String>, _ measure: Measure = .usual) {
    self.measure = measure
    for stretch in stretches {
      let folded = Letter.all(of: stretch).map(\.folded)
      let weight = folded.reduce(0) { $0 + ErasedWords.weight($1) }
      if quotation(folded[...]) == nil, weight >= ErasedWords.least {
        short.insert(folded)
      }
      letters += folded + [0]
    }
    for start in letters.indices {
      guard let length = quotation(letters[start...]) else { continue }
      places[ErasedWords.key(letters[start..<start + length]), default: []].append(start)
    }
  }

  /// Whether nothing can be a quotation.
  var isEmpty: Bool { places.isEmpty && short.isEmpty }

  /// The text with a mark in the place of each quotation; `nil` where it holds none.
  func marked(_ text: String) -> String? {
    let ranges = quotations(in: text)
    guard !ranges.isEmpty else { return nil }
    let scalars = Array(text.unicodeScalars)
    var out = String.UnicodeScalarView()
    var done = 0
    for range in ranges {
      out.append(contentsOf: scalars[done..<range.lowerBound])
      out.append(contentsOf: ErasedWords.mark.unicodeScalars)
      done = range.upperBound
    }
    out.append(contentsOf: scalars[done...])
    return String(out)
  }

  /// Whether a whole word of a command line, of two letters or more, stands in what is erased.
  func holds(_ word: String) -> Bool {
    let wanted = Letter.all(of: word).map(\.folded)
    guard wanted.count >= 2, wanted.count <= letters.count else { return false }
    return letters.indices.contains { start in
      letters[start] == wanted[0] && letters[start...].starts(with: wanted)
    }
  }

  /// The first quotation that a text holds.
  func first(in text: String) -> String? {
    guard let range = quotations(in: text).first else { return nil }
    var out = String.UnicodeScalarView()
    out.append(contentsOf: Array(text.unicodeScalars)[range])
    return String(out)
  }

  /// Where quotations stand, as ranges of scalars, in order and apart.
  private func quotations(in text: String) -> [Range<Int>] {
    // Most of what a study says of itself is shorter than any quotation.
    guard !isEmpty, text.utf8.count >= 4 else { return [] }
    let said = Letter.all(of: text)
    let folded = said.map(\.folded)
    var found: [Range<Int>] = []
    var at = 0
    while at < said.count {
      guard said[at].startsWord, let length = longest(folded[at...], said) else {
        at += 1
        continue
      }
      found.append(said[at].place..<said[at + length - 1].place + 1)
      at += length
    }
    return found
  }

  /// The length of the longest quotation at the start of some letters.
  private func longest(_ rest: ArraySlice<UInt32>, _ said: [Letter]) -> Int? {
    var best = 0
    if let length = quotation(rest) {
      let start = rest.startIndex
      for place in places[ErasedWords.key(rest[start..<start + length])] ?? [] {
        let same = zip(rest, letters[place...]).prefix { $0 == $1 }.count
        best = max(best, same)
      }
      // Whole words only.
      while best > 0, !said[start + best - 1].endsWord { best -= 1 }
      if best < length { best = 0 }
    }
    for stretch in short where stretch.count > best && rest.starts(with: stretch) {
      if said[rest.startIndex + stretch.count - 1].endsWord { best = stretch.count }
    }
    return best == 0 ? nil : best
  }

  /// How many letters from the start are the shortest quotation.
  private func quotation(_ rest: ArraySlice<UInt32>) -> Int? {
    var (weight, words, isEnough) = (0, 0, false)
    for (offset, letter) in rest.enumerated() {
      // The word with which there is enough is taken whole.
      let starts = letter & Letter.start != 0
      if isEnough, letter == 0 || starts { return offset }
      guard letter != 0 else { return nil }
      weight += ErasedWords.weight(letter)
      if starts { words += 1 }
      isEnough = weight >= measure.weight && words >= measure.words
    }
    return isEnough ? rest.count : nil
  }

  private static func weight(_ letter: UInt32) -> Int {
    Unicode.Scalar(letter & ~Letter.start).map { Letter.isWord($0) ? 5 : 2 } ?? 2
  }

  private static func key(_ letters: ArraySlice<UInt32>) -> Int {
    var hasher = Hasher()
    for letter in letters { hasher.combine(letter) }
    return hasher.finalize()
  }
}

/// A letter or digit of a text.
private struct Letter {
  /// Marks the first letter of a word; no scalar has this bit.
  static let start: UInt32 = 1 << 31

  /// The letter without case and width, the first of a word marked.
  var folded: UInt32
  /// Its place in the text, in scalars.
  var place: Int
  var startsWord: Bool
  var endsWord: Bool

  static func all(of text: String) -> [Letter] {
    var letters: [Letter] = []
    for (place, scalar) in text.unicodeScalars.enumerated() {
      let properties = scalar.properties
      guard properties.isAlphabetic || properties.numericType != nil else { continue }
      let folded = scalar.narrowed.properties.lowercaseMapping.unicodeScalars.first ?? scalar
      let isWord = Letter.isWord(folded)
      let continues = letters.last.map { $0.place == place - 1 && !$0.isAWord && !isWord } ?? false
      if continues { letters[letters.count - 1].endsWord = false }
      letters.append(
        Letter(
          folded: folded.value | (continues ? 0 : Letter.start), place: place,
          startsWord: !continues, endsWord: true))
    }
    return letters
  }

  private var isAWord: Bool {
    Unicode.Scalar(folded & ~Letter.start).map(Letter.isWord) ?? false
  }

  /// Whether a character is a word of its own.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isHan || (0x3041...0x30FF).contains(scalar.value)
      || (0xAC00...0xD7A3).contains(scalar.value)
  }
}
