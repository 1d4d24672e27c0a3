/// A question about passages in the words of the researcher, such as
/// `intent-to-stay and not (under work or "no way back")`.
///
/// ```
/// query  = union
/// union  = share { or share }
/// share  = factor { and factor }
/// factor = not factor | "(" union ")" | under name | name
/// and    = "and" | "&"      or = "or" | "|"      not = "not" | "!"
/// name   = a word without blanks, brackets, quotation marks, & | !
///        | words in quotation marks: "…" “…” 「…」 『…』
/// ```
///
/// The words `and or not under` may be written in any case; a code that is called like one of
/// them is quoted. `not` binds closest, then `and`, then `or`. Names are the id or a name of a
/// code in any language; `under name` is the code and everything below it.
///
/// **What it means.** Every part of a query has *codings* and *stretches* of text.
/// - A code: its codings, and the stretches that they cover.
/// - `X or Y`: the codings and the stretches of both.
/// - `X and Y`: the stretches that X and Y share, and the codings of either that reach into
///   one of them (the whole passages, the "big picture"). Touching is not sharing. Several
///   `and` in a row share one and the same stretch, whatever their order. A coding reaches
///   into itself, so `X and X` is X.
/// - `… and not Z`: before anything is shared, every code beside the `not` loses the codings
///   that a coding of Z overlaps; so `A and not B` is A's codings that no B coding overlaps.
///   Brackets limit what stands beside it: `(A and not B) and C` leaves C whole. What stands
///   after `not` is looked at by itself.
/// - A `not` with nothing beside it to take from is refused.
/// - Codings of all coders count together; restrict the snapshot to ask one coder.
public struct CodeQuery: Hashable, Sendable {
  /// A code as the query names it.
  public struct Term: Hashable, Sendable {
    /// The name, without quotation marks.
    public var name: String
    /// Whether everything below the code is meant too.
    public var isSubtree: Bool
    /// Where the name begins: scalars of the query, from 1.
    public var column: Int

    /// Names a code.
    public init(name: String, isSubtree: Bool, column: Int) {
      self.name = name
      self.isSubtree = isSubtree
      self.column = column
    }
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

  /// Finds the codes.
  ///
  /// - Parameter strictness: `.exact` for saved queries and commands that write, `.prefix` for
  ///   commands that read.
  /// - Throws: `CodeQueryNameFailure` with the place of the name that leads nowhere.
  public func resolved(
    in codebook: Codebook, _ strictness: NameResolver.Strictness
  ) throws -> ResolvedCodeQuery {
    var notes: [String] = []
    let resolved = try tree.map { term in
      let index: Int
      do {
        index = try codebook.resolver.index(of: term.name, strictness)
      } catch let failure as NameFailure {
        throw CodeQueryNameFailure(
          failure: failure, pointer: QueryPointer(text: text, column: term.column))
      }
      let code = codebook.codes[index]
      if !term.isSubtree, !code.isCodable {
        let note =
          "'\(code.slug)' is a category and carries no codings itself; "
          + "'under \(code.slug)' asks for the codes below it"
        if !notes.contains(note) { notes.append(note) }
      }
      return ResolvedCodeQuery.Term(
        slug: code.slug, codes: term.isSubtree ? codebook.subtree(index) : index..<index + 1,
        isSubtree: term.isSubtree)
    }
    return ResolvedCodeQuery(tree: resolved, notes: notes)
  }
}

/// A query whose codes were found.
public struct ResolvedCodeQuery: Hashable, Sendable {
  /// One code, or a code with everything below it.
  public struct Term: Hashable, Sendable {
    /// The code's slug.
    public var slug: String
    /// The indices into the codebook that are meant.
    public var codes: Range<Int>
    /// Whether everything below the code is meant too.
    public var isSubtree: Bool

    /// Describes codes.
    public init(slug: String, codes: Range<Int>, isSubtree: Bool) {
      self.slug = slug
      self.codes = codes
      self.isSubtree = isSubtree
    }
  }

  /// What the query says.
  public let tree: QueryTree<Term>
  /// What a reader should know before trusting an empty answer.
  public let notes: [String]

  /// Takes over a tree.
  public init(tree: QueryTree<Term>, notes: [String] = []) {
    self.tree = tree
    self.notes = notes
  }

  /// The codes that the query speaks of, those it takes away included, as indices into the
  /// codebook.
  public var codes: Set<Int> { Set(tree.leaves.flatMap(\.codes)) }

  /// The query in full words with the exact slugs, as it was understood.
  ///
  /// Reading these words again gives the same query.
  public var words: String {
    tree.words { ($0.isSubtree ? "under " : "") + CodeQueryParser.quotedIfNeeded($0.slug) }
  }
}
