import Fieldwork

/// Finds the turns of a transcript in its text.
///
/// The grammar is that of FORMATS 3.1 and needs no marks of a program: a label and a colon at
/// the beginning of a line, with stamps and markup around them, makes a turn; so do header
/// lines (`Name  00:13`) and Markdown headings; every other line continues the turn before it.
/// What stands before the first turn and is no metadata becomes turns of nobody.
struct TurnGrammar {
  /// How paragraphs are told apart.
  enum Paragraphs: Sendable {
    /// Every line is one, as in word-processor documents.
    case lines
    /// By blank lines where lines are wrapped, else every line.
    case automatic
  }

  /// What was found.
  struct Result {
    /// The turns, in order.
    var turns: [TurnDraft] = []
    /// The fields of the document's own head.
    var head: [(field: MetadataField, value: String)] = []
    /// What had to be decided.
    var notes: [String] = []
  }

  /// Finds the turns.
  ///
  /// - Parameters:
  ///   - bytes: the text as valid UTF-8 with LF line ends.
  ///   - start: the byte after a front matter; what lies before belongs to no turn.
  ///   - paragraphs: how paragraphs are told apart.
  ///   - speakers: labels that are speakers even if they occur once.
  ///   - markdown: whether headings between turns are nobody's words.
  static func parse(
    _ bytes: [UInt8], from start: Int = 0, paragraphs: Paragraphs, speakers: [String] = [],
    markdown: Bool = false
  ) -> Result {
    var layout = TextLayout(bytes, from: start, everyLine: paragraphs == .lines)
    var census = SpeakerCensus(named: speakers)
    var labels: [LabelLine?] = []
    labels.reserveCapacity(layout.lines.count)
    var names: [String?] = []
    names.reserveCapacity(layout.lines.count)
    for (index, line) in layout.lines.enumerated() {
      let label = LabelLine.read(bytes, line.lowerBound, line.upperBound)
      labels.append(label)
      guard let label, label.shape != .stamp else {
        names.append(nil)
        continue
      }
      let name = bytes.text(label.label)
      names.append(name)
      census.count(name, label.shape, startsParagraph: layout.startsParagraph(index))
    }
    census.decide()
    let head = TranscriptHead.read(bytes, layout.lines, labels, census: census)
    layout.firstLine = head.end
    var builder = TurnBuilder(bytes: bytes, layout: layout, labels: labels, markdown: markdown)
    var result = Result()
    let starts = layout.lines.indices.filter { index in
      guard index >= head.end, let label = labels[index], let name = names[index] else {
        return false
      }
      if label.shape == .forgotten, !layout.startsParagraph(index) { return false }
      return census.isSpeaker(name, label.shape)
    }
    let roles = starts.map { census.word(names[$0] ?? "")?.role ?? .unknown }
    // What stands above the first label and is no metadata is still shown and searched.
    let isMarked = roles.contains { $0 != .interviewer }
    let firstTurn = isMarked ? starts.first ?? head.end : head.end
    builder.addPreamble(lines: head.prose + (head.end..<firstTurn))
    let preamble = builder.turns.count
    if starts.isEmpty {
      builder.addUnits(names: [:], roles: [:])
    } else if !isMarked {
      var marked: [Int: String] = [:]
      var markedRoles: [Int: Role] = [:]
      for (index, role) in zip(starts, roles) {
        marked[index] = names[index] ?? ""
        markedRoles[index] = role
      }
      builder.addUnits(names: marked, roles: markedRoles)
      let bare = builder.turns.dropFirst(preamble).count { $0.speaker == nil } - builder.headings
      if bare > 0 {
        result.notes.append(
          "only the interviewer is marked: \(bare) unmarked paragraph(s) are turns of their own, "
            + "role unknown")
      }
    } else {
      for (position, index) in starts.enumerated() {
        let next = position + 1 < starts.count ? starts[position + 1] : layout.lines.count
        builder.addTurn(lines: index..<next, speaker: names[index] ?? "", role: roles[position])
      }
    }
    result.notes += notes(of: head, preamble: preamble, builder, bytes, layout)
    let undecided = census.undecided
    if !starts.isEmpty, !undecided.isEmpty {
      let shown = undecided.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
      result.notes.append(
        "taken as words because each stands only once before a colon: \(shown)"
          + (undecided.count > 5 ? " and \(undecided.count - 5) more" : "")
          + "; name those that are speakers")
    }
    if builder.empty > 0 {
      result.notes.append("\(builder.empty) label(s) without words make no turn")
    }
    result.turns = builder.turns
    result.head = head.fields
    return result
  }

  /// Notes on words that belong to no speaker.
  private static func notes(
    of head: TranscriptHead, preamble: Int, _ builder: TurnBuilder, _ bytes: [UInt8],
    _ layout: TextLayout
  ) -> [String] {
    var notes: [String] = []
    if !head.leftOut.isEmpty {
      let shown = head.leftOut.prefix(5).map { number in
        "'" + bytes.text(LabelShape.trimmed(bytes, layout.lines[number])) + "'"
      }
      notes.append(
        "\(head.leftOut.count) line(s) of the head are no known field and no turn: "
          + shown.joined(separator: ", "))
    }
    if preamble > 0 {
      notes.append(
        "\(preamble) paragraph(s) before the first turn are turns of their own, role unknown")
    }
    if builder.headings > 0 {
      notes.append(
        "\(builder.headings) heading(s) between the turns are turns of their own, role unknown")
    }
    return notes
  }
}
