import Fieldwork

/// How a variable of a survey becomes a column of a data file.
struct ExportColumn {
  /// What a cell holds.
  enum Cell: Equatable {
    case number(Double)
    case text(String)
    case tag(Character)
    case empty
  }

  var name: String
  var label: String
  var stored: StoredForm
  /// The width of the longest words, in bytes.
  var width = 1
  var labels: [(cell: Cell, label: String)] = []
  var missingNumbers: [ClosedRange<Double>] = []
  var cells: [Cell] = []
  var isOrdered = false
}

/// Decides how the variables of a survey become columns of a data file.
///
/// A variable is written in the type and with the display format that it came with, where all its
/// values fit them; else numbers take the smallest type that holds them, dates become dates of the
/// program, and categories of words become 1, 2, 3 … with their labels in Stata and stay words in
/// SPSS. A missing code that is a number stays that number, with its reason as its label; another
/// one becomes a tagged missing value in Stata (`.a` stays `.a`) and an empty cell in SPSS, which
/// knows no tags.
struct ExportPlan {
  /// The columns in order.
  private(set) var columns: [ExportColumn] = []
  /// What the file cannot say.
  private(set) var notes: [String] = []
  private let format: DataFileFormat

  init(_ survey: SurveyTable, as format: DataFileFormat) {
    self.format = format
    var names = ExportNames(format)
    var lost: [String] = []
    var counted: [String] = []
    for (place, variable) in survey.variables.enumerated() {
      var column = ExportColumn(
        name: names.name(for: variable.name), label: variable.labels.first?.text ?? "",
        stored: StoredForm(.double))
      if column.name != variable.name {
        notes.append("'\(variable.name)' is called \(column.name) in the file")
        if column.label.isEmpty { column.label = variable.name }
      }
      column.isOrdered = variable.kind == .ordinal
      let values = survey.records.map { $0.values[place] }
      if let numbers = Numbers.of(variable, values, format) {
        fill(&column, variable, values, numbers, &lost)
        let codes = column.missingNumbers
        let hasCodes = column.cells.contains { cell in
          if case .number(let number) = cell {
            codes.contains { $0.contains(number) }
          } else {
            false
          }
        }
        if format == .stata, hasCodes { counted.append(variable.name) }
      } else {
        fillWords(&column, variable, values)
      }
      columns.append(column)
    }
    if !counted.isEmpty {
      notes.append(
        "codes of missing values are numbers in the file, which Stata takes for values, in "
          + SurveyColumns.listed(counted))
    }
    if !lost.isEmpty {
      notes.append(
        "why a value is missing cannot be written for \(SurveyColumns.listed(lost)): the cells are "
          + "empty")
    }
  }

  /// How values are numbers.
  private struct Numbers {
    let number: (SurveyValue) -> Double?
    /// The form that the variable came with, where it is one of the program.
    var stored: StoredForm?
    /// The display format where it came with none.
    var display = ""
    var labels: [(number: Double, label: String)] = []
    /// Whether a missing code that is a number may stand among the values.
    var takesCodes = true

    /// `nil` where the values are words.
    static func of(
      _ variable: Variable, _ values: [SurveyValue], _ format: DataFileFormat
    ) -> Numbers? {
      let present = values.filter { if case .missing = $0 { false } else { true } }
      guard let numbers = proposed(variable, present, format),
        present.allSatisfy({ numbers.number($0) != nil })
      else { return nil }
      return numbers
    }

    private static func proposed(
      _ variable: Variable, _ present: [SurveyValue], _ format: DataFileFormat
    ) -> Numbers? {
      let isOwn = variable.stored.map { $0.display.hasPrefix("%") == (format == .stata) } ?? false
      let display = isOwn ? variable.stored?.display ?? "" : ""
      let form = variable.stored.map { StoredForm($0.storage, display: display) }
      switch variable.kind {
      case .multi: return nil
      case .date:
        guard let (date, shown) = date(display, present, format) else { return nil }
        return Numbers(
          number: { if case .text(let text) = $0 { date.number(text) } else { nil } },
          stored: isOwn ? form : nil, display: shown, takesCodes: false)
      case .number, .text, .category, .ordinal: break
      }
      let isNumeric = present.allSatisfy { if case .number = $0 { true } else { false } }
      if isNumeric, variable.kind != .text {
        return Numbers(
          number: { if case .number(let number) = $0 { number } else { nil } }, stored: form,
          labels: variable.valueLabels.compactMap { label in
            NumberReading.number(label.code).map { ($0, label.label) }
          })
      }
      if let form, form.storage != .text {
        // An id that the file keeps as a number.
        return Numbers(
          number: { if case .text(let text) = $0 { NumberReading.number(text) } else { nil } },
          stored: form)
      }
      guard format == .stata, variable.stored == nil, !variable.valueLabels.isEmpty,
        variable.kind == .category || variable.kind == .ordinal
      else { return nil }
      let places = Dictionary(
        variable.valueLabels.enumerated().map { ($1.code, Double($0 + 1)) },
        uniquingKeysWith: { first, _ in first })
      return Numbers(
        number: { if case .text(let code) = $0 { places[code] } else { nil } },
        labels: variable.valueLabels.enumerated().map { (Double($0 + 1), $1.label) })
    }

    private static func date(
      _ display: String, _ values: [SurveyValue], _ format: DataFileFormat
    ) -> (FileDate, String)? {
      if !display.isEmpty, let date = FileDate(display: display, of: format) {
        return (date, display)
      }
      let hasTime = values.contains { value in
        if case .text(let text) = value { text.contains("T") } else { false }
      }
      let shown =
        format == .stata ? (hasTime ? "%tc" : "%td") : hasTime ? "DATETIME20" : "DATE11"
      return FileDate(display: shown, of: format).map { ($0, shown) }
    }
  }

  private mutating func fill(
    _ column: inout ExportColumn, _ variable: Variable, _ values: [SurveyValue],
    _ numbers: Numbers, _ lost: inout [String]
  ) {
    column.labels = numbers.labels.map { (.number($0.number), $0.label) }
    var tags: [String: ExportColumn.Cell] = [:]
    var used = Set(variable.missing.map(\.code).compactMap(Self.tag))
    var isLost = false
    for label in variable.missing {
      let cell: ExportColumn.Cell
      if let number = NumberReading.number(label.code), numbers.takesCodes {
        cell = .number(number)
        column.missingNumbers.append(number...number)
      } else if format != .stata {
        cell = .empty
      } else if let tag = Self.tag(label.code) {
        cell = .tag(tag)
      } else if let free = Self.letters.first(where: { !used.contains($0) }) {
        used.insert(free)
        cell = .tag(free)
      } else {
        cell = .empty
      }
      tags[label.code] = cell
      if cell != .empty { column.labels.append((cell, label.label)) }
    }
    column.cells = values.map { value in
      switch value {
      case .missing(.notRecorded): return .empty
      case .missing(.coded(let code, _)):
        let cell = tags[code] ?? .empty
        isLost = isLost || cell == .empty
        return cell
      default: return numbers.number(value).map { .number($0) } ?? .empty
      }
    }
    if format == .spss { declareMissing(&column, &isLost) }
    if isLost { lost.append(variable.name) }
    dropLabels(&column, variable)
    let present = column.cells.compactMap { cell -> Double? in
      if case .number(let number) = cell { number } else { nil }
    }
    column.stored = numbers.stored ?? StoredForm(.double, display: numbers.display)
    if format == .stata, numbers.stored == nil || !Self.fit(present, column.stored.storage) {
      let smallest = [StoredForm.Storage.byte, .int, .long].first { Self.fit(present, $0) }
      column.stored.storage = smallest ?? .double
    }
  }

  /// SPSS takes three single values as missing, or a range and one more.
  ///
  /// What neither holds becomes an empty cell, since it would count as a value.
  private func declareMissing(_ column: inout ExportColumn, _ isLost: inout Bool) {
    let codes = Set(column.missingNumbers.map(\.lowerBound)).sorted()
    guard codes.count > 3 else { return }
    let values = (column.cells + column.labels.map(\.cell)).compactMap { cell -> Double? in
      if case .number(let number) = cell, !codes.contains(number) { number } else { nil }
    }
    // The longest run of codes without a value between them.
    var (start, best) = (0, 0..<1)
    for end in codes.indices.dropFirst() {
      if values.contains(where: (codes[end - 1]...codes[end]).contains) { start = end }
      if end + 1 - start > best.count { best = start..<end + 1 }
    }
    let rest = codes.indices.filter { !best.contains($0) }.map { codes[$0] }
    column.missingNumbers = [codes[best.lowerBound]...codes[best.upperBound - 1]]
    if let one = rest.first { column.missingNumbers.append(one...one) }
    let dropped = Set(rest.dropFirst())
    column.cells = column.cells.map { cell in
      guard case .number(let number) = cell, dropped.contains(number) else { return cell }
      isLost = true
      return .empty
    }
  }

  /// Labels of Stata stand on whole numbers of four bytes.
  private mutating func dropLabels(_ column: inout ExportColumn, _ variable: Variable) {
    guard format == .stata else { return }
    let count = column.labels.count
    column.labels.removeAll { cell, _ in
      if case .number(let number) = cell { Int32(exactly: number) == nil } else { false }
    }
    let dropped = count - column.labels.count
    if dropped > 0 {
      notes.append(
        "Stata has labels for whole numbers only: \(counted(dropped, "label")) of "
          + "'\(variable.name)' left out")
    }
  }

  private static let letters = (97...122).map { Character(Unicode.Scalar(UInt8($0))) }

  /// The tag of `.a` to `.z`.
  private static func tag(_ code: String) -> Character? {
    guard code.count == 2, code.first == ".", let last = code.last, letters.contains(last) else {
      return nil
    }
    return last
  }

  /// Whether a storage type of Stata holds all numbers exactly.
  private static func fit(_ numbers: [Double], _ storage: StoredForm.Storage) -> Bool {
    let range: ClosedRange<Double>
    switch storage {
    case .byte: range = -127...100
    case .int: range = -32_767...32_740
    case .long: range = -2_147_483_647...2_147_483_620
    case .float:
      return numbers.allSatisfy { number in
        abs(number) < 1.7e38 && Double(Float(number).description) == number
      }
    case .double: return true
    case .text: return false
    }
    return numbers.allSatisfy { range.contains($0) && $0 == $0.rounded() }
  }

  private mutating func fillWords(
    _ column: inout ExportColumn, _ variable: Variable, _ values: [SurveyValue]
  ) {
    column.cells = values.map { value in
      switch value {
      case .text(let text): .text(text)
      case .number(let number): .text(plainNumber(number))
      case .several(let codes): .text(codes.joined(separator: ";"))
      case .missing(.notRecorded): .empty
      case .missing(.coded(let code, _)): .text(code)
      }
    }
    let widths = column.cells.map { cell in
      if case .text(let text) = cell { text.utf8.count } else { 0 }
    }
    column.width = max(1, widths.max() ?? 1)
    if format != .stata {
      // A label stands on a code that fits into the column, or no program reads the file.
      let codes = (variable.valueLabels + variable.missing).map(\.code.utf8.count)
      column.width = max(column.width, codes.max() ?? 1)
    }
    let display = variable.stored?.storage == .text ? variable.stored?.display ?? "" : ""
    column.stored = StoredForm(.text, display: display)
    let labels = variable.valueLabels.filter { $0.code != $0.label } + variable.missing
    if format == .stata {
      if !labels.isEmpty {
        notes.append("Stata has no labels for words: those of '\(variable.name)' are left out")
      }
    } else {
      column.labels = labels.map { (.text($0.code), $0.label) }
      if !variable.missing.isEmpty {
        notes.append(
          "missing codes of the words in '\(variable.name)' have labels, but are not declared missing"
        )
      }
    }
  }
}

/// Names that a program takes, all different.
struct ExportNames {
  private let format: DataFileFormat
  private var used: Set<String> = []

  init(_ format: DataFileFormat) { self.format = format }

  private static let reserved: Set<String> = [
    "_all", "_b", "_coef", "_cons", "_n", "_pi", "_pred", "_rc", "_skip", "byte", "double", "float",
    "if", "in", "int", "long", "using", "with", "all", "and", "by", "eq", "ge", "gt", "le", "lt",
    "ne", "not", "or", "to",
  ]

  /// A name made of letters, digits and `_`, of 32 characters at most.
  mutating func name(for written: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in written.unicodeScalars {
      let isWord = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
      scalars.append(isWord ? scalar : "_")
    }
    var name = String(scalars)
    if written == SurveyGrid.rowKey { name = "row" }
    let begins = name.unicodeScalars.first.map { $0.properties.isAlphabetic || $0 == "_" } ?? false
    if !begins || format != .stata && name.hasPrefix("_") { name = "v" + name }
    name = Self.cut(name, 32, format == .stata ? 128 : 64)
    if Self.reserved.contains(name.lowercased()) { name += "_" }
    let stem = name
    var number = 2
    while !used.insert(name.lowercased()).inserted {
      name = Self.cut(stem, 28, 56) + "_\(number)"
      number += 1
    }
    return name
  }

  /// The first characters that fit.
  static func cut(_ text: String, _ characters: Int, _ bytes: Int) -> String {
    var kept = ""
    var size = 0
    for character in text.prefix(characters) {
      size += character.utf8.count
      if size > bytes { break }
      kept.append(character)
    }
    return kept
  }
}
