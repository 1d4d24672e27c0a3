/// The shortest paths from one thing to all others, with their number (Brandes 2001).
struct ShortestPaths {
  /// The things that can be reached, nearest first; the start is the first of them.
  private(set) var order: [Int] = []
  /// The length of the shortest path; infinite where there is none.
  private(set) var lengths: [Double]
  /// The number of shortest paths.
  private(set) var numbers: [Double]
  /// The places in `UndirectedGraph.neighbours` that lead back to the start, for each thing.
  private(set) var backwards: [[Int]]

  /// Lengths within this share count as equal, so that rounding does not hide a second path.
  private static let slack = 1e-10

  /// Finds the paths.
  ///
  /// - Parameters:
  ///   - hops: whether every tie is one step; else it is as long as 1/weight, so that strong
  ///     ties are short.
  ///   - isGone: ties of `UndirectedGraph.edges` that are not to be used.
  init(_ graph: UndirectedGraph, from start: Int, hops: Bool, isGone: [Bool] = []) {
    lengths = [Double](repeating: .infinity, count: graph.count)
    numbers = [Double](repeating: 0, count: graph.count)
    backwards = [[Int]](repeating: [], count: graph.count)
    lengths[start] = 0
    numbers[start] = 1
    var isDone = [Bool](repeating: false, count: graph.count)
    var heap = MinimumHeap()
    heap.push(0, start)
    while let (_, thing) = heap.pop() {
      if isDone[thing] { continue }
      isDone[thing] = true
      order.append(thing)
      for tie in graph.ties(of: thing) {
        let other = graph.neighbours[tie]
        if isDone[other] || (!isGone.isEmpty && isGone[graph.edgeIndices[tie]]) { continue }
        let length = lengths[thing] + (hops ? 1 : 1 / graph.weights[tie])
        let known = lengths[other]
        if length < known * (1 - ShortestPaths.slack) {
          lengths[other] = length
          numbers[other] = numbers[thing]
          backwards[other] = [tie]
          heap.push(length, other)
        } else if length <= known * (1 + ShortestPaths.slack) {
          numbers[other] += numbers[thing]
          backwards[other].append(tie)
        }
      }
    }
  }
}

/// A binary heap of things by length, then by index, so that its order is always the same.
private struct MinimumHeap {
  private var entries: [(length: Double, thing: Int)] = []

  mutating func push(_ length: Double, _ thing: Int) {
    entries.append((length, thing))
    var child = entries.count - 1
    while child > 0, entries[child] < entries[(child - 1) / 2] {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> (length: Double, thing: Int)? {
    guard let first = entries.first else { return nil }
    let last = entries.removeLast()
    if entries.isEmpty { return first }
    entries[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < entries.count && entries[child] < entries[least] {
        least = child
      }
      if least == parent { return first }
      entries.swapAt(parent, least)
      parent = least
    }
  }
}
