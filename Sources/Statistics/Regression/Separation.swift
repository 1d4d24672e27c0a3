/// Whether some combination of columns tells the ones from the zeros, so that the likelihood of a
/// logistic regression has no top.
///
/// The linear program of Konis (2007): with rows zᵢ = (2yᵢ−1)xᵢ, make Σzᵢβ greatest where all
/// zᵢβ ≥ 0 and all |βⱼ| ≤ 1. Above 0 the data are separated, and columns with βⱼ ≠ 0 have no
/// finite estimate. Solved in its dual form, k rows and n columns, by the simplex method.
public struct Separation: Hashable, Sendable {
  /// How far the outcomes are told apart.
  public enum Kind: Hashable, Sendable {
    /// Finite estimates exist.
    case none
    /// A combination never has the outcomes on the wrong side, but some on its edge.
    case quasiComplete
    /// A combination tells every case.
    case complete
  }

  /// How far the outcomes are told apart.
  public let kind: Kind
  /// The columns without finite estimate, in order of the columns.
  public let infiniteTerms: [String]
  /// The greatest Σzᵢβ of the first program, each column scaled to a greatest number of 1.
  public let objective: Double

  private static let tolerance = 1e-7

  /// Asks whether outcomes of 0 and 1 are separated by the columns.
  public init(_ design: DesignMatrix, outcome: [Double]) {
    let columns = design.columns.map { column -> [Double] in
      let size = column.reduce(0) { max($0, abs($1)) }
      return size > 0 ? column.map { $0 / size } : column
    }
    var rows = zip(outcome, 0..<design.rows).map { y, row in
      columns.map { (2 * y - 1) * $0[row] }
    }
    var found: Set<Int> = []
    var first: Double?
    // What a combination tells needs no second one; the rest may be told by another.
    while !rows.isEmpty {
      var program = KonisProgram(rows: rows, count: columns.count)
      let (value, beta) = program.solve()
      first = first ?? value
      guard value > Separation.tolerance else { break }
      let told = rows.map { dot($0, beta) > Separation.tolerance }
      guard told.contains(true) else { break }
      found.formUnion(beta.indices.filter { abs(beta[$0]) > Separation.tolerance })
      rows = rows.indices.filter { !told[$0] }.map { rows[$0] }
    }
    objective = first ?? 0
    kind = found.isEmpty ? .none : rows.isEmpty ? .complete : .quasiComplete
    infiniteTerms = found.sorted().map { design.names[$0] }
  }
}

/// min Σ(s⁺ + s⁻) where Σμᵢzᵢ − s⁺ + s⁻ = −Σzᵢ and all of μ, s⁺, s⁻ ≥ 0, whose dual values are
/// the combination sought.
private struct KonisProgram {
  /// k rows with n + 2k + 1 numbers; the last one is the right side.
  private var table: [[Double]]
  /// The reduced costs, and less the value at the end.
  private var costs: [Double]
  private var basis: [Int]
  private let cases: Int
  private let count: Int

  init(rows: [[Double]], count: Int) {
    cases = rows.count
    self.count = count
    let width = cases + 2 * count
    table = []
    basis = []
    costs = [Double](repeating: 0, count: width + 1)
    for column in cases..<width { costs[column] = 1 }
    for place in 0..<count {
      var line = [Double](repeating: 0, count: width + 1)
      var sum = 0.0
      for (index, row) in rows.enumerated() {
        line[index] = row[place]
        sum += row[place]
      }
      line[cases + place] = -1
      line[cases + count + place] = 1
      line[width] = -sum
      // Signs so that the right side is not negative and one slack variable carries it.
      if sum > 0 {
        for index in line.indices { line[index] = -line[index] }
        basis.append(cases + place)
      } else {
        basis.append(cases + count + place)
      }
      for index in line.indices { costs[index] -= line[index] }
      table.append(line)
    }
  }

  mutating func solve() -> (value: Double, combination: [Double]) {
    let width = cases + 2 * count
    var rounds = 0
    while rounds < 50 * (count + 20) {
      rounds += 1
      // The steepest column; after many rounds the first one, which cannot circle (Bland 1977).
      var entering: Int?
      var steepest = -1e-9
      for column in 0..<width where costs[column] < steepest {
        entering = column
        if rounds > 20 * (count + 20) { break }
        steepest = costs[column]
      }
      guard let entering else { break }
      var leaving: Int?
      var least = Double.infinity
      for row in 0..<count where table[row][entering] > 1e-9 {
        let ratio = table[row][width] / table[row][entering]
        let isTie = leaving.map { abs(ratio - least) <= 1e-12 && basis[row] < basis[$0] } ?? false
        if ratio < least - 1e-12 || isTie {
          leaving = row
          least = ratio
        }
      }
      guard let leaving else { break }
      pivot(leaving, entering)
    }
    // The cost of s⁺ⱼ is 1 + yⱼ for the dual value y of row j, that of s⁻ⱼ 1 − yⱼ; β = −y.
    let combination = (0..<count).map { place in
      (costs[cases + count + place] - costs[cases + place]) / 2
    }
    return (max(0, -costs[width]), combination)
  }

  private mutating func pivot(_ row: Int, _ column: Int) {
    let divisor = table[row][column]
    for index in table[row].indices { table[row][index] /= divisor }
    let line = table[row]
    for other in table.indices where other != row && table[other][column] != 0 {
      subtract(table[other][column], of: line, from: &table[other])
      table[other][column] = 0
    }
    subtract(costs[column], of: line, from: &costs)
    costs[column] = 0
    basis[row] = column
  }
}
