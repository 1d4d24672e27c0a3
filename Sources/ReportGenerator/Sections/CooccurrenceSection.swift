import CodingEngine
import Fieldwork

/// Which codes go together: a heat map of those used most, and the strongest pairs with the
/// passages behind them.
enum CooccurrenceSection {
  private static let mapped = 14
  private static let pairsShown = 10

  /// - Parameter printed: the passages that stand above; what is printed here is added.
  static func blocks(
    _ snapshot: StudySnapshot, texts: TextShelf, citations: Citations, printed: inout Set<String>
  ) -> [Block] {
    let table = cooccurrence(in: snapshot, unit: .regions, coders: .pooled)
    let meeting = table.pairs.filter { table[$0.first, $0.second] > 0 }
    guard !meeting.isEmpty else { return [] }
    let shown = mostMeeting(table, meeting)
    var blocks: [Block] = [
      .heading(1, "Which codes go together", id: "together"),
      .paragraph(
        "Counted: connected stretches of text that both codes cover, whoever put them there. Going "
          + "together is no cause."),
      .figure(figure(table, shown, snapshot)),
      .folded(
        "The passages behind each cell", blocks: [cells(table, shown, citations, snapshot)]),
      .heading(2, "The pairs that meet most often"),
    ]
    let quotes = QuoteBlocks(snapshot: snapshot, texts: texts)
    let strongest = strongest(table, meeting)
    // A pair that met once is no finding, unless no pair met twice.
    let repeated = strongest.filter { table[$0.first, $0.second] > 1 }
    let listed = repeated.isEmpty ? strongest : repeated
    if listed.count > pairsShown {
      blocks.append(.paragraph("\(pairsShown) of \(listed.count); 'emic cooccurrence' lists all."))
    }
    for pair in listed.prefix(pairsShown) {
      let (first, second) = (slug(table, pair.first, snapshot), slug(table, pair.second, snapshot))
      let times = table[pair.first, pair.second]
      blocks.append(.heading(3, "\(first) + \(second): \(times)"))
      let rows = table.passages(ofPair: pair.first, pair.second, in: snapshot).flatMap {
        $0.first + $0.second
      }
      let passages = EngineTables.firstOfEach(rows)
      if let shown = quotes.passage(among: passages, notIn: printed) {
        blocks +=
          printed.insert(shown.cite).inserted
          ? quotes.blocks(shown.rows)
          : [.paragraph("The passage \(shown.cite) stands above.")]
      }
      blocks.append(
        .paragraph(
          ["All passages: "] + citations.list(passages, in: snapshot)
            + ["; or ", .code("emic quotes \(first) and \(second)")]))
    }
    return blocks
  }

  /// A line for each pair of the map that meets, with its passages.
  private static func cells(
    _ table: CooccurrenceTable, _ shown: [Int], _ citations: Citations, _ snapshot: StudySnapshot
  ) -> Block {
    var items: [[Block]] = []
    for (place, row) in shown.enumerated() {
      for column in shown[..<place] where table[row, column] > 0 {
        let (low, high) = (min(row, column), max(row, column))
        let rows = table.passages(ofPair: low, high, in: snapshot).flatMap { $0.first + $0.second }
        let name = "\(slug(table, low, snapshot)) + \(slug(table, high, snapshot))"
        items.append([
          .paragraph(
            [.text("\(name), \(table[row, column]): ")] + citations.list(rows, in: snapshot))
        ])
      }
    }
    return .list(items: items, isNumbered: false)
  }

  private static func strongest(
    _ table: CooccurrenceTable, _ meeting: [(first: Int, second: Int)]
  ) -> [(first: Int, second: Int)] {
    meeting.sorted { a, b in
      (-table[a.first, a.second], a.first, a.second) < (
        -table[b.first, b.second], b.first, b.second
      )
    }
  }

  private static func slug(_ table: CooccurrenceTable, _ position: Int, _ snapshot: StudySnapshot)
    -> String
  {
    snapshot.codebook.codes[table.codes[position]].slug
  }

  /// The codes that meet others most, in the order of the codebook.
  private static func mostMeeting(
    _ table: CooccurrenceTable, _ meeting: [(first: Int, second: Int)]
  ) -> [Int] {
    var sums = [Int](repeating: 0, count: table.codes.count)
    for pair in meeting {
      sums[pair.first] += table[pair.first, pair.second]
      sums[pair.second] += table[pair.first, pair.second]
    }
    let byPair = strongest(table, meeting).flatMap { [$0.first, $0.second] }
    let used = sums.indices.filter { sums[$0] > 0 }.sorted { (-sums[$0], $0) < (-sums[$1], $1) }
    // The pairs that meet most often are in the map with both codes; what room is left goes to
    // the codes that meet many.
    let most = EngineTables.firstOfEach(byPair).prefix(mapped * 2 / 3) + used
    return EngineTables.firstOfEach(Array(most)).prefix(mapped).sorted()
  }

  private static func figure(
    _ table: CooccurrenceTable, _ shown: [Int], _ snapshot: StudySnapshot
  ) -> Figure {
    let labels = shown.map { slug(table, $0, snapshot) }
    let counts = shown.map { row -> [Int?] in
      shown.map { column in row == column ? table.n[row] : table[row, column] }
    }
    let map = HeatMap(
      title: "Codes that cover the same words",
      description: "A triangular heat map of \(shown.count) codes. The number in a cell counts the "
        + "stretches of text that both codes cover; the diagonal, those of the code itself.",
      rowLabels: labels, columnLabels: labels, counts: counts, isTriangular: true, diagonal: .plain,
      legend: "stretches of text with both codes")
    return Figure(
      picture: map.picture(id: "cooccurrence"),
      caption: [
        .text(
          "\(shown.count) codes: those of the pairs that meet most often, then those that meet others "
            + "most; the diagonal is how often each stands.")
      ],
      alternative: map.description, data: map.table, id: "heat-map")
  }
}
