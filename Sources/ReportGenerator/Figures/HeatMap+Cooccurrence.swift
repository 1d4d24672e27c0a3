public import CodingEngine
public import Fieldwork

extension HeatMap {
  /// The map of a table of codes that go together; the diagonal is n of each code.
  ///
  /// - Parameters:
  ///   - table: the counts.
  ///   - codebook: names the codes.
  ///   - all: whether codes that meet no other are shown too.
  public init(_ table: CooccurrenceTable, codebook: Codebook, all: Bool) {
    let meets = Set(
      table.pairs.filter { table[$0.first, $0.second] > 0 || table[$0.second, $0.first] > 0 }
        .flatMap { [$0.first, $0.second] })
    let shown = table.codes.indices.filter { all || meets.contains($0) }
    let labels = shown.map { codebook.codes[table.codes[$0]].slug }
    self.init(
      title: "Codes that go together",
      description: "A heat map of \(shown.count) codes. A cell counts \(table.query.words); the "
        + "diagonal, how often the code itself stands.",
      rowLabels: labels, columnLabels: labels,
      counts: shown.map { row in
        shown.map { row == $0 ? table.n[row] : table[row, $0] }
      },
      isTriangular: !table.hasTwoNumbers, diagonal: .plain, legend: table.query.words)
  }
}
