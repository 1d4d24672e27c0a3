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

/// Leads from a number to the passages behind it.
struct Citations {
  /// Whether the passages stand in the same document, so that a citation can lead there.
  let areLinked: Bool
  /// The cases that have a page in the same document.
  var pages: Set<String> = []

  /// A case by its id, leading to its page.
  func place(_ id: String) -> Inline {
    pages.contains(id) ? .link([.text(id)], anchor: "case-\(id)") : .text(id)
  }

  /// The passages of some codings in reading order, each once: `GY-101#6, GY-104#2`.
  func list(_ rows: [Int], in snapshot: StudySnapshot) -> [Inline] {
    var parts: [Inline] = []
    for cite in EngineTables.unique(snapshot.inReadingOrder(rows).map(snapshot.cite(ofCoding:))) {
      if !parts.isEmpty { parts.append(", ") }
      parts.append(areLinked ? .link([.text(cite)], anchor: Citations.anchor(cite)) : .text(cite))
    }
    return parts
  }

  /// Where a passage stands in the appendix.
  static func anchor(_ cite: String) -> String { "passage-\(cite)" }
}
