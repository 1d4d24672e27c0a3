/// The headings of a document with the anchors that they get.
struct Outline {
  /// A heading in the table of contents.
  struct Entry {
    let level: Int
    let words: String
    let id: String
  }

  /// All headings in order, also those inside lists, notices and panels.
  private(set) var entries: [Entry] = []
  private var taken: Set<String> = []

  /// Collects the headings.
  ///
  /// Anchors that are given come first, so that links to them hold;
  /// those made from words get a number where they would stand twice.
  init(_ document: Document) {
    var headings: [Heading] = []
    Outline.collect(document.blocks, into: &headings)
    taken = Set(headings.compactMap { $0.id.map(anchorID) })
    for heading in headings {
      let words = heading.words.plainText
      entries.append(
        Entry(
          level: min(4, max(1, heading.level)), words: words,
          id: heading.id.map(anchorID) ?? fresh(anchorID(words.lowercased()))))
    }
  }

  private mutating func fresh(_ wanted: String) -> String {
    var id = wanted
    var number = 2
    while !taken.insert(id).inserted {
      id = "\(wanted)-\(number)"
      number += 1
    }
    return id
  }

  private static func collect(_ blocks: [Block], into headings: inout [Heading]) {
    for block in blocks {
      switch block {
      case .heading(let heading): headings.append(heading)
      case .list(let items, _): items.forEach { collect($0, into: &headings) }
      case .notice(let notice): collect(notice.blocks, into: &headings)
      case .folded(_, let inner): collect(inner, into: &headings)
      case .sideBySide(let panels): panels.forEach { collect($0.blocks, into: &headings) }
      case .paragraph, .table, .quote, .figure, .facts, .pageBreak: break
      }
    }
  }
}
