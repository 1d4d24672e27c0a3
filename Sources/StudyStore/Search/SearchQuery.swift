import Fieldwork

/// A query as typed, turned into the language of the index.
struct SearchQuery {
  /// The expression for FTS5: phrases joined by AND; empty when nothing is asked.
  let expression: String

  init(_ typed: String) {
    var phrases: [String] = []
    var current = ""
    var isQuoted = false
    func close(_ current: inout String) {
      if let phrase = SearchQuery.phrase(current) { phrases.append(phrase) }
      current = ""
    }
    for character in typed {
      switch character {
      case "\"", "“", "”", "「", "」":
        close(&current)
        isQuoted.toggle()
      case _ where character.isWhitespace && !isQuoted: close(&current)
      default: current.append(character)
      }
    }
    close(&current)
    expression = phrases.joined(separator: " AND ")
  }

  /// Words that stand side by side in this order; `nil` where there is no word.
  static func phrase(_ words: String) -> String? {
    // Everything goes through a quoted phrase, so no character of the query has a meaning of
    // its own to the index.
    let words = words.spacedWords.unicodeScalars.map { scalar -> Character in
      scalar == "\"" ? " " : Character(scalar.narrowed)
    }
    let hasWord = words.contains { $0.isLetter || $0.isNumber }
    return hasWord ? "\"" + String(words) + "\"" : nil
  }

  /// Turns that may hold the phrase when simplified and traditional characters are one: all its
  /// words, each Chinese character in any of its forms, wherever they stand.
  static func candidates(_ words: String) -> String? {
    let pieces = words.spacedWords.split(whereSeparator: \.isWhitespace)
    let needed = pieces.compactMap { piece -> String? in
      guard let first = piece.unicodeScalars.first, first.isHan else {
        return phrase(String(piece))
      }
      let forms = SimplifiedForms.family(of: first).map { "\"\($0)\"" }
      return forms.count == 1 ? forms[0] : "(" + forms.joined(separator: " OR ") + ")"
    }
    return needed.isEmpty ? nil : "(" + needed.joined(separator: " AND ") + ")"
  }
}
