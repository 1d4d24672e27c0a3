import Foundation

/// A Stata file (release 118) of the size of a national household survey: one id and numbers of
/// double precision, some of them missing, with nothing but generated values.
enum WideSurvey {
  /// Writes the file.
  static func write(to file: URL, rows: Int, columns: Int) throws {
    var head = Data()
    func tag(_ name: String, _ content: Data, _ offsets: inout [UInt64], _ out: inout Data) {
      offsets.append(UInt64(out.count))
      out.append(Data("<\(name)>".utf8))
      out.append(content)
      out.append(Data("</\(name)>".utf8))
    }
    func field(_ text: String, _ width: Int) -> Data {
      let words = Data(text.utf8)
      return words + Data(count: width - words.count)
    }
    func bytes<Number: FixedWidthInteger>(_ number: Number) -> Data {
      withUnsafeBytes(of: number.littleEndian) { Data($0) }
    }
    let names = ["hhid"] + (1..<columns).map { "v\($0)" }
    head.append(Data("<stata_dta><header><release>118</release><byteorder>LSF</byteorder>".utf8))
    head.append(Data("<K>".utf8) + bytes(UInt16(columns)) + Data("</K>".utf8))
    head.append(Data("<N>".utf8) + bytes(UInt64(rows)) + Data("</N>".utf8))
    head.append(Data("<label>".utf8) + bytes(UInt16(0)) + Data("</label><timestamp>".utf8))
    head.append(Data([0]) + Data("</timestamp></header>".utf8))
    var offsets: [UInt64] = [0]
    let map = head.count + 5
    tag("map", Data(count: 14 * 8), &offsets, &head)
    let types = names.indices.map { _ in bytes(UInt16(65_526)) }
    tag("variable_types", Data(types.joined()), &offsets, &head)
    tag("varnames", Data(names.map { field($0, 129) }.joined()), &offsets, &head)
    tag("sortlist", Data(count: 2 * (columns + 1)), &offsets, &head)
    tag("formats", Data(names.map { _ in field("%10.0g", 57) }.joined()), &offsets, &head)
    tag("value_label_names", Data(count: 129 * columns), &offsets, &head)
    let labels = names.map { field("Question \($0)", 321) }
    tag("variable_labels", Data(labels.joined()), &offsets, &head)
    tag("characteristics", Data(), &offsets, &head)
    offsets.append(UInt64(head.count))
    head.append(Data("<data>".utf8))
    let strls = UInt64(head.count + rows * columns * 8 + "</data>".utf8.count)
    let valueLabels = strls + UInt64("<strls></strls>".utf8.count)
    let end = valueLabels + UInt64("<value_labels></value_labels>".utf8.count)
    offsets += [strls, valueLabels, end, end + UInt64("</stata_dta>".utf8.count)]
    for (place, offset) in offsets.prefix(14).enumerated() {
      head.replaceSubrange(map + place * 8..<map + place * 8 + 8, with: bytes(offset))
    }
    _ = FileManager.default.createFile(atPath: file.path, contents: head)
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    try handle.seekToEnd()
    var random = SplitMix(state: 5)
    for start in stride(from: 0, to: rows, by: 500) {
      var block: [UInt64] = []
      for row in start..<min(start + 500, rows) {
        block.append(Double(1_000_000 + row).bitPattern)
        for _ in 1..<columns {
          let draw = random.next()
          // One cell in sixteen is `.` or `.a`.
          block.append(
            draw % 16 == 0
              ? 0x7FE0_0000_0000_0000 + (draw >> 8 & 1) << 40
              : Double(draw >> 44).bitPattern)
        }
      }
      try handle.write(contentsOf: block.withUnsafeBytes { Data($0) })
    }
    try handle.write(
      contentsOf: Data(
        "</data><strls></strls><value_labels></value_labels></stata_dta>".utf8))
  }
}
