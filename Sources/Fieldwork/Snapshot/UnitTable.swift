/// Codes by units, from a table that belongs to no study: how often each unit has each code.
public struct UnitTable: Hashable, Sendable {
  /// The names of the units, in order.
  public var units: [String]
  /// The names of the codes, in order.
  public var codes: [String]
  /// For each unit one count per code.
  public var counts: [[Int]]
  /// For each unit the document, village or school that it lies in; empty where all are of one
  /// table.
  public var strata: [String]
  /// What a reader of the numbers must know of the file.
  public var notes: [String]

  /// Describes a table.
  ///
  /// - Precondition: there is one row per unit with one count per code, and one stratum per unit
  ///   or none at all.
  public init(
    units: [String], codes: [String], counts: [[Int]], strata: [String] = [], notes: [String] = []
  ) {
    precondition(counts.count == units.count, "rows and units differ")
    precondition(counts.allSatisfy { $0.count == codes.count }, "columns and codes differ")
    precondition(strata.isEmpty || strata.count == units.count, "strata and units differ")
    self.units = units
    self.codes = codes
    self.counts = counts
    self.strata = strata
    self.notes = notes
  }

  /// The units as turns of their strata, in the order in which the strata come first; every
  /// count above 0 is a presence.
  public var turns: TurnTable {
    var documents: [TurnTable.Document] = []
    var known: [String: Int] = [:]
    for (index, unit) in units.enumerated() {
      let stratum = strata.isEmpty ? "table" : strata[index]
      let place = known[stratum] ?? documents.count
      if place == documents.count {
        known[stratum] = place
        documents.append(.init(label: stratum, turns: []))
      }
      let codes = counts[index].indices.filter { counts[index][$0] > 0 }
      documents[place].turns.append(.init(label: unit, codes: codes))
    }
    return TurnTable(codes: codes, documents: documents)
  }
}
