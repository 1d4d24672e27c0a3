public import CodingEngine
import Fieldwork

extension EngineTables {
  /// The waves of a survey: `wave, records, variables, again, new, back, gone, gone_records`.
  public static func waves(_ comparison: WaveComparison, of family: String) -> ResultTable {
    var table = Table(columns: [
      Column("wave"), .number("records"), .number("variables"), .number("again"), .number("new"),
      .number("back"), .number("gone"), .prose("gone_records"),
    ])
    for (place, wave) in comparison.waves.enumerated() {
      let isFirst = place == 0
      let shown = wave.gone.prefix(10).joined(separator: ", ")
      table.append([
        .text(wave.name), .integer(wave.records), .integer(wave.variables),
        isFirst ? .empty : .integer(wave.again), .integer(wave.new),
        isFirst ? .empty : .integer(wave.back), isFirst ? .empty : .integer(wave.gone.count),
        .text(
          wave.gone.count > 10 ? "\(shown) and \(wave.gone.count - 10) more" : shown),
      ])
    }
    var notes = [
      "again: in the wave before, too; back: in an earlier one, but not in the one before; gone: in "
        + "the wave before, but not in this one",
      "in every wave: \(counted(comparison.inAll, "record")), "
        + "\(counted(comparison.common, "variable"))",
    ]
    notes += comparison.changes.prefix(20).map { "changed: \($0.variable), \($0.words)" }
    if comparison.changes.count > 20 {
      notes.append("and \(comparison.changes.count - 20) more variables changed")
    }
    table.notes = notes
    return ResultTable(
      command: "survey waves", parameters: [Parameter("survey", family)], unit: "wave",
      n: comparison.waves.count, table: table)
  }
}
