import Fieldwork
import Testing

@Suite struct CodebookDiffTests {
  private func entry(
    _ slug: String, under parent: String? = nil, identity: String? = nil, short: String = "",
    silent: Set<CodeField> = []
  ) -> CodebookState.Entry {
    var code = CodeDefinition(slug: slug, parent: parent)
    code.short = short
    return CodebookState.Entry(
      identity: identity ?? CodebookState.identity(ofSlug: slug), definition: code, silent: silent)
  }

  private func lines(_ old: CodebookState, _ new: CodebookState) -> [String] {
    CodebookDiff(from: old, to: new).differences.map { difference in
      [
        difference.code, difference.kind.rawValue, difference.field, difference.before,
        difference.after,
      ].joined(separator: "|")
    }
  }

  @Test func `equal codebooks do not differ`() {
    let state = CodebookState(entries: [entry("a"), entry("b", under: "a", short: "B.")])
    #expect(lines(state, state) == [])
  }

  @Test func `codes that came and went are told with their place`() {
    let old = CodebookState(entries: [entry("a"), entry("b", under: "a")])
    let new = CodebookState(entries: [entry("a"), entry("c", under: "a")])
    #expect(lines(old, new) == ["c|added|||under a", "b|removed||under a|"])
  }

  @Test func `a renamed code is one code, and what lies below it has not moved`() {
    let old = CodebookState(entries: [entry("a", identity: "1"), entry("b", under: "a")])
    let new = CodebookState(entries: [entry("z", identity: "1"), entry("b", under: "z")])
    #expect(lines(old, new) == ["z|renamed|slug|a|z"])
  }

  @Test func `a definition is compared field by field`() {
    let old = CodebookState(entries: [entry("a", short: "Before.")])
    let new = CodebookState(entries: [entry("a", short: "After.")])
    #expect(lines(old, new) == ["a|redefined|short|Before.|After."])
  }

  @Test func `another place above and among neighbours is told of the fewest codes`() {
    let old = CodebookState(entries: [entry("a"), entry("b"), entry("c"), entry("d", under: "a")])
    let new = CodebookState(entries: [entry("c"), entry("a"), entry("b"), entry("d", under: "b")])
    #expect(lines(old, new) == ["c|moved|order||", "d|moved|parent|a|b"])
  }

  @Test func `what one side does not speak of is no difference`() {
    let old = CodebookState(entries: [entry("a", short: "Words.")])
    let new = CodebookState(entries: [entry("a", silent: [.short])])
    #expect(lines(old, new) == [])
  }

  @Test func `a merge is told at both codes`() {
    var retired = entry("a")
    retired.definition.isRetired = true
    let old = CodebookState(entries: [entry("a"), entry("b")])
    let new = CodebookState(
      entries: [retired, entry("b")],
      successors: [
        .init(
          from: CodebookState.identity(ofSlug: "a"), into: CodebookState.identity(ofSlug: "b"),
          kind: .merge)
      ])
    #expect(lines(old, new) == ["a|retired|retired||yes", "a|merged|||b", "b|took||a|"])
  }
}

@Suite struct CodeQueryRenamingTests {
  private func renamed(_ query: String, _ old: String, _ new: String) throws -> String {
    try CodeQuery(query).renaming { $0.name == old ? new : nil }
  }

  @Test func `only the name changes, to the letter`() throws {
    #expect(try renamed("a  AND (under b or 'x')", "b", "bb") == "a  AND (under bb or 'x')")
    #expect(
      try renamed("a near(2 turns) b and a", "a", "long-name")
        == "long-name near(2 turns) b and long-name")
  }

  @Test func `quoted names and Chinese ones are replaced whole`() throws {
    #expect(try renamed("「学校 近」 and b", "学校 近", "school") == "school and b")
    #expect(try renamed("学校 & b", "学校", "上学") == "上学 & b")
    #expect(try renamed("a or b", "b", "no way") == "a or \"no way\"")
  }

  @Test func `a name that is a word of the grammar is put in quotation marks`() throws {
    #expect(try renamed("a or b", "b", "not") == "a or \"not\"")
  }

  @Test func `words that are searched for stay`() throws {
    #expect(try renamed("text \"a\" and a", "a", "b") == "text \"a\" and b")
  }
}
