import CodingEngine
public import Fieldwork

/// A theme: statement, summary, rule, who carries it, passages for it and against it.
public enum ThemeSection {
  /// A document about one theme.
  public static func document(_ snapshot: StudySnapshot, theme index: Int, texts: TextShelf)
    -> Document
  {
    let theme = snapshot.themes[index]
    return Document(
      title: theme.statement, subtitle: theme.slug,
      blocks: blocks(snapshot, theme: index, texts: texts, level: 2, contraryLimit: .max))
  }

  /// The blocks of a theme without its heading.
  ///
  /// - Parameters:
  ///   - level: the level of the headings inside.
  ///   - contraryLimit: how many contrary passages are printed; the rest is counted.
  static func blocks(
    _ snapshot: StudySnapshot, theme index: Int, texts: TextShelf, level: Int,
    contraryLimit: Int = 3
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
          Fact("Carried by", carriedBy(report)),
        ] + codeFacts(report)))
    blocks.append(.table(prevalence(report)))
    let exemplars = report.exemplars(perKind: 2, in: snapshot, texts: texts)
    if !exemplars.passages.isEmpty {
      blocks.append(.heading(level, "In their words"))
      let remarks = Dictionary(
        exemplars.passages.map { ($0.row, "Chosen: \($0.reason)") },
        uniquingKeysWith: { first, _ in first })
      for passage in exemplars.passages {
        if let block = quotes.block(passage.row, remark: remarks[passage.row]) {
          blocks.append(withCodes(block, passage.codes))
        }
      }
    }
    blocks += contrary(report, quotes, level: level, limit: contraryLimit)
    let notes =
      (snapshot.limits.map { [$0.summary] + $0.notes } ?? []) + report.notes + exemplars.notes
    if !notes.isEmpty { blocks.append(.notice(Notice(kind: .note, blocks: [.list(notes)]))) }
    return blocks
  }

  private static func carriedBy(_ report: ThemeReport) -> String {
    let names = report.cases.filter(\.carries).map(\.name)
    return "\(report.prevalence.words) cases with codings"
      + (names.isEmpty ? "" : ": \(names.joined(separator: ", "))")
  }

  private static func ruleWords(_ theme: ThemeDefinition) -> String {
    let all = theme.required.count
    let needed = theme.rule.threshold(of: all)
    if needed == all { return all == 2 ? "both required codes" : "all \(all) required codes" }
    return "at least \(needed) of the \(all) required codes"
  }

  /// The codes with their numbers of codings, one line for each part.
  private static func codeFacts(_ report: ThemeReport) -> [Fact] {
    ThemeReport.Part.allCases.compactMap { part in
      let codes = report.codes.filter { $0.part == part }.map { "\($0.slug) (\($0.codings))" }
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
    _ report: ThemeReport, _ quotes: QuoteBlocks, level: Int, limit: Int
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
    let left = report.contrary.count - min(limit, report.contrary.count)
    if left > 0 {
      blocks.append(
        .paragraph([
          .text("\(Counted.words(left, "more passage")): "),
          .code("emic themes show \(report.theme.slug)"),
        ]))
    }
    return blocks
  }

  private static func withCodes(_ block: Block, _ codes: [String]) -> Block {
    guard case .quote(var quote) = block else { return block }
    quote.codes = EngineTables.unique(codes)
    return .quote(quote)
  }
}

extension EngineTables {
  /// Each row once, in order.
  static func firstOfEach(_ rows: [Int]) -> [Int] {
    var seen: Set<Int> = []
    return rows.filter { seen.insert($0).inserted }
  }
}
