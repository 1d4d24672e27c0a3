import Fieldwork
import Testing

@Suite struct CodebookTests {
  func code(_ slug: String, under parent: String? = nil) -> CodeDefinition {
    CodeDefinition(slug: slug, parent: parent)
  }

  @Test func aTreeIsLaidOutInPreorderWhateverTheOrderOfTheEntries() throws {
    let book = try Codebook([
      code("rent", under: "housing"), code("housing"), code("school"),
      code("lease", under: "rent"), code("owning", under: "housing"),
    ])
    #expect(book.codes.map(\.slug) == ["housing", "rent", "lease", "owning", "school"])
    #expect(book.depths == [0, 1, 2, 1, 0])
    let housing = try #require(book.index(ofSlug: "housing"))
    #expect(
      book.subtree(housing).map { book.codes[$0].slug } == ["housing", "rent", "lease", "owning"])
    let lease = try #require(book.index(ofSlug: "lease"))
    #expect(book.path(lease) == ["housing", "rent", "lease"])
    #expect(book.subtree(lease).count == 1)
  }

  @Test func aSlugTwiceIsRefused() {
    #expect(throws: CodebookFailure.twice("a")) { try Codebook([code("a"), code("a")]) }
  }

  @Test func aParentThatIsNotThereIsRefused() {
    #expect(throws: CodebookFailure.noParent(code: "a", parent: "b")) {
      try Codebook([code("a", under: "b")])
    }
  }

  @Test func aCircleIsRefusedWithItsMembers() {
    #expect(throws: CodebookFailure.cycle(["a", "b", "c"])) {
      try Codebook([code("a", under: "c"), code("b", under: "a"), code("c", under: "b"), code("d")])
    }
  }

  @Test func aSlugIsFoundExactlyAndNoNameStandsForIt() throws {
    var school = code("cat-school")
    school.names = [LocalizedText(language: "en", text: "School")]
    let book = try Codebook([school, code("Rent")])
    #expect(book.index(ofSlug: "cat-school") == 0)
    for other in ["School", "school", "rent", "cat-School"] {
      #expect(book.index(ofSlug: other) == nil, "\(other)")
    }
  }

  @Test func aLongChainOfCodesIsLaidOut() throws {
    let entries = (0..<30_000).map { code("c\($0)", under: $0 == 0 ? nil : "c\($0 - 1)") }
    let book = try Codebook(entries.reversed())
    #expect(book.codes.map(\.slug) == entries.map(\.slug))
    #expect(book.depths.last == 29_999)
    #expect(book.subtree(1) == 1..<30_000)
    #expect(book.parents.last == 29_998)
  }
}
