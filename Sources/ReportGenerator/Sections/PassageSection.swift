import CodingEngine
import Fieldwork

/// Every coded passage once, in the order of the transcripts: where the numbers lead to.
enum PassageSection {
  /// The section; nothing where nothing is coded.
  static func blocks(_ snapshot: StudySnapshot, texts: TextShelf) -> [Block] {
    guard snapshot.codings.count > 0 else { return [] }
    let quotes = QuoteBlocks(snapshot: snapshot, texts: texts, isAnchored: true)
    var byTranscript = [[Int]](repeating: [], count: snapshot.transcripts.count)
    for row in 0..<snapshot.codings.count {
      let text = Int(snapshot.codings.texts[row])
      byTranscript[Int(snapshot.texts[text].transcript)].append(row)
    }
    var blocks: [Block] = [
      .heading(2, "The coded passages", id: "passages"),
      .paragraph("Each passage once, with all its codes; citations above lead here."),
    ]
    for (index, rows) in byTranscript.enumerated() where !rows.isEmpty {
      let transcript = snapshot.transcripts[index]
      let head = [transcript.label, transcript.kind, transcript.date?.spelledOut ?? ""]
      blocks.append(.heading(3, head.filter { !$0.isEmpty }.joined(separator: " · ")))
      blocks += quotes.blocks(rows)
    }
    return blocks
  }
}
