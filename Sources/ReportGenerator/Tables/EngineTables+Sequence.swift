public import CodingEngine
public import Fieldwork

extension EngineTables {
  /// Transitions: `from, to, n, n_from, probability, expected, residual`, with a test `p_ge,
  /// p_le, p, q`; the most frequent first, then in the order of the codebook.
  ///
  /// - Parameters:
  ///   - result: the counts.
  ///   - snapshot: the study that was counted.
  ///   - test: the permutation, where there was one.
  ///   - all: whether pairs that never follow each other are listed too.
  ///   - parameters: what was asked.
  public static func sequence(
    _ result: CodeSequences, in snapshot: StudySnapshot, test: SequenceTest?, all: Bool,
    parameters: [Parameter]
  ) -> ResultTable {
    var columns: [Column] = [
      Column("from"), Column("to"), .number("n"), .number("n_from"), .number("probability"),
      .number("expected"), .number("residual"),
    ]
    if test != nil { columns += ["p_ge", "p_le", "p", "q"].map { .number($0) } }
    var table = Table(columns: columns)
    func slug(_ position: Int) -> Cell {
      .text(snapshot.codebook.codes[result.codes[position]].slug)
    }
    let cells = result.cells.enumerated().filter { all || $0.element.n > 0 }
      .sorted { (-$0.element.n, $0.offset) < (-$1.element.n, $1.offset) }
    for (index, cell) in cells {
      var row: [Cell] = [
        slug(cell.from), slug(cell.to), .integer(cell.n),
        .integer(result.counts[cell.from].reduce(0, +)),
        EngineTables.cell(cell.probability, digits: 3), .number(cell.expected, digits: 2),
        EngineTables.cell(cell.residual, digits: 2),
      ]
      if let test {
        row +=
          test.results[index].map { Array(EngineTables.cells($0).dropFirst()) }
          ?? [.empty, .empty, .undefined(reason: "fewer than 1 transition is expected"), .empty]
      }
      table.append(row)
    }
    table.notes = notes(result, test)
    return ResultTable(
      command: "sequence", parameters: parameters, unit: "transition", n: result.total,
      table: table)
  }

  private static func notes(_ result: CodeSequences, _ test: SequenceTest?) -> [String] {
    let later = result.lag == 1 ? "the next coded turn" : "\(result.lag) coded turns later"
    var notes = [
      "counted: transitions from a coded turn to \(later), within transcripts only: "
        + "\(result.total) in \(counted(result.transcripts, "transcript")), "
        + counted(result.turns, "coded turn")
    ]
    notes += result.notes
    switch result.likelihoodRatio {
    case .value(let value):
      notes.append(
        "G² = \(value.fixed(2)), \(result.degrees) degrees of freedom; transitions of one "
          + "interview are not independent, so that "
          + (result.isWithoutRepeats ? "it has no p" : "only a permutation gives p"))
    case .undefined(let reason): notes.append("G² is n/a: \(reason)")
    }
    guard let test else { return notes }
    notes.append(
      "test: \(test.draws) random orders of the coded turns, each transcript within itself, seed "
        + "\(test.seed); p of G² \(Cell.probability(test.wholeP).words), "
        + "standard error \(test.wholeError.fixed(4))")
    notes.append(
      "\(counted(test.tested, "cell")) tested, two-sided (twice a tail); q corrects for them "
        + "(Benjamini and Hochberg)")
    return notes + ["what follows is not caused by what went before"]
  }

  /// The codes with the share of the transitions that leave them, and that share in the long run:
  /// `code, n_from, share, stationary`.
  public static func stationary(
    _ result: CodeSequences, in snapshot: StudySnapshot, parameters: [Parameter]
  ) -> ResultTable {
    var table = Table(columns: [
      Column("code"), .number("n_from"), .number("share"), .number("stationary"),
    ])
    for (position, code) in result.codes.enumerated() {
      let leaving = result.counts[position].reduce(0, +)
      table.append([
        .text(snapshot.codebook.codes[code].slug), .integer(leaving),
        result.total > 0
          ? .number(Double(leaving) / Double(result.total), digits: 3)
          : .undefined(reason: "there is no transition"),
        cell(result.stationary[position], digits: 3),
      ])
    }
    table.notes = [
      "stationary: the share of each code if turns went on by these transitions for ever; a way "
        + "to read the table, no forecast"
    ]
    return ResultTable(
      command: "sequence", parameters: parameters, unit: "transition", n: result.total,
      table: table)
  }
}
