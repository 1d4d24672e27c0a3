/// Takes quotations out of what the journal says.
struct QuotedWords {
  /// In any entry.
  let usual: ErasedWords
  /// In entries about what is erased.
  private let strict: ErasedWords

  init(_ said: [String]) {
    usual = ErasedWords(said)
    strict = ErasedWords(said, .strict)
  }

  /// A text without what it quotes.
  func cleaned(_ text: String, isAbout: Bool) -> String {
    (isAbout ? strict : usual).marked(text) ?? text
  }

  /// A command line without what it quotes.
  func cleaned(_ arguments: [String], isAbout: Bool) -> [String] {
    let named: Set = ["--as", "--coder", "--entry", "--round", "--format", "--layer", "--study"]
    return arguments.enumerated().map { index, word in
      let isNamed = index > 0 && named.contains(arguments[index - 1])
      // The name of the command stands first.
      if isAbout, index > 0, !word.hasPrefix("-"), !isNamed, usual.holds(word) {
        return ErasedWords.mark
      }
      return cleaned(word, isAbout: isAbout && !isNamed && index > 0)
    }
  }
}
