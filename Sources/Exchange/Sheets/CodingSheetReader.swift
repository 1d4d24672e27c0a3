public import Fieldwork

/// Reads a coding sheet back: its words without the marks, the marks, and every fault with its
/// place.
///
/// The reader knows nothing of the study; whether the words are unchanged and the codes known is
/// for others to say.
public struct CodingSheetReader {
  private enum Section { case head, words, newCodes }

  private struct Open {
    var label: String?
    var start: Int32
    var place: SheetPlace
    /// Whether its fault was told, so that the bracket that closes it is none.
    var isTold = false
  }

  private var sheet = ReadSheet()
  private var section = Section.head
  private var fields: [String: String] = [:]
  private var open: [Open] = []
  private var line: ArraySlice<Unicode.Scalar> = []
  private var lineNumber = 0
  /// A place of the line whose column is known: places are asked for from left to right.
  private var known = (index: 0, column: 1)

  /// Reads a sheet; line ends of any kind will do.
  public static func read(_ text: String) -> ReadSheet {
    var reader = CodingSheetReader()
    let scalars = CodingSheetReader.scalars(text)
    var start = 0
    while start <= scalars.count {
      let end = scalars[start...].firstIndex(of: "\n") ?? scalars.count
      reader.lineNumber += 1
      reader.line = scalars[start..<end]
      reader.known = (start, 1)
      reader.readLine()
      start = end + 1
    }
    return reader.finished()
  }

  private init() {}

  private static func scalars(_ text: String) -> [Unicode.Scalar] {
    let all = Array(text.unicodeScalars)
    guard all.contains("\r") else { return all }
    var out: [Unicode.Scalar] = []
    for (index, scalar) in all.enumerated() {
      if scalar == "\r" {
        out.append("\n")
      } else if scalar != "\n" || index == 0 || all[index - 1] != "\r" {
        out.append(scalar)
      }
    }
    return out
  }

  private mutating func readLine() {
    if line.starts(with: SheetSigns.section) {
      readSection()
    } else {
      switch section {
      case .head: readField()
      case .words where line.first != "#": readWords()
      case .newCodes where line.first != "#": readNewCode()
      default: break
      }
    }
  }

  private mutating func readSection() {
    let name = String(String.UnicodeScalarView(line)).trimmingBlanks
    switch (section, name) {
    case (.head, SheetSigns.words): section = .words
    case (.words, SheetSigns.newCodes): section = .newCodes
    default: fault(.strangeSection(name), at: line.startIndex)
    }
  }

  // MARK: The head

  private mutating func readField() {
    guard line.starts(with: ["#", " "]), let colon = line.firstIndex(of: ":") else { return }
    let name = String(String.UnicodeScalarView(line[(line.startIndex + 2)..<colon]))
    if CodingSheetReader.fields.contains(name), fields[name] == nil {
      fields[name] = SheetScalar.value(
        SheetScalar.read(line[(colon + 1)...]) { _ in false }.scalars)
    }
  }

  private static let fields = ["transcript", "language", "text", "journal", "coder", "round"]

  private mutating func readHead() {
    func pair(_ name: String) -> (Int64, String)? {
      let parts = (fields[name] ?? "").split(separator: " ")
      guard parts.count == 2, let number = Int64(parts[0]), number >= 0 else { return nil }
      return (number, String(parts[1]))
    }
    let text = pair("text")
    let journal = pair("journal")
    let round = fields["round"].flatMap { Int($0) }
    var missing: [String] = []
    if fields["transcript", default: ""].isEmpty { missing.append("transcript") }
    if text == nil { missing.append("text") }
    if journal == nil { missing.append("journal") }
    if fields["coder", default: ""].isEmpty { missing.append("coder") }
    if round == nil { missing.append("round") }
    for name in missing {
      sheet.faults.append(SheetFault(.headLine(name), SheetPlace(line: 1, column: 1)))
    }
    guard let transcript = fields["transcript"], let coder = fields["coder"], let text, let journal,
      let round, missing.isEmpty, let version = Int(exactly: text.0)
    else { return }
    sheet.head = SheetHead(
      transcript: transcript, language: fields["language"], version: version, digest: text.1,
      journal: journal.0, seal: journal.1, coder: coder, round: round)
  }

  // MARK: The words

  private mutating func readWords() {
    if !sheet.lines.isEmpty { sheet.words.append("\n") }
    let start = Int32(sheet.words.count)
    var index = line.startIndex
    var turn: Int?
    if let (number, end) = SheetSigns.turn(line) {
      turn = number
      index = readTurnHead(number, end)
    }
    while index < line.endIndex {
      let next = index + 1 < line.endIndex ? line[index + 1] : nil
      switch (line[index], next) {
      case ("\\", let next?) where SheetSigns.escapedInWords.contains(next):
        sheet.words.append(next)
        index += 2
      case ("\\", _):
        fault(.strayBackslash, at: index)
        sheet.words.append("\\")
        index += 1
      case ("[", "["): index = readOpening(index)
      case ("]", "]"): index = readClosing(index)
      default:
        sheet.words.append(line[index])
        index += 1
      }
    }
    sheet.lines.append(
      ReadSheet.Line(
        number: lineNumber, turn: turn, start: start, end: Int32(sheet.words.count)))
  }

  /// Reads `t12 {code} ` and gives where the words begin.
  private mutating func readTurnHead(_ number: Int, _ end: Int) -> Int {
    if number < 0 { fault(.unknownTurn(number), at: line.startIndex) }
    for mark in open.indices where open[mark].label == nil && !open[mark].isTold {
      sheet.faults.append(SheetFault(.overTurns(number), open[mark].place))
      open[mark].isTold = true
    }
    var index = end
    var codes: [ReadSheet.Code] = []
    while true {
      let braces = line[index...].drop { $0 == " " }
      guard braces.first == "{" else { break }
      let (more, behind) = readBraces(braces.startIndex)
      codes += more
      index = behind
    }
    if !codes.isEmpty {
      sheet.turnMarks.append(.init(turn: number, codes: codes, place: place(of: line.startIndex)))
    }
    return index < line.endIndex && line[index] == " " ? index + 1 : index
  }

  private mutating func readOpening(_ index: Int) -> Int {
    var opened = Open(start: Int32(sheet.words.count), place: place(of: index))
    var end = index + 2
    if let length = SheetSigns.label(line[end...]), end + length < line.endIndex,
      line[end + length] == ":"
    {
      let label = String(String.UnicodeScalarView(line[end..<(end + length)]))
      if open.contains(where: { $0.label == label }) { fault(.labelTwice(label), at: index) }
      opened.label = label
      end += length + 1
      if end < line.endIndex, line[end] == " " { end += 1 }
    }
    open.append(opened)
    return end
  }

  private mutating func readClosing(_ index: Int) -> Int {
    var end = index + 2
    var label: String?
    if let length = SheetSigns.label(line[end...]), end + length < line.endIndex,
      line[end + length] == "{"
    {
      label = String(String.UnicodeScalarView(line[end..<(end + length)]))
      end += length
    }
    let place = place(of: index)
    var codes: [ReadSheet.Code] = []
    if end < line.endIndex, line[end] == "{" {
      (codes, end) = readBraces(end)
    } else {
      sheet.faults.append(SheetFault(.noCodes, place))
    }
    guard let mark = open.lastIndex(where: { $0.label == label }) else {
      let other = open.lastIndex { $0.label != nil && !$0.isTold }
      var kind = SheetFault.Kind.closesNothing
      if let label {
        kind = .unknownLabel(label)
      } else if let other, let needed = open[other].label {
        kind = .closesLabelled(needed)
        open[other].isTold = true
      }
      sheet.faults.append(SheetFault(kind, place))
      return end
    }
    let opened = open.remove(at: mark)
    sheet.marks.append(
      ReadSheet.Mark(
        start: opened.start, end: Int32(sheet.words.count), codes: codes, place: opened.place))
    return end
  }

  /// Reads `{code, code | memo}{code}` and gives what stands behind it.
  private mutating func readBraces(_ start: Int) -> (codes: [ReadSheet.Code], end: Int) {
    var codes: [ReadSheet.Code] = []
    var index = start
    while index < line.endIndex, line[index] == "{" {
      let (names, afterNames) = readNames(index + 1)
      var memos: [String] = []
      var end = afterNames
      while end < line.endIndex, line[end] == "|" {
        let memo = SheetScalar.read(line[(end + 1)...]) { $0 == "|" || $0 == "}" }
        let words = SheetScalar.value(memo.scalars)
        if !words.isEmpty, !memos.contains(where: { $0.utf8.elementsEqual(words.utf8) }) {
          memos.append(words)
        }
        end = memo.end
      }
      guard end < line.endIndex, line[end] == "}" else {
        fault(.openBraces, at: index)
        return (codes, line.endIndex)
      }
      if names.isEmpty { fault(.noCodes, at: index) }
      codes += names.map { ReadSheet.Code(name: $0.name, memos: memos, place: $0.place) }
      index = end + 1
    }
    return (codes, index)
  }

  private mutating func readNames(_ start: Int) -> (
    names: [(name: String, place: SheetPlace)], end: Int
  ) {
    var names: [(name: String, place: SheetPlace)] = []
    var index = start
    while true {
      let read = SheetScalar.read(line[index...]) {
        SheetSigns.commas.contains($0) || $0 == "|" || $0 == "}" || $0 == "{"
      }
      let name = SheetScalar.value(read.scalars)
      if !name.isEmpty {
        let blanks = line[index..<read.end].prefix { $0.properties.isWhitespace }.count
        names.append((name, place(of: index + blanks)))
      }
      guard read.end < line.endIndex, SheetSigns.commas.contains(line[read.end]) else {
        return (names, read.end)
      }
      index = read.end + 1
    }
  }

  // MARK: The foot

  private mutating func readNewCode() {
    guard line.contains(where: { !$0.properties.isWhitespace }) else { return }
    let name = SheetScalar.read(line) { SheetSigns.colons.contains($0) }
    let code = SheetNewCode(
      name: SheetScalar.value(name.scalars),
      definition: SheetScalar.value(
        SheetScalar.read(line[name.end...].dropFirst()) { _ in false }.scalars))
    if code.name.isEmpty {
      fault(.noName, at: line.startIndex)
    } else if let same = sheet.newCodes.first(where: { $0.code.name == code.name }) {
      if same.code.definition != code.definition {
        fault(.definedTwice(code.name), at: line.startIndex)
      }
    } else {
      sheet.newCodes.append(.init(code: code, place: place(of: line.startIndex)))
    }
  }

  // MARK: The end

  private mutating func finished() -> ReadSheet {
    readHead()
    let end = SheetPlace(line: lineNumber, column: 1)
    if section == .head { sheet.faults.append(SheetFault(.noSection(SheetSigns.words), end)) }
    if section == .words { sheet.faults.append(SheetFault(.noSection(SheetSigns.newCodes), end)) }
    for mark in open where !mark.isTold {
      sheet.faults.append(SheetFault(.unclosed(mark.label), mark.place))
    }
    sheet.faults = sheet.faults.enumerated().sorted {
      ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
    }.map(\.element)
    return sheet
  }

  private mutating func fault(_ kind: SheetFault.Kind, at index: Int) {
    sheet.faults.append(SheetFault(kind, place(of: index)))
  }

  private mutating func place(of index: Int) -> SheetPlace {
    if index < known.index { known = (line.startIndex, 1) }
    let between = String(String.UnicodeScalarView(line[known.index..<index]))
    known = (index, known.column + between.count)
    return SheetPlace(line: lineNumber, column: known.column)
  }
}
