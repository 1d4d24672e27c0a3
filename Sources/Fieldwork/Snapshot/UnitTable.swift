/// Codes by units, from a table that belongs to no study: how often each unit has each code.
public struct UnitTable: Hashable, Sendable {
  /// The names of the units, in order.
  public var units: [String]
  /// The names of the codes, in order.
  public var codes: [String]
  /// For each unit one count per code.
  public var counts: [[Int]]

  /// Describes a table.
  ///
  /// - Precondition: there is one row per unit with one count per code.
  public init(units: [String], codes: [String], counts: [[Int]]) {
    precondition(counts.count == units.count, "rows and units differ")
    precondition(counts.allSatisfy { $0.count == codes.count }, "columns and codes differ")
    self.units = units
    self.codes = codes
    self.counts = counts
  }
}
