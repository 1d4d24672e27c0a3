import Fieldwork

/// The rules of a sheet written down a second time, the slow way: the body is cut into signs and
/// words, brackets are paired by looking back through all of them.
///
/// It does not know what is forbidden; it says what a sheet spells that was accepted.
struct SheetModel {
  private enum Piece {
    case open(String?)
    case close(String?, [Code])
    case word(Unicode.Scalar)
  }

  private struct Code {
    var name: String
    var memos: [String]
  }

  private(set) var words: [Unicode.Scalar] = []
  private(set) var codings: [SheetCoding] = []

  init(_ text: String, turns: [SheetTurn]) {
    let lines = text.replacing("\r\n", with: "\n").unicodeScalars
      .split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    let first = lines.firstIndex { String.make($0).hasPrefix("=== words") } ?? 0
    let last = lines.lastIndex { String.make($0).hasPrefix("=== new codes") } ?? lines.count
    var pieces: [Piece] = []
    var isFirst = true
    for line in lines[(first + 1)..<last] where line.first != "#" {
      if !isFirst { pieces.append(.word("\n")) }
      isFirst = false
      var rest = line[...]
      if let number = SheetModel.turnNumber(&rest) {
        while rest.drop(while: { $0 == " " }).first == "{" {
          rest = rest.drop { $0 == " " }
          let span = turns.first { Int($0.number) == number }?.span
          for code in SheetModel.codes(&rest) { if let span { add(span, code) } }
        }
        if rest.first == " " { rest = rest.dropFirst() }
      }
      pieces += SheetModel.pieces(rest)
    }
    var open: [(label: String?, start: Int32)] = []
    for piece in pieces {
      switch piece {
      case .word(let scalar): words.append(scalar)
      case .open(let label): open.append((label, Int32(words.count)))
      case .close(let label, let codes):
        guard let index = open.indices.reversed().first(where: { open[$0].label == label }) else {
          continue
        }
        let start = open.remove(at: index).start
        guard let span = Span(start: start, end: Int32(words.count)) else { continue }
        for code in codes { add(span, code) }
      }
    }
  }

  private mutating func add(_ span: Span, _ code: Code) {
    let made = SheetCoding(span: span, code: code.name, memos: code.memos)
    guard let same = codings.firstIndex(where: { $0.key == made.key }) else {
      codings.append(made)
      return
    }
    for memo in made.memos
    where !codings[same].memos.contains(where: { $0.utf8.elementsEqual(memo.utf8) }) {
      codings[same].memos.append(memo)
    }
  }

  private static func turnNumber(_ line: inout ArraySlice<Unicode.Scalar>) -> Int? {
    guard line.first == "t" else { return nil }
    let digits = line.dropFirst().prefix { ("0"..."9").contains($0) }
    let rest = line.dropFirst(1 + digits.count)
    guard !digits.isEmpty, rest.isEmpty || rest.first == " " || rest.first == "{" else {
      return nil
    }
    line = rest
    return Int(String.make(Array(digits)))
  }

  private static func label(_ rest: ArraySlice<Unicode.Scalar>, before sign: Unicode.Scalar)
    -> String?
  {
    for length in [4, 3, 2, 1] where rest.count > length {
      let label = rest.prefix(length)
      guard let letter = label.first, ("a"..."z").contains(letter) else { return nil }
      if label.dropFirst().allSatisfy({ ("0"..."9").contains($0) }),
        rest.dropFirst(length).first == sign
      {
        return String.make(Array(label))
      }
    }
    return nil
  }

  private static func pieces(_ line: ArraySlice<Unicode.Scalar>) -> [Piece] {
    var pieces: [Piece] = []
    var rest = line
    while let scalar = rest.first {
      let second = rest.dropFirst().first
      if scalar == "\\", let second {
        pieces.append(.word(second))
        rest = rest.dropFirst(2)
      } else if scalar == "[", second == "[" {
        rest = rest.dropFirst(2)
        let label = label(rest, before: ":")
        if let label {
          rest = rest.dropFirst(label.unicodeScalars.count + 1)
          if rest.first == " " { rest = rest.dropFirst() }
        }
        pieces.append(.open(label))
      } else if scalar == "]", second == "]" {
        rest = rest.dropFirst(2)
        let label = label(rest, before: "{")
        if let label { rest = rest.dropFirst(label.unicodeScalars.count) }
        pieces.append(.close(label, codes(&rest)))
      } else {
        pieces.append(.word(scalar))
        rest = rest.dropFirst()
      }
    }
    return pieces
  }

  private static func codes(_ rest: inout ArraySlice<Unicode.Scalar>) -> [Code] {
    var codes: [Code] = []
    while rest.first == "{" {
      var parts: [(sign: Unicode.Scalar, value: [(Unicode.Scalar, Bool)])] = [(",", [])]
      rest = rest.dropFirst()
      while let scalar = rest.first, scalar != "}" {
        rest = rest.dropFirst()
        let isComma = ",，、".unicodeScalars.contains(scalar) && parts.allSatisfy { $0.sign != "|" }
        if scalar == "\\", let next = rest.first {
          rest = rest.dropFirst()
          parts[parts.count - 1].value.append(
            (next == "n" ? "\n" : next == "r" ? "\r" : next, true))
        } else if scalar == "|" || isComma {
          parts.append((scalar == "|" ? "|" : ",", []))
        } else {
          parts[parts.count - 1].value.append((scalar, false))
        }
      }
      rest = rest.dropFirst()
      var memos: [String] = []
      for part in parts where part.sign == "|" {
        let memo = trimmed(part.value)
        if !memo.isEmpty, !memos.contains(where: { $0.utf8.elementsEqual(memo.utf8) }) {
          memos.append(memo)
        }
      }
      let names = parts.filter { $0.sign == "," }.map { trimmed($0.value) }.filter { !$0.isEmpty }
      codes += names.map { Code(name: $0, memos: memos) }
    }
    return codes
  }

  private static func trimmed(_ value: [(Unicode.Scalar, Bool)]) -> String {
    var value = value[...]
    while let first = value.first, !first.1, first.0.properties.isWhitespace { value.removeFirst() }
    while let last = value.last, !last.1, last.0.properties.isWhitespace { value.removeLast() }
    return String.make(value.map(\.0))
  }
}

extension String {
  static func make(_ scalars: [Unicode.Scalar]) -> String {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
