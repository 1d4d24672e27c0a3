public import Fieldwork

/// Counts which codes go with which.
///
/// One pass over the sorted codings for each coder; the work grows with the codings and the
/// pairs that overlap (METHODS §1.5).
///
/// - Parameters:
///   - snapshot: the study.
///   - codes: indices into `Codebook.codes`, in any order; all codable ones when `nil`.
///   - unit: what is counted; a unit that needs sentences has none here.
///   - coders: whose codings, and whether coders are kept apart.
///   - rollup: whether an entry has the codings of everything below it as well.
///   - includeInterviewer: whether interviewer turns are units, and their words characters.
public func cooccurrence(
  in snapshot: StudySnapshot, codes: [Int]? = nil, unit: CooccurrenceUnit = .characters,
  coders: CoderChoice = .each, rollup: Bool = false, includeInterviewer: Bool = false
) -> CooccurrenceTable {
  cooccurrence(
    in: snapshot, codes: codes,
    asking: CooccurrenceQuery(
      overlapIn: unit, coders: coders, rollup: rollup, includeInterviewer: includeInterviewer))
}

/// Counts which codes go with which, by any relation and in any unit.
///
/// - Parameters:
///   - snapshot: the study.
///   - codes: indices into `Codebook.codes`, in any order; all codable ones when `nil`.
///   - query: what is counted, and how.
public func cooccurrence(
  in snapshot: StudySnapshot, codes: [Int]? = nil, asking query: CooccurrenceQuery
) -> CooccurrenceTable {
  let selection = CodeSelection(snapshot.codebook, codes, rollup: query.rollup)
  let counter = CooccurrenceCounter(snapshot, query, selection)
  if query.unit.isIncidence { return counter.incidence() }
  return query.relation == .overlaps ? counter.overlap() : counter.related()
}

/// The steps from a snapshot to a table.
struct CooccurrenceCounter {
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

  var size: Int { selection.codes.count }

  func isAsked(_ row: Int) -> Bool {
    query.coders.includes(snapshot.codings.coders[row])
      && !selection.rows(ofCode: Int(snapshot.codings.codes[row])).isEmpty
  }

  /// The quotations of each coder, or of all together.
  var quotations: [CodeSpans] {
    CodeSpans.quotations(
      of: snapshot.codings, selection, query.coders, coders: snapshot.coders.count,
      keepsCoders: query.keepsCoders)
  }

  func overlap() -> CooccurrenceTable {
    let groups = quotations
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
    return table(
      n: n, total: total, cells: sweep.cells, notes: coderNotes(active) + layerNotes)
  }

  /// Quotations by a relation other than overlap.
  func related() -> CooccurrenceTable {
    var sweep = RelationSweep(
      query.relation, size: size, countsPassages: query.unit == .quotations,
      places: SpanPlaces(snapshot, query))
    var n = [Int](repeating: 0, count: size)
    let groups = quotations
    for quotations in groups where quotations.count > 0 {
      sweep.add(quotations)
      add(quotations.tally(lines: size), to: &n)
    }
    var notes = coderNotes(groups.count { $0.count > 0 }) + layerNotes
    if case .near(_, let distance) = query.relation, sweep.placeless > 0 {
      notes.append(
        Wording.count(sweep.placeless, "quotation lies", "quotations lie")
          + " outside all \(distance.rawValue), near nothing")
    }
    return table(n: n, total: nil, cells: sweep.cells, notes: notes)
  }

  private func coderNotes(_ active: Int) -> [String] {
    if query.keepsCoders, snapshot.coders.count > 1 {
      return [
        "pooled: pairs of what any two coders coded; a stretch that several coded alike counts "
          + "once for each of them (--unit quotations counts it once)"
      ]
    }
    return active > 1
      ? ["within each coder; the numbers of \(active) coders are added up"] : []
  }

  /// What is added up where the words of a transcript are coded in several layers.
  private var layerNotes: [String] {
    var isCoded = [Bool](repeating: false, count: snapshot.texts.count)
    for row in 0..<snapshot.codings.count where isAsked(row) {
      isCoded[Int(snapshot.codings.texts[row])] = true
    }
    var layers = [Int](repeating: 0, count: snapshot.transcripts.count)
    for (index, text) in snapshot.texts.enumerated() where isCoded[index] {
      layers[Int(text.transcript)] += 1
    }
    let several = layers.indices.filter { layers[$0] > 1 }
    guard !several.isEmpty else { return [] }
    let labels = several.map { snapshot.transcripts[$0].label }.joined(separator: ", ")
    return [
      "coded in more than one layer: \(labels); overlap is looked for within each layer, and the "
        + "numbers of the original and of its translations are added up"
    ]
  }

  /// The units of the question.
  var units: IncidenceUnits { IncidenceUnits(snapshot, query, touched, isAsked) }

  /// That a unit has a code, from a coder (0 for all where coders are not kept apart).
  func entries(_ units: IncidenceUnits) -> [IncidenceEntry] {
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
    return entries
  }

  func incidence() -> CooccurrenceTable {
    let units = units
    let entries = entries(units)
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

  /// The codings that are asked about and reach over several units.
  var longPassages: Int {
    let units = units
    return (0..<snapshot.codings.count).count { row in
      guard isAsked(row) else { return false }
      var (first, isLong) = (Int32(-1), false)
      units.forEachUnit(ofCoding: row) { unit in
        if first >= 0, unit != first { isLong = true }
        first = unit
      }
      return isLong
    }
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
    var notes = notes + snapshot.confirmationNotes
    if query.unit != .row {
      let tally = RoleTally(snapshot, touched, isAsked)
      notes += tally.notes
      if query.unit.isNested, tally.outsideTurns > 0 {
        notes.append(
          Wording.count(tally.outsideTurns, "coding touches", "codings touch") + " no turn")
      }
    }
    return CooccurrenceTable(
      query, codes: selection.codes, codebook: snapshot.codebook, n: n, total: total,
      codings: (0..<snapshot.codings.count).count(where: isAsked), cells: cells, splits: splits,
      notes: notes)
  }
}
