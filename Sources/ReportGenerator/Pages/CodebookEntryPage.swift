public import Fieldwork

/// One entry of a codebook as lines for a terminal.
public struct CodebookEntryPage {
  /// The lines.
  public private(set) var lines: [String] = []
  private let width: Int

  /// Lays out an entry.
  public init(_ snapshot: StudySnapshot, code index: Int, width: Int) {
    self.width = max(40, min(width, 100))
    let code = snapshot.codebook.codes[index]
    let names = ([code.slug] + code.names.map(\.text)).joined(separator: " · ").onOneLine
    let path = snapshot.codebook.path(index).joined(separator: " > ").onOneLine
    lines = names.wrapped(toColumns: width) + path.wrapped(toColumns: width)
    field("definition", code.short)
    field("in full", code.full)
    field("use", code.include)
    field("do not use", code.exclude)
    for example in code.examples { field("example", "“\(example.text)”") }
    field("paradigm", code.paradigm ?? "")
    field("origin", code.origin ?? "")
    field("applies to", code.interviewees.joined(separator: ", "))
    field("questions", code.questions.joined(separator: ", "))
    for dimension in code.dimensions { field("dimension", dimension) }
    if code.isRetired { field("status", "retired: takes no new codings") }
    if code.isSensitive { field("sensitive", "take extra care when passages leave the study") }
    let codings = snapshot.codings.codes.count { Int($0) == index }
    field("codings", code.isCodable ? "\(codings)" : "none: a category")
    let below = snapshot.codebook.subtree(index).dropFirst().map {
      snapshot.codebook.codes[$0].slug
    }
    field("below", below.joined(separator: ", "))
  }

  private mutating func field(_ name: String, _ value: String) {
    guard !value.isEmpty else { return }
    let words = value.split(whereSeparator: \.isNewline).joined(separator: " ").printable
    for (position, line) in words.wrapped(toColumns: width - 14).enumerated() {
      lines.append((position == 0 ? name : "").padded(toColumns: 14) + line)
    }
  }
}
