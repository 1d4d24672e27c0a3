public import Fieldwork

/// A passage that shows a theme well, and why it was chosen.
public struct Exemplar: Hashable, Sendable {
  /// The kind of its transcript, possibly empty.
  public var kind: String
  /// One coding of the passage with a required code, the first in the order of codes.
  public var row: Int
  /// The passage as it is cited.
  public var cite: String
  /// The slugs of the required codes that the passage carries at once.
  public var codes: [String]
  /// Why it was chosen, in words.
  public var reason: String
}

/// Exemplars of a theme by kind of interviewee.
public struct Exemplars: Sendable {
  /// The passages, kinds in natural order, best first within a kind.
  public let passages: [Exemplar]
  /// Which kinds have none, and why.
  public let notes: [String]
}

extension ThemeReport {
  /// The texts whose words `exemplars` weighs by length, in ascending order.
  public func neededTexts(in snapshot: StudySnapshot) -> [Int32] {
    CodingEngine.neededTexts(rows: exemplarRows, in: snapshot)
  }

  /// Chooses passages that show the theme, by a fixed rule.
  ///
  /// Only passages of cases or transcripts that carry the theme are considered. Within each
  /// kind of interviewee those come first that are of one case, where several cases speak in
  /// one interview; then those that carry most required codes which no passage chosen for the
  /// kind shows yet; then those with most required codes at once; then those of moderate length (15 to 120
  /// words, or 25 to 200 Chinese characters); ties fall to the order of citation. Within a kind
  /// no transcript and no case gives two.
  ///
  /// - Parameters:
  ///   - perKind: how many for each kind, 1 or more.
  ///   - texts: the words; without them length is not weighed.
  public func exemplars(
    perKind: Int = 2, in snapshot: StudySnapshot, texts: TextShelf
  ) -> Exemplars {
    let choice = ExemplarChoice(theme, in: snapshot, texts: texts)
    let candidates = choice.candidates(rows: exemplarRows)
    var passages: [Exemplar] = []
    var empty: [String] = []
    for kind in kinds.map(\.kind) {
      let chosen = choice.best(candidates.filter { $0.kind == kind }, count: max(1, perKind))
      if chosen.isEmpty { empty.append(kind.isEmpty ? "no kind" : kind) }
      passages += chosen
    }
    let notes =
      empty.isEmpty
      ? [] : ["no passage from a case or transcript that carries the theme: \(listed(empty))"]
    return Exemplars(passages: passages, notes: notes)
  }

  /// Codings of required codes in whatever carries the theme.
  private var exemplarRows: [Int] {
    Set((cases + transcripts).filter(\.carries).flatMap(\.rows)).sorted()
  }
}
