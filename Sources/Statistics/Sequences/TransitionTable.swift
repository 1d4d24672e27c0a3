/// How often one state follows another: rows are from, columns are to.
///
/// Sources: Bakeman & Quera (2011) for lag-sequential analysis; Haberman (1973) for the adjusted
/// residuals. Everything here treats transitions as independent, which those of one interview
/// are not: a p comes from `SymbolSequences.permuted`.
public struct TransitionTable: Hashable, Sendable {
  /// The counts.
  public let table: ContingencyTable

  /// A table from its counts, row by row, with as many rows as columns.
  ///
  /// - Throws: `TableError` where the table is not square or a count is impossible.
  public init(_ counts: [[Int]]) throws(TableError) {
    table = try ContingencyTable(counts)
    guard counts.count == table.columnTotals.count else {
      throw .ragged(row: 1, columns: table.columnTotals.count, expected: counts.count)
    }
  }

  /// The number of states.
  public var size: Int { table.rowTotals.count }

  /// P(to | from) = n_ij / n_i; undefined in the row of a state that nothing follows.
  public var probabilities: [[Estimate]] {
    table.counts.indices.map { row in
      table.counts[row].map {
        .ratio(Double($0), Double(table.rowTotals[row]), else: "nothing follows it")
      }
    }
  }

  /// The counts expected if what follows did not depend on what went before; 0 in an empty
  /// table.
  public var expected: [[Double]] { table.expected }

  /// (n − e) / √(e (1 − r/N) (1 − c/N)), near standard normal for many independent transitions.
  public var adjustedResiduals: [[Estimate]] { table.adjustedResiduals }

  /// G² = 2Σ n ln(n/e) over the states that anything follows and those that follow anything.
  public var likelihoodRatio: ChiSquareTest { occupied.likelihoodRatioTest }

  /// Pearson's chi-square over the same states.
  public var chiSquare: ChiSquareTest { occupied.chiSquare }

  /// What is expected where no state follows itself, the counts of which are not looked at.
  public var quasiIndependence: QuasiIndependence {
    QuasiIndependence(table.counts) { $0 != $1 }
  }

  private var occupied: ContingencyTable {
    let rows = table.rowTotals.indices.filter { table.rowTotals[$0] > 0 }
    let columns = table.columnTotals.indices.filter { table.columnTotals[$0] > 0 }
    if rows.isEmpty { return table }
    return ContingencyTable(checked: rows.map { row in columns.map { table.counts[row][$0] } })
  }
}
