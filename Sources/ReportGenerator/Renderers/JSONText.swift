import Fieldwork

extension OutputBuffer {
  /// Writes a JSON string: Chinese as it is; quotation mark, backslash, control characters and
  /// everything that a program may take for a line end escaped, so that a value never breaks
  /// a line.
  mutating func writeJSON(_ text: String) {
    var text = text
    write(byte: 0x22)
    text.withUTF8 { part in
      var copied = 0
      var index = 0
      while index < part.count {
        guard let (escape, length) = jsonEscape(part, index) else {
          index += 1
          continue
        }
        write(part, copied..<index)
        write(escape)
        index += length
        copied = index
      }
      write(part, copied..<part.count)
    }
    write(byte: 0x22)
  }

  /// Writes a cell: numbers exactly, what is undefined or empty as `null`.
  mutating func writeJSON(_ cell: Cell) {
    switch cell {
    case .text(let text): writeJSON(text)
    case .integer(let value): write(String(value))
    case .number(let value, _): write(value.isFinite ? value.shortest : "null")
    case .probability(let value): write((0...1).contains(value) ? value.shortest : "null")
    case .undefined, .empty: write("null")
    case .linked(let inner, _): writeJSON(inner)
    }
  }

  /// Writes a row as an object on one line, keys in the order of the columns.
  mutating func writeJSON(row: [Cell], under columns: [Column]) {
    write(byte: UInt8(ascii: "{"))
    for (index, cell) in row.enumerated() {
      if index > 0 { write(", ") }
      writeJSON(columns[index].key)
      write(": ")
      writeJSON(cell)
    }
    write(byte: UInt8(ascii: "}"))
  }
}

/// What JSON text holds instead of the character at an index, and how many bytes that one has;
/// `nil` where it stands for itself.
private func jsonEscape(_ part: UnsafeBufferPointer<UInt8>, _ index: Int) -> (String, Int)? {
  let byte = part[index]
  func follows(_ second: UInt8, _ third: UInt8) -> Bool {
    index + 2 < part.count && part[index + 1] == second && part[index + 2] == third
  }
  switch byte {
  case 0x22: return ("\\\"", 1)
  case 0x5C: return ("\\\\", 1)
  case 0x08: return ("\\b", 1)
  case 0x09: return ("\\t", 1)
  case 0x0A: return ("\\n", 1)
  case 0x0C: return ("\\f", 1)
  case 0x0D: return ("\\r", 1)
  case 0x00...0x1F, 0x7F: return ("\\u00" + [byte].hex, 1)
  case 0xC2 where index + 1 < part.count && part[index + 1] < 0xA0:
    return ("\\u00" + [part[index + 1]].hex, 2)
  case 0xE2 where follows(0x80, 0xA8): return ("\\u2028", 3)
  case 0xE2 where follows(0x80, 0xA9): return ("\\u2029", 3)
  // Some readers strip a byte order mark from the beginning of a string.
  case 0xEF where follows(0xBB, 0xBF): return ("\\ufeff", 3)
  default: return nil
  }
}
