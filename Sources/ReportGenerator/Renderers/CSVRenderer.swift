import Fieldwork
import Foundation

/// Comma-separated values after RFC 4180: UTF-8, a header line of column keys, CRLF line ends,
/// `.` as the decimal point, an empty field for what is missing or undefined.
///
/// **Values are exact.** Words are written as they are, measures with all their digits (the
/// shortest decimal that reads back as the same number). Nothing is put before words that begin
/// with `=`, `+`, `-` or `@`, although a spreadsheet takes them for formulas: an apostrophe
/// would change quotations in every other program. `Table.formulaWarning` says when to be told.
/// Notes have no place in the format; the caller prints `Table.allNotes` elsewhere.
public struct CSVRenderer: RowRenderer {
  /// Whether to begin with a byte order mark, by which Excel recognises UTF-8.
  public var hasByteOrderMark: Bool

  /// Makes a renderer.
  public init(hasByteOrderMark: Bool = false) { self.hasByteOrderMark = hasByteOrderMark }

  /// Writes the line of column keys.
  public func writeHeader(_ columns: [Column], to output: inout OutputBuffer) {
    if hasByteOrderMark { output.write("\u{FEFF}") }
    writeRow(columns.map { .text($0.key) }, under: columns, to: &output)
  }

  /// Writes one line.
  public func writeRow(_ row: [Cell], under columns: [Column], to output: inout OutputBuffer) {
    for (index, cell) in row.enumerated() {
      if index > 0 { output.write(byte: UInt8(ascii: ",")) }
      let before = output.bytes.count
      write(cell, to: &output)
      // A line of one empty field would be a blank line, which readers skip.
      if row.count == 1, output.bytes.count == before { output.write("\"\"") }
    }
    output.write("\r\n")
  }

  private func write(_ cell: Cell, to output: inout OutputBuffer) {
    switch cell {
    case .text(let text): writeField(text, to: &output)
    case .integer(let value): output.write(String(value))
    case .number(let value, _): if value.isFinite { output.write(value.shortest) }
    case .probability(let value): if (0...1).contains(value) { output.write(value.shortest) }
    case .undefined, .empty: break
    case .linked(let inner, _): write(inner, to: &output)
    }
  }

  private func writeField(_ text: String, to output: inout OutputBuffer) {
    var text = text
    text.withUTF8 { field in
      guard field.needsQuotes else {
        output.write(field)
        return
      }
      let quote = UInt8(ascii: "\"")
      output.write(byte: quote)
      // A quotation mark ends one stretch and begins the next: so it is written twice.
      var copied = 0
      var next = field.first(quote, from: 0)
      while let index = next {
        output.write(field, copied..<index + 1)
        copied = index
        next = field.first(quote, from: index + 1)
      }
      output.write(field, copied..<field.count)
      output.write(byte: quote)
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The first place of a byte from a place on; long passages are searched many bytes at a time.
  fileprivate func first(_ byte: UInt8, from start: Int) -> Int? {
    guard let base = baseAddress, start < count,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Comma, quotation mark and line ends, and blanks at the ends, which some readers strip.
  fileprivate var needsQuotes: Bool {
    guard let first, let last else { return false }
    if first == 0x20 || last == 0x20 || first == 0x09 || last == 0x09 { return true }
    for byte in self where byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D {
      return true
    }
    return false
  }
}
