public import Fieldwork

/// A memo that has all words of a search, with the first of them among others.
public struct MemoMatch: Hashable, Sendable {
  /// The memo.
  public var memo: MemoDefinition
  /// The words before the match, cut with `…`.
  public var before: String
  /// What matched first.
  public var match: String
  /// The words behind it, cut with `…`.
  public var after: String
  /// How often any of the words occurs.
  public var count: Int
}

/// Finds memos by their words.
///
/// A memo is found where title and words together have everything that was typed, wherever it
/// stands; upper and lower case, full and half width, simplified and traditional characters are
/// one. Words in quotation marks stand side by side. Chinese needs no blanks.
public struct MemoSearch: Sendable {
  private let phrases: [[String]]

  /// Reads what was typed; `nil` where it has no words.
  public init?(_ typed: String) {
    var phrases: [String] = []
    var current = ""
    var isQuoted = false
    for character in typed {
      switch character {
      case "\"", "“", "”", "「", "」":
        phrases.append(current)
        current = ""
        isQuoted.toggle()
      case _ where character.isWhitespace && !isQuoted:
        phrases.append(current)
        current = ""
      default: current.append(character)
      }
    }
    phrases.append(current)
    let wanted = phrases.map(\.trimmingBlanks).filter { !$0.isEmpty }
    guard !wanted.isEmpty else { return nil }
    self.phrases = wanted.map { $0.map(MemoSearch.folded) }
  }

  /// The memos that have all words, in the order given.
  ///
  /// - Parameter context: how many characters to show on both sides of the first match, 0 or more.
  public func matches(in memos: [MemoDefinition], context: Int = 40) -> [MemoMatch] {
    memos.compactMap { match(in: $0, context: max(0, context)) }
  }

  private func match(in memo: MemoDefinition, context: Int) -> MemoMatch? {
    let text = memo.title.isEmpty ? memo.body : memo.title + "\n" + memo.body
    let words = text.map { $0.isNewline ? " " : $0 }
    let folded = words.map(MemoSearch.folded)
    var places: [Range<Int>] = []
    for phrase in phrases {
      let found = MemoSearch.places(of: phrase, in: folded)
      if found.isEmpty { return nil }
      places += found
    }
    guard let first = places.min(by: { $0.lowerBound < $1.lowerBound }) else { return nil }
    let low = max(0, first.lowerBound - context)
    let high = min(words.count, first.upperBound + context)
    return MemoMatch(
      memo: memo, before: (low > 0 ? "…" : "") + String(words[low..<first.lowerBound]),
      match: String(words[first]),
      after: String(words[first.upperBound..<high]) + (high < words.count ? "…" : ""),
      count: places.count)
  }

  /// Where a phrase stands, without overlaps.
  private static func places(of phrase: [String], in words: [String]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while start + phrase.count <= words.count {
      if words[start] == phrase[0], words[start..<(start + phrase.count)].elementsEqual(phrase) {
        found.append(start..<(start + phrase.count))
        start += phrase.count
      } else {
        start += 1
      }
    }
    return found
  }

  /// One character in the form in which it is compared.
  private static func folded(_ character: Character) -> String {
    character.isWhitespace ? " " : String(character).foldedName.simplifiedForms
  }
}
