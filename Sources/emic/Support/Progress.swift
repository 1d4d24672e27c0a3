import Fieldwork

/// A counter on standard error, drawn only on a terminal.
struct Progress {
  private let label: String
  private let isDrawn: Bool

  init(_ label: String, _ options: GlobalOptions) {
    self.label = label
    isDrawn = Console.drawsProgress && !options.quiet
  }

  /// Shows how far the work is.
  func show(_ done: Int, of total: Int) {
    guard isDrawn else { return }
    Console.partial("\r\(label) \(done) of \(total)")
    if done == total { clear() }
  }

  /// Shows what is being done.
  func show(_ step: String) {
    guard isDrawn else { return }
    Console.partial("\r\u{1B}[K\(label): \(step)")
  }

  /// Takes the line away again.
  func clear() {
    if isDrawn { Console.partial("\r\u{1B}[K") }
  }
}
