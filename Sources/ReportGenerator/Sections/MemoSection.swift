import CodingEngine
public import Fieldwork

/// Memos: what the researcher wrote beside the material.
public enum MemoSection {
  /// A document of one memo, with the passages that it is on.
  public static func document(
    _ memo: MemoDefinition, in snapshot: StudySnapshot, texts: TextShelf
  ) -> Document {
    let book = MemoBook([memo], in: snapshot, texts: texts)
    return Document(
      title: memo.heading, subtitle: byline(memo), facts: facts(memo),
      blocks: words(memo) + book.passages(of: memo))
  }

  /// What it is on, its versions, and whether it is open.
  static func facts(_ memo: MemoDefinition) -> [Fact] {
    var facts = memo.on.isEmpty ? [] : [Fact("On", memo.on)]
    if let changed = memo.changed {
      facts.append(Fact("Version", "\(memo.version), \(changed.prefix(10))"))
    }
    if memo.isOpen { facts.append(Fact("Open", "yes")) }
    return facts
  }

  /// The storylines and theoretical memos on a theme, in order of writing; one that is on
  /// several themes stands under the first and is only named under the others.
  ///
  /// - Parameter level: the level of the heading.
  static func blocks(_ snapshot: StudySnapshot, theme slug: String, level: Int) -> [Block] {
    let memos = snapshot.memos.filter {
      $0.themes.contains(slug) && ["storyline", "theoretical"].contains($0.kind)
    }
    guard !memos.isEmpty else { return [] }
    var blocks: [Block] = [.heading(level, "The researcher's notes")]
    for memo in memos {
      let head: [Inline] = [.strong([.text(memo.heading)]), .text(" (\(byline(memo)))")]
      if let first = snapshot.themes.first(where: { memo.themes.contains($0.slug) }),
        first.slug != slug
      {
        blocks.append(
          .paragraph(
            head + [
              .text(": see "), .link([.text(first.statement)], anchor: "theme-\(first.slug)"),
            ]))
      } else {
        blocks.append(.paragraph(head))
        blocks += words(memo)
      }
    }
    return blocks
  }

  /// The memos on a case, on those who belong to it, on its interviews and on its passages, in order
  /// of writing.
  ///
  /// - Parameter level: the level of the heading.
  static func blocks(_ snapshot: StudySnapshot, case view: CaseView, level: Int) -> [Block] {
    let labels = Set(view.interviews.map { snapshot.transcripts[Int($0)].label })
    let place = snapshot.cases.firstIndex { $0.id == view.entry.id }.map { Int32($0) }
    let people = Set(
      snapshot.participants.filter { person in place.map(person.cases.contains) ?? false }
        .map(\.id))
    let passages = Set(view.rows.map { snapshot.cite(ofCoding: $0) })
    let memos = snapshot.memos.filter { memo in
      memo.cases.contains(view.entry.id) || memo.transcripts.contains(where: labels.contains)
        || memo.participants.contains(where: people.contains)
        || memo.passages.contains { passages.contains($0.words) }
    }
    guard !memos.isEmpty else { return [] }
    return [.heading(level, "The researcher's memos")]
      + memos.flatMap { memo -> [Block] in
        let on = memo.on.isEmpty ? "" : "; on \(memo.on)"
        return [
          .paragraph([
            .strong([.text(memo.heading)]), .text(" (\(byline(memo))\(on))"),
          ])
        ] + words(memo)
      }
  }

  static func byline(_ memo: MemoDefinition) -> String {
    [memo.kind + " memo", memo.coder, String(memo.written.prefix(10))]
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// Paragraphs and lists with bullets; every other mark of Markdown stays as written.
  static func words(_ memo: MemoDefinition) -> [Block] {
    var blocks: [Block] = []
    var lines: [Substring] = []
    func flush() {
      guard !lines.isEmpty else { return }
      if lines.allSatisfy({ $0.hasPrefix("- ") }) {
        blocks.append(.list(lines.map { String($0.dropFirst(2)) }))
      } else {
        blocks.append(.paragraph(joined(lines)))
      }
      lines = []
    }
    for line in memo.body.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isWhitespace) { flush() } else { lines.append(line) }
    }
    flush()
    return blocks
  }

  /// Lines of one paragraph as one; Chinese needs no blank between them.
  private static func joined(_ lines: [Substring]) -> String {
    var text = ""
    for line in lines {
      let isWide = [text.unicodeScalars.last, line.unicodeScalars.first]
        .contains { ($0?.value ?? 0) >= 0x2E80 }
      text += (text.isEmpty || isWide ? "" : " ") + line
    }
    return text
  }
}
