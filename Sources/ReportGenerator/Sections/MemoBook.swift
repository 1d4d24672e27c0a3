import CodingEngine
public import Fieldwork

/// Memos as one document, each with the words of the passages that it is on.
public struct MemoBook {
  /// In which order the memos stand.
  public enum Order: Sendable {
    /// As they were written.
    case time
    /// Below what they are on; one that is on several things stands in full below the first and
    /// is named below the others.
    case object
  }

  private let memos: [MemoDefinition]
  private let quotes: QuoteBlocks
  private let rows: [PassageCite: [Int]]

  /// Prepares memos.
  ///
  /// - Parameters:
  ///   - memos: the memos in order of writing.
  ///   - snapshot: the study with its codings and turns.
  ///   - texts: the words of the texts in which cited passages lie, translations included.
  public init(_ memos: [MemoDefinition], in snapshot: StudySnapshot, texts: TextShelf) {
    self.memos = memos
    quotes = QuoteBlocks(snapshot: snapshot, texts: texts)
    rows = snapshot.rows(ofPassages: memos.flatMap(\.passages))
  }

  /// The document.
  public func document(_ order: Order) -> Document {
    let passages = Set(memos.flatMap(\.passages)).count
    return Document(
      title: "Memos", subtitle: quotes.snapshot.name, isInternal: true,
      facts: [
        Fact("Memos", "\(memos.count)"), Fact("Passages", "\(passages)"),
        Fact("Order", order == .time ? "of writing" : "of what they are on"),
      ], blocks: order == .time ? byTime() : byObject())
  }

  /// The passages of a memo as quotes; one that has no codings that count is named.
  func passages(of memo: MemoDefinition) -> [Block] {
    memo.passages.flatMap { cite -> [Block] in
      guard let rows = rows[cite] else {
        return [
          .paragraph(
            "\(cite.words): nobody codes this passage any more, or a correction left it without "
              + "a place (emic confirm)")
        ]
      }
      return quotes.blocks(rows)
    }
  }

  private func byTime() -> [Block] {
    memos.flatMap { inFull($0, level: 2) }
  }

  private func byObject() -> [Block] {
    var blocks: [Block] = []
    var told: Set<MemoDefinition> = []
    for (word, title) in MemoBook.chapters {
      let objects = objects(word)
      if objects.isEmpty { continue }
      blocks.append(.heading(2, title))
      for object in objects {
        blocks.append(.heading(3, object.name))
        for memo in memos where memo.targets.contains(object) {
          if told.insert(memo).inserted {
            blocks += inFull(memo, level: 4)
          } else {
            blocks.append(
              .paragraph([
                .text("see "),
                .link([.text(memo.heading)], anchor: MemoBook.anchor(memo)),
              ]))
          }
        }
      }
    }
    let loose = memos.filter(\.isLoose)
    if !loose.isEmpty {
      blocks.append(.heading(2, "On nothing yet"))
      for memo in loose { blocks += inFull(memo, level: 3) }
    }
    return blocks
  }

  private static let chapters = [
    ("theme", "Themes"), ("code", "Codes"), ("relation", "Relations"),
    ("transcript", "Transcripts"), ("passage", "Passages"), ("case", "Cases"),
    ("participant", "Participants"),
  ]

  /// What of a kind any memo is on: codes in the order of the codebook, all else in that of names.
  private func objects(_ kind: String) -> [MemoTarget] {
    let found = memos.flatMap(\.targets).filter { $0.kind == kind }.withoutRepetition
    let book = quotes.snapshot.codebook
    return found.sorted { a, b in
      if case .code(let x) = a, case .code(let y) = b {
        return (book.index(ofSlug: x) ?? .max) < (book.index(ofSlug: y) ?? .max)
      }
      if case .passage(let x) = a, case .passage(let y) = b { return x < y }
      return a.name.precedesNaturally(b.name)
    }
  }

  private func inFull(_ memo: MemoDefinition, level: Int) -> [Block] {
    let head: [Block] = [
      .heading(level, memo.heading, id: MemoBook.anchor(memo)),
      .paragraph([.emphasis([.text(MemoSection.byline(memo))])]),
    ]
    let facts = MemoSection.facts(memo)
    return head + (facts.isEmpty ? [] : [.facts(facts)]) + MemoSection.words(memo)
      + passages(of: memo)
  }

  private static func anchor(_ memo: MemoDefinition) -> String {
    "memo-" + memo.slug.map { $0 == "#" ? "-" : $0 }
  }
}
