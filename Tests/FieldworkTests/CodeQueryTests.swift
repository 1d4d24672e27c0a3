import Fieldwork
import Testing

private func tree(_ text: String) throws -> QueryTree<String> {
  try CodeQuery(text).tree.map { ($0.isSubtree ? "under " : "") + $0.name }
}

private func syntaxFailure(_ text: String) -> CodeQuerySyntax? {
  do {
    _ = try CodeQuery(text)
    return nil
  } catch {
    return error as? CodeQuerySyntax
  }
}

@Suite struct CodeQueryTests {
  @Test func notBindsClosestThenAndThenOr() throws {
    #expect(
      try tree("a or b and not c")
        == .any(of: [.leaf("a"), .all(of: [.leaf("b")], except: [.leaf("c")])]))
  }

  @Test func signsAndFullWidthFormsMeanTheSameAsWords() throws {
    let words = try tree("a and not (b or under c)")
    #expect(try tree("a & !(b | under c)") == words)
    #expect(try tree("a&&!(b||under c)") == words)
    #expect(try tree("a AND Not （b OR Under c）") == words)
    #expect(try tree("a\u{3000}and not(b or under c)") == words)
  }

  @Test func orderOfPartsBesideNotDoesNotMatter() throws {
    #expect(try tree("not b and a") == tree("a and not b"))
    #expect(try tree("a and (not b)") == tree("a and not b"))
    #expect(try tree("a and (b and c)") == tree("a and b and c"))
  }

  @Test func bracketsLimitWhatANotTakesFrom() throws {
    #expect(
      try tree("(a and not b) and c")
        == .all(of: [.all(of: [.leaf("a")], except: [.leaf("b")]), .leaf("c")], except: []))
    #expect(
      try tree("a and not b and c") == .all(of: [.leaf("a"), .leaf("c")], except: [.leaf("b")]))
  }

  @Test func twoNotsTakeEachOtherBack() throws {
    #expect(try tree("not not a") == .leaf("a"))
  }

  @Test func namesWithBlanksAndReservedWordsAreQuoted() throws {
    #expect(
      try tree("\"no way back\" and “own words” and 「留 下」 and under \"and\"")
        == .all(
          of: [.leaf("no way back"), .leaf("own words"), .leaf("留 下"), .leaf("under and")],
          except: []))
    #expect(
      try tree("不是客人 and android")
        == .all(of: [.leaf("不是客人"), .leaf("android")], except: []))
  }

  @Test(arguments: [
    ("", CodeQuerySyntax.Reason.empty, 1), ("   ", .empty, 4), ("a and", .missingName, 6),
    ("a and and b", .missingName, 7), ("or a", .missingName, 1), ("()", .missingName, 2),
    ("under", .missingName, 6), ("under (a)", .missingName, 7), ("a b", .missingOperator, 3),
    ("no way back", .missingOperator, 4), ("(a b)", .missingOperator, 4),
    ("(a and b", .openBracket, 1), ("a and (b or (c)", .openBracket, 7), ("a)", .strayBracket, 2),
    ("a and \"b", .openQuotation, 7), ("a and \"\"", .emptyName, 7),
    ("a” or b", .strayQuotation, 2),
    ("not a", .loneNot, 1), ("a or not b", .loneNot, 6), ("not a and not b", .loneNot, 1),
    ("a and (not b or c)", .loneNot, 8),
  ])
  func anErrorSaysWhatIsWrongAndWhere(
    text: String, reason: CodeQuerySyntax.Reason, column: Int
  ) throws {
    let failure = try #require(syntaxFailure(text), "\(text) was read")
    #expect(failure.reason == reason)
    #expect(failure.pointer.column == column)
  }

  @Test func theCaretStandsUnderThePlace() throws {
    #expect(try #require(syntaxFailure("a and and b")).pointer.lines == "  a and and b\n        ^")
  }

  @Test func theCaretCountsWideCharactersTwice() throws {
    #expect(try #require(syntaxFailure("留下 and")).pointer.lines == "  留下 and\n          ^")
  }

  @Test func aLoneNotSaysWhatToDo() throws {
    let problem = try #require(syntaxFailure("not school")).problem
    #expect(problem.place == "query, column 1")
    #expect(problem.hint?.contains("'A and not B'") == true)
  }

  @Test func nestingHasALimitInsteadOfACrash() {
    let deep = String(repeating: "(", count: 100_000) + "a"
    #expect(syntaxFailure(deep)?.reason == .tooDeep)
    #expect(syntaxFailure(String(repeating: "!", count: 100_000))?.reason == .tooDeep)
  }

  @Test func namesAreFoundAndUnknownOnesPointedAt() throws {
    var stay = CodeDefinition(slug: "intent-to-stay", parent: "settling")
    stay.names = [LocalizedText(language: "en", text: "Intent to stay")]
    let book = try Codebook([CodeDefinition(slug: "settling", isCodable: false), stay])
    let query = try CodeQuery("under settling and intent")
    #expect(
      try query.resolved(in: book, .prefix).words == "under settling and intent-to-stay")
    let failure = #expect(throws: CodeQueryNameFailure.self) {
      try query.resolved(in: book, .exact)
    }
    #expect(failure?.pointer.column == 20)
    #expect(failure?.problem.what == "no code is called 'intent'")
  }

  @Test func askingACategoryItselfIsNoted() throws {
    let book = try Codebook([
      CodeDefinition(slug: "settling", isCodable: false),
      CodeDefinition(slug: "stay", parent: "settling"),
    ])
    let bare = try CodeQuery("settling or settling").resolved(in: book, .exact)
    #expect(bare.notes.count == 1)
    #expect(bare.notes.first?.contains("'under settling'") == true)
    #expect(try CodeQuery("under settling").resolved(in: book, .exact).notes.isEmpty)
  }
}
