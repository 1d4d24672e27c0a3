import Exchange
import Fieldwork
import Testing

/// Files of rules that suggest codes.
@Suite struct RulesYAMLTests {
  @Test func `rules say what, how and where`() throws {
    let rules = try RulesYAML.read(
      """
      rules:
        - name: papers
          code: paperwork-barrier
          term: [certificate, 证明]
        - code: [hukou-school-barrier, paperwork-barrier]
          synonyms: hukou
          unit: turn
          where: kind is household
        - code: remittance
          regex: '(一|两)百块'
          unit: match
      """, fileName: "rules.yaml")
    #expect(
      rules == [
        RuleDraft(
          line: 2, name: "papers", codes: ["paperwork-barrier"], terms: ["certificate", "证明"],
          synonyms: [], pattern: nil, unit: .sentence, filter: nil),
        RuleDraft(
          line: 5, name: nil, codes: ["hukou-school-barrier", "paperwork-barrier"], terms: [],
          synonyms: ["hukou"], pattern: nil, unit: .turn, filter: "kind is household"),
        RuleDraft(
          line: 9, name: nil, codes: ["remittance"], terms: [], synonyms: [],
          pattern: "(一|两)百块", unit: .match, filter: nil),
      ])
  }

  @Test(arguments: [
    ("- code: a\n  term: b\n  regex: c", "line 1", "one of term, synonyms and regex"),
    ("- code: a", "line 1", "one of term, synonyms and regex"),
    ("- term: a", "line 1", "has no 'code'"),
    ("- code: a\n  term: b\n  unit: word", "line 3", "turn, sentence, paragraph, match"),
    ("- code: a\n  terms: b", "line 2", "the key 'terms' is not known"),
    ("- code: a\n  term: ['']", "line 2", "must be words"),
    ("- {name: x, code: a, term: b}\n- {name: x, code: a, term: c}", "lines 1 and 2", "twice"),
    ("rules: []", "line 1", "must be a list"),
    ("code: a", "line 1", "the key 'code' is not known"),
    ("- code: [a", "line", "no valid YAML"),
    ("", "r.yaml", "the file is empty"),
  ])
  func `what is wrong is told with its line`(_ text: String, _ line: String, _ words: String)
    throws
  {
    let failure = #expect(throws: YAMLFailure.self) {
      try RulesYAML.read(text, fileName: "r.yaml")
    }
    let told = failure?.problem.line ?? ""
    #expect(told.contains("r.yaml") && told.contains(line) && told.contains(words), "\(told)")
  }
}
