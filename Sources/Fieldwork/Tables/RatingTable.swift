/// Ratings from elsewhere: units × coders, with blanks for what a coder did not rate.
public struct RatingTable: Hashable, Sendable {
  /// The coders' names, at least two, each once.
  public var coders: [String]
  /// The name of each unit, possibly empty.
  public var units: [String]
  /// The document that each unit belongs to; `nil` where the table has no such column.
  public var documents: [String]?
  /// For each unit what each coder said, `nil` for a blank.
  public var cells: [[String?]]

  /// Takes over ratings.
  public init(
    coders: [String], units: [String], documents: [String]?, cells: [[String?]]
  ) {
    self.coders = coders
    self.units = units
    self.documents = documents
    self.cells = cells
  }

  /// The ratings of some coders.
  public func keeping(_ names: [String]) -> RatingTable {
    let columns = coders.indices.filter { names.contains(coders[$0]) }
    return RatingTable(
      coders: columns.map { coders[$0] }, units: units, documents: documents,
      cells: cells.map { row in columns.map { row[$0] } })
  }
}
