extension CodeQuery {
  /// The query with other names in some places; everything else stays to the letter.
  ///
  /// - Parameter newName: the new name of what a term names, `nil` to leave it.
  /// - Returns: the text; the same as `text` when nothing was to change.
  public func renaming(_ newName: (Term) -> String?) -> String {
    var scalars = Array(text.unicodeScalars)
    for term in tree.leaves.sorted(by: { $0.column > $1.column }) {
      guard term.kind != .text, let name = newName(term) else { continue }
      let start = term.column - 1
      guard scalars.indices.contains(start) else { continue }
      let end = CodeQueryLexer.endOfName(in: scalars, from: start)
      let written = term.kind == .saved ? "@" + name : CodeQueryParser.quotedIfNeeded(name)
      scalars.replaceSubrange(start..<end, with: written.unicodeScalars)
    }
    var out = String.UnicodeScalarView()
    out.append(contentsOf: scalars)
    return String(out)
  }
}
