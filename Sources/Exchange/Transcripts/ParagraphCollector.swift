/// Gathers the paragraphs of a word-processor document while its XML streams by.
///
/// A text box stands inside a paragraph and holds paragraphs of its own: these follow the one
/// that carries them. The cells of a table row make one paragraph, with a tab between them, so
/// that a transcript typed as a table (`speaker | words`) reads like one that was not.
struct ParagraphCollector {
  /// The finished paragraphs, in reading order.
  private(set) var finished: [String] = []

  private struct Open {
    var text = ""
    var boxes: [String] = []
    var joinsNext = false
  }
  private struct Row {
    var cells: [[String]] = []
  }
  private var open: [Open] = []
  private var rows: [Row] = []
  private var carried = ""
  /// Whether the last words were a blank, for formats that collapse them.
  private(set) var endsInBlank = true

  /// Whether words would go anywhere.
  var isInParagraph: Bool { !open.isEmpty }

  /// A paragraph begins.
  mutating func beginParagraph() {
    open.append(Open())
    endsInBlank = true
  }

  /// Words of the paragraph that is open; words outside any paragraph are layout, not text.
  mutating func append(_ words: String) {
    guard let last = open.indices.last else { return }
    // Line ends of Windows can hide in the XML as character references.
    open[last].text += words.utf8.contains(0x0D) ? LineEnds.text(of: Array(words.utf8)) : words
    endsInBlank = words.utf8.last == 0x20
  }

  /// The end mark of the open paragraph was deleted: its words belong to the next one.
  mutating func joinWithNext() {
    guard let last = open.indices.last else { return }
    open[last].joinsNext = true
  }

  /// The paragraph ends.
  mutating func endParagraph() {
    guard let closed = open.popLast() else { return }
    if !open.isEmpty {
      open[open.count - 1].boxes += [closed.text] + closed.boxes
      return
    }
    if closed.joinsNext {
      carried += closed.text
    } else {
      deliver(carried + closed.text)
      carried = ""
    }
    for box in closed.boxes { deliver(box) }
  }

  /// A table row begins.
  mutating func beginRow() {
    if open.isEmpty { rows.append(Row()) }
  }

  /// A cell of the row begins.
  mutating func beginCell() {
    if open.isEmpty, !rows.isEmpty { rows[rows.count - 1].cells.append([]) }
  }

  /// The row ends.
  mutating func endRow() {
    guard open.isEmpty, let row = rows.popLast() else { return }
    let cells = row.cells.map { $0.joined(separator: "\n") }
    deliver(cells.joined(separator: "\t"))
  }

  /// The paragraphs; call it when the document has ended.
  mutating func finish() -> [String] {
    while !open.isEmpty { endParagraph() }
    while !rows.isEmpty { endRow() }
    if !carried.isEmpty { deliver(carried) }
    carried = ""
    return finished
  }

  private mutating func deliver(_ paragraph: String) {
    if let row = rows.indices.last, let cell = rows[row].cells.indices.last {
      rows[row].cells[cell].append(paragraph)
    } else {
      finished.append(paragraph)
    }
  }
}
