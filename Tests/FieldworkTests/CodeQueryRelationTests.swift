import Fieldwork
import Testing

private typealias Relation = QueryRelation

private func tree(_ text: String) throws -> QueryTree<String> {
  try CodeQuery(text).tree.map { term in
    switch term.kind {
    case .code: term.name
    case .subtree: "under " + term.name
    case .theme: "theme " + term.name
    case .text: "text " + term.name
    case .saved: "@" + term.name
    }
  }
}

private func syntaxFailure(_ text: String) -> CodeQuerySyntax? {
  do {
    _ = try CodeQuery(text)
    return nil
  } catch {
    return error as? CodeQuerySyntax
  }
}

private func related(_ kind: Relation.Kind, not isNegated: Bool = false) -> QueryTree<String> {
  .related(.leaf("a"), Relation(kind, isNegated: isNegated), .leaf("b"))
}

@Suite struct CodeQueryRelationTests {
  @Test func everyRelationIsReadWithAndWithoutNot() throws {
    let words: [(String, Relation.Kind)] = [
      ("overlaps", .overlaps), ("within", .within), ("encloses", .encloses),
      ("same passage", .samePassage), ("same turn", .sameTurn), ("same case", .sameCase),
      ("same transcript", .sameTranscript), ("before", .before(nil)), ("after", .after(nil)),
      ("before(3 turns)", .before(.init(3, .turns))),
      ("after(1 sentence)", .after(.init(1, .sentences))),
      ("near(2 turns)", .near(.init(2, .turns))), ("near(1 turn)", .near(.init(1, .turns))),
      ("near(50 characters)", .near(.init(50, .characters))),
      ("NEAR ( 0 Characters )", .near(.init(0, .characters))),
      ("near（2 turns）", .near(.init(2, .turns))),
    ]
    for (word, kind) in words {
      #expect(try tree("a \(word) b") == related(kind), "\(word)")
      #expect(try tree("a not \(word) b") == related(kind, not: true), "not \(word)")
      #expect(try tree("a ! \(word) b") == related(kind, not: true), "! \(word)")
    }
  }

  @Test func relationsBindCloserThanNotAndStandFromLeftToRight() throws {
    let near = Relation(.near(.init(2, .turns)))
    #expect(
      try tree("a and not b near(2 turns) c or d")
        == .any(of: [
          .all(of: [.leaf("a")], except: [.related(.leaf("b"), near, .leaf("c"))]), .leaf("d"),
        ]))
    #expect(
      try tree("a within b not near(2 turns) c")
        == .related(
          .related(.leaf("a"), Relation(.within), .leaf("b")),
          Relation(near.kind, isNegated: true), .leaf("c")))
    #expect(try tree("(a and b) before (c or d)") == tree("(a & b) before ((c | d))"))
  }

  @Test func bracketsBehindBeforeAreADistanceOnlyWhenTheyHoldOne() throws {
    #expect(
      try tree("a before (b or c)")
        == .related(
          .leaf("a"), Relation(.before(nil)), .any(of: [.leaf("b"), .leaf("c")])))
    #expect(try tree("a before (2) ") == .related(.leaf("a"), Relation(.before(nil)), .leaf("2")))
  }

  @Test func wordsOfRelationsAreNamesWhereAPassageStands() throws {
    #expect(
      try tree("near and before or not same and within")
        == .any(of: [
          .all(of: [.leaf("near"), .leaf("before")], except: []),
          .all(of: [.leaf("within")], except: [.leaf("same")]),
        ]))
    #expect(try tree("theme and text") == .all(of: [.leaf("theme"), .leaf("text")], except: []))
    #expect(
      try tree("text overlaps theme")
        == .related(.leaf("text"), Relation(.overlaps), .leaf("theme")))
  }

  @Test func themesTextsAndSavedQueriesAreLeaves() throws {
    #expect(
      try tree("theme stay-put and text “no way” and @worries and theme \"two words\"")
        == .all(
          of: [
            .leaf("theme stay-put"), .leaf("text no way"), .leaf("@worries"),
            .leaf("theme two words"),
          ], except: []))
    #expect(try tree("\"@worries\"") == .leaf("@worries"), "a quoted name is a code")
    #expect(try CodeQuery("\"@worries\"").savedNames.isEmpty)
    #expect(try CodeQuery("@worries near(1 turn) @b").savedNames == ["worries", "b"])
    #expect(try tree("text 「户口」") == .leaf("text 户口"))
  }

  @Test(arguments: [
    ("a near b", CodeQuerySyntax.Reason.badReach, 8), ("a near", .badReach, 7),
    ("a near(turns) b", .badReach, 8), ("a near(2 miles) b", .badReach, 8),
    ("a near(2 turns b", .badReach, 8), ("a near(9999999 turns) b", .badReach, 8),
    ("a same b", .badSame, 8), ("a same", .badSame, 7), ("a overlaps", .missingName, 11),
    ("a overlaps not b", .missingName, 12), ("a not b", .missingOperator, 3),
    ("a not", .missingOperator, 3), ("overlaps overlaps", .missingName, 18),
    ("(not a) overlaps b", .loneNot, 2), ("a overlaps (not b)", .loneNot, 13),
    ("text hukou", .bareText, 6), ("text \"**\"", .emptyName, 6), ("@ and a", .missingName, 1),
    ("a before(2000000 turns) b", .badReach, 10), ("theme", .missingOperator, 0),
  ])
  func anErrorSaysWhatIsWrongAndWhere(
    text: String, reason: CodeQuerySyntax.Reason, column: Int
  ) throws {
    if column == 0 {
      #expect(syntaxFailure(text) == nil, "a code may be called '\(text)'")
      return
    }
    let failure = try #require(syntaxFailure(text), "\(text) was read")
    #expect(failure.reason == reason)
    #expect(failure.pointer.column == column)
  }

  @Test func aLongChainOfRelationsIsRefusedInsteadOfACrash() {
    let chain = "a" + String(repeating: " overlaps a", count: 100_000)
    #expect(syntaxFailure(chain)?.reason == .tooDeep)
  }
}

@Suite struct QueryNameTests {
  private let names: QueryNames

  init() throws {
    let book = try Codebook([
      CodeDefinition(slug: "settling", isCodable: false),
      CodeDefinition(slug: "stay", parent: "settling"), CodeDefinition(slug: "fees"),
      CodeDefinition(slug: "theme"),
    ])
    names = QueryNames(
      codebook: book,
      themes: [
        ThemeDefinition(
          slug: "anchor", statements: [], rule: .allRequired, required: ["settling", "fees"],
          supporting: ["theme"])
      ],
      saved: [
        try SavedQuery(name: "worries", text: "fees near(1 sentence) text \"rent\""),
        try SavedQuery(name: "both", text: "@worries and stay"),
        try SavedQuery(name: "egg", text: "@hen"),
        try SavedQuery(name: "hen", text: "fees or @egg"),
        try SavedQuery(name: "old", text: "gone and fees"),
        try SavedQuery(name: "short", text: "fee"),
      ])
  }

  private func resolved(_ text: String) throws -> ResolvedCodeQuery {
    try CodeQuery(text).resolved(in: names, .prefix)
  }

  @Test func aThemeStandsForTheCodesThatItRequiresCategoriesForWhatIsBelow() throws {
    #expect(try resolved("theme anchor").codes == [0, 1, 2])
    #expect(try resolved("theme anchor and \"theme\"").words == "theme anchor and \"theme\"")
  }

  @Test func aSavedQuerySpeaksOfAllItsCodesAndNeeds() throws {
    let both = try resolved("@both")
    #expect(both.codes == [1, 2])
    #expect(both.asksForWords && both.countsSentences)
    #expect(both.words == "@both")
    #expect(try !resolved("stay").asksForWords)
    #expect(try resolved("stay near(2 turns) fees").countsSentences == false)
  }

  @Test func namesOfSavedQueriesAndNamesInThemAreExact() {
    #expect(throws: CodeQueryNameFailure.self) { try resolved("@worr") }
    let short = #expect(throws: SavedQueryFailure.self) { try resolved("stay or @short") }
    #expect(
      short?.problem.what == "the saved query 'short' cannot be asked: no code is called 'fee'")
  }

  @Test func aSavedQueryThatAsksItselfIsRefusedByName() {
    let circle = #expect(throws: SavedQueryFailure.self) { try resolved("@egg") }
    #expect(circle?.problem.what.contains("@egg → @hen → @egg") == true)
  }

  @Test func aSavedQueryWhoseCodeIsGoneSaysWhich() {
    let broken = #expect(throws: SavedQueryFailure.self) { try resolved("@old") }
    #expect(broken?.problem.what.contains("no code is called 'gone'") == true)
  }

  @Test func wordsAreRefusedWhereOnlyCodesCanBeAsked() throws {
    #expect(throws: CodeQueryOnlyCodes.self) {
      try CodeQuery("text \"rent\"").resolved(in: names.codebook, .exact)
    }
  }

  @Test(arguments: ["", "two words", "a)b", "@x", "a\"b", "x&y"])
  func aNameThatAQueryCannotHoldIsRefused(name: String) {
    #expect(throws: Problem.self) { try SavedQuery(name: name, text: "a") }
  }
}
