#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Sequences whose steps carry one symbol or several, such as the coded turns of interviews.
public struct SymbolSequences: Hashable, Sendable {
  /// The symbols are `0..<symbolCount`.
  public let symbolCount: Int
  /// The sequences; each step lists its symbols, each once.
  public let sequences: [[[Int32]]]

  /// Takes over sequences.
  ///
  /// - Returns: `nil` where a symbol is out of range or twice in a step.
  public init?(symbolCount: Int, sequences: [[[Int32]]]) {
    for step in sequences.joined() {
      guard step.allSatisfy({ (0..<symbolCount).contains(Int($0)) }),
        Set(step).count == step.count
      else { return nil }
    }
    self.symbolCount = symbolCount
    self.sequences = sequences
  }

  private init(empty symbolCount: Int) {
    self.symbolCount = symbolCount
    sequences = []
  }

  /// No sequence at all.
  public static func none(_ symbolCount: Int) -> SymbolSequences { Self(empty: symbolCount) }

  /// How often each symbol stands `lag` steps before each other one; from × to.
  ///
  /// Never across the end of a sequence. A step with two symbols before one with three gives six.
  ///
  /// - Parameter lag: 1 or more.
  public func transitions(lag: Int) -> [[Int]] {
    var counts = [Int](repeating: 0, count: symbolCount * symbolCount)
    for sequence in sequences { Self.add(sequence, lag: lag, symbolCount, to: &counts) }
    return rows(of: counts)
  }

  private func rows(of counts: [Int]) -> [[Int]] {
    (0..<symbolCount).map { row in Array(counts[row * symbolCount..<(row + 1) * symbolCount]) }
  }

  private static func add(
    _ sequence: [[Int32]], lag: Int, _ size: Int, to counts: inout [Int]
  ) {
    guard lag > 0, sequence.count > lag else { return }
    for step in 0..<sequence.count - lag {
      for from in sequence[step] {
        let base = Int(from) * size
        for to in sequence[step + lag] { counts[base + Int(to)] += 1 }
      }
    }
  }

  /// How the counts compare with those of the same steps in random order.
  public struct Permuted: Hashable, Sendable {
    /// For each pair from × to.
    public let cells: [[PermutationCount]]
    /// For G² over the whole table.
    public let likelihoodRatio: PermutationCount
  }

  /// Shuffles the steps of every sequence, each within itself, and counts again.
  ///
  /// What stands together in a step stays together; only the order is taken away.
  ///
  /// - Parameters:
  ///   - lag: 1 or more.
  ///   - draws: how often to shuffle.
  ///   - seed: of the random generator.
  public func permuted(lag: Int, draws: Int, seed: UInt64) -> Permuted {
    var random = Xoshiro256StarStar(seed: seed)
    let size = symbolCount
    var observed = [Int](repeating: 0, count: size * size)
    for sequence in sequences { Self.add(sequence, lag: lag, size, to: &observed) }
    var cells = [PermutationCount](repeating: PermutationCount(), count: size * size)
    var whole = PermutationCount()
    var shuffled = sequences.filter { $0.count > lag }
    let logs = Entropies(upTo: 1_024)
    let target = logs.likelihoodRatio(observed, size)
    for _ in 0..<draws {
      var counts = [Int](repeating: 0, count: size * size)
      for index in shuffled.indices {
        Self.shuffle(&shuffled[index], &random)
        Self.add(shuffled[index], lag: lag, size, to: &counts)
      }
      for index in cells.indices { cells[index].add(counts[index], observed: observed[index]) }
      // The same table in another order of summing is no greater one.
      let ratio = logs.likelihoodRatio(counts, size)
      let isEqual = abs(ratio - target) <= 1e-9 * max(1, abs(target))
      whole.add(isEqual ? 0 : ratio > target ? 1 : -1, observed: 0)
    }
    return Permuted(
      cells: (0..<size).map { Array(cells[$0 * size..<($0 + 1) * size]) }, likelihoodRatio: whole)
  }

  /// Fisher and Yates.
  private static func shuffle(_ steps: inout [[Int32]], _ random: inout Xoshiro256StarStar) {
    for index in stride(from: steps.count - 1, to: 0, by: -1) {
      steps.swapAt(index, random.nextIndex(below: index + 1))
    }
  }
}

/// G² from n ln n, of which most arguments come again and again.
private struct Entropies {
  private var table: [Double]

  init(upTo count: Int) {
    table = (0...count).map { $0 == 0 ? 0 : Double($0) * log(Double($0)) }
  }

  private func value(_ n: Int) -> Double {
    n < table.count ? table[n] : Double(n) * log(Double(n))
  }

  /// 2(Σ n ln n − Σ r ln r − Σ c ln c + N ln N).
  func likelihoodRatio(_ counts: [Int], _ size: Int) -> Double {
    var columns = [Int](repeating: 0, count: size)
    var (sum, total) = (0.0, 0)
    for row in 0..<size {
      var own = 0
      for column in 0..<size {
        let n = counts[row * size + column]
        guard n > 0 else { continue }
        own += n
        columns[column] += n
        sum += value(n)
      }
      total += own
      sum -= value(own)
    }
    for column in columns { sum -= value(column) }
    return 2 * (sum + value(total))
  }
}
