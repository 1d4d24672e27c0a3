import CReadStat
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A Stata file of release 117 to 119 as if it held only the columns that are wanted.
///
/// The reader library walks over every cell of every row, wanted or not; for three columns of 1,400
/// that walk is nearly all of its time. So it is handed a narrower file, made while it reads: a
/// header that declares the wanted columns, rows that hold their bytes, and the rest as it is.
/// What the bytes mean stays the library's business.
final class NarrowStataFile: ServedFile {
  /// The names of all columns of the file, in its bytes.
  private(set) var allNames: [[UInt8]] = []
  private let file: Int32
  /// Everything before the first row.
  private var head: [UInt8] = []
  private var rows = 0
  private var rowBytes = 0
  private var wideRowBytes = 0
  /// Where the first row stands in the file, and what comes behind the last.
  private var wideStart = 0
  private var tail = 0..<0
  /// Stretches of a row that are wanted, and stretches that are read for them.
  private var pieces: [Piece] = []
  private var spans: [Range<Int>] = []
  /// Rows that are in memory.
  private var block: [UInt8] = []
  private var blockRows = 0..<0
  private var wide: [UInt8] = []

  private struct Piece {
    var from: Int
    var count: Int
    var to: Int
  }

  /// How many bytes a call of the kernel is worth: below that, a gap is read through.
  private static let callBytes = 2_048

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - wants: whether a column is wanted, by its place and the bytes of its name.
  /// - Returns: `nil` where the file is of another kind or not quite as its header says, which the
  ///   library tells better, and where too many columns are wanted to be worth the trouble.
  init?(_ path: String, wants: (Int, [UInt8]) -> Bool) {
    file = open(path, O_RDONLY)
    super.init()
    guard file >= 0, layOut(wants) else { return nil }
  }

  deinit { if file >= 0 { close(file) } }

  // The header.

  /// How wide the fields of a release are.
  private struct Widths {
    var name: Int
    var format: Int
    var label: Int
    var columnCount = 2
    var rowCount = 8
    var fileLabel = 2

    init?(release: Int) {
      switch release {
      case 117: (name, format, label, rowCount, fileLabel) = (33, 49, 81, 4, 1)
      case 118: (name, format, label) = (129, 57, 321)
      case 119: (name, format, label, columnCount) = (129, 57, 321, 4)
      default: return nil
      }
    }
  }

  /// Walks through the header and refuses what it does not expect.
  private struct Cursor {
    let bytes: [UInt8]
    var place = 0
    var isBigEndian = false

    mutating func passes(_ words: String) -> Bool {
      let end = place + words.utf8.count
      guard end <= bytes.count, bytes[place..<end].elementsEqual(words.utf8) else { return false }
      place = end
      return true
    }

    mutating func number(_ count: Int) -> Int? {
      guard let field = field(count) else { return nil }
      let ordered = isBigEndian ? Array(field) : field.reversed()
      let value = ordered.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return Int(exactly: value)
    }

    mutating func field(_ count: Int) -> ArraySlice<UInt8>? {
      guard count >= 0, count <= bytes.count - place else { return nil }
      defer { place += count }
      return bytes[place..<place + count]
    }

    /// The fields of a section, one of each column.
    mutating func section(_ name: String, _ count: Int, _ width: Int) -> [ArraySlice<UInt8>]? {
      guard passes("<\(name)>"), count <= (bytes.count - place) / width else { return nil }
      let fields = (0..<count).compactMap { _ in field(width) }
      return passes("</\(name)>") ? fields : nil
    }
  }

  private func layOut(_ wants: (Int, [UInt8]) -> Bool) -> Bool {
    let size = Int(lseek(file, 0, SEEK_END))
    var cursor = Cursor(bytes: bytes(0..<min(size, 2_048)))
    guard cursor.passes("<stata_dta><header><release>"), let digits = cursor.field(3),
      let widths = Int(String(decoding: digits, as: UTF8.self)).flatMap(Widths.init),
      cursor.passes("</release><byteorder>")
    else { return false }
    if cursor.passes("MSF") {
      cursor.isBigEndian = true
    } else if !cursor.passes("LSF") {
      return false
    }
    guard cursor.passes("</byteorder><K>") else { return false }
    let countPlace = cursor.place
    guard let count = cursor.number(widths.columnCount), count > 0,
      cursor.passes("</K><N>"), let rows = cursor.number(widths.rowCount),
      cursor.passes("</N><label>"), let label = cursor.number(widths.fileLabel),
      cursor.field(label) != nil, cursor.passes("</label><timestamp>"),
      let stamp = cursor.number(1), cursor.field(stamp) != nil,
      cursor.passes("</timestamp></header><map>")
    else { return false }
    let mapPlace = cursor.place
    let map = (0..<14).compactMap { _ in cursor.number(8) }
    // Characteristics, which stand at 8, are not read.
    guard map.count == 14, (mapPlace..<size).contains(map[8]), map[8] < 1 << 28 else {
      return false
    }
    let isBigEndian = cursor.isBigEndian
    cursor = Cursor(bytes: bytes(0..<map[8]), place: mapPlace + 14 * 8, isBigEndian: isBigEndian)
    let header = Array(cursor.bytes.prefix(mapPlace))
    guard cursor.passes("</map>"),
      let types = cursor.section("variable_types", count, 2),
      let names = cursor.section("varnames", count, widths.name),
      cursor.section("sortlist", count + 1, widths.columnCount) != nil,
      let formats = cursor.section("formats", count, widths.format),
      let sets = cursor.section("value_label_names", count, widths.name),
      let labels = cursor.section("variable_labels", count, widths.label),
      cursor.place == map[8]
    else { return false }
    let sizes = types.compactMap { Self.cellBytes($0, isBigEndian) }
    guard sizes.count == count else { return false }
    allNames = names.map { Array($0.prefix { $0 != 0 }) }
    let kept = allNames.indices.filter { wants($0, allNames[$0]) }
    wideRowBytes = sizes.reduce(0, +)
    self.rows = rows
    wideStart = map[9] + 6
    guard !kept.isEmpty, rows <= (size - wideStart) / wideRowBytes else { return false }
    let wideEnd = wideStart + rows * wideRowBytes
    guard bytes(map[9]..<wideStart).elementsEqual("<data>".utf8), map[10] == wideEnd + 7,
      bytes(wideEnd..<wideEnd + 7).elementsEqual("</data>".utf8), map[11] >= map[10],
      map[11] <= size
    else { return false }
    tail = wideEnd..<size
    choose(kept, sizes)
    guard rowBytes * 2 <= wideRowBytes else { return false }

    func number(_ value: Int, _ count: Int) -> [UInt8] {
      let low = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
      return isBigEndian ? low.reversed() : low
    }
    head = header
    head.replaceSubrange(
      countPlace..<countPlace + widths.columnCount, with: number(kept.count, widths.columnCount))
    head += [UInt8](repeating: 0, count: 14 * 8) + Array("</map>".utf8)
    var offsets = [0, mapPlace - 5]
    func add(_ name: String, _ content: some Sequence<UInt8>) {
      offsets.append(head.count)
      head += Array("<\(name)>".utf8)
      head += content
      head += Array("</\(name)>".utf8)
    }
    add("variable_types", kept.flatMap { types[$0] })
    add("varnames", kept.flatMap { names[$0] })
    add("sortlist", [UInt8](repeating: 0, count: (kept.count + 1) * widths.columnCount))
    add("formats", kept.flatMap { formats[$0] })
    add("value_label_names", kept.flatMap { sets[$0] })
    add("variable_labels", kept.flatMap { labels[$0] })
    add("characteristics", [])
    offsets.append(head.count)
    head += Array("<data>".utf8)
    let shift = head.count + rows * rowBytes - wideEnd
    offsets += map[10...].map { $0 + shift }
    for (place, offset) in offsets.enumerated() {
      head.replaceSubrange(mapPlace + place * 8..<mapPlace + place * 8 + 8, with: number(offset, 8))
    }
    return true
  }

  /// The bytes of a cell of a type; `nil` for an unknown one.
  private static func cellBytes(_ type: ArraySlice<UInt8>, _ isBigEndian: Bool) -> Int? {
    let code = (isBigEndian ? Array(type) : type.reversed()).reduce(0) { $0 << 8 | Int($1) }
    switch code {
    case 1...2_045: return code
    case 32_768, 65_526: return 8
    case 65_527, 65_528: return 4
    case 65_529: return 2
    case 65_530: return 1
    default: return nil
    }
  }

  private func choose(_ kept: [Int], _ sizes: [Int]) {
    var from = 0
    let wanted = Set(kept)
    for (place, size) in sizes.enumerated() {
      if wanted.contains(place) {
        if let last = pieces.last, last.from + last.count == from {
          pieces[pieces.count - 1].count += size
        } else {
          pieces.append(Piece(from: from, count: size, to: rowBytes))
        }
        rowBytes += size
      }
      from += size
    }
    for piece in pieces {
      let end = piece.from + piece.count
      if let last = spans.last, piece.from - last.upperBound < Self.callBytes {
        spans[spans.count - 1] = last.lowerBound..<end
      } else {
        spans.append(piece.from..<end)
      }
    }
    let cost = spans.reduce(0) { $0 + $1.count + Self.callBytes }
    if cost >= wideRowBytes { spans = [] }
  }

  private func bytes(_ range: Range<Int>) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    let got = bytes.withUnsafeMutableBytes { fill($0, from: range.lowerBound) }
    return got == range.count ? bytes : Array(bytes.prefix(max(0, got)))
  }

  /// Reads as many bytes as there are; -1 where the file cannot be read.
  private func fill(_ buffer: UnsafeMutableRawBufferPointer, from start: Int) -> Int {
    var done = 0
    while done < buffer.count, let base = buffer.baseAddress {
      let got = pread(file, base + done, buffer.count - done, off_t(start + done))
      if got < 0 { return -1 }
      if got == 0 { break }
      done += got
    }
    return done
  }

  // What the library asks for.

  private var rowsEnd: Int { head.count + rows * rowBytes }
  override var size: Int { rowsEnd + tail.count }

  override func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    var done = 0
    while done < buffer.count, position < size {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let got: Int
      if position < head.count {
        got = copy(head, from: position, to: rest)
      } else if position < rowsEnd {
        let row = (position - head.count) / rowBytes
        guard blockRows.contains(row) || load(row) else { return -1 }
        got = copy(
          block, from: position - head.count - blockRows.lowerBound * rowBytes, to: rest)
      } else {
        let ready = min(rest.count, size - position)
        let part = UnsafeMutableRawBufferPointer(rebasing: rest[..<ready])
        got = fill(part, from: tail.lowerBound + position - rowsEnd)
        guard got == ready else { return -1 }
      }
      done += got
      position += got
    }
    return done
  }

  private func copy(
    _ source: [UInt8], from start: Int, to buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    let count = min(buffer.count, source.count - start)
    source.withUnsafeBytes { bytes in
      UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<start + count]))
    }
    return count
  }

  /// Brings a row and those behind it into memory.
  private func load(_ row: Int) -> Bool {
    // A megabyte at a time, of the file or of what is wanted of it.
    let bytesOfRow = spans.isEmpty ? wideRowBytes : rowBytes
    let range = row..<min(rows, row + max(1, (1 << 20) / bytesOfRow))
    block = [UInt8](repeating: 0, count: range.count * rowBytes)
    if wide.isEmpty {
      wide = [UInt8](repeating: 0, count: spans.isEmpty ? range.count * wideRowBytes : wideRowBytes)
    }
    let isWhole = block.withUnsafeMutableBytes { block in
      wide.withUnsafeMutableBytes { wide in
        if spans.isEmpty {
          let all = UnsafeMutableRawBufferPointer(rebasing: wide[..<(range.count * wideRowBytes)])
          guard fill(all, from: wideStart + row * wideRowBytes) == all.count else { return false }
        }
        for index in 0..<range.count {
          for span in spans {
            let part = UnsafeMutableRawBufferPointer(rebasing: wide[span])
            let start = wideStart + (row + index) * wideRowBytes + span.lowerBound
            guard fill(part, from: start) == part.count else { return false }
          }
          let base = spans.isEmpty ? index * wideRowBytes : 0
          for piece in pieces {
            let start = base + piece.from
            let target = index * rowBytes + piece.to
            UnsafeMutableRawBufferPointer(rebasing: block[target..<target + piece.count])
              .copyMemory(
                from: UnsafeRawBufferPointer(rebasing: wide[start..<start + piece.count]))
          }
        }
        return true
      }
    }
    guard isWhole else { return false }
    blockRows = range
    return true
  }
}
