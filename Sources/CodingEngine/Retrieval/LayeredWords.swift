public import Fieldwork

/// A passage in one language, or why it is not there.
public struct LayeredWords: Hashable, Sendable {
  /// The language as a short tag.
  public var language: String
  /// The words, `nil` where there are none; of another layer than that of the passage whole turns.
  public var words: String?
  /// Who made them: `original`, `translated by …`; empty where there are none.
  public var credit: String
  /// The turns that are shown, or why there are none, and what makes it doubtful.
  public var note: String
  /// Whether it is the passage itself.
  public var isPassage: Bool
}

extension StudySnapshot {
  /// A stretch of a text in some languages, in the order given.
  ///
  /// - Parameters:
  ///   - own: the text.
  ///   - span: the stretch.
  ///   - quote: its words as they are printed.
  ///   - languages: short tags.
  ///   - shelf: must hold the texts of the other layers.
  public func layeredWords(
    ofText own: Int32, _ span: Span, quote: String, languages: [String], texts shelf: TextShelf
  ) -> [LayeredWords] {
    let entry = texts[Int(own)]
    let label = transcripts[Int(entry.transcript)].label
    return languages.map { language in
      func missing(_ why: String) -> LayeredWords {
        LayeredWords(language: language, words: nil, credit: "", note: why, isPassage: false)
      }
      if entry.language == language {
        return LayeredWords(
          language: language, words: quote, credit: entry.credit, note: "", isPassage: true)
      }
      let other = otherLayers(ofText: own).first { texts[Int($0)].language == language }
      guard let other else { return missing("\(label) has no text in \(language)") }
      guard let found = alignedWords(ofText: own, span, inLayer: other, texts: shelf) else {
        return missing("no turn in \(language) stands beside it")
      }
      let (first, last) = (found.turns.lowerBound, found.turns.upperBound)
      let turns = first == last ? "whole turn t\(first)" : "whole turns t\(first)-t\(last)"
      return LayeredWords(
        language: language, words: found.words, credit: texts[Int(other)].credit,
        note: ([turns] + found.notes).joined(separator: "; "), isPassage: false)
    }
  }

  /// The languages of a study's texts, in order, each once.
  public var languagesOfTexts: [String] { Set(texts.map(\.language)).subtracting([""]).sorted() }
}
