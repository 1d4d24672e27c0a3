public import CodingEngine
public import Fieldwork

/// A theme: statement, summary, rule, who carries it, passages for it and against it.
public enum ThemeSection {
  /// A document about one theme.
  ///
  /// - Parameter prevalence: how often it was noted by a field that somebody asked for.
  public static func document(
    _ snapshot: StudySnapshot, theme index: Int, texts: TextShelf,
    prevalence: ThemePrevalence? = nil
  ) -> Document {
    let theme = snapshot.themes[index]
    var blocks = blocks(snapshot, theme: index, texts: texts, level: 2, contraryLimit: .max)
    if let prevalence { blocks.append(.table(ThemeTables.prevalence(prevalence))) }
    blocks += judged(snapshot, theme)
    return Document(title: theme.statement, subtitle: theme.slug, blocks: blocks)
  }

  /// A document about all themes, one after the other.
  public static func summary(_ snapshot: StudySnapshot, texts: TextShelf) -> Document {
    var blocks: [Block] = []
    for (index, theme) in snapshot.themes.enumerated() {
      blocks.append(.heading(2, theme.statement, id: theme.slug))
      blocks += self.blocks(snapshot, theme: index, texts: texts, level: 3)
      blocks += judged(snapshot, theme)
    }
    if blocks.isEmpty { blocks = [.paragraph("No theme is defined yet.")] }
    return Document(title: "Themes", subtitle: snapshot.name, blocks: blocks)
  }

  /// Who says it, and what the researcher judged case by case.
  private static func judged(_ snapshot: StudySnapshot, _ theme: ThemeDefinition) -> [Block] {
    let report = ThemeReport(theme, in: snapshot)
    let judgements = ThemeJudgements(report, in: snapshot)
    var blocks: [Block] = [
      .facts([Fact("Said by", ThemeVoices(report, in: snapshot).words)])
    ]
    if !judgements.rows.isEmpty { blocks.append(.table(ThemeTables.judgements(judgements))) }
    return blocks
  }

  /// The blocks of a theme without its heading.
  ///
  /// - Parameters:
  ///   - level: the level of the headings inside.
  ///   - contraryLimit: how many contrary passages are printed; the rest is counted.
  ///   - citations: where it must be said by which passages each case carries the theme.
  static func blocks(
    _ snapshot: StudySnapshot, theme index: Int, texts: TextShelf, level: Int,
    contraryLimit: Int = 3, citations: Citations? = nil
  ) -> [Block] {
    let theme = snapshot.themes[index]
    let report = ThemeReport(theme, in: snapshot)
    let quotes = QuoteBlocks(snapshot: snapshot, texts: texts)
    var blocks: [Block] = []
    for other in theme.statements.dropFirst() {
      blocks.append(.paragraph([.emphasis([.foreign(other.text, language: other.language)])]))
    }
    if !theme.summary.isEmpty { blocks.append(.paragraph(theme.summary)) }
    blocks.append(
      .facts(
        [
          Fact("A case carries it", "when it has \(ruleWords(theme))"),
          Fact("Carried by", carriedBy(report, citations)),
        ] + codeFacts(report)))
    blocks.append(.table(prevalence(report)))
    if let citations, let bearers = bearers(report, citations, snapshot) { blocks.append(bearers) }
    let exemplars = report.exemplars(perKind: 2, in: snapshot, texts: texts)
    if !exemplars.passages.isEmpty {
      blocks.append(.heading(level, "In their words"))
      let remarks = Dictionary(
        exemplars.passages.map { ($0.row, "Chosen: \($0.reason)") },
        uniquingKeysWith: { first, _ in first })
      for passage in exemplars.passages {
        if let block = quotes.block(passage.row, remark: remarks[passage.row]) {
          blocks.append(block)
        }
      }
    }
    blocks += contrary(
      report, quotes, level: level, limit: contraryLimit, citations: citations, snapshot)
    let notes =
      (snapshot.limits.map { [$0.summary] + $0.notes } ?? []) + report.notes + exemplars.notes
    if !notes.isEmpty { blocks.append(.notice(Notice(kind: .note, blocks: [.list(notes)]))) }
    return blocks
  }

  private static func carriedBy(_ report: ThemeReport, _ citations: Citations?) -> [Inline] {
    var words: [Inline] = [.text("\(report.prevalence.words) cases with codings")]
    for (position, bearer) in report.cases.filter(\.carries).enumerated() {
      words.append(position == 0 ? ": " : ", ")
      words.append(citations?.place(bearer.name) ?? .text(bearer.name))
    }
    return words
  }

  /// The passages by which each case carries the theme.
  private static func bearers(
    _ report: ThemeReport, _ citations: Citations, _ snapshot: StudySnapshot
  ) -> Block? {
    let items = report.cases.filter(\.carries).map { bearer -> [Block] in
      let codes = bearer.present.joined(separator: ", ")
      return [
        .paragraph(
          [.text("\(bearer.name) has \(codes): ")] + citations.list(bearer.rows, in: snapshot))
      ]
    }
    guard !items.isEmpty else { return nil }
    return .folded(
      "Which passages make a case carry it", blocks: [.list(items: items, isNumbered: false)])
  }

  private static func ruleWords(_ theme: ThemeDefinition) -> String {
    if case .query(let query) = theme.rule { return "a passage that answers '\(query)'" }
    let all = theme.required.count
    let needed = theme.rule.threshold(of: all)
    if needed == all { return all == 2 ? "both required codes" : "all \(all) required codes" }
    return "at least \(needed) of the \(all) required codes"
  }

  /// The codes with the number of transcripts that have them, one line for each part.
  private static func codeFacts(_ report: ThemeReport) -> [Fact] {
    ThemeReport.Part.allCases.compactMap { part in
      let codes = report.codes.filter { $0.part == part }.map {
        "\($0.slug) (\(counted($0.transcripts, "transcript")))"
      }
      return codes.isEmpty
        ? nil
        : Fact(
          "\(part.rawValue.prefix(1).uppercased())\(part.rawValue.dropFirst()) codes",
          codes.joined(separator: ", "))
    }
  }

  private static func prevalence(_ report: ThemeReport) -> Table {
    var table = Table(
      title: "Who carries the theme, by kind of interviewee",
      columns: [
        Column("kind", "Kind"), .number("transcripts", "Transcripts"), .number("cases", "Cases"),
      ])
    for kind in report.kinds {
      table.append([
        .text(kind.kind.isEmpty ? "(no kind)" : kind.kind), .text(kind.transcripts.words),
        .text(kind.cases.n == 0 ? "" : kind.cases.words),
      ])
    }
    return table
  }

  private static func contrary(
    _ report: ThemeReport, _ quotes: QuoteBlocks, level: Int, limit: Int, citations: Citations?,
    _ snapshot: StudySnapshot
  ) -> [Block] {
    guard !report.theme.contrary.isEmpty else { return [] }
    var blocks: [Block] = [.heading(level, "Against it")]
    let rows = EngineTables.firstOfEach(report.contrary.map(\.row))
    if rows.isEmpty {
      blocks.append(
        .paragraph(
          "No passage is coded \(report.theme.contrary.joined(separator: ", ")) yet."))
      return blocks
    }
    for passage in report.contrary.prefix(limit) {
      let remark =
        switch passage.place {
        case .negativeCase: "Said in a case that does not carry the theme."
        case .bearer: "Said in a case that carries the theme: a contradiction within it."
        case .noCase: "Said outside of any one case."
        }
      if let block = quotes.block(passage.row, remark: remark) { blocks.append(block) }
    }
    let left = report.contrary.dropFirst(limit)
    if !left.isEmpty {
      let more: [Inline] =
        citations?.list(left.map(\.row), in: snapshot)
        ?? [.code("emic themes show \(report.theme.slug)")]
      blocks.append(.paragraph([.text("\(counted(left.count, "more passage")): ")] + more))
    }
    return blocks
  }

}

extension EngineTables {
  /// Each row once, in order.
  static func firstOfEach(_ rows: [Int]) -> [Int] {
    var seen: Set<Int> = []
    return rows.filter { seen.insert($0).inserted }
  }
}
