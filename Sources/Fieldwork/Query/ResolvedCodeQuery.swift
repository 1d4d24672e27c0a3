/// A query whose names were found.
public struct ResolvedCodeQuery: Hashable, Sendable {
  /// A leaf of a query and what it means.
  public struct Term: Hashable, Sendable {
    /// What a leaf means.
    public indirect enum Meaning: Hashable, Sendable {
      /// Codes, as ranges of indices into the codebook.
      case codes([Range<Int>])
      /// Words that are said.
      case text(String)
      /// A whole query.
      case saved(QueryTree<Term>)
    }

    /// The leaf as it is written in a query, with exact names.
    public var words: String
    /// What it means.
    public var meaning: Meaning

    /// Describes a leaf.
    public init(words: String, _ meaning: Meaning) {
      self.words = words
      self.meaning = meaning
    }

    /// The codes that it speaks of, as indices into the codebook.
    var codes: [Int] {
      switch meaning {
      case .codes(let ranges): ranges.flatMap { $0 }
      case .text: []
      case .saved(let tree): tree.leaves.flatMap(\.codes)
      }
    }

    fileprivate var asksForWords: Bool {
      switch meaning {
      case .codes: false
      case .text: true
      case .saved(let tree): tree.leaves.contains(where: \.asksForWords)
      }
    }

    fileprivate var relations: [QueryRelation] {
      if case .saved(let tree) = meaning { tree.allRelations } else { [] }
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

  /// Whether the query looks for words, so that it needs every text and all turns.
  public var asksForWords: Bool { tree.leaves.contains(where: \.asksForWords) }

  /// Whether the query counts sentences, so that it needs the words round its passages.
  public var countsSentences: Bool {
    tree.allRelations.contains { $0.kind.reach?.measure == .sentences }
  }

  /// Whether the query itself asks about turns: for words, sentences or turns between its
  /// passages, or whose words they are.
  public var asksForTurns: Bool {
    asksForWords
      || tree.allRelations.contains { relation in
        relation.kind == .sameCase
          || [.turns, .sentences].contains(relation.kind.reach?.measure)
      }
  }

  /// The query in full words with the exact slugs, as it was understood.
  ///
  /// Reading these words again gives the same query.
  public var words: String { tree.words(\.words) }
}

extension QueryTree<ResolvedCodeQuery.Term> {
  /// The relations of the tree and of the saved queries in it.
  fileprivate var allRelations: [QueryRelation] {
    relations + leaves.flatMap(\.relations)
  }
}
