import CReadStat
import Foundation

/// What the reader library delivers, call by call, in the bytes of the file.
///
/// The calls come by the million, one for each cell, and from C: so the state is a plain structure
/// behind a pointer. Numbers wait in a block of few rows, column by column, and leave it together;
/// the block stays in the processor's cache, and columns grow in long strides.
struct ReadStatIntake {
  /// A column as it comes.
  struct Column {
    var name: [UInt8]
    var label: [UInt8]
    var display: [UInt8]
    var labelSet: [UInt8]
    var storage: readstat_type_t
    var width: Int
    var isOrdered: Bool
    var missingNumbers: [ClosedRange<Double>]
    var missingTexts: [[UInt8]]
    var numbers: [Double] = []
    var texts = TextCells()
  }

  /// One label of a set.
  struct Label {
    enum Key {
      case number(Double)
      case tag(UInt8)
      case text([UInt8])
    }

    var key: Key
    var label: [UInt8]
  }

  private static let blockRows = 64

  /// Whether a variable is wanted, by its place in the file and the bytes of its name.
  let wants: (Int, [UInt8]) -> Bool
  private let progress: (Double) -> Void
  private(set) var columns: [Column] = []
  /// The names of all columns of the file.
  var allNames: [[UInt8]] = []
  private(set) var labelSets: [[UInt8]: [Label]] = [:]
  private(set) var fileLabel: [UInt8] = []
  private(set) var fileEncoding = ""
  private(set) var weight: [UInt8]?
  /// The number of rows that the file claims; -1 where it does not say.
  private(set) var claimedRows = -1
  /// Whether the claim is known already, and what the library says of it is not the file's.
  private let isClaimKnown: Bool
  /// The number of rows that came.
  private(set) var rowCount = 0
  /// Columns are told apart by their place among all of the file.
  private var placeByIndex: [Int] = []
  private var block: UnsafeMutablePointer<Double>?
  private var blockStart = 0
  /// No column can be longer than the file has bytes, whatever the file says.
  private let mostRows: Int

  init(
    mostRows: Int, claimedRows: Int? = nil, wants: @escaping (Int, [UInt8]) -> Bool,
    progress: @escaping (Double) -> Void
  ) {
    self.mostRows = mostRows
    self.claimedRows = claimedRows ?? -1
    isClaimKnown = claimedRows != nil
    self.wants = wants
    self.progress = progress
  }

  /// Connects the calls of a parser.
  static func connect(_ parser: OpaqueParser) {
    readstat_set_metadata_handler(parser) { metadata, context in
      guard let metadata else { return ReadStatIntake.abort }
      return ReadStatIntake.intake(context).pointee.take(metadata)
    }
    readstat_set_variable_handler(parser) { index, variable, labels, context in
      guard let variable else { return ReadStatIntake.abort }
      return ReadStatIntake.intake(context).pointee.take(Int(index), variable, labels)
    }
    readstat_set_fweight_handler(parser) { variable, context in
      guard let variable else { return ReadStatIntake.abort }
      let name = ReadStatIntake.bytes(readstat_variable_get_name(variable))
      ReadStatIntake.intake(context).pointee.weight = name
      return ReadStatIntake.go
    }
    readstat_set_value_label_handler(parser) { set, value, label, context in
      ReadStatIntake.intake(context).pointee.take(
        value, ReadStatIntake.bytes(label), set: ReadStatIntake.bytes(set))
      return ReadStatIntake.go
    }
    readstat_set_value_handler(parser) { row, variable, value, context in
      guard let variable else { return ReadStatIntake.abort }
      ReadStatIntake.intake(context).pointee.take(Int(row), variable, value)
      return ReadStatIntake.go
    }
    readstat_set_progress_handler(parser) { done, context in
      ReadStatIntake.intake(context).pointee.progress(done)
      return ReadStatIntake.go
    }
  }

  typealias OpaqueParser = UnsafeMutablePointer<readstat_parser_t>

  private static var go: Int32 { Int32(READSTAT_HANDLER_OK) }
  private static var abort: Int32 { Int32(READSTAT_HANDLER_ABORT) }

  private static func intake(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<Self> {
    // The context is the pointer that the reader hands to the library.
    context.unsafelyUnwrapped.assumingMemoryBound(to: Self.self)
  }

  private static func bytes(_ words: UnsafePointer<CChar>?) -> [UInt8] {
    guard let words else { return [] }
    return Array(UnsafeBufferPointer(start: words, count: strlen(words))).map(
      UInt8.init(bitPattern:))
  }

  private mutating func take(_ metadata: UnsafeMutablePointer<readstat_metadata_t>) -> Int32 {
    if !isClaimKnown { claimedRows = Int(metadata.pointee.row_count) }
    fileLabel = Self.bytes(metadata.pointee.file_label)
    fileEncoding = String(decoding: Self.bytes(metadata.pointee.file_encoding), as: UTF8.self)
    return Self.go
  }

  private mutating func take(
    _ index: Int, _ variable: UnsafeMutablePointer<readstat_variable_t>,
    _ labels: UnsafePointer<CChar>?
  ) -> Int32 {
    let name = Self.bytes(readstat_variable_get_name(variable))
    allNames.append(name)
    while placeByIndex.count <= index { placeByIndex.append(-1) }
    guard wants(index, name) else { return Int32(READSTAT_HANDLER_SKIP_VARIABLE) }
    placeByIndex[index] = columns.count
    var column = Column(
      name: name, label: Self.bytes(readstat_variable_get_label(variable)),
      display: Self.bytes(readstat_variable_get_format(variable)), labelSet: Self.bytes(labels),
      storage: readstat_variable_get_type(variable),
      width: readstat_variable_get_storage_width(variable),
      isOrdered: readstat_variable_get_measure(variable) == READSTAT_MEASURE_ORDINAL,
      missingNumbers: [], missingTexts: [])
    for range in 0..<readstat_variable_get_missing_ranges_count(variable) {
      let low = readstat_variable_get_missing_range_lo(variable, range)
      let high = readstat_variable_get_missing_range_hi(variable, range)
      if readstat_value_type_class(low) == READSTAT_TYPE_CLASS_STRING {
        column.missingTexts.append(Self.bytes(readstat_string_value(low)))
      } else {
        let ends = [readstat_double_value(low), readstat_double_value(high)]
        if ends[0] <= ends[1] { column.missingNumbers.append(ends[0]...ends[1]) }
      }
    }
    if readstat_type_class(column.storage) == READSTAT_TYPE_CLASS_NUMERIC {
      column.numbers.reserveCapacity(max(0, min(claimedRows, mostRows)))
    }
    columns.append(column)
    return Self.go
  }

  private mutating func take(_ value: readstat_value_t, _ label: [UInt8], set: [UInt8]) {
    let key: Label.Key
    if readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING {
      key = .text(Self.bytes(readstat_string_value(value)))
    } else if readstat_value_is_tagged_missing(value) != 0 {
      key = .tag(UInt8(bitPattern: readstat_value_tag(value)))
    } else {
      key = .number(Self.number(value))
    }
    labelSets[set, default: []].append(Label(key: key, label: label))
  }

  private mutating func take(
    _ row: Int, _ variable: UnsafeMutablePointer<readstat_variable_t>, _ value: readstat_value_t
  ) {
    let place = placeByIndex[Int(variable.pointee.index)]
    guard place >= 0 else { return }
    if row >= rowCount {
      if row - blockStart >= Self.blockRows { flush(before: row) }
      rowCount = row + 1
    }
    switch value.type {
    case READSTAT_TYPE_STRING, READSTAT_TYPE_STRING_REF:
      guard let words = value.v.string_value else {
        columns[place].texts.append(UnsafeBufferPointer(start: nil, count: 0))
        return
      }
      let count = strlen(words)
      words.withMemoryRebound(to: UInt8.self, capacity: count) { start in
        columns[place].texts.append(UnsafeBufferPointer(start: start, count: count))
      }
    default:
      let block = block ?? makeBlock()
      let number =
        value.is_system_missing != 0 || value.is_tagged_missing != 0
        ? MissingNumber.make(
          tag: value.is_tagged_missing != 0 ? UInt8(bitPattern: value.tag) : 0)
        : Self.number(value)
      block[place &* Self.blockRows &+ (row &- blockStart)] = number
    }
  }

  private mutating func makeBlock() -> UnsafeMutablePointer<Double> {
    let made = UnsafeMutablePointer<Double>.allocate(capacity: columns.count * Self.blockRows)
    made.initialize(repeating: .nan, count: columns.count * Self.blockRows)
    block = made
    return made
  }

  /// Moves the rows of the block into the columns; the next block begins with a row.
  private mutating func flush(before row: Int) {
    defer { blockStart = row }
    guard let block, rowCount > blockStart else { return }
    for place in columns.indices
    where readstat_type_class(columns[place].storage) == READSTAT_TYPE_CLASS_NUMERIC {
      columns[place].numbers.append(
        contentsOf: UnsafeBufferPointer(
          start: block + place * Self.blockRows, count: rowCount - blockStart))
    }
  }

  /// Ends the intake: every row is in its column.
  mutating func finish() {
    flush(before: rowCount)
    block?.deallocate()
    block = nil
  }

  @inline(__always)
  private static func number(_ value: readstat_value_t) -> Double {
    switch value.type {
    case READSTAT_TYPE_INT8: Double(value.v.i8_value)
    case READSTAT_TYPE_INT16: Double(value.v.i16_value)
    case READSTAT_TYPE_INT32: Double(value.v.i32_value)
    case READSTAT_TYPE_FLOAT: Double(value.v.float_value)
    default: value.v.double_value
    }
  }
}
