public import Fieldwork

/// Writes coding sheets: a text with one coder's codings as marks among its words, to be changed
/// in any editor and read back by `CodingSheetReader`.
///
/// Reading what was written gives the same words and codings, whatever the words are: signs among
/// them get a backslash.
public struct CodingSheetWriter {
  private let sheet: CodingSheet
  private let text: [Unicode.Scalar]
  private let layout: SheetLayout
  private let plan: SheetMarkPlan
  private var out = String.UnicodeScalarView()
  private var nextOpen = 0
  private var nextClose = 0
  private let closing: [Int]
  private var labels: [Int: String] = [:]
  /// How many scalars of what may be taken for a label stand behind unlabelled brackets.
  private var labelLike: Int?

  /// Writes a sheet.
  ///
  /// - Parameter codebook: the codes to choose from, listed at the foot.
  public static func write(_ sheet: CodingSheet, codebook: Codebook? = nil) -> String {
    var writer = CodingSheetWriter(sheet)
    writer.writeHead()
    writer.writeWords()
    writer.writeFoot(codebook)
    return String(writer.out)
  }

  private init(_ sheet: CodingSheet) {
    self.sheet = sheet
    text = Array(sheet.words.text.unicodeScalars)
    layout = SheetLayout(text, turns: sheet.turns)
    let plan = SheetMarkPlan(sheet.codings, layout: layout, turns: sheet.turns)
    self.plan = plan
    closing = plan.marks.indices.sorted { a, b in
      let (x, y) = (plan.marks[a].span, plan.marks[b].span)
      return x.end == y.end ? x.start > y.start : x.end < y.end
    }
  }

  private mutating func writeHead() {
    let head = sheet.head
    out.append(
      """
      # A coding sheet. Only marks may change; the words are compared.
      #
      #   [[words]]{code}          codes these words; two codes: {code, other}
      #   [[words]]{code | memo}   with a memo
      #   t12 {code} Ann: …        codes turn 12 whole
      #   [[a: words]]a{code}      with a label: for marks that cross, or go on over turns
      #
      # Take a mark out, and its codings go. A backslash makes words of signs: \\[[ \\]] \\#.
      # Codes that are new stand at the end, with the codebook. Save and close when done.
      #

      """)
    field("transcript", head.transcript)
    if let language = head.language { field("language", language) }
    field("text", "\(head.version) \(head.digest)")
    field("journal", "\(head.journal) \(head.seal)")
    field("coder", head.coder)
    field("round", "\(head.round)")
    out.append("\n\(SheetSigns.words)\n")
  }

  private mutating func field(_ name: String, _ value: String) {
    out.append("# \(name): ")
    out.appendEscaped(value, [])
    out.append("\n" as Unicode.Scalar)
  }

  private mutating func writeWords() {
    let revealed = SheetReveal.lines(sheet, layout: layout)
    for (index, line) in layout.lines.enumerated() {
      labelLike = nil
      if let turn = line.turn {
        out.append("t\(sheet.turns[turn].number) ")
        if let groups = plan.turns[turn] {
          append(groups)
          out.append(" " as Unicode.Scalar)
        }
      }
      var isBare = line.turn == nil
      var isBlankSoFar = line.turn != nil
      for position in line.start...line.end {
        let isMarked = writeMarks(at: position)
        isBare = isBare && !isMarked
        guard position < line.end else { break }
        append(at: Int(position), in: line, isBare: isBare, isBlankSoFar: isBlankSoFar)
        isBare = false
        isBlankSoFar = isBlankSoFar && text[Int(position)].properties.isWhitespace
      }
      out.append("\n" as Unicode.Scalar)
      for comment in revealed[index] ?? [] { out.append("# \(comment)\n") }
    }
  }

  /// Closes and opens what ends and begins at a position.
  ///
  /// - Returns: whether there was anything.
  private mutating func writeMarks(at position: Int32) -> Bool {
    let (closed, opened) = (nextClose, nextOpen)
    while nextClose < closing.count, plan.marks[closing[nextClose]].span.end == position {
      let mark = closing[nextClose]
      out.append("]]" + (labels.removeValue(forKey: mark) ?? ""))
      append(plan.marks[mark].groups)
      nextClose += 1
      labelLike = nil
    }
    while nextOpen < plan.marks.count, plan.marks[nextOpen].span.start == position {
      out.append("[[")
      if plan.marks[nextOpen].isLabelled {
        let label = freeLabel()
        labels[nextOpen] = label
        out.append("\(label): ")
        labelLike = nil
      } else {
        labelLike = 0
      }
      nextOpen += 1
    }
    return closed < nextClose || opened < nextOpen
  }

  /// The first label that no open mark has: a to z, then a1 to z1, and so on.
  private func freeLabel() -> String {
    let taken = Set(labels.values)
    var number = 0
    while true {
      let letter = Unicode.Scalar(UInt8(ascii: "a") + UInt8(number % 26))
      let label = String(letter) + (number < 26 ? "" : String(number / 26))
      if !taken.contains(label) { return label }
      number += 1
    }
  }

  private mutating func append(_ groups: [SheetMarkPlan.Group]) {
    for group in groups {
      out.append("{" as Unicode.Scalar)
      for (index, code) in group.codes.enumerated() {
        if index > 0 { out.append(", ") }
        out.appendEscaped(code, SheetSigns.commas.union(["|", "{", "}"]))
      }
      for memo in group.memos {
        out.append(" | ")
        out.appendEscaped(memo, ["|", "{", "}"])
      }
      out.append("}" as Unicode.Scalar)
    }
  }

  /// Writes a scalar of the text, with a backslash where it would be read as a sign.
  private mutating func append(
    at position: Int, in line: SheetLayout.Line, isBare: Bool, isBlankSoFar: Bool
  ) {
    let scalar = text[position]
    let before = position > Int(line.start) ? text[position - 1] : nil
    let after = position + 1 < Int(line.end) ? text[position + 1] : nil
    let isSign: Bool
    switch scalar {
    case "\\": isSign = true
    case "[":
      isSign = before == "[" || after == "[" || opens(at: position) || opens(at: position + 1)
    case "]": isSign = before == "]" || after == "]" || closes(at: position + 1)
    case "{": isSign = isBlankSoFar || out.last == "}"
    case "#": isSign = isBare
    case "=": isSign = isBare && text[position...].starts(with: SheetSigns.section)
    case "t": isSign = isBare && SheetSigns.turn(text[position..<Int(line.end)]) != nil
    case ":": isSign = (labelLike ?? 0) > 0
    default: isSign = false
    }
    if isSign { out.append("\\") }
    out.append(scalar)
    switch labelLike {
    case 0 where ("a"..."z").contains(scalar): labelLike = 1
    case .some(1...3) where SheetSigns.isDigit(scalar): labelLike = labelLike.map { $0 + 1 }
    default: labelLike = nil
    }
  }

  /// Whether a mark begins at a position; those of the position itself are open already.
  private func opens(at position: Int) -> Bool {
    let place = Int32(position)
    if nextOpen > 0, plan.marks[nextOpen - 1].span.start == place { return true }
    return nextOpen < plan.marks.count && plan.marks[nextOpen].span.start == place
  }

  private func closes(at position: Int) -> Bool {
    nextClose < closing.count && plan.marks[closing[nextClose]].span.end == Int32(position)
  }

  private mutating func writeFoot(_ codebook: Codebook?) {
    out.append("\(SheetSigns.newCodes)\n# new-slug: what it means\n")
    for code in sheet.newCodes {
      out.appendEscaped(code.name, SheetSigns.colons.union(["#", "="]))
      out.append(": ")
      out.appendEscaped(code.definition, [])
      out.append("\n" as Unicode.Scalar)
    }
    guard let codebook, !codebook.codes.isEmpty else { return }
    out.append("\n# The codebook:\n")
    for (index, code) in codebook.codes.enumerated() {
      let indent = String(repeating: "  ", count: codebook.depths[index] + 1)
      let names = code.names.map(\.text).joined(separator: " · ")
      let limit = !code.isCodable ? "  (category)" : code.isRetired ? "  (given up)" : ""
      let line = "#\(indent)\(code.slug)\(names.isEmpty ? "" : "  ")\(names)\(limit)"
      out.append(line.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n")
    }
  }
}
