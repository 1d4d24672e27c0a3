public import Fieldwork

/// What a column of a data file says by itself: its variable, and its cells as a table of words
/// would have them.
struct DataColumnReading {
  /// The variable, with all that the file says of it.
  let variable: Variable
  /// What was decided.
  private(set) var notes: [String] = []
  private let column: DataColumn
  private let date: FileDate?

  init(_ column: DataColumn, of format: DataFileFormat) {
    self.column = column
    var variable = Variable(name: column.name, kind: .text, stored: column.stored)
    if !column.label.isEmpty {
      variable.labels = [LocalizedText(language: "", text: column.label)]
    }
    switch column.cells {
    case .texts(let texts):
      date = nil
      Self.readTextLabels(column, into: &variable)
      let cells = (0..<texts.count).map { texts[$0] }
      if variable.valueLabels.isEmpty {
        // Digits in a field of words are an id; a few words that repeat are categories.
        let found = TypeInference.infer(variable, cells: cells)
        if found.kind == .category { variable = found }
      } else {
        let known = Set((variable.valueLabels + variable.missing).map(\.code))
        let isCovered = cells.allSatisfy { $0.isEmpty || known.contains($0) }
        if isCovered { variable.kind = column.isOrdered ? .ordinal : .category }
      }
    case .numbers(let numbers):
      let found = FileDate(display: column.stored.display, of: format)
      let isDate = found.map { date in
        numbers.allSatisfy { $0.isNaN || date.written($0) != nil }
      }
      if isDate == false {
        notes.append("'\(column.name)' keeps its numbers: not all are dates of the years 1 to 9999")
      }
      date = isDate == true ? found : nil
      variable.kind = date == nil ? .number : .date
      Self.readLabels(column, numbers, into: &variable)
      if date == nil, !variable.valueLabels.isEmpty, Self.covers(variable, numbers, column) {
        variable.kind = column.isOrdered ? .ordinal : .category
      }
    }
    self.variable = variable
  }

  /// One cell for each row; empty where nothing is recorded, `.a` where a tagged value is missing.
  var cells: [String] {
    switch column.cells {
    case .texts(let texts): (0..<texts.count).map { texts[$0] }
    case .numbers(let numbers):
      numbers.map { number in
        if number.isNaN { return MissingNumber.tag(of: number).map { ".\($0)" } ?? "" }
        return date?.written(number) ?? Self.word(number, column.stored.storage)
      }
    }
  }

  /// How many cells hold a value, and why the others do not.
  var facts: VariableFacts {
    var facts = VariableFacts(variable, n: 0)
    let reasons = Dictionary(
      variable.missing.map { ($0.code, $0.label) }, uniquingKeysWith: { first, _ in first })
    switch column.cells {
    case .texts(let texts):
      for row in 0..<texts.count {
        let cell = texts[row]
        if cell.isEmpty {
          facts.count(MissingReason.notRecorded.words)
        } else {
          facts.count(reasons[cell])
        }
      }
    case .numbers(let numbers):
      let declared = column.missingNumbers
      var tags = [Int](repeating: 0, count: 128)
      for number in numbers {
        if number.isNaN {
          tags[Int(UInt8(truncatingIfNeeded: number.bitPattern) & 0x7F)] += 1
        } else if !declared.isEmpty, declared.contains(where: { $0.contains(number) }) {
          facts.count(reasons[Self.word(number, column.stored.storage)])
        } else {
          facts.n += 1
        }
      }
      for (letter, count) in tags.enumerated() where count > 0 {
        let tag = MissingNumber.tag(of: MissingNumber.make(tag: UInt8(letter)))
        let reason = tag.map { reasons[".\($0)"] ?? ".\($0)" }
        facts.missing[reason ?? MissingReason.notRecorded.words, default: 0] += count
      }
    }
    return facts
  }

  private static func readTextLabels(_ column: DataColumn, into variable: inout Variable) {
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

  /// Whether every number that is recorded has a label, and there is one.
  private static func covers(
    _ variable: Variable, _ numbers: [Double], _ column: DataColumn
  ) -> Bool {
    var known: Set<Double> = []
    for label in column.labels {
      if case .number(let number) = label.key { known.insert(number) }
    }
    var hasValue = false
    for number in numbers where !number.isNaN {
      if column.missingNumbers.contains(where: { $0.contains(number) }) { continue }
      guard known.contains(number) else { return false }
      hasValue = true
    }
    return hasValue
  }
}

extension DataTable {
  /// The variables of the file with their counts, without a study.
  public func facts(of format: DataFileFormat) -> [VariableFacts] {
    columns.map { DataColumnReading($0, of: format).facts }
  }
}
