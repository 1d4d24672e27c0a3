import Fieldwork

/// Decides over a whole document which labels are speakers.
///
/// A known role word is one at its first occurrence; another label needs two occurrences, or
/// to be named by the caller. Where turns are separated by blank lines and lines are wrapped,
/// only labels that begin a paragraph somewhere count, so that a wrapped line which happens to
/// hold a colon makes no speaker.
struct SpeakerCensus {
  private struct Count {
    var total = 0
    var atParagraphs = 0
    var shape: LabelLine.Shape
  }
  private var counts: [String: Count] = [:]
  private var families: [String: Int] = [:]
  private var words: [String: RoleWord] = [:]
  private let named: Set<String>
  private var accepted: [String: Bool] = [:]
  private var blankSeparated = false

  /// Starts a count; `named` are labels that the caller knows to be speakers.
  init(named: [String]) { self.named = Set(named) }

  /// Counts one occurrence.
  mutating func count(_ label: String, _ shape: LabelLine.Shape, startsParagraph: Bool) {
    if counts[label] == nil {
      counts[label] = Count(shape: shape)
      words[label] = RoleWord.find(label)
    }
    // A forgotten colon proves nothing; a tab neither.
    guard shape != .forgotten, shape != .tab else { return }
    counts[label]?.total += 1
    if startsParagraph { counts[label]?.atParagraphs += 1 }
    if words[label] != nil { families[RoleWord.family(label), default: 0] += 1 }
  }

  /// Ends the count.
  mutating func decide() {
    var strong = 0
    for (label, count) in counts where words[label] != nil || count.atParagraphs > 1 {
      strong += count.atParagraphs
    }
    let inner = counts.reduce(into: 0) { $0 += $1.value.total - $1.value.atParagraphs }
    blankSeparated = strong >= 3 && strong > inner
    for (label, count) in counts { accepted[label] = judge(label, count) }
  }

  /// Whether a label is a speaker.
  func isSpeaker(_ label: String, _ shape: LabelLine.Shape) -> Bool {
    guard accepted[label] == true else { return false }
    switch shape {
    // A role word without its colon is one only where others of the same word have theirs.
    case .forgotten: return (counts[label]?.total ?? 0) >= 2
    case .tab: return words[label]?.isCertain == true || (counts[label]?.total ?? 0) >= 2
    default: return true
    }
  }

  /// How often a label stands before a colon or in a header line.
  func occurrences(of label: String) -> Int { counts[label]?.total ?? 0 }

  /// Labels that look like names but begin only one paragraph, in natural order: they were
  /// taken as words, which the researcher should know.
  var undecided: [String] {
    counts.filter { label, count in
      accepted[label] == false && count.total == 1 && count.atParagraphs == 1
        && count.shape == .colon && LabelShape.resemblesName(label)
    }.keys.sorted { $0.precedesNaturally($1) }
  }

  /// The role word in a label.
  func word(_ label: String) -> RoleWord? { words[label] ?? RoleWord.find(label) }

  private func judge(_ label: String, _ count: Count) -> Bool {
    if named.contains(label) { return true }
    if let word = words[label] {
      if word.isCertain { return true }
      return (families[RoleWord.family(label)] ?? 0) >= 2
    }
    if LabelShape.introducesWords(label) { return false }
    return count.total >= 2 && (!blankSeparated || count.atParagraphs >= 1)
  }
}
