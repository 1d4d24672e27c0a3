public import Fieldwork

/// What lies before a researcher who judges whether a category is worked out: nothing here
/// judges.
public struct CategoryReport: Sendable {
  /// One category.
  public struct Line: Hashable, Sendable {
    /// The slug.
    public let category: String
    /// The name.
    public let name: String
    /// The dimensions along which it varies, as the codebook has them.
    public let dimensions: [String]
    /// The codes below it.
    public let codes: Int
    /// Those with codings.
    public let heard: Int
    /// The interviews with one of them.
    public let interviews: Int
    /// The interview that added the last code of the category, in the order of the field;
    /// `nil` without codings.
    public let lastNew: String?
    /// Memos of the kind `negative-case` on it or on what lies below.
    public let negativeMemos: [String]
    /// The contrary codes of the themes that build on its codes, each with its codings.
    public let contrary: [String]
    /// The codings of these.
    public let contraryCodings: Int
    /// The last memo on it or on what lies below: its id and its day.
    public let lastMemo: String?, lastMemoDay: String?
  }

  /// The kind of memo that tells of a search for negative cases.
  public static let negativeKind = "negative-case"

  /// The categories in the order of the codebook.
  public let lines: [Line]
  /// What a reader must know.
  public let notes: [String]

  /// Looks at every entry of the codebook that carries no codings.
  ///
  /// - Parameter snapshot: a study loaded with codings, themes and notes.
  public init(_ snapshot: StudySnapshot) {
    let book = snapshot.codebook
    let view = CategoryView(snapshot)
    lines = book.codes.indices.filter { !book.codes[$0].isCodable }.map { view.line($0) }
    var notes = [
      "interviews: transcripts with a coding of a code below the category; coders are pooled",
      "negative cases: memos of the kind '\(CategoryReport.negativeKind)', and the contrary codes "
        + "of themes that build on the category",
      "whether a category is worked out is the researcher's judgement; the table only lays out "
        + "what it can rest on",
    ]
    if !lines.contains(where: { !$0.dimensions.isEmpty }) {
      notes.append("the codebook records no dimensions")
    }
    self.notes = notes
  }
}

/// What the lines of the report are read from.
private struct CategoryView {
  private let snapshot: StudySnapshot
  private let transcripts: BitMatrix
  private let codings: [Int]
  private let order: [Int32]

  init(_ snapshot: StudySnapshot) {
    self.snapshot = snapshot
    var transcripts = BitMatrix(
      rows: snapshot.codebook.codes.count, columns: snapshot.transcripts.count)
    var codings = [Int](repeating: 0, count: snapshot.codebook.codes.count)
    for row in 0..<snapshot.codings.count {
      let code = Int(snapshot.codings.codes[row])
      transcripts.insert(code, Int(snapshot.transcript(ofCoding: row)))
      codings[code] += 1
    }
    self.transcripts = transcripts
    self.codings = codings
    order = snapshot.fieldOrder
  }

  func line(_ category: Int) -> CategoryReport.Line {
    let book = snapshot.codebook
    let below = book.subtree(category)
    let codes = below.filter { book.codes[$0].isCodable }
    let slugs = Set(below.map { book.codes[$0].slug })
    let memos = snapshot.memos.filter { !slugs.isDisjoint(with: $0.codes) }
    let contrary = contraryCodes(of: slugs)
    return CategoryReport.Line(
      category: book.codes[category].slug, name: book.codes[category].name,
      dimensions: book.codes[category].dimensions, codes: codes.count,
      heard: codes.count { codings[$0] > 0 },
      interviews: Set(codes.flatMap { transcripts.members($0) }).count,
      lastNew: lastNew(codes),
      negativeMemos: memos.filter { $0.kind.foldedName == CategoryReport.negativeKind }
        .map(\.slug),
      contrary: contrary.map { book.codes[$0].slug },
      contraryCodings: contrary.reduce(0) { $0 + codings[$1] },
      lastMemo: memos.last?.slug, lastMemoDay: memos.last.map { String($0.written.prefix(10)) })
  }

  /// The last interview in which one of some codes is heard for the first time.
  private func lastNew(_ codes: [Int]) -> String? {
    let firsts = codes.compactMap { code in
      order.indices.first { transcripts[code, Int(order[$0])] }
    }
    return firsts.max().map { snapshot.transcripts[Int(order[$0])].label }
  }

  private func contraryCodes(of slugs: Set<String>) -> [Int] {
    let themes = snapshot.themes.filter { !slugs.isDisjoint(with: $0.required + $0.supporting) }
    return Set(themes.flatMap(\.contrary).compactMap { snapshot.codebook.index(ofSlug: $0) })
      .sorted()
  }
}
