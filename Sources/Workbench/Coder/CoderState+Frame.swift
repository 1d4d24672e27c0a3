import Fieldwork

extension CoderState {
  /// What the screen shows now: as many rows as the terminal has, none wider than it.
  public var frame: Frame {
    let metrics = ScreenMetrics(document, columns, rows)
    let panel = prompt.map { self.panel(of: $0, metrics) }
    let body = metrics.body(isAsking: prompt != nil)
    var lines = [header]
    let marks = visibleCodings(from: top, count: body)
    lines += (top..<top + body).map { line(at: $0, metrics, marks) }
    if let panel { lines += panel.rows.prefix(metrics.panel) }
    while lines.count < rows - 2 { lines.append([]) }
    lines = Array(lines.prefix(max(0, rows - 2)))
    lines += [status, keys]
    var frame = Frame(rows: lines.map { $0.fitted(toColumns: columns) })
    if let place = panel?.cursor {
      frame.cursor = (1 + body + place.row, min(place.column, columns - 1))
    }
    return frame
  }

  private var header: [Run] {
    let turn = document.turns[document.turn(at: unit.start)]
    let uncoded = uncodedTurns.count
    let facts = [
      document.about, "t\(turn.number) of \(document.turns.count)",
      uncoded == 0 ? "every turn coded" : "\(uncoded) uncoded", coder,
    ].filter { !$0.isEmpty }
    let words = " \(document.label)  \(facts.joined(separator: " · "))"
    return [Run(words.padded(toColumns: columns), .reverse)]
  }

  private var status: [Run] {
    if !message.isEmpty { return [Run(message.screenedLine, .bold)] }
    let here = codings(on: selection).map { coding in
      let marks = [
        coding.coder == coder ? nil : coding.coder, coding.isWaiting ? "to confirm" : nil,
      ].compactMap(\.self)
      return marks.isEmpty ? coding.code : "\(coding.code) (\(marks.joined(separator: ", ")))"
    }
    let corrected = corrections.filter { $0.span.overlaps(selection) }.map { edit in
      let wrong = document.words.words(in: edit.span).screenedLine
      return "‘\(wrong)’ becomes ‘\(edit.words.screenedLine)’"
    }
    let choice = selection == unit ? "\(grain)" : "\(selection.length) characters"
    return [
      Run("[\(choice)] ", .faint),
      Run((corrected + here.withoutRepetition).joined(separator: ", ")),
    ]
  }

  private var keys: [Run] {
    let hints =
      switch prompt {
      case nil: "c code  r again  m note  d remove  e correct  u undo  n next  ? keys  q end"
      case .palette: "type letters  ↑↓ choose  Tab several  Enter code  Esc back"
      case .removal: "a number removes  Esc back"
      case .help: "any key goes back"
      default: "Enter done  Esc back"
      }
    return [Run(hints, .faint)]
  }

  // MARK: The page

  /// The codings of which something stands on these lines.
  private func visibleCodings(from first: Int, count: Int) -> [CoderCoding] {
    let lines = layout.lines.dropFirst(first).prefix(count)
    guard let start = lines.first?.start, let end = lines.last?.end else { return [] }
    return shown.filter { $0.span.start <= end && $0.span.end >= start }
  }

  private func line(at index: Int, _ metrics: ScreenMetrics, _ shown: [CoderCoding]) -> [Run] {
    guard layout.lines.indices.contains(index) else { return [] }
    let line = layout.lines[index]
    var runs = gutter(line, metrics) + words(of: line, shown)
    guard metrics.margin > 0 else { return runs }
    runs = runs.fitted(toColumns: metrics.gutter + metrics.text)
    return runs + [Run(" ")] + margin(line, shown)
  }

  private func gutter(_ line: PageLayout.Line, _ metrics: ScreenMetrics) -> [Run] {
    guard line.isFirst else { return [Run(String(repeating: " ", count: metrics.gutter))] }
    let turn = document.turns[line.turn]
    let number = "t\(turn.number) "
    let label = turn.speaker.screenedLine.truncated(
      toColumns: max(0, metrics.gutter - number.displayWidth - 1))
    return [
      Run(number, .faint),
      Run(
        label.padded(toColumns: metrics.gutter - number.displayWidth),
        turn.role == .interviewer ? .faint : .bold),
    ]
  }

  private func words(of line: PageLayout.Line, _ shown: [CoderCoding]) -> [Run] {
    guard let span = Span(start: line.start, end: line.end) else {
      return selection.start <= line.start && line.start < selection.end
        ? [Run(" ", .reverse)] : []
    }
    let chosen = selection
    let marks = shown.filter { $0.span.overlaps(span) }
    var cuts: Set<Int32> = [span.start, span.end]
    let wrong = corrections.map(\.span)
    let spans = marks.map(\.span) + wrong + [chosen]
    for edge in spans.flatMap({ [$0.start, $0.end] }) where edge > span.start && edge < span.end {
      cuts.insert(edge)
    }
    let edges = cuts.sorted()
    return zip(edges, edges.dropFirst()).compactMap { start, end in
      guard let piece = Span(start: start, end: end) else { return nil }
      let codes = marks.filter { $0.span.overlaps(piece) }
      let style = Style(
        isFaint: wrong.contains { $0.overlaps(piece) }, isReverse: chosen.overlaps(piece),
        isUnderlined: !codes.isEmpty,
        colour: codes.first.map { colour(of: $0.code) } ?? 0)
      return Run(document.words.words(in: piece).screenedLine, style)
    }
  }

  /// The codes whose passages begin on a line.
  private func margin(_ line: PageLayout.Line, _ shown: [CoderCoding]) -> [Run] {
    let end = max(line.end, line.start + 1)
    let beginning = shown.filter { line.start <= $0.span.start && $0.span.start < end }
    // What is corrected is told beside the words as they are.
    let corrected = corrections.filter { line.start <= $0.span.start && $0.span.start < end }
      .map { Run("→\($0.words.screenedLine)", .bold) }
    let names =
      corrected
      + beginning.map { coding in
        // What waits to be confirmed has a question mark.
        Run(coding.code + (coding.isWaiting ? "?" : ""), Style(colour: colour(of: coding.code)))
      }.withoutRepetition
    guard !names.isEmpty else {
      return shown.contains { $0.span.start < end && $0.span.end > line.start }
        ? [Run("│", .faint)] : []
    }
    let all = Array(names.map { [$0] }.joined(separator: [Run(", ", .faint)]))
    return [Run("│", .faint)] + all
  }

  /// A colour that a code keeps.
  private func colour(of slug: String) -> Int {
    let position = palette.codes.firstIndex { $0.slug == slug } ?? 0
    return position % 6 + 1
  }

  // MARK: What is asked

  private func panel(of prompt: Prompt, _ metrics: ScreenMetrics)
    -> (rows: [[Run]], cursor: (row: Int, column: Int)?)
  {
    switch prompt {
    case .palette(let typed, let position, let marked):
      return (choices(typed, position, marked, metrics), (0, "code: ".count + typed.displayWidth))
    case .search(let typed): return typing("find: ", typed)
    case .turn(let typed): return typing("turn: ", typed)
    case .memo(let typed, let codings):
      let codes = codings.map(\.code).withoutRepetition.joined(separator: ", ")
      return typing("note on \(codes): ", typed)
    case .correction(let typed, let span):
      let wrong = document.words.words(in: span).screenedLine.truncated(toColumns: columns / 3)
      return typing("‘\(wrong)’ is: ", typed)
    case .removal(let choices):
      let rows = choices.enumerated().map { index, coding in
        [
          Run("\(index + 1) ", .bold), Run(coding.code),
          Run("  “\(document.words.words(in: coding.span).screenedLine)”", .faint),
        ]
      }
      return (rows, nil)
    case .help:
      return (CoderHelp.lines(columns: columns, rows: metrics.panel).map { [Run($0)] }, nil)
    }
  }

  private func typing(_ label: String, _ typed: String)
    -> (rows: [[Run]], cursor: (row: Int, column: Int)?)
  {
    // Of long words the end is seen, where one types.
    var shown = typed.screenedLine
    while label.displayWidth + shown.displayWidth >= columns, !shown.isEmpty { shown.removeFirst() }
    return (
      [[Run(label, .bold), Run(shown)]], (0, label.displayWidth + shown.displayWidth)
    )
  }

  private func choices(
    _ typed: String, _ position: Int, _ marked: [String], _ metrics: ScreenMetrics
  ) -> [[Run]] {
    let matches = palette.matches(typed, recent: recent)
    let also = marked.isEmpty ? "" : "   with \(marked.joined(separator: ", "))"
    var rows = [[Run("code: ", .bold), Run(typed.screenedLine), Run(also, .faint)]]
    guard !matches.isEmpty else {
      return rows + [[Run("Enter makes the code ‘\(typed.screenedLine)’", .bold)]]
    }
    let room = max(1, metrics.panel / 2 - 1)
    let first = max(0, min(position - room + 1, matches.count - room))
    for index in first..<min(first + room, matches.count) {
      let code = palette.codes[matches[index]]
      let names = code.names.map(\.text).filter { $0 != code.slug }.joined(separator: " · ")
      let words = "  \(code.slug)  \(names)".screenedLine
      rows.append([Run(words.padded(toColumns: columns), index == position ? .reverse : .plain)])
    }
    return rows + meaning(of: palette.codes[matches[min(position, matches.count - 1)]])
  }

  /// What a code means, and its last quotes, for comparing.
  private func meaning(of code: CodeDefinition) -> [[Run]] {
    var rows: [[Run]] = []
    let definition = [code.short, code.full].first { !$0.isEmpty } ?? "(no definition)"
    rows += definition.screenedLine.wrapped(toColumns: columns - 2).prefix(2).map {
      [Run("  " + $0, .bold)]
    }
    for quote in examples[code.slug] ?? [] {
      rows.append([Run("  " + quote.screenedLine.truncated(toColumns: columns - 3), .faint)])
    }
    return rows
  }
}

extension String {
  /// The words on one line as a screen may show them.
  fileprivate var screenedLine: String {
    String(screened.map { $0.isNewline ? " " : $0 })
  }
}
