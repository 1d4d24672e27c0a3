import CodingEngine
public import Fieldwork

extension EngineTables {
  /// The sets of passages: `set, passages, transcripts, uncoded, which`; `uncoded` are passages that
  /// nobody codes any more.
  public static func passageSets(_ sets: [PassageSet], in snapshot: StudySnapshot) -> ResultTable {
    var table = Table(columns: [
      Column("set"), .number("passages"), .number("transcripts"), .number("uncoded"),
      .prose("which"),
    ])
    let coded = snapshot.rows(ofPassages: sets.flatMap(\.passages))
    for set in sets {
      table.append([
        .text(set.slug), .integer(set.passages.count),
        .integer(Set(set.passages.map(\.transcript)).count),
        .integer(set.passages.count { coded[$0] == nil }),
        .text(set.passages.map(\.words).joined(separator: ", ")),
      ])
    }
    return ResultTable(command: "sets", unit: "passage", n: sets.count, table: table)
  }
}
