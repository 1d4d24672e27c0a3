import CodingEngine
import Fieldwork

/// Where the numbers come from: the interviews, the codes that were used, how things were
/// counted.
enum AppendixSection {
  /// - Parameter passages: the words, where every coded passage is to be printed.
  static func blocks(_ snapshot: StudySnapshot, passages: TextShelf?) -> [Block] {
    let citations = Citations(areLinked: passages != nil)
    var rows = [[Int]](repeating: [], count: snapshot.codebook.codes.count)
    for row in 0..<snapshot.codings.count { rows[Int(snapshot.codings.codes[row])].append(row) }
    var interviews = EngineTables.transcripts(snapshot).table
    interviews.title = "Transcripts"
    let counts = CodeCounts(snapshot)
    var blocks: [Block] = [
      .pageBreak, .heading(1, "Appendix", id: "appendix"), .heading(2, "Transcripts"),
      .table(interviews), .heading(2, "Codes that were used"),
    ]
    for (index, code) in snapshot.codebook.codes.enumerated()
    where counts.counts[index].codings > 0 {
      let names = code.names.map(\.text).joined(separator: " · ")
      blocks.append(.heading(4, code.slug, id: "code-\(code.slug)"))
      var words: [Inline] = names.isEmpty ? [] : [.strong([.text(names)]), ". "]
      words.append(.text([code.short, code.full].filter { !$0.isEmpty }.joined(separator: " ")))
      blocks.append(.paragraph(words))
      blocks.append(.paragraph(["Passages: "] + citations.list(rows[index], in: snapshot)))
    }
    blocks.append(.heading(2, "How it was counted"))
    blocks.append(
      .list(
        EngineTables.unique(
          counts.notes + [
            "a translation is a layer of its transcript and adds nothing to any n",
            "a coding belongs to the case of its transcript; where a transcript is about several "
              + "cases, to the one case whose speakers are in the passage, else to none",
            "touching passages do not overlap",
          ])))
    if let passages { blocks += PassageSection.blocks(snapshot, texts: passages) }
    return blocks
  }
}
