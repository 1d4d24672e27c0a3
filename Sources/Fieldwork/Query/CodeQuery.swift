/// A question about passages in the words of the researcher, such as
/// `intent-to-stay and not (under work or "no way back")`.
///
/// ```
/// query    = union
/// union    = share { or share }
/// share    = term { and term }
/// term     = not term | relation
/// relation = factor { [ not ] operator factor }
/// operator = "overlaps" | "within" | "encloses" | "near" reach
///          | "before" [ reach ] | "after" [ reach ]
///          | "same" ( "turn" | "passage" | "transcript" | "case" )
/// reach    = "(" number ( "turns" | "sentences" | "characters" ) ")"
/// factor   = "(" union ")" | "under" name | "theme" name | "text" quoted | "@" word | name
/// and      = "and" | "&"      or = "or" | "|"      not = "not" | "!"
/// name     = word | quoted
/// word     = letters and signs without blanks, brackets, quotation marks, & | !
/// quoted   = words in quotation marks: "…" “…” 「…」 『…』
/// ```
///
/// The words of the grammar may be written in any case; `turn`, `sentence` and `character` may
/// stand for one. A code that is called `and`, `or`, `not`, `under`, `theme` or `text` is quoted;
/// the words of relations mean one only behind a passage. Relations bind closest, from left to
/// right; then `not`, then `and`, then `or`. Names are the id or a name of a code in any
/// language; `under name` is the code and everything below it.
///
/// **What it means.** Every part of a query has *passages* and *stretches* of text. The passages
/// of codes are their codings.
/// - A code: its codings, and the stretches that they cover. `theme NAME`: the codings of the
///   codes that the theme requires, a category standing for everything below it. `@NAME`: the
///   saved query, as if it stood there in brackets.
/// - `text "…"`: every place where the words are said, in any language layer, as a passage of its
///   own; letter case, width and the shape of quotation marks do not matter. It is whole words
///   unless `*` stands at their end or beginning; Chinese words stand anywhere. In the answer a
///   place that lies in a coding of the answer is not listed again.
/// - `X or Y`: the passages and the stretches of both.
/// - `X and Y`: the stretches that X and Y share, and the passages of either that reach into
///   one of them (the whole passages, the "big picture"). Touching is not sharing. Several
///   `and` in a row share one and the same stretch, whatever their order. A coding reaches
///   into itself, so `X and X` is X.
/// - `… and not Z`: before anything is shared, every code beside the `not` loses the passages
///   that a passage of Z overlaps; so `A and not B` is A's codings that no B coding overlaps.
///   Brackets limit what stands beside it: `(A and not B) and C` leaves C whole. What stands
///   after `not` is looked at by itself.
/// - A `not` with nothing beside it to take from is refused.
/// - `X near(2 turns) Y` and the other relations: the passages of X of which at least one passage
///   of Y lies so; with `not`, those of which none does. A passage is never compared with itself.
///   Y's passages are whole, and nothing is taken from Y but by a `not` of its own. See
///   `QueryRelation.Kind` for each.
/// - Codings of all coders count together; restrict the snapshot to ask one coder.
public struct CodeQuery: Hashable, Sendable {
  /// A code, theme, text or saved query as the query names it.
  public struct Term: Hashable, Sendable {
    /// What the name names.
    public enum Kind: Hashable, Sendable {
      /// A code.
      case code
      /// A code with everything below it.
      case subtree
      /// A theme.
      case theme
      /// Words that are said.
      case text
      /// A saved query.
      case saved
    }

    /// The name, without quotation marks and without `@`.
    public var name: String
    /// What it names.
    public var kind: Kind
    /// Where the name begins: scalars of the query, from 1.
    public var column: Int

    /// Names something.
    public init(name: String, kind: Kind, column: Int) {
      self.name = name
      self.kind = kind
      self.column = column
    }

    /// Whether everything below the code is meant too.
    public var isSubtree: Bool { kind == .subtree }
  }

  /// The query as it was typed.
  public let text: String
  /// What it says.
  public let tree: QueryTree<Term>

  /// Reads a query.
  ///
  /// - Throws: `CodeQuerySyntax`, which points at the place.
  public init(_ text: String) throws {
    var parser = CodeQueryParser(text)
    self.text = text
    tree = try parser.query()
  }

  /// The saved queries that it names.
  public var savedNames: [String] {
    tree.leaves.filter { $0.kind == .saved }.map(\.name)
  }

  /// Finds the codes of a query that speaks of codes only.
  ///
  /// - Throws: what the other form throws; also `CodeQueryOnlyCodes` for a query that looks for
  ///   words, because without them it would find none and seem to be answered.
  public func resolved(
    in codebook: Codebook, _ strictness: NameResolver.Strictness
  ) throws -> ResolvedCodeQuery {
    let resolved = try resolved(in: QueryNames(codebook: codebook), strictness)
    guard !resolved.asksForWords, !resolved.countsSentences else {
      throw CodeQueryOnlyCodes(text: text)
    }
    return resolved
  }

  /// Finds what the names mean.
  ///
  /// - Parameter strictness: `.exact` for saved queries and commands that write, `.prefix` for
  ///   commands that read. The names inside a saved query are always exact.
  /// - Throws: `CodeQueryNameFailure` with the place of the name that leads nowhere;
  ///   `SavedQueryFailure` for a saved query that cannot be asked.
  public func resolved(
    in names: QueryNames, _ strictness: NameResolver.Strictness
  ) throws -> ResolvedCodeQuery {
    try resolved(in: names, strictness, path: [])
  }

  private func resolved(
    in names: QueryNames, _ strictness: NameResolver.Strictness, path: [String]
  ) throws -> ResolvedCodeQuery {
    var notes: [String] = []
    let resolved = try tree.map { term in
      do {
        return try meaning(of: term, in: names, strictness, path: path, notes: &notes)
      } catch let failure as NameFailure {
        throw CodeQueryNameFailure(
          failure: failure, pointer: QueryPointer(text: text, column: term.column))
      }
    }
    return ResolvedCodeQuery(tree: resolved, notes: notes)
  }

  private func meaning(
    of term: Term, in names: QueryNames, _ strictness: NameResolver.Strictness, path: [String],
    notes: inout [String]
  ) throws -> ResolvedCodeQuery.Term {
    func add(_ note: String) { if !notes.contains(note) { notes.append(note) } }
    let book = names.codebook
    switch term.kind {
    case .code, .subtree:
      let index = try book.resolver.index(of: term.name, strictness)
      let code = book.codes[index]
      if !term.isSubtree, !code.isCodable {
        add(
          "'\(code.slug)' is a category and carries no codings itself; "
            + "'under \(code.slug)' asks for the codes below it")
      }
      if code.isRetired {
        add("'\(code.slug)' is retired; 'emic codes history \(code.slug)' says what became of it")
      }
      return .init(
        words: (term.isSubtree ? "under " : "") + CodeQueryParser.quotedIfNeeded(code.slug),
        .codes([term.isSubtree ? book.subtree(index) : index..<index + 1]))
    case .theme:
      let theme = names.themes[try names.theme(term.name, strictness)]
      let indices = theme.required.compactMap { book.index(ofSlug: $0) }
      if indices.isEmpty { add("the theme '\(theme.slug)' requires no code of the codebook") }
      return .init(
        words: "theme " + CodeQueryParser.quotedIfNeeded(theme.slug),
        .codes(indices.map { book.codes[$0].isCodable ? $0..<$0 + 1 : book.subtree($0) }))
    case .text: return .init(words: "text " + CodeQueryParser.quoted(term.name), .text(term.name))
    case .saved:
      let saved = try names.saved(term.name)
      guard !path.contains(saved.name) else {
        throw SavedQueryFailure.circular(path: path + [saved.name])
      }
      do {
        let inner = try CodeQuery(saved.text).resolved(
          in: names, .exact, path: path + [saved.name])
        inner.notes.forEach(add)
        return .init(words: "@" + saved.name, .saved(inner.tree))
      } catch let failure as SavedQueryFailure {
        throw failure
      } catch let failure as any ProblemReporting {
        throw SavedQueryFailure.broken(name: saved.name, failure.problem)
      }
    }
  }
}
