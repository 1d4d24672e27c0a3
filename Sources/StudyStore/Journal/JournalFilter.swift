import Fieldwork

/// Which entries of a journal are asked for.
public struct JournalFilter: Sendable {
  private let coder: String?
  private let since: String?
  private let about: String?

  /// Describes a filter; a condition that is `nil` takes every entry.
  ///
  /// - Parameters:
  ///   - coder: who did it, exactly.
  ///   - since: the first day, UTC, as ISO 8601.
  ///   - about: a word of the command line or the summary, such as a label or a code.
  public init(coder: String?, since: String?, about: String?) {
    self.coder = coder
    self.since = since
    self.about = about
  }

  /// The entries that are asked for, in order.
  public func entries(of journal: [JournalEntry]) -> [JournalEntry] {
    journal.filter { entry in
      (coder == nil || entry.coder == coder)
        && (since.map { entry.at.prefix(10) >= $0 } ?? true)
        && (about.map { names($0, entry) } ?? true)
    }
  }

  /// Whether a word stands in what was typed or done, not as a part of a longer one.
  private func names(_ word: String, _ entry: JournalEntry) -> Bool {
    (entry.arguments + [entry.summary]).contains { text in
      text.ranges(of: word).contains { range in
        let before = text[..<range.lowerBound].last
        let after = text[range.upperBound...].first
        return ![before, after].contains { $0.map { $0.isLetter || $0.isNumber } ?? false }
          || word.unicodeScalars.contains { $0.isHan }
      }
    }
  }
}
