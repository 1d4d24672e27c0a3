import CodingEngine
public import Fieldwork

/// Results of the engine as tables whose column keys are a contract: more may follow, none is
/// renamed.
///
/// One file per family of commands extends it.
public enum EngineTables {}

extension EngineTables {
  /// A count with nothing in place of zero, for sheets in which zeros would hide the rest.
  static func sparse(_ count: Int) -> Cell { count == 0 ? .empty : .integer(count) }

  /// A coefficient, or why there is none.
  static func cell(_ coefficient: Coefficient, digits: Int = 3) -> Cell {
    switch coefficient {
    case .value(let value): .number(value, digits: digits)
    case .undefined(let reason): .undefined(reason: reason)
    }
  }
}

extension ResultTable {
  /// Says which filter limited the study that was asked, if one did.
  public mutating func limit(by snapshot: StudySnapshot) {
    guard let limits = snapshot.limits else { return }
    parameters.append(Parameter("where", limits.words))
    if command != "crosstab" { table.notes.insert(limits.summary, at: 0) }
    table.notes = EngineTables.unique(table.notes + limits.notes)
  }
}
