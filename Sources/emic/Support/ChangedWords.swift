/// Words before and after a correction, cut to where they differ.
struct ChangedWords {
  /// The words before.
  let before: String
  /// The words afterwards.
  let after: String

  /// Cuts both to a line.
  ///
  /// - Parameter width: how many characters to show of each at most, 20 or more.
  init(_ before: String, _ after: String, width: Int = 60) {
    let (old, new) = (Array(before.onOneLine(100_000)), Array(after.onOneLine(100_000)))
    var same = 0
    while same < old.count, same < new.count, old[same] == new[same] { same += 1 }
    // A third of the line leads up to the difference.
    let start = max(0, same - width / 3)
    self.before = ChangedWords.cut(old, from: start, width)
    self.after = ChangedWords.cut(new, from: start, width)
  }

  private static func cut(_ words: [Character], from start: Int, _ width: Int) -> String {
    var first = min(start, max(0, words.count - width))
    if first <= 1 { first = 0 }
    let end = min(words.count, first + width)
    return (first > 0 ? "…" : "") + String(words[first..<end]) + (end < words.count ? "…" : "")
  }
}
