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
    let finished = Finished<Result>()
    let queue = DispatchQueue(label: "emic.assembly", attributes: .concurrent)
    // No more than this lies in memory at a time.
    let ahead = ProcessInfo.processInfo.activeProcessorCount + 1
    var taken = 0
    for index in 0..<count {
      let piece = try read(index)
      queue.async { finished.put(work(piece), at: index) }
      if index - taken >= ahead {
        try take(finished.wait(for: taken))
        taken += 1
      }
    }
    for index in taken..<count { try take(finished.wait(for: index)) }
  }

  /// Results that wait to be taken; the condition guards them.
  private final class Finished<Result: Sendable>: @unchecked Sendable {
    private var results: [Int: Result] = [:]
    private let arrival = NSCondition()

    func put(_ result: Result, at index: Int) {
      arrival.withLock { results[index] = result }
      arrival.signal()
    }

    func wait(for index: Int) -> Result {
      arrival.withLock {
        while true {
          if let found = results.removeValue(forKey: index) { return found }
          arrival.wait()
        }
      }
    }
  }
}
