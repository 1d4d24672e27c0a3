import Fieldwork

/// Turns the cells of one column into values, or says what is wrong with them.
struct SurveyValueReader {
  /// What is wrong with a cell.
  struct Misfit: Error {
    let what: String
  }

  private let variable: Variable
  private let codes: Set<String>
  private let isNumeric: Bool
  private let numbers: Set<Double>
  private let missingByCode: [String: ValueLabel]
  private let missingByNumber: [Double: ValueLabel]
  private let comma: Bool

  /// Prepares the column of a variable.
  init(_ variable: Variable, hasDecimalComma: Bool = false) {
    self.variable = variable
    comma = hasDecimalComma
    codes = Set(variable.valueLabels.map(\.code))
    isNumeric = SurveyValueReader.hasNumericCodes(variable)
    numbers = Set(variable.valueLabels.compactMap { NumberReading.number($0.code) })
    var byCode: [String: ValueLabel] = [:]
    var byNumber: [Double: ValueLabel] = [:]
    for label in variable.missing {
      byCode[label.code] = label
      if let number = NumberReading.number(label.code) { byNumber[number] = label }
    }
    missingByCode = byCode
    missingByNumber = byNumber
  }

  /// Whether the categories are numbers: every declared code is one, and none is an id with
  /// leading zeros.
  static func hasNumericCodes(_ variable: Variable) -> Bool {
    !variable.valueLabels.isEmpty
      && variable.valueLabels.allSatisfy { NumberReading.isPlainNumber($0.code) }
  }

  /// The value of a cell without blanks at its ends.
  ///
  /// - Throws: `Misfit`.
  func value(_ cell: String) throws -> SurveyValue {
    if cell.isEmpty { return .missing(.notRecorded) }
    if let label = missing(cell) {
      return .missing(.coded(code: label.code, label: label.label))
    }
    switch variable.kind {
    case .number:
      guard let number = NumberReading.number(cell, comma: comma) else {
        let hint = cell.utf8.contains(UInt8(ascii: ",")) ? " (the decimal sign is a point)" : ""
        throw Misfit(what: "'\(cell)' is no number\(hint)")
      }
      return .number(number)
    case .category, .ordinal: return try category(cell)
    case .text: return .text(cell)
    case .date:
      if let date = CivilDate(cell) { return .text(date.iso) }
      guard let moment = DateAndTime.iso(cell) else {
        throw Misfit(what: "'\(cell)' is no date (write 2016-06-22, 2016-06 or 2016)")
      }
      return .text(moment)
    case .multi: return try several(cell)
    }
  }

  private func missing(_ cell: String) -> ValueLabel? {
    if missingByCode.isEmpty { return nil }
    if let label = missingByCode[cell] { return label }
    guard variable.kind == .number || isNumeric, !missingByNumber.isEmpty,
      let number = NumberReading.number(cell, comma: comma)
    else { return nil }
    return missingByNumber[number]
  }

  private func category(_ cell: String) throws -> SurveyValue {
    if codes.isEmpty { return .text(cell) }
    if isNumeric, let number = NumberReading.number(cell, comma: comma), numbers.contains(number) {
      return .number(number)
    }
    guard !isNumeric, codes.contains(cell) else {
      throw Misfit(what: "'\(cell)' is none of \(allowed)")
    }
    return .text(cell)
  }

  private func several(_ cell: String) throws -> SurveyValue {
    let parts = cell.utf8.split(separator: UInt8(ascii: ";")).map {
      String(decoding: $0, as: UTF8.self).trimmingCell
    }.filter { !$0.isEmpty }
    if parts.isEmpty { return .missing(.notRecorded) }
    if !codes.isEmpty, let other = parts.first(where: { !codes.contains($0) }) {
      throw Misfit(what: "'\(other)' is none of \(allowed)")
    }
    var seen: Set<String> = []
    return .several(parts.filter { seen.insert($0).inserted })
  }

  private var allowed: String {
    let shown = variable.valueLabels.prefix(12).map(\.code).joined(separator: ", ")
    return variable.valueLabels.count > 12 ? shown + ", …" : shown
  }
}
