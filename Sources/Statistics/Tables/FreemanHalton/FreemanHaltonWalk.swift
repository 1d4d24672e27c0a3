#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Sums the probabilities of all tables with given margins that are at most so likely.
///
/// Columns are taken one by one; the state is what is left of the row totals. Walks from
/// both ends meet in the middle, where for every completion the paths that stay under the
/// limit are found by bisection, so that tables are counted without being visited.
struct FreemanHaltonWalk {
  private let plan: MarginPlan
  private let key: StateKey
  private let budget: Int
  let logFactorial: [Double]
  private var steps = 0
  private var scratch: [Int]
  private var completions: [[UInt64: PathList]]

  init?(rows: [Int], columns: [Int], budget: Int) {
    guard let plan = MarginPlan.best(rows: rows, columns: columns),
      let key = StateKey(lines: plan.rows.count, greatest: plan.rows.last ?? 0)
    else { return nil }
    self.plan = plan
    self.key = key
    self.budget = budget
    logFactorial = logFactorials(upTo: rows.reduce(0, +))
    scratch = Array(repeating: 0, count: plan.rows.count)
    completions = Array(repeating: [:], count: plan.columns.count)
  }

  /// ln of the probability of one table, from the sum of ln n! over its cells.
  func logProbability(logFactorialsOfCells cells: Double) -> Double {
    let margins = (plan.rows + plan.columns).reduce(0.0) { $0 + logFactorial[$1] }
    return margins - logFactorial[plan.rows.reduce(0, +)] - cells
  }

  /// The probability of all tables whose ln is at most `limit`.
  mutating func probability(upTo limit: Double) throws(TableError) -> Double {
    var total = 0.0
    for (state, list) in try meetingStates() {
      let paths = CumulatedPaths(list)
      try forEachColumn(plan.split, from: state) { walk, child, log throws(TableError) in
        let rests = try walk.completions(of: child, from: walk.plan.split + 1)
        try walk.spend(rests.paths.count)
        let weight = exp(log)
        for rest in rests.paths {
          total += weight * rest.weight * paths.probability(upTo: limit - log - rest.log)
        }
      }
    }
    return min(1, total)
  }

  /// ln of the probability of the least likely table.
  mutating func leastLog() throws(TableError) -> Double {
    var least = 0.0
    for (state, list) in try meetingStates() {
      guard let first = list.paths.first?.log else { continue }
      try forEachColumn(plan.split, from: state) { walk, child, log throws(TableError) in
        let rests = try walk.completions(of: child, from: walk.plan.split + 1)
        if let rest = rests.paths.first?.log { least = min(least, first + log + rest) }
      }
    }
    return least
  }

  /// The states after the columns that are taken forwards, in the order of discovery.
  private mutating func meetingStates() throws(TableError) -> [(UInt64, PathList)] {
    var level = [(key.pack(plan.rows), PathList(paths: [.init(log: 0, weight: 1)]))]
    for column in 0..<plan.split {
      var places: [UInt64: Int] = [:]
      var next: [(UInt64, PathList)] = []
      for (state, list) in level {
        try forEachColumn(column, from: state) { walk, child, log throws(TableError) in
          try walk.spend(list.paths.count)
          let weight = exp(log)
          let place = places[child] ?? next.count
          if place == next.count {
            places[child] = place
            next.append((child, PathList(paths: [])))
          }
          for path in list.paths {
            next[place].1.paths.append(.init(log: path.log + log, weight: path.weight * weight))
          }
        }
      }
      for index in next.indices { next[index].1.merge() }
      level = next
    }
    return level
  }

  /// The ways to fill the columns from `column` on, as conditional probabilities.
  private mutating func completions(
    of state: UInt64, from column: Int
  ) throws(TableError) -> PathList {
    // The last column is what is left.
    if column >= plan.columns.count - 1 { return PathList(paths: [.init(log: 0, weight: 1)]) }
    if let known = completions[column][state] { return known }
    var list = PathList(paths: [])
    try forEachColumn(column, from: state) { walk, child, log throws(TableError) in
      let rests = try walk.completions(of: child, from: column + 1)
      try walk.spend(rests.paths.count)
      let weight = exp(log)
      for rest in rests.paths {
        list.paths.append(.init(log: log + rest.log, weight: weight * rest.weight))
      }
    }
    list.merge()
    completions[column][state] = list
    return list
  }

  /// Every way to fill a column from a state: the state after it and ln of the conditional
  /// probability.
  private mutating func forEachColumn(
    _ column: Int, from state: UInt64,
    _ body: (inout FreemanHaltonWalk, UInt64, Double) throws(TableError) -> Void
  ) throws(TableError) {
    let room = key.unpack(state, lines: plan.rows.count)
    let count = plan.columns[column]
    let left = room.reduce(0, +)
    let whole = logFactorial[left] - logFactorial[count] - logFactorial[left - count]
    let rooms = room.reduce(0.0) { $0 + logFactorial[$1] }
    var ways = BoundedCompositions(of: count, room: room)
    while ways.next() {
      var log = rooms - whole
      for index in room.indices {
        let part = ways.parts[index]
        log -= logFactorial[part] + logFactorial[room[index] - part]
      }
      let child = key.pack(room, less: ways.parts, scratch: &scratch)
      try body(&self, child, log)
    }
  }

  private mutating func spend(_ count: Int) throws(TableError) {
    steps += count
    if steps > budget { throw .tooLarge(budget: budget) }
  }
}
