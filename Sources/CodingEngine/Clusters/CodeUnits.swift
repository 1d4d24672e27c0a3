public import Fieldwork
import Statistics

/// In how many units each code is, and each pair of codes: what clusters and maps of codes are
/// made from.
///
/// A unit has a code if any of the coders that are asked put it there.
public struct CodeUnits: Sendable {
  /// What a unit is: `transcript`, `case`, `row`.
  public let unit: String
  /// The codes that take part, in the order of the codebook or table.
  public let codes: [String]
  /// The units that have each code.
  public let n: [Int]
  /// The units of the study, with a code or without.
  public let total: Int
  /// Codes that do not take part, each with the units that have it.
  public let leftOut: [(code: String, n: Int)]
  /// What a reader of the numbers must know.
  public let notes: [String]
  private let both: [Int]
  private let structural: Set<Int>

  /// Counts the units of a study.
  ///
  /// - Parameters:
  ///   - codes: indices into `Codebook.codes`; all codable ones when `nil`.
  ///   - coders: `.each` is taken as `.pooled`: a unit is one thing however many read it.
  /// - Throws: `ClusterFailure.noIncidence` for units of overlap.
  public init(
    _ snapshot: StudySnapshot, unit: CooccurrenceUnit = .transcript, codes: [Int]? = nil,
    coders: CoderChoice = .pooled, rollup: Bool = false, includeInterviewer: Bool = false
  ) throws(ClusterFailure) {
    guard unit.isIncidence, unit != .window else { throw .noIncidence(unit: unit.rawValue) }
    let table = cooccurrence(
      in: snapshot, codes: codes, unit: unit, coders: coders == .each ? .pooled : coders,
      rollup: rollup, includeInterviewer: includeInterviewer)
    let size = table.codes.count
    var both = [Int](repeating: 0, count: size * size)
    var structural: Set<Int> = []
    for (first, second) in table.pairs {
      both[first * size + second] = table[first, second]
      both[second * size + first] = table[first, second]
      if table.isStructural(first, second) {
        structural.insert(first * size + second)
        structural.insert(second * size + first)
      }
    }
    self.init(
      unit: unit.rawValue, codes: table.codes.map { snapshot.codebook.codes[$0].slug },
      n: table.n, total: table.total ?? 0, leftOut: [], both: both, structural: structural,
      notes: table.notes)
  }

  /// Counts the rows of a table; every count above 0 is a presence.
  public init(_ table: UnitTable) {
    let size = table.codes.count
    var rows = BitMatrix(rows: size, columns: table.units.count)
    for (unit, counts) in table.counts.enumerated() {
      for (code, count) in counts.enumerated() where count > 0 { rows.insert(code, unit) }
    }
    var both = [Int](repeating: 0, count: size * size)
    for first in 0..<size {
      for second in 0..<size where first != second {
        both[first * size + second] = rows.countBoth(first, second)
      }
    }
    self.init(
      unit: "row", codes: table.codes, n: (0..<size).map { rows.count($0) },
      total: table.units.count, leftOut: [], both: both, structural: [],
      notes: table.notes)
  }

  private init(
    unit: String, codes: [String], n: [Int], total: Int, leftOut: [(code: String, n: Int)],
    both: [Int], structural: Set<Int>, notes: [String]
  ) {
    self.unit = unit
    self.codes = codes
    self.n = n
    self.total = total
    self.leftOut = leftOut
    self.both = both
    self.structural = structural
    self.notes = notes
  }

  /// The units that have both of two codes.
  public subscript(first: Int, second: Int) -> Int { both[first * codes.count + second] }

  /// Whether one code lies above the other and was rolled up, so that they go together by
  /// construction.
  func isStructural(_ first: Int, _ second: Int) -> Bool {
    structural.contains(first * codes.count + second)
  }

  /// Whether any pair goes together by construction.
  var hasStructuralPairs: Bool { !structural.isEmpty }

  /// The counts of a pair as a table; `nil` where they contradict each other.
  func table(_ first: Int, _ second: Int) -> TwoByTwo? {
    try? TwoByTwo(n12: self[first, second], n1: n[first], n2: n[second], total: total)
  }

  /// The same units with the codes that are in at least so many of them and, where asked, not in
  /// all; the others are named in `leftOut`.
  public func keeping(atLeast least: Int, notInAll: Bool = false) -> CodeUnits {
    let kept = codes.indices.filter { n[$0] >= max(1, least) && !(notInAll && n[$0] == total) }
    let isKept = Set(kept)
    var both: [Int] = []
    var structural: Set<Int> = []
    for (row, first) in kept.enumerated() {
      for (column, second) in kept.enumerated() {
        both.append(self[first, second])
        if isStructural(first, second) { structural.insert(row * kept.count + column) }
      }
    }
    return CodeUnits(
      unit: unit, codes: kept.map { codes[$0] }, n: kept.map { n[$0] }, total: total,
      leftOut: leftOut
        + codes.indices.filter { !isKept.contains($0) }.map { (code: codes[$0], n: n[$0]) },
      both: both, structural: structural, notes: notes)
  }

  /// Sentences on the codes that were left out, or none.
  ///
  /// Those that never occur are counted, and so are many others; few are named.
  var leftOutNotes: [String] {
    let silent = leftOut.count { $0.n == 0 }
    let everywhere = leftOut.filter { $0.n > 0 && $0.n == total }
    let rare = leftOut.filter { $0.n > 0 && $0.n < total }
    var notes: [String] = []
    if silent > 0 { notes.append(Wording.count(silent, "code occurs", "codes occur") + " nowhere") }
    if !everywhere.isEmpty {
      notes.append(
        "in every \(unit) and left out: \(everywhere.map(\.code).joined(separator: ", "))")
    }
    if rare.count > 8 {
      notes.append("\(rare.count) codes are in too few \(unit)s and left out")
    } else if !rare.isEmpty {
      let named = rare.map { "\($0.code) (\($0.n))" }.joined(separator: ", ")
      notes.append("in too few \(unit)s and left out: \(named)")
    }
    return notes
  }
}

extension Coefficient {
  /// A statistic as the engine hands it on.
  init(of estimate: Estimate) {
    switch estimate {
    case .value(let value): self = .value(value)
    case .undefined(let reason): self = .undefined(reason)
    }
  }
}
