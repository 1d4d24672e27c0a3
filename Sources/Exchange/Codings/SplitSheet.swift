public import Fieldwork

/// The codings of a split code as a list that a person edits: one line each, with a `?` in the
/// place of the part.
public enum SplitSheet {
  /// A coding that waits.
  public struct Line: Hashable, Sendable {
    /// The passage as cited.
    public var cite: String
    /// Who coded.
    public var coder: String
    /// In which round, from 1.
    public var round: Int
    /// The words.
    public var quote: String

    /// Describes a coding.
    public init(cite: String, coder: String, round: Int, quote: String) {
      self.cite = cite
      self.coder = coder
      self.round = round
      self.quote = quote
    }
  }

  /// The list.
  public static func write(_ lines: [Line], of code: String, into parts: [String]) -> String {
    let head = """
      # \(code) is split into: \(parts.joined(separator: ", "))
      # Write a part in the place of the ?, several with commas; a ? that stays waits.

      """
    return head
      + lines.map { line in
        let quote = line.quote.split(whereSeparator: \.isNewline).joined(separator: " / ")
        return "? | \(line.cite) | \(line.coder) | \(line.round) | \(quote)\n"
      }.joined()
  }

  /// Reads the list back; lines that wait are left out, and lines that were taken away wait too.
  ///
  /// - Throws: `Problem` with the line that cannot be read.
  public static func read(_ text: String) throws -> [SplitRow] {
    var rows: [SplitRow] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = String(line).trimmingBlanks
      if words.isEmpty || words.hasPrefix("#") { continue }
      let parts = words.split(separator: "|", maxSplits: 4, omittingEmptySubsequences: false)
        .map { String($0).trimmingBlanks }
      guard parts.count == 5, let round = Int(parts[3]), round > 0 else {
        throw Problem(
          .data, "the line has not the form 'part | passage | coder | round | words'",
          place: "line \(index + 1)", hint: "nothing was changed; change only what stands first")
      }
      let codes = parts[0].split(separator: ",").map { String($0).trimmingBlanks }
        .filter { !$0.isEmpty && $0 != "?" }
      if codes.isEmpty { continue }
      rows.append(
        SplitRow(
          origin: "line \(index + 1)", cite: parts[1], coder: parts[2], round: round, codes: codes))
    }
    return rows
  }
}
