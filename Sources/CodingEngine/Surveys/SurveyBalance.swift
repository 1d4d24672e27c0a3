public import Fieldwork
import Statistics

/// Those who were interviewed beside all others of the survey, by standardised mean differences.
///
/// A difference is counted in standard deviations, √((s₁² + s₀²)/2), for a share with
/// s² = p(1 − p) (Austin 2009). No test: the interviewed were chosen, not drawn.
public struct SurveyBalance: Sendable {
  /// One group in one variable.
  public struct Side: Hashable, Sendable {
    /// Records with a value.
    public var n: Int
    /// Records without one.
    public var missing: Int
    /// The mean, or the share of the category; `nil` where nobody has a value.
    public var mean: Double?
    /// The standard deviation of numbers; `nil` for shares and below two values.
    public var deviation: Double?
    /// For a category, how many have it.
    public var count: Int?
  }

  /// A variable, or one category of it.
  public struct Line: Sendable {
    /// The variable.
    public var variable: Variable
    /// The category in words; `nil` for a number.
    public var level: String?
    /// Those who were interviewed.
    public var interviewed: Side
    /// All others.
    public var others: Side
    /// The standardised mean difference, interviewed less others.
    public var difference: Coefficient
  }

  /// The lines in the order of the survey.
  public let lines: [Line]
  /// How many records were interviewed, and how many others there are.
  public let n: (interviewed: Int, others: Int)
  /// What a reader must know.
  public let notes: [String]

  /// Compares.
  ///
  /// - Parameters:
  ///   - rows: the records of the sample, by index.
  ///   - interviewed: whether a record was interviewed.
  ///   - variables: which variables, by index.
  public init(
    _ table: SurveyTable, rows: [Int], variables: [Int], interviewed: (Int) -> Bool
  ) {
    let met = rows.filter(interviewed)
    let others = rows.filter { !interviewed($0) }
    let all = variables.map { SurveyBalance.lines(table, $0, rows, met, others) }
    func isOneSided(_ line: Line) -> Bool { line.interviewed.n == 0 || line.others.n == 0 }
    lines = all.joined().filter { !isOneSided($0) }
    let without = all.compactMap(\.first).filter(isOneSided).map(\.variable.name)
    n = (met.count, others.count)
    var notes = [
      "smd: interviewed less others, in standard deviations √((s₁² + s₀²)/2) (Austin 2009); of the "
        + "records, unweighted"
    ]
    if !met.isEmpty, !others.isEmpty {
      let chance = 2 * (1 / Double(met.count) + 1 / Double(others.count)).squareRoot()
      notes.append(
        "with \(met.count) of \(rows.count) interviewed, a random choice alone gives an smd up to "
          + "about ±\(fixed(chance, 2)) for a variable in twenty")
    }
    if !without.isEmpty {
      notes.append(
        "only one side has values of \(without.joined(separator: ", ")): nothing to compare")
    }
    notes.append(
      "who was interviewed was chosen, not drawn: this tells where they differ from the sample, "
        + "not whom they stand for")
    self.notes = notes
  }

  private static func lines(
    _ table: SurveyTable, _ column: Int, _ rows: [Int], _ met: [Int], _ others: [Int]
  ) -> [Line] {
    let variable = table.variables[column]
    func value(_ row: Int) -> SurveyValue { table.records[row].values[column] }
    switch variable.kind {
    case .text, .date, .multi: return []
    case .number:
      func side(_ rows: [Int]) -> (Side, [Double]) {
        let numbers = rows.compactMap { value($0).number }
        let mean = numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
        let deviation = StandardisedDifference.deviation(numbers)
        return (
          Side(
            n: numbers.count, missing: rows.count - numbers.count, mean: mean, deviation: deviation),
          numbers
        )
      }
      let (a, first) = side(met)
      let (b, second) = side(others)
      return [
        Line(
          variable: variable, level: nil, interviewed: a, others: b,
          difference: .handing(StandardisedDifference.balance(first, second)))
      ]
    case .category, .ordinal:
      let levels = table.levels(of: column, in: rows)
      let shown = table.isBinary(column) ? ["1"] : levels.codes
      return shown.map { code in
        func side(_ rows: [Int]) -> Side {
          let codes = rows.compactMap { value($0).code }
          let count = codes.count { $0 == code }
          return Side(
            n: codes.count, missing: rows.count - codes.count,
            mean: codes.isEmpty ? nil : Double(count) / Double(codes.count), count: count)
        }
        let (a, b) = (side(met), side(others))
        return Line(
          variable: variable, level: variable.label(of: code) ?? code, interviewed: a, others: b,
          difference: .handing(
            StandardisedDifference.balance(
              share: a.count ?? 0, of: a.n, against: b.count ?? 0, of: b.n)))
      }
    }
  }
}
