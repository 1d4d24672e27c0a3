/// UTF-8 under construction.
public struct OutputBuffer: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  /// Starts empty, with room for a number of bytes.
  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// What was written so far as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Writes a text.
  public mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes a text with some of its bytes replaced.
  ///
  /// - Parameters:
  ///   - text: any text; bytes from 0x80 on stand for themselves.
  ///   - replacement: what stands for an ASCII byte, `nil` for the byte itself.
  mutating func write(_ text: String, replacing replacement: (UInt8) -> StaticString?) {
    var text = text
    text.withUTF8 { part in
      var copied = 0
      for index in part.indices where part[index] < 0x80 {
        guard let other = replacement(part[index]) else { continue }
        write(part, copied..<index)
        other.withUTF8Buffer { write($0) }
        copied = index + 1
      }
      write(part, copied..<part.count)
    }
  }

  mutating func write(byte: UInt8) { bytes.append(byte) }

  mutating func write(_ part: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: part) }

  /// Writes some of the bytes of a part.
  mutating func write(_ part: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: part[range]))
  }

  /// Gives the bytes away and starts anew, for output in pieces.
  public mutating func drain() -> [UInt8] {
    let full = bytes
    bytes.removeAll(keepingCapacity: true)
    return full
  }
}

/// Turns an answer into bytes; the same answer always into the same.
public protocol TableRenderer: Sendable {
  /// Writes the whole answer, ended by a line end unless nothing is written.
  func write(_ result: ResultTable, to output: inout OutputBuffer)
}

extension TableRenderer {
  /// The whole answer as UTF-8.
  public func bytes(_ result: ResultTable) -> [UInt8] {
    var output = OutputBuffer()
    write(result, to: &output)
    return output.bytes
  }

  /// The whole answer as text.
  public func text(_ result: ResultTable) -> String {
    String(decoding: bytes(result), as: UTF8.self)
  }
}

/// Turns an answer into bytes line by line: what is written does not depend on later rows, so a
/// long answer can be written in pieces.
public protocol RowRenderer: TableRenderer {
  /// Writes what stands before the rows.
  func writeHeader(_ columns: [Column], to output: inout OutputBuffer)

  /// Writes one line.
  func writeRow(_ row: [Cell], under columns: [Column], to output: inout OutputBuffer)
}

extension RowRenderer {
  /// Writes the whole answer.
  public func write(_ result: ResultTable, to output: inout OutputBuffer) {
    writeHeader(result.table.columns, to: &output)
    writeRows(of: result, to: &output)
  }

  /// Writes the rows of a piece of an answer.
  public func writeRows(of piece: ResultTable, to output: inout OutputBuffer) {
    for row in piece.table.rows { writeRow(row, under: piece.table.columns, to: &output) }
  }
}

/// Turns a document into bytes; the same document always into the same.
public protocol DocumentRenderer: Sendable {
  /// Writes the whole document.
  func write(_ document: Document, to output: inout OutputBuffer)
}

extension DocumentRenderer {
  /// The whole document as UTF-8.
  public func bytes(_ document: Document) -> [UInt8] {
    var output = OutputBuffer()
    write(document, to: &output)
    return output.bytes
  }

  /// The whole document as text.
  public func text(_ document: Document) -> String {
    String(decoding: bytes(document), as: UTF8.self)
  }
}
