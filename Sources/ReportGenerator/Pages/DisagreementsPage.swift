public import CodingEngine
public import Fieldwork

/// The units about which coders disagree, as a person reads them at a terminal: who put the code
/// there, who did not, and the words.
public struct DisagreementsPage {
  /// The lines.
  public private(set) var lines: [String] = []
  private let width: Int

  /// Lays out units.
  ///
  /// - Parameters:
  ///   - units: the units in reading order.
  ///   - code: the code's slug.
  ///   - scope: who is compared, and where.
  ///   - snapshot: the study.
  ///   - texts: the words.
  ///   - width: the columns to fill; 100 without, at least 40.
  public init(
    _ units: [AgreementDisagreement], code: String, scope: AgreementScope,
    snapshot: StudySnapshot, texts: TextShelf, width: Int?
  ) {
    self.width = max(40, min(width ?? 100, 120))
    let noun = units.first?.unit ?? "turn"
    paragraph("\(code): disagreement about \(counted(units.count, noun))", indent: 0)
    for unit in units {
      lines.append("")
      let turn = unit.turn.map { "t\(snapshot.turns.numbers[$0])" } ?? ""
      let speaker = unit.turn.flatMap { snapshot.turns.speaker($0) } ?? ""
      let place = [snapshot.transcripts[unit.transcript].label, turn, speaker]
      paragraph(place.filter { !$0.isEmpty }.joined(separator: " · "), indent: 0)
      paragraph(
        "coded by \(unit.present.joined(separator: ", ")); not by "
          + unit.absent.joined(separator: ", "), indent: 2)
      paragraph("“\(unit.words(in: snapshot, texts: texts))”", indent: 2)
      paragraph(unit.cites(in: snapshot), indent: 2)
    }
    for note in scope.notes {
      lines.append("")
      paragraph("note: \(note)", indent: 0)
    }
  }

  private mutating func paragraph(_ words: String, indent: Int) {
    let blank = String(repeating: " ", count: indent)
    for part in words.printable.split(whereSeparator: \.isNewline) {
      for line in String(part).wrapped(toColumns: width - indent) { lines.append(blank + line) }
    }
  }
}
