import Fieldwork

/// Which codes go with which, in one unit.
///
/// Rows and columns are positions in `codes`. Numbers are defined in METHODS §1.2 and beside
/// each case of `CooccurrenceUnit`. A code is never paired with itself; touching quotations do
/// not overlap.
///
/// **Coders.** With `.each`, overlap is looked for within the codings of each coder, and the
/// numbers of the coders are added up: a stretch that two coders coded alike gives two pairs,
/// and its characters count once for each. In units that a code is in or not (turn,
/// transcript, participant, case) nothing is added up, because a unit is one thing however
/// many read it: n is the number of units in which anybody put the code, and a pair counts a
/// unit once if one and the same coder put both codes there. Units where one coder put one
/// code and another the other are `split`. With `.pooled` all coders are one.
///
/// **Interviewers.** Interviewer turns are no units, their words no characters, and they speak
/// for no participant, unless they are included. In the other units a coding counts wherever
/// it lies (DESIGN §4.2).
///
/// **Translations** are layers: what is coded there counts for their transcript, and for the
/// original's turn of the same number. Overlap is looked for within one layer; where a transcript
/// is coded in several, the numbers of its layers are added up, and a note says so.
public struct CooccurrenceTable: Sendable {
  /// What is counted.
  public let unit: CooccurrenceUnit
  /// The codes, as indices into `Codebook.codes`, in the order of the codebook.
  public let codes: [Int]
  /// n of each code.
  public let n: [Int]
  /// N, the units of the study with a code or without; `nil` where the unit has no such number.
  ///
  /// For characters it exists when coders are not added up, and is the number of scalars of
  /// all originals and of the translations that have codings.
  public let total: Int?
  /// The codings behind the table.
  public let codings: Int
  /// What a reader of the numbers must know.
  public let notes: [String]
  /// What was asked.
  public let query: CooccurrenceQuery
  private let cells: [Int]
  private let splits: [Int]
  private let ancestry: Set<Int>
  private let subtrees: [Range<Int>]

  init(
    _ query: CooccurrenceQuery, codes: [Int], codebook: Codebook, n: [Int], total: Int?,
    codings: Int, cells: [Int], splits: [Int] = [], notes: [String]
  ) {
    self.query = query
    unit = query.unit
    self.codes = codes
    self.n = n
    self.total = total
    self.codings = codings
    self.cells = cells
    self.splits = splits
    self.notes = notes
    subtrees = codes.map(codebook.subtree)
    var ancestry: Set<Int> = []
    for (row, code) in codes.enumerated() where query.rollup {
      for (column, other) in codes.enumerated()
      where other != code && codebook.subtree(code).contains(other) {
        ancestry.insert(row * codes.count + column)
        ancestry.insert(column * codes.count + row)
      }
    }
    self.ancestry = ancestry
  }

  /// n of a pair.
  ///
  /// Symmetric, except in `.quotations`, where it is the number of quotations of the first code
  /// that overlap one of the second, and for relations that are not symmetric. 0 for a code with
  /// itself.
  public subscript(first: Int, second: Int) -> Int {
    first == second ? 0 : cells[first * codes.count + second]
  }

  /// The units that have both codes, but from nobody both; 0 in units of overlap.
  public func split(_ first: Int, _ second: Int) -> Int {
    if splits.isEmpty || first == second { return 0 }
    return splits[min(first, second) * codes.count + max(first, second)]
  }

  /// Whether one code lies above the other and was rolled up.
  ///
  /// Such pairs go together by construction; they are counted and never tested.
  public func isStructural(_ first: Int, _ second: Int) -> Bool {
    ancestry.contains(first * codes.count + second)
  }

  /// Whether one code lies above the other in the codebook, rolled up or not.
  public func isParentAndChild(_ first: Int, _ second: Int) -> Bool {
    first != second
      && (subtrees[first].contains(codes[second]) || subtrees[second].contains(codes[first]))
  }

  /// Whether the pair has two numbers, of the first with the second and of the second with the
  /// first.
  public var hasTwoNumbers: Bool { unit == .quotations || !query.relation.isSymmetric }

  /// How much of what either code has both have (METHODS §1.3).
  ///
  /// Undefined in pairs, quotations and regions, where n of a pair may exceed n of a code.
  /// Split units count among those that either code has.
  public func jaccard(_ first: Int, _ second: Int) -> Coefficient {
    switch unit {
    case .pairs, .quotations, .regions:
      return .undefined("\(unit.words) are no part of the quotations of a code")
    case .characters, .sentence, .turn, .window, .transcript, .participant, .case, .row:
      let both = self[first, second]
      return .jaccard(both: both, either: n[first] + n[second] - both - split(first, second))
    }
  }

  /// Every pair of codes once, in the order of the codebook, as positions in `codes`.
  public var pairs: [(first: Int, second: Int)] {
    codes.indices.flatMap { first in
      (first + 1..<max(codes.count, first + 1)).map { (first, $0) }
    }
  }
}
