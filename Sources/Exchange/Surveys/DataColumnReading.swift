import Fieldwork

/// What a column of a data file says by itself: its variable, and its cells as a table of words
/// would have them.
struct DataColumnReading {
  /// The variable, with all that the file says of it.
  let variable: Variable
  /// One cell for each row; empty where nothing is recorded, `.a` where a tagged value is missing.
  let cells: [String]
  /// What was decided.
  private(set) var notes: [String] = []

  init(_ column: DataColumn, of format: DataFileFormat, rows: Int) {
    var variable = Variable(name: column.name, kind: .text, stored: column.stored)
    if !column.label.isEmpty {
      variable.labels = [LocalizedText(language: "", text: column.label)]
    }
    switch column.cells {
    case .texts(let texts):
      cells = (0..<rows).map { texts[$0] }
      let missing = Set(column.missingTexts)
      for label in column.labels {
        guard case .text(let code) = label.key else { continue }
        let pair = ValueLabel(code: code, label: label.label)
        if missing.contains(code) {
          variable.missing.append(pair)
        } else {
          variable.valueLabels.append(pair)
        }
      }
      for code in column.missingTexts where !variable.missing.contains(where: { $0.code == code }) {
        variable.missing.append(ValueLabel(code: code, label: "missing (\(code))"))
      }
      if !variable.valueLabels.isEmpty, Self.covers(variable, cells) {
        variable.kind = column.isOrdered ? .ordinal : .category
      } else if variable.valueLabels.isEmpty {
        // Digits in a field of words are an id; a few words that repeat are categories.
        let found = TypeInference.infer(variable, cells: cells)
        if found.kind == .category { variable = found }
      }
    case .numbers(let numbers):
      let date = FileDate(display: column.stored.display, of: format)
      let (words, isDate) = Self.words(numbers, column.stored.storage, date)
      if date != nil, !isDate {
        notes.append("'\(column.name)' keeps its numbers: not all are dates of the years 1 to 9999")
      }
      cells = words
      variable.kind = isDate ? .date : .number
      Self.readLabels(column, numbers, into: &variable)
      if !isDate, !variable.valueLabels.isEmpty, Self.covers(variable, cells) {
        variable.kind = column.isOrdered ? .ordinal : .category
      }
    }
    self.variable = variable
  }

  /// The cells in words, and whether all of them are dates.
  private static func words(
    _ numbers: [Double], _ storage: StoredForm.Storage, _ date: FileDate?
  ) -> (words: [String], isDate: Bool) {
    func missing(_ number: Double) -> String {
      MissingNumber.tag(of: number).map { ".\($0)" } ?? ""
    }
    if let date {
      var words: [String] = []
      words.reserveCapacity(numbers.count)
      for number in numbers {
        guard !number.isNaN else {
          words.append(missing(number))
          continue
        }
        guard let written = date.written(number) else { break }
        words.append(written)
      }
      if words.count == numbers.count { return (words, true) }
    }
    return (
      numbers.map { $0.isNaN ? missing($0) : word($0, storage) }, false
    )
  }

  /// A number as it is written, one of single precision as the shortest decimal that it stands for.
  static func word(_ number: Double, _ storage: StoredForm.Storage) -> String {
    guard storage == .float, number != number.rounded() else { return plainNumber(number) }
    return Double(Float(number).description).map(plainNumber) ?? plainNumber(number)
  }

  /// Labels of values, and what the file says of missing ones.
  private static func readLabels(
    _ column: DataColumn, _ numbers: [Double], into variable: inout Variable
  ) {
    var tags: [Character: String] = [:]
    for label in column.labels {
      switch label.key {
      case .tag(let tag): tags[tag] = label.label
      case .number(let number):
        let pair = ValueLabel(code: word(number, column.stored.storage), label: label.label)
        if column.missingNumbers.contains(where: { $0.contains(number) }) {
          variable.missing.append(pair)
        } else {
          variable.valueLabels.append(pair)
        }
      case .text: break
      }
    }
    var used: Set<Character> = []
    var declared: Set<Double> = []
    for number in numbers {
      if number.isNaN {
        if let tag = MissingNumber.tag(of: number) { used.insert(tag) }
      } else if !column.missingNumbers.isEmpty,
        column.missingNumbers.contains(where: { $0.contains(number) })
      {
        declared.insert(number)
      }
    }
    for range in column.missingNumbers where range.lowerBound == range.upperBound {
      declared.insert(range.lowerBound)
    }
    for number in declared.sorted() {
      let code = word(number, column.stored.storage)
      guard !variable.missing.contains(where: { $0.code == code }) else { continue }
      variable.missing.append(ValueLabel(code: code, label: "missing (\(code))"))
    }
    for tag in used.union(tags.keys).sorted() {
      variable.missing.append(
        ValueLabel(code: ".\(tag)", label: tags[tag] ?? "missing (.\(tag))"))
    }
  }

  /// Whether every value that is recorded has a label.
  private static func covers(_ variable: Variable, _ cells: [String]) -> Bool {
    var known = Set(variable.valueLabels.map(\.code))
    known.formUnion(variable.missing.map(\.code))
    var hasValue = false
    for cell in cells where !cell.isEmpty {
      guard known.contains(cell) else { return false }
      hasValue = true
    }
    return hasValue
  }
}
