public import CodingEngine
public import Fieldwork

/// Official figures, to be set beside what people say.
public enum FigureSection {
  /// A figure as one sentence: `31.77 % of migrant children (Guiyang, 2016)`.
  public static func head(_ figure: ContextFigure) -> String {
    let value = [figure.value, figure.unit].filter { !$0.isEmpty }.joined(separator: " ")
    let place = [figure.place, figure.year].filter { !$0.isEmpty }.joined(separator: ", ")
    return value + (place.isEmpty ? "" : " (\(place))")
  }

  /// A figure beside the words of those who speak of it.
  ///
  /// - Parameters:
  ///   - query: the code query that found them.
  ///   - answer: what it found.
  ///   - texts: the words of their texts, translations included.
  public static func document(
    _ figure: ContextFigure, query: String, answer: CodeQueryAnswer, in snapshot: StudySnapshot,
    texts: TextShelf
  ) -> Document {
    let quotes = QuoteBlocks(snapshot: snapshot, texts: texts)
    let blocks = quotes.blocks(answer.rows)
    let sources = Set(
      answer.rows.map { snapshot.texts[Int(snapshot.codings.texts[$0])].transcript }
    ).sorted()
    let kinds = EngineTables.unique(
      sources.map { snapshot.transcripts[Int($0)].kind }.filter { !$0.isEmpty })
    let said =
      blocks.isEmpty
      ? "No passage is coded so yet."
      : "\(counted(blocks.count, "passage")) in \(counted(sources.count, "transcript"))"
        + (kinds.isEmpty ? "" : " (\(kinds.joined(separator: ", ")))") + ":"
    var facts = [Fact("What is counted", figure.definition), Fact("Source", figure.source)]
    facts.removeAll { $0.value.plainText.isEmpty }
    return Document(
      title: head(figure), subtitle: figure.slug, facts: facts + [Fact("Beside it", query)],
      blocks: [
        .heading(2, "Counted and said"),
        .paragraph(
          "The figure tells what was counted where and when; the passages tell what people say of "
            + "it. Neither proves the other."), .paragraph(said),
      ] + blocks)
  }

  /// The figures that are tied to codes of a case, with the passages; nothing without any.
  static func blocks(_ snapshot: StudySnapshot, case view: CaseView, level: Int) -> [Block] {
    let own = Set(view.rows)
    let lines = snapshot.figures.compactMap { figure -> String? in
      guard !figure.codes.isEmpty,
        let query = try? CodeQuery(figure.codes).resolved(in: snapshot.queryNames, .exact)
      else { return nil }
      let rows = query.answer(in: snapshot).rows.filter(own.contains)
      guard !rows.isEmpty else { return nil }
      let cites = EngineTables.unique(rows.map { snapshot.cite(ofCoding: $0) })
      let what = [figure.definition, figure.source].filter { !$0.isEmpty }.joined(separator: "; ")
      return "\(head(figure)): \(what) (beside \(cites.joined(separator: ", ")))"
    }
    guard !lines.isEmpty else { return [] }
    return [.heading(level, "Official figures on what is said"), .list(lines)]
  }

  /// The section of the report; nothing where the study has no figures.
  static func blocks(_ snapshot: StudySnapshot) -> [Block] {
    guard !snapshot.figures.isEmpty else { return [] }
    var table = Table(
      title: "Figures by their sources",
      columns: [
        .prose("value", "Value"), .prose("unit", "Unit"), Column("year", "Year"),
        .prose("place", "Place"), .prose("definition", "What is counted"),
        .prose("source", "Source"),
      ])
    for figure in snapshot.figures {
      table.append(
        [
          figure.value, figure.unit, figure.year, figure.place, figure.definition, figure.source,
        ].map { .text($0) })
    }
    return [
      .heading(1, "Official figures", id: "figures"),
      .paragraph(
        "What public bodies and the literature count. Each figure has its own definition; those "
          + "with different definitions do not add up."
      ),
      .table(table),
    ]
  }
}
