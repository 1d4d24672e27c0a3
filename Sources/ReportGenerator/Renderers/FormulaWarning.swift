extension Table {
  /// A sentence for whoever opens the CSV or TSV file in a spreadsheet, or `nil` when no words
  /// begin with a sign by which spreadsheets recognise formulas (`=`, `+`, `-`, `@`, tabulator
  /// or carriage return).
  ///
  /// The files keep such words as they are, since their values are exact; the caller prints
  /// this sentence on standard error.
  public var formulaWarning: String? {
    var count = 0
    for row in rows {
      for cell in row where cell.beginsLikeFormula { count += 1 }
    }
    if count == 0 { return nil }
    let subject = count == 1 ? "1 cell begins" : "\(count) cells begin"
    return "\(subject) with =, +, - or @, which a spreadsheet may take for a formula; "
      + "import the columns as text"
  }
}

extension Cell {
  fileprivate var beginsLikeFormula: Bool {
    switch self {
    case .text(let text):
      text.utf8.first.map { Array("=+-@\t\r".utf8).contains($0) } ?? false
    case .linked(let inner, _): inner.beginsLikeFormula
    case .integer, .number, .probability, .undefined, .empty: false
    }
  }
}
