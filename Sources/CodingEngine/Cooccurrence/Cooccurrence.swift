public import Fieldwork

/// Counts which codes go with which.
///
/// One pass over the sorted codings for each coder; the work grows with the codings and the
/// pairs that overlap (METHODS §1.5).
///
/// - Parameters:
///   - snapshot: the study.
///   - codes: indices into `Codebook.codes`, in any order; all codable ones when `nil`.
///   - unit: what is counted.
///   - coders: whose codings, and whether coders are kept apart.
///   - rollup: whether an entry has the codings of everything below it as well.
///   - includeInterviewer: whether interviewer turns are units, and their words characters.
public func cooccurrence(
  in snapshot: StudySnapshot, codes: [Int]? = nil, unit: CooccurrenceUnit = .characters,
  coders: CoderChoice = .each, rollup: Bool = false, includeInterviewer: Bool = false
) -> CooccurrenceTable {
  let query = CooccurrenceQuery(
    unit: unit, coders: coders, rollup: rollup, includeInterviewer: includeInterviewer)
  let selection = CodeSelection(snapshot.codebook, codes, rollup: rollup)
  let counter = CooccurrenceCounter(snapshot, query, selection)
  return unit.isIncidence ? counter.incidence() : counter.overlap()
}

/// The steps from a snapshot to a table.
private struct CooccurrenceCounter {
  let snapshot: StudySnapshot
  let query: CooccurrenceQuery
  let selection: CodeSelection
  let touched: TouchedTurns

  init(_ snapshot: StudySnapshot, _ query: CooccurrenceQuery, _ selection: CodeSelection) {
    self.snapshot = snapshot
    self.query = query
    self.selection = selection
    touched = TouchedTurns(snapshot)
  }

  private var size: Int { selection.codes.count }

  private func isAsked(_ row: Int) -> Bool {
    query.coders.includes(snapshot.codings.coders[row])
      && !selection.rows(ofCode: Int(snapshot.codings.codes[row])).isEmpty
  }

  func overlap() -> CooccurrenceTable {
    let groups = CodeSpans.quotations(
      of: snapshot.codings, selection, query.coders, coders: snapshot.coders.count)
    var sweep = OverlapSweep(size: size)
    var n = [Int](repeating: 0, count: size)
    let ruler = CountedScalars(snapshot, includeInterviewer: query.includeInterviewer)
    for quotations in groups where quotations.count > 0 {
      switch query.unit {
      case .quotations:
        sweep.addTouched(quotations)
        add(quotations.tally(lines: size), to: &n)
      case .regions:
        let stretches = quotations.merged(lines: size)
        sweep.addPairs(stretches)
        add(stretches.tally(lines: size), to: &n)
      case .characters:
        let stretches = quotations.measured(by: ruler).merged(lines: size)
        sweep.addShared(stretches)
        add(stretches.lengths(lines: size), to: &n)
      default:
        sweep.addPairs(quotations)
        add(quotations.tally(lines: size), to: &n)
      }
    }
    if query.unit != .quotations { sweep.mirror() }
    let active = groups.count { $0.count > 0 }
    let total = query.unit == .characters && active < 2 ? countedScalars(ruler) : nil
    var notes: [String] = []
    if active > 1 {
      notes.append("within each coder; the numbers of \(active) coders are added up")
    }
    return table(n: n, total: total, cells: sweep.cells, notes: notes)
  }

  func incidence() -> CooccurrenceTable {
    let units = IncidenceUnits(snapshot, query, touched, isAsked)
    let codings = snapshot.codings
    var entries: [IncidenceEntry] = []
    entries.reserveCapacity(codings.count)
    for row in 0..<codings.count where query.coders.includes(codings.coders[row]) {
      let group = query.coders == .each ? codings.coders[row] : 0
      for line in selection.rows(ofCode: Int(codings.codes[row])) {
        units.forEachUnit(ofCoding: row) {
          entries.append(IncidenceEntry(unit: $0, line: line, group: group))
        }
      }
    }
    let groups = query.coders == .each ? max(1, snapshot.coders.count) : 1
    let counted = Incidence(entries, units: units.count, groups: groups, size: size)
    var cells = counted.both
    for first in 0..<size {
      for second in 0..<first { cells[first * size + second] = cells[second * size + first] }
    }
    var notes = units.notes
    if Set(entries.map(\.group)).count > 1 {
      notes.append("a pair is counted where one and the same coder put both codes")
    }
    return table(
      n: counted.present, total: units.total, cells: cells, splits: counted.split, notes: notes)
  }

  private func add(_ numbers: [Int], to sums: inout [Int]) {
    for index in numbers.indices { sums[index] += numbers[index] }
  }

  private func countedScalars(_ ruler: CountedScalars) -> Int {
    var isCoded = [Bool](repeating: false, count: snapshot.texts.count)
    for text in snapshot.codings.texts { isCoded[Int(text)] = true }
    return snapshot.texts.indices.reduce(0) { sum, index in
      let text = snapshot.texts[index]
      guard text.isOriginal || isCoded[index] else { return sum }
      return sum + Int(ruler.position(text.scalars, inText: Int32(index)))
    }
  }

  private func table(
    n: [Int], total: Int?, cells: [Int], splits: [Int] = [], notes: [String]
  ) -> CooccurrenceTable {
    let tally = RoleTally(snapshot, touched, isAsked)
    var notes = notes + tally.notes
    if query.unit == .turn, tally.outsideTurns > 0 {
      notes.append(
        Wording.count(tally.outsideTurns, "coding touches", "codings touch") + " no turn")
    }
    return CooccurrenceTable(
      query, codes: selection.codes, codebook: snapshot.codebook, n: n, total: total,
      codings: (0..<snapshot.codings.count).count(where: isAsked), cells: cells, splits: splits,
      notes: notes)
  }
}
