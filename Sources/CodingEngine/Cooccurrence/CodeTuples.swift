public import Fieldwork

/// Sets of codes that all go together, and how often.
///
/// In units (turn, sentence, transcript …) a set counts a unit once if one and the same coder put
/// all its codes there (anyone, when pooled). In regions and characters it counts the stretches
/// and the characters that all its codes cover, coders added up. Where entries are rolled up, a
/// set with an entry and something below it is left out, because those go together anyhow.
public struct CodeTuples: Sendable {
  /// A set of codes.
  public struct Row: Hashable, Sendable {
    /// Indices into `Codebook.codes`, ascending.
    public var codes: [Int]
    /// How often all go together.
    public var n: Int
  }

  /// What was asked.
  public let query: CooccurrenceQuery
  /// The number of codes in a set.
  public let size: Int
  /// The sets that occur, the most frequent first, then in the order of the codebook.
  public let rows: [Row]
  /// N, the units of the study; `nil` where the unit has no such number.
  public let total: Int?
  /// What a reader of the numbers must know.
  public let notes: [String]

  /// What a number counts.
  public var words: String {
    switch query.unit {
    case .characters: "characters that all codes of a set cover"
    case .regions: "connected stretches that all codes of a set cover"
    default: "\(query.unit.noun.many) with all codes of a set"
    }
  }
}

/// Counts sets of codes that go together.
///
/// - Parameters:
///   - snapshot: the study.
///   - codes: indices into `Codebook.codes`; all codable ones when `nil`.
///   - size: how many codes a set has, 2 to 5.
///   - query: what is counted.
/// - Throws: `CooccurrenceFailure` for a unit without sets, a size out of range, and where more
///   than twenty million sets would have to be counted.
public func codeTuples(
  in snapshot: StudySnapshot, codes: [Int]? = nil, size: Int, asking query: CooccurrenceQuery
) throws(CooccurrenceFailure) -> CodeTuples {
  guard (2...5).contains(size) else { throw .tupleSize(size) }
  guard query.unit.isIncidence || query.unit == .characters || query.unit == .regions else {
    throw .noTuples(query.unit)
  }
  let selection = CodeSelection(snapshot.codebook, codes, rollup: query.rollup)
  let counter = CooccurrenceCounter(snapshot, query, selection)
  let gatherings = query.unit.isIncidence ? counter.gatheredInUnits() : counter.gatheredInText()
  let work = gatherings.reduce(0.0) { $0 + TupleCounter.choices(of: $1.lines.count, size) }
  guard work <= 2e7 else { throw .tooManyTuples(count: work) }
  var counts = TupleCounter(size: size, unit: query.unit)
  for gathering in gatherings { counts.add(gathering) }
  let table = query.unit.isIncidence ? counter.incidence() : counter.overlap()
  var left = 0
  var rows: [CodeTuples.Row] = []
  for (lines, n) in counts.sets {
    let isStructural = lines.indices.contains { index in
      lines[..<index].contains { table.isStructural($0, lines[index]) }
    }
    if isStructural {
      left += 1
    } else {
      rows.append(.init(codes: lines.map { selection.codes[$0] }, n: n))
    }
  }
  rows.sort { a, b in
    a.n != b.n ? a.n > b.n : a.codes.lexicographicallyPrecedes(b.codes)
  }
  var notes = table.notes.map {
    $0.replacing(
      "a pair is counted where one and the same coder put both codes",
      with: "a set is counted where one and the same coder put all its codes")
  }
  if left > 0 {
    notes.append(
      Wording.count(left, "set holds", "sets hold")
        + " an entry and something below it, and are left out")
  }
  return CodeTuples(query: query, size: size, rows: rows, total: table.total, notes: notes)
}

/// Codes that are together at one place, by one coder.
struct Gathering {
  /// Rows of the table, ascending, each once.
  var lines: [Int32]
  /// The coder and unit, or the coder and text, so that places can be told apart.
  var place: Int
  /// Where the place begins and ends in its text; `0..<1` for a unit.
  var stretch: Range<Int32>
}

extension CooccurrenceCounter {
  /// For each unit and coder the codes that the coder put there, in order of unit and coder.
  func gatheredInUnits() -> [Gathering] {
    let places = units
    let sorted = entries(places).sorted {
      ($0.unit, $0.group, $0.line) < ($1.unit, $1.group, $1.line)
    }
    var found: [Gathering] = []
    for (index, entry) in sorted.enumerated() {
      let isSame =
        index > 0 && sorted[index - 1].unit == entry.unit && sorted[index - 1].group == entry.group
      if !isSame {
        found.append(Gathering(lines: [], place: Int(entry.unit), stretch: 0..<1))
      } else if sorted[index - 1].line == entry.line {
        continue
      }
      found[found.count - 1].lines.append(entry.line)
    }
    return found
  }

  /// The stretches of each text over which the codes of a coder do not change, in order.
  func gatheredInText() -> [Gathering] {
    let ruler = CountedScalars(snapshot, includeInterviewer: query.includeInterviewer)
    var found: [Gathering] = []
    for (group, quotations) in quotations.enumerated() {
      let counted = query.unit == .characters ? quotations.measured(by: ruler) : quotations
      let spans = counted.merged(lines: size)
      var first = 0
      while first < spans.count {
        var end = first
        while end < spans.count, spans.texts[end] == spans.texts[first] { end += 1 }
        let place = group * snapshot.texts.count + Int(spans.texts[first])
        Self.gather(spans, first..<end, place, into: &found)
        first = end
      }
    }
    return found
  }

  private static func gather(
    _ spans: CodeSpans, _ rows: Range<Int>, _ place: Int, into found: inout [Gathering]
  ) {
    var edges: [(position: Int32, isStart: Bool, line: Int32)] = []
    for row in rows {
      edges.append((spans.starts[row], true, spans.lines[row]))
      edges.append((spans.ends[row], false, spans.lines[row]))
    }
    // Stretches of one code do not touch, so that at no position one ends and another begins.
    edges.sort {
      ($0.position, $0.isStart ? 1 : 0, $0.line) < ($1.position, $1.isStart ? 1 : 0, $1.line)
    }
    var active: [Int32] = []
    var position: Int32 = 0
    for edge in edges {
      if edge.position > position, !active.isEmpty {
        found.append(Gathering(lines: active, place: place, stretch: position..<edge.position))
      }
      position = edge.position
      let at = active.firstIndex { $0 >= edge.line } ?? active.count
      if edge.isStart { active.insert(edge.line, at: at) } else { active.remove(at: at) }
    }
  }
}

/// Counts sets in gatherings that come in order.
private struct TupleCounter {
  private struct Count {
    var n = 0
    var place = -1
    var end: Int32 = -1
  }

  private let size: Int
  private let unit: CooccurrenceUnit
  private var counts: [[Int32]: Count] = [:]

  init(size: Int, unit: CooccurrenceUnit) {
    self.size = size
    self.unit = unit
  }

  /// How many sets of a size so many codes have.
  static func choices(of count: Int, _ size: Int) -> Double {
    count < size ? 0 : (0..<size).reduce(1.0) { $0 * Double(count - $1) / Double($1 + 1) }
  }

  /// The sets with their numbers, in no order.
  var sets: [(lines: [Int], n: Int)] {
    counts.map { (lines: $0.key.map { Int($0) }, n: $0.value.n) }
  }

  mutating func add(_ gathering: Gathering) {
    guard gathering.lines.count >= size else { return }
    var chosen: [Int32] = []
    chosen.reserveCapacity(size)
    choose(from: 0, &chosen, gathering)
  }

  private mutating func choose(from first: Int, _ chosen: inout [Int32], _ gathering: Gathering) {
    if chosen.count == size {
      count(chosen, gathering)
      return
    }
    let last = gathering.lines.count - (size - chosen.count)
    guard first <= last else { return }
    for index in first...last {
      chosen.append(gathering.lines[index])
      choose(from: index + 1, &chosen, gathering)
      chosen.removeLast()
    }
  }

  private mutating func count(_ lines: [Int32], _ gathering: Gathering) {
    var count = counts[lines, default: Count()]
    let isNew: Bool
    switch unit {
    case .characters:
      count.n += gathering.stretch.count
      isNew = false
    case .regions:
      isNew = count.place != gathering.place || count.end != gathering.stretch.lowerBound
    default:
      // Units come in order, so that another coder's codes in the same unit follow at once.
      isNew = count.place != gathering.place
    }
    if isNew { count.n += 1 }
    count.place = gathering.place
    count.end = gathering.stretch.upperBound
    counts[lines] = count
  }
}
