import Fieldwork

/// How a screen of some size is divided.
struct ScreenMetrics {
  /// The columns for turn numbers and speakers.
  let gutter: Int
  /// The columns for words.
  let text: Int
  /// The columns for codes beside the words; 0 where there is no room.
  let margin: Int
  private let rows: Int

  init(_ document: CoderDocument, _ columns: Int, _ rows: Int) {
    self.rows = max(8, rows)
    let columns = max(24, columns)
    let number = "t\(document.turns.last?.number ?? 1)".count + 1
    let speaker = document.turns.map { $0.speaker.displayWidth }.max() ?? 0
    gutter = columns < 50 ? number : number + min(speaker + 1, 9)
    margin = columns < 70 ? 0 : min(30, columns / 4)
    text = max(12, columns - gutter - margin - (margin > 0 ? 1 : 0))
  }

  /// The rows for words.
  func body(isAsking: Bool) -> Int { max(3, rows - 3 - (isAsking ? panel : 0)) }

  /// The rows for what is asked.
  var panel: Int { max(3, min(14, rows - 8)) }
}
