import CReadStat
import Fieldwork

/// Turns what the reader library delivered into a table, its words decoded.
struct DataFileWords {
  private let intake: ReadStatIntake
  private let encoding: TextEncoding
  private let file: String
  private var notes: [String] = []

  /// Decides how to decode.
  ///
  /// - Parameters:
  ///   - isUnnamed: whether the words are in the bytes of a file that names no encoding.
  ///   - declared: the encoding that the researcher insists on.
  init(_ intake: ReadStatIntake, isUnnamed: Bool, declared: TextEncoding?, file: String) {
    self.intake = intake
    self.file = file
    guard isUnnamed else {
      encoding = .utf8
      return
    }
    if let declared {
      encoding = declared
      return
    }
    let sample = Self.sample(intake)
    guard sample.contains(where: { $0 >= 0x80 }) else {
      encoding = .utf8
      return
    }
    let found = try? TextDecoding.decode(sample)
    encoding = found.flatMap { TextEncoding(named: $0.encoding) } ?? .windows1252
    notes.append("\(file): the file names no encoding; its words were read as \(encoding.name)")
    notes += (found?.notes ?? []).map { "\(file): \($0)" }
  }

  /// A name before the encoding is known: it decides only which variables are read.
  static func name(_ bytes: [UInt8], _ declared: TextEncoding?) -> String {
    if UTF8Scan(bytes).isValid { return String(decoding: bytes, as: UTF8.self) }
    return (declared ?? .gb18030).lenient(bytes[...])
  }

  /// Words above ASCII, as many as tell one encoding from another; what may have been cut through a
  /// character at the end of its field is left out.
  private static func sample(_ intake: ReadStatIntake) -> [UInt8] {
    var sample: [UInt8] = []
    func add(_ words: ArraySlice<UInt8>, within field: Int) {
      guard sample.count < 65_536, words.count < field - 1, words.contains(where: { $0 >= 0x80 })
      else { return }
      sample += words
      sample.append(0x0A)
    }
    add(intake.fileLabel[...], within: 81)
    for column in intake.columns {
      add(column.name[...], within: 33)
      add(column.label[...], within: 81)
    }
    for set in intake.labelSets.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      for label in set.value { add(label.label[...], within: 32_000) }
    }
    for column in intake.columns {
      for row in 0..<min(column.texts.count, 2_000) {
        add(column.texts.raw(row), within: column.width == 0 ? 32_000 : column.width)
      }
    }
    return sample
  }

  /// The table.
  func table() -> DataTable {
    let columns = intake.columns.map(column)
    return DataTable(
      columns: columns, rowCount: intake.rowCount,
      allNames: intake.allNames.map { encoding.lenient($0[...]) },
      label: encoding.lenient(intake.fileLabel[...]),
      weight: intake.weight.map { encoding.lenient($0[...]) },
      encoding: intake.fileEncoding.isEmpty ? encoding.name : intake.fileEncoding,
      notes: notes + lacking)
  }

  /// Labels that variables name and the file has not: somebody dropped them, or the file of an old
  /// release was cut off behind its data, which nothing else shows.
  private var lacking: [String] {
    let names = intake.columns.filter {
      !$0.labelSet.isEmpty && intake.labelSets[$0.labelSet] == nil
    }.map { encoding.lenient($0.name[...]) }
    guard !names.isEmpty else { return [] }
    return [
      "\(file): the labels of \(SurveyColumns.listed(names)) are not in the file (dropped, or the "
        + "file was cut off)"
    ]
  }

  private func column(_ column: ReadStatIntake.Column) -> DataColumn {
    let storage: StoredForm.Storage =
      switch column.storage {
      case READSTAT_TYPE_STRING, READSTAT_TYPE_STRING_REF: .text
      case READSTAT_TYPE_INT8: .byte
      case READSTAT_TYPE_INT16: .int
      case READSTAT_TYPE_INT32: .long
      case READSTAT_TYPE_FLOAT: .float
      default: .double
      }
    var texts = column.texts
    texts.encoding = encoding
    let labels = (intake.labelSets[column.labelSet] ?? []).map { label in
      let key: DataColumn.Label.Key =
        switch label.key {
        case .number(let number): .number(number)
        case .tag(let tag): .tag(Character(Unicode.Scalar(tag | 0x20)))
        case .text(let words): .text(encoding.lenient(words[...]))
        }
      return DataColumn.Label(key: key, label: encoding.lenient(label.label[...]))
    }
    return DataColumn(
      name: encoding.lenient(column.name[...]), label: encoding.lenient(column.label[...]),
      stored: StoredForm(storage, display: encoding.lenient(column.display[...])),
      isOrdered: column.isOrdered, labels: column.labelSet.isEmpty ? [] : labels,
      missingNumbers: column.missingNumbers,
      missingTexts: column.missingTexts.map { encoding.lenient($0[...]) },
      cells: storage == .text ? .texts(texts) : .numbers(column.numbers))
  }
}

extension TextEncoding {
  /// The name by which the reader library knows the encoding.
  var converterName: String { name == "CP932" ? "CP932" : name.uppercased() }
}
