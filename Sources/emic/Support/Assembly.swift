import Dispatch
import Foundation

/// Work in pieces: read one after the other, worked on by all cores, taken in order.
///
/// The order of the results and their bytes are the same on one core and on eight.
enum Assembly {
  /// Works through pieces.
  ///
  /// - Parameters:
  ///   - count: how many pieces there are.
  ///   - read: reads a piece, on the thread of the caller.
  ///   - work: works on it, on any thread.
  ///   - take: takes the results in order, on the thread of the caller.
  static func run<Piece: Sendable, Result: Sendable>(
    _ count: Int, read: (Int) throws -> Piece, work: @escaping @Sendable (Piece) -> Result,
    take: (Result) throws -> Void
  ) rethrows {
    let bench = Bench<Piece, Result>(work)
    let queue = DispatchQueue(label: "emic.assembly", attributes: .concurrent)
    // No more than this lies in memory at a time.
    let ahead = ProcessInfo.processInfo.activeProcessorCount + 1
    var taken = 0
    for index in 0..<count {
      bench.put(try read(index), at: index)
      queue.async { _ = bench.workOnNext() }
      if index - taken >= ahead {
        try take(bench.result(of: taken))
        taken += 1
      }
    }
    for index in taken..<count { try take(bench.result(of: index)) }
  }

  /// Pieces that wait for somebody to work on them, and results that wait to be taken.
  ///
  /// Unchecked, because the compiler does not see that both lists are only touched while `change`
  /// is locked; `work` never changes, and runs unlocked on a piece that has left the list.
  private final class Bench<Piece: Sendable, Result: Sendable>: @unchecked Sendable {
    private let work: @Sendable (Piece) -> Result
    private let change = NSCondition()
    private var pieces: [(index: Int, piece: Piece)] = []
    private var results: [Int: Result] = [:]

    init(_ work: @escaping @Sendable (Piece) -> Result) { self.work = work }

    func put(_ piece: Piece, at index: Int) {
      change.withLock { pieces.append((index, piece)) }
    }

    /// Works on the first piece that waits; `false` when there is none.
    func workOnNext() -> Bool {
      let next = change.withLock { pieces.isEmpty ? nil : pieces.removeFirst() }
      guard let (index, piece) = next else { return false }
      let result = work(piece)
      change.withLock { results[index] = result }
      change.broadcast()
      return true
    }

    /// A result; whoever has to wait for it works on what waits meanwhile.
    func result(of index: Int) -> Result {
      while true {
        if let found = change.withLock({ results.removeValue(forKey: index) }) { return found }
        if workOnNext() { continue }
        return change.withLock {
          while true {
            if let found = results.removeValue(forKey: index) { return found }
            change.wait()
          }
        }
      }
    }
  }
}
