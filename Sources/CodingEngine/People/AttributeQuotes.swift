public import Fieldwork

/// The words on which values of attributes rest, as they were read, and what became of them where
/// their text was corrected since.
public struct AttributeQuotes: Sendable {
  /// What became of the words in the text as it is now.
  public enum Standing: Hashable, Sendable {
    /// They stand there.
    case there
    /// Others stand in their place.
    case corrected(now: String)
    /// Nothing stands in their place.
    case gone
  }

  /// One passage.
  public struct Quote: Hashable, Sendable {
    /// The transcript's label.
    public let transcript: String
    /// The turns in which the words begin and end now; `nil` where they are gone, and where no turn
    /// lies there.
    public let turns: ClosedRange<Int32>?
    /// The language, where it is a translation.
    public let language: String?
    /// The words as they were read.
    public let words: String
    /// What became of them.
    public let standing: Standing

    /// Where it is: `GY-105 t12`, `GY-105 (en) t12-t13`.
    public var cite: String {
      var parts = [transcript]
      if let language, !language.isEmpty { parts.append("(\(language))") }
      if let turns {
        parts.append(
          turns.count == 1 ? "t\(turns.lowerBound)" : "t\(turns.lowerBound)-t\(turns.upperBound)")
      }
      return parts.joined(separator: " ")
    }

    /// The words in quotation marks, and what a correction did to them.
    public var said: String {
      switch standing {
      case .there: "“\(words)”"
      case .corrected(let now): "“\(words)” (corrected since: “\(now)”)"
      case .gone: "“\(words)” (no longer in the text)"
      }
    }
  }

  private struct Key: Hashable {
    var owner: AttributeOwner
    var index: Int32
    var name: String
  }

  private var quotes: [Key: [Quote]] = [:]

  /// Nothing was said of any value.
  public init() {}

  /// Looks the passages up.
  ///
  /// - Parameters:
  ///   - snapshot: a study loaded with its turns and notes.
  ///   - texts: the current texts in which passages lie.
  ///   - former: the earlier versions in which passages lie, by key.
  public init(_ snapshot: StudySnapshot, texts: TextShelf, former: [Int64: TextBuffer]) {
    var alignments: [Int64: TextAlignment] = [:]
    for passage in snapshot.attributePassages {
      guard let current = texts[passage.text] else { continue }
      let entry = snapshot.texts[Int(passage.text)]
      var (span, standing): (Span?, Standing) = (passage.span, .there)
      var words = current.words(in: passage.span)
      if entry.key != passage.key, let before = former[passage.key] {
        let alignment = alignments[passage.key] ?? TextAlignment(before, current)
        alignments[passage.key] = alignment
        words = before.words(in: passage.span)
        switch alignment.place(of: passage.span) {
        case .kept(let place, _): span = place
        case .proposed(let place):
          (span, standing) = (place, .corrected(now: current.words(in: place)))
        case .gone: (span, standing) = (nil, .gone)
        }
      }
      let quote = Quote(
        transcript: snapshot.transcripts[Int(entry.transcript)].label,
        turns: span.flatMap { snapshot.turnNumbers(ofText: passage.text, in: $0) },
        language: entry.isOriginal ? nil : entry.language, words: words, standing: standing)
      quotes[Key(owner: passage.owner, index: passage.index, name: passage.name), default: []]
        .append(quote)
    }
  }

  /// What a value rests on, in order of texts and places.
  public func quotes(_ owner: AttributeOwner, _ index: Int32, _ name: String) -> [Quote] {
    quotes[Key(owner: owner, index: index, name: name)] ?? []
  }
}

extension StudySnapshot {
  fileprivate func turnNumbers(ofText text: Int32, in span: Span) -> ClosedRange<Int32>? {
    let rows = turns.rows(ofText: text, touching: span)
    guard let first = rows.first, let last = rows.last else { return nil }
    return turns.numbers[first]...turns.numbers[last]
  }
}
