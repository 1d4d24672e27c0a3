/// In which direction and order the table is walked through, and where the walks from both
/// ends meet: the plan with the least estimated work.
struct MarginPlan {
  /// The totals of the lines over which a column is spread, in ascending order.
  let rows: [Int]
  /// The totals of the columns, in the order in which they are taken.
  let columns: [Int]
  /// The number of columns taken forwards; the others are completed backwards.
  let split: Int
  /// An upper bound of the steps.
  let cost: Double

  /// The better plan for a table and for its transpose, or `nil` where the margins of
  /// neither fit into a key.
  static func best(rows: [Int], columns: [Int]) -> MarginPlan? {
    let plans = [(rows, columns), (columns, rows)].compactMap { lines, others in
      StateKey(lines: lines.count, greatest: lines.max() ?? 0) == nil
        ? nil : MarginPlan(rows: lines, columns: others)
    }
    return plans.min { $0.cost < $1.cost }
  }

  private init(rows: [Int], columns: [Int]) {
    self.rows = rows.sorted()
    // The last column is forced by the margins, so the largest one costs nothing there;
    // small ones first keep the states few.
    self.columns = columns.sorted()
    let ways = BoundedCompositions.numbers(room: rows)
    var best = (split: 1, cost: Double.infinity)
    var forwards = 1.0
    var rest = rows.reduce(0, +)
    for split in 1..<self.columns.count {
      forwards *= ways[self.columns[split - 1]]
      rest -= self.columns[split - 1]
      let backwards =
        self.columns[split..<self.columns.count - 1].reduce(ways[rest]) { $0 * ways[$1] }
      if forwards + backwards < best.cost { best = (split, forwards + backwards) }
    }
    split = best.split
    cost = best.cost
  }
}

/// Packs what is left of the row totals, in ascending order, into one word.
///
/// The rest of the table does not depend on which row a remainder belongs to, so states that
/// differ by order only are one.
struct StateKey {
  private let bits: UInt64

  /// A packing for so many lines with totals up to `greatest`, or `nil` where 64 bits are
  /// too few.
  init?(lines: Int, greatest: Int) {
    let width = max(1, Int.bitWidth - greatest.leadingZeroBitCount)
    guard lines * width <= 64 else { return nil }
    bits = UInt64(width)
  }

  /// The key of remainders that are sorted already.
  func pack(_ sorted: [Int]) -> UInt64 {
    sorted.reduce(0) { $0 << bits | UInt64($1) }
  }

  /// The key of `room` less `parts`; `scratch` is overwritten.
  func pack(_ room: [Int], less parts: [Int], scratch: inout [Int]) -> UInt64 {
    for index in room.indices {
      let value = room[index] - parts[index]
      var place = index
      while place > 0, scratch[place - 1] > value {
        scratch[place] = scratch[place - 1]
        place -= 1
      }
      scratch[place] = value
    }
    return pack(scratch)
  }

  /// The remainders of a key.
  func unpack(_ key: UInt64, lines: Int) -> [Int] {
    let mask = bits == 64 ? UInt64.max : (1 << bits) - 1
    return (0..<lines).reversed().map { Int(key >> (UInt64($0) * bits) & mask) }
  }
}
