public import Fieldwork
import Statistics

/// Which codes follow which in the coded turns of each transcript (METHODS §2.5).
///
/// The steps are the turns that carry at least one of the selected codes, in their order; turns
/// without any are passed over. A turn with several codes leads from each of them to each code of
/// the later turn. No step leads from one transcript into another. With coders kept apart each
/// coder's turns are a sequence of their own and the counts are added up.
public struct CodeSequences: Sendable {
  /// The codes, as indices into `Codebook.codes`, in the order of the codebook.
  public let codes: [Int]
  /// How many coded turns later.
  public let lag: Int
  /// n of each code with each later one, from × to.
  public let counts: [[Int]]
  /// The transitions in all.
  public let total: Int
  /// The coded turns, of each coder where they are kept apart.
  public let turns: Int
  /// The transcripts with at least one transition.
  public let transcripts: Int
  /// Whether a code cannot follow itself, so that turns in a row with the same code are one stay
  /// and the expected counts are those of quasi-independence.
  public let isWithoutRepeats: Bool
  /// What a reader of the numbers must know.
  public let notes: [String]
  private let sequences: SymbolSequences
  private let slugs: [String]

  /// Orders the coded turns of a study and counts.
  ///
  /// - Parameters:
  ///   - snapshot: the study.
  ///   - codes: indices into `Codebook.codes`; all codable ones when `nil`.
  ///   - lag: how many coded turns later, 1 or more.
  ///   - coders: whose codings, and whether coders are kept apart.
  ///   - rollup: whether an entry has the codings of everything below it as well.
  ///   - includeInterviewer: whether interviewer turns are steps.
  ///   - withoutRepeats: whether a code is not counted as following itself.
  public init(
    _ snapshot: StudySnapshot, codes: [Int]? = nil, lag: Int = 1, coders: CoderChoice = .each,
    rollup: Bool = false, includeInterviewer: Bool = false, withoutRepeats: Bool = false
  ) {
    let query = CooccurrenceQuery(
      overlapIn: .turn, coders: coders, rollup: rollup, includeInterviewer: includeInterviewer)
    let selection = CodeSelection(snapshot.codebook, codes, rollup: rollup)
    let counter = CooccurrenceCounter(snapshot, query, selection)
    let units = counter.units
    let places = units.transcripts ?? []
    let entries = counter.entries(units).sorted {
      ($0.group, $0.unit, $0.line) < ($1.group, $1.unit, $1.line)
    }
    var steps: [[[Int32]]] = []
    var owners: [Int32] = []
    for (index, entry) in entries.enumerated() {
      let before = index > 0 ? entries[index - 1] : nil
      let transcript = places[Int(entry.unit)]
      let isSameSequence =
        before.map { $0.group == entry.group && places[Int($0.unit)] == transcript } ?? false
      if !isSameSequence {
        steps.append([])
        owners.append(transcript)
      }
      if !isSameSequence || before?.unit != entry.unit {
        steps[steps.count - 1].append([])
      } else if before?.line == entry.line {
        continue
      }
      let last = steps[steps.count - 1].count - 1
      steps[steps.count - 1][last].append(entry.line)
    }
    self.codes = selection.codes
    self.lag = max(1, lag)
    slugs = selection.codes.map { snapshot.codebook.codes[$0].slug }
    // Lines are in range and each stands once in a step, by the loop above.
    sequences =
      SymbolSequences(symbolCount: selection.codes.count, sequences: steps)
      ?? SymbolSequences.none(selection.codes.count)
    isWithoutRepeats = withoutRepeats
    var counts = sequences.transitions(lag: self.lag)
    if withoutRepeats { for code in counts.indices { counts[code][code] = 0 } }
    self.counts = counts
    total = counts.reduce(0) { $0 + $1.reduce(0, +) }
    turns = steps.reduce(0) { $0 + $1.count }
    let lag = self.lag
    let leading = zip(steps, owners).filter { steps, _ in
      guard withoutRepeats else { return steps.count > lag }
      return zip(steps, steps.dropFirst(lag)).contains { from, to in
        from != to || from.count > 1
      }
    }
    transcripts = Set(leading.map(\.1)).count
    var notes = CodeSequences.notes(
      units.notes, steps, Set(entries.map(\.group)).count,
      long: withoutRepeats ? 0 : counter.longPassages)
    if withoutRepeats {
      notes.append(
        "a code does not follow itself here: turns in a row with the same code are one stay, and "
          + "expected and residual are those of quasi-independence")
    }
    self.notes = notes + snapshot.confirmationNotes
  }

  private static func notes(_ units: [String], _ steps: [[[Int32]]], _ coders: Int, long: Int)
    -> [String]
  {
    var notes = units
    if long > 0 {
      notes.append(
        Wording.count(long, "coding reaches", "codings reach")
          + " over several turns; such a code follows itself, which random order takes apart")
    }
    let several = steps.joined().count { $0.count > 1 }
    if several > 0 {
      notes.append(
        Wording.count(several, "turn carries", "turns carry")
          + " several codes, each of which leads to every code of the later turn")
    }
    if coders > 1 {
      notes.append("within each coder; the numbers of \(coders) coders are added up")
    }
    return notes
  }

  /// The table of transitions with its probabilities and residuals.
  private var table: TransitionTable? { try? TransitionTable(counts) }

  /// The statistics of each cell.
  public var cells: [SequenceCell] {
    guard let table else { return [] }
    let quasi = isWithoutRepeats ? table.quasiIndependence : nil
    let (p, expected, residuals) = (
      table.probabilities, quasi?.expected ?? table.expected,
      quasi?.adjustedResiduals ?? table.adjustedResiduals
    )
    return codes.indices.flatMap { from in
      codes.indices.filter { $0 != from || !isWithoutRepeats }.map { to in
        SequenceCell(
          from: from, to: to, n: counts[from][to], probability: Coefficient(p[from][to]),
          expected: expected[from][to], residual: Coefficient(residuals[from][to]))
      }
    }
  }

  /// G² of independence of what follows from what went before.
  public var likelihoodRatio: Coefficient {
    whole.map { Coefficient($0.statistic) } ?? .undefined("there is no code")
  }

  /// The degrees of freedom of G².
  public var degrees: Int { whole?.degrees ?? 0 }

  private var whole: ChiSquareTest? {
    isWithoutRepeats ? table?.quasiIndependence.likelihoodRatio : table?.likelihoodRatio
  }

  /// The share of each code if the turns went on by these probabilities for ever.
  public var stationary: [Coefficient] { table?.stationary.map { Coefficient($0) } ?? [] }

  /// Compares the counts with those of the same turns in random order, each transcript within
  /// itself.
  ///
  /// Not for sequences without repeats, in which random order would put codes behind themselves.
  /// Cells with fewer than one expected transition are not tested. The others are one family.
  public func permuted(draws: Int, seed: UInt64) -> SequenceTest {
    let permuted = sequences.permuted(lag: lag, draws: draws, seed: seed)
    let cells = cells
    let isTested = cells.map { cell in
      cell.expected >= 1 && PermutationCount.smallestP(draws: draws) <= 0.05
    }
    var results: [PairTest?] = cells.map { cell in
      let count = permuted.cells[cell.from][cell.to]
      return PairTest(
        expected: cell.expected, pAtLeast: count.pAtLeast, pAtMost: count.pAtMost, p: count.p, q: 1)
    }
    let tested = results.indices.filter { isTested[$0] }
    let p = tested.map { results[$0]?.p ?? 1 }
    let q = (try? MultiplicityAdjustment.benjaminiHochberg.adjust(p)) ?? p
    for (position, index) in tested.enumerated() { results[index]?.q = q[position] }
    for index in results.indices where !isTested[index] { results[index] = nil }
    return SequenceTest(
      results: results, tested: tested.count, draws: draws, seed: seed,
      wholeP: permuted.likelihoodRatio.pAtLeast,
      wholeError: PermutationCount.standardError(
        p: permuted.likelihoodRatio.pAtLeast, draws: draws))
  }
}

/// How often one code follows another.
public struct SequenceCell: Hashable, Sendable {
  /// Position in the codes.
  public var from: Int
  /// Position in the codes.
  public var to: Int
  /// The transitions.
  public var n: Int
  /// Of the transitions from the first code, the share that lead to the second.
  public var probability: Coefficient
  /// The transitions expected if what follows did not depend on what went before.
  public var expected: Double
  /// The adjusted residual.
  public var residual: Coefficient
}

/// How the transitions compare with those of turns in random order.
public struct SequenceTest: Hashable, Sendable {
  /// For each cell its test, `nil` where fewer than one transition is expected.
  public let results: [PairTest?]
  /// The cells that are tested.
  public let tested: Int
  /// The random orders drawn.
  public let draws: Int
  /// The seed of the random generator.
  public let seed: UInt64
  /// p of G² over the whole table.
  public let wholeP: Double
  /// The standard error of that p.
  public let wholeError: Double
}
