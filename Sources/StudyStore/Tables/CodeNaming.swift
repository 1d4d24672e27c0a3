import Fieldwork
import GRDB

/// Lets what names a code in words follow it: saved queries, the rules of themes and what official
/// figures are tied to.
///
/// Everything else points at the code itself.
struct CodeNaming {
  /// What was written anew.
  struct Outcome {
    /// Names of saved queries, as a query asks them.
    var queries: [String] = []
    /// Slugs of themes.
    var themes: [String] = []
    /// Keys of official figures.
    var figures: [String] = []

    /// What followed, in words.
    var words: [String] {
      queries.map { "query @\($0)" } + themes.map { "rule of theme \($0)" }
        + figures.map { "figure \($0)" }
    }
  }

  private let writer: StudyWriter
  private let book: Codebook
  private let newName: (CodeQuery.Term, Int) -> String?

  /// Prepares to follow.
  ///
  /// - Parameters:
  ///   - book: the codebook in which the old names lead somewhere.
  ///   - newName: the new name for a term that names the code with this index, or `nil`.
  init(
    _ writer: StudyWriter, in book: Codebook,
    newName: @escaping (CodeQuery.Term, Int) -> String?
  ) {
    self.writer = writer
    self.book = book
    self.newName = newName
  }

  /// The terms of saved queries and rules that name codes, with what asks them.
  func terms() throws -> [(owner: String, term: CodeQuery.Term, code: Int)] {
    let queries = try SavedQueryRows.load(writer.db).map { ("@" + $0.name, $0.text) }
    let rules = try ThemeRows.load(writer.db).compactMap { theme -> (String, String)? in
      guard case .query(let text) = theme.rule else { return nil }
      return ("theme " + theme.slug, text)
    }
    let figures = try NoteRows.figures(writer.db).filter { !$0.codes.isEmpty }
      .map { ("figure " + $0.slug, $0.codes) }
    return (queries + rules + figures).flatMap { owner, text in
      (try? CodeQuery(text))?.tree.leaves.compactMap { term in
        code(of: term).map { (owner, term, $0) }
      } ?? []
    }
  }

  /// Writes the new names.
  func follow() throws -> Outcome {
    var outcome = Outcome()
    for query in try SavedQueryRows.load(writer.db) {
      guard let text = try rewritten(query.text, of: "the saved query '\(query.name)'") else {
        continue
      }
      try writer.db.execute(
        sql: "UPDATE saved_query SET query = ? WHERE slug = ?", arguments: [text, query.name])
      outcome.queries.append(query.name)
    }
    for theme in try ThemeRows.load(writer.db) {
      guard case .query(let rule) = theme.rule,
        let text = try rewritten(rule, of: "the rule of the theme '\(theme.slug)'")
      else { continue }
      try writer.db.execute(
        sql: "UPDATE theme SET rule = ? WHERE slug = ?",
        arguments: [ThemeRule.query(text).words, theme.slug])
      outcome.themes.append(theme.slug)
    }
    for figure in try NoteRows.figures(writer.db) where !figure.codes.isEmpty {
      guard let text = try rewritten(figure.codes, of: "the codes of the figure '\(figure.slug)'")
      else { continue }
      try writer.db.execute(
        sql: "UPDATE context_figure SET codes = ? WHERE slug = ?", arguments: [text, figure.slug])
      outcome.figures.append(figure.slug)
    }
    return outcome
  }

  private func code(of term: CodeQuery.Term) -> Int? {
    guard [.code, .subtree].contains(term.kind) else { return nil }
    return try? book.resolver.index(of: term.name, .exact)
  }

  /// The query with the new names; `nil` where nothing is to change or it cannot be read.
  private func rewritten(_ text: String, of what: String) throws -> String? {
    guard let query = try? CodeQuery(text) else { return nil }
    let renamed = query.renaming { term in code(of: term).flatMap { newName(term, $0) } }
    guard renamed != text else { return nil }
    guard let again = try? CodeQuery(renamed),
      again.tree.leaves.count == query.tree.leaves.count
    else {
      throw Problem(
        .data, "\(what) cannot be written with the new name: \(text)",
        hint: "change or remove it first")
    }
    return renamed
  }
}
