import Exchange
import Fieldwork
import TestSupport
import Testing

@Suite struct ThemesYAMLTests {
  private func message(_ text: String) -> String? {
    do {
      _ = try ThemesYAML.read(text, fileName: "t.yaml")
      return nil
    } catch { return (error as? any ProblemReporting)?.problem.line }
  }

  private let text = """
    # a comment
    themes:
      - id: one
        statement: It holds.
        statement_zh: 成立。
        rule: at least 2
        required: [a, b, c]
        supporting: []
        contrary: [d]
        summary: >
          Words over
          two lines.
      - {id: two, statement: S, rule: all required, required: a}
    """

  @Test func everyFieldIsRead() throws {
    let themes = try ThemesYAML.read(text, fileName: "t.yaml")
    #expect(
      themes == [
        ThemeDefinition(
          slug: "one",
          statements: [
            LocalizedText(language: "", text: "It holds."),
            LocalizedText(language: "zh", text: "成立。"),
          ], rule: .atLeast(2), required: ["a", "b", "c"], contrary: ["d"],
          summary: "Words over two lines."),
        ThemeDefinition(
          slug: "two", statements: [LocalizedText(language: "", text: "S")], rule: .allRequired,
          required: ["a"]),
      ])
    #expect(try ThemesYAML.read(ThemesYAML.write(themes), fileName: "t.yaml") == themes)
    #expect(try ThemesYAML.read(ThemesYAML.write([]), fileName: "t.yaml").isEmpty)
  }

  @Test func malformedThemesAreOneClearLine() {
    #expect(
      message("themes:\n- {id: a, rule: all, required: [x], colour: 1}")
        == "t.yaml, line 2: the key 'colour' is not known here; known keys are id, statement, "
        + "statement_xx, rule, required, supporting, contrary, summary")
    #expect(
      message("themes:\n- id: a\n  required: [x]\n  rule: at least 2\n")
        == "t.yaml, line 4: the rule of 'a' cannot be 'at least 2'; write 'all required', "
        + "'at least K', K from 1 to 1, or 'when QUERY'")
    #expect(
      message("- {id: a, required: [x]}\n")
        == "t.yaml, line 1: the theme 'a' has no 'rule'; add it")
    #expect(
      message("- {id: a, rule: all}\n")
        == "t.yaml, line 1: the theme 'a' has no 'required'; add it")
    #expect(
      message("- {id: a, rule: all, required: [x]}\n- {id: a, rule: all, required: [x]}\n")
        == "t.yaml, lines 1 and 2: the theme 'a' stands in the file twice; rename or remove one of them"
    )
    #expect(message("themes: 3") == "t.yaml, line 1: themes must be a list")
    #expect(
      message("topics: []")
        == "t.yaml, line 1: the key 'topics' is not known here; known keys are themes")
  }

  @Test(arguments: UInt64(1)...60)
  func damagedFilesAreReadOrRefusedNeverCrash(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    do {
      let themes = try ThemesYAML.read(
        RandomCodes.damaged(text, using: &random), fileName: "t.yaml")
      let again = try ThemesYAML.read(ThemesYAML.write(themes), fileName: "t.yaml")
      let isSame = again == themes
      #expect(isSame, "seed \(seed)")
    } catch { #expect(error is any ProblemReporting, "seed \(seed)") }
  }

  @Test(.enabled(if: Demonstration.has("Codebooks/themes.yaml"), "the demonstration is not here"))
  func demonstrationHasTenThemesOfKnownCodes() throws {
    let themes = try ThemesYAML.read(
      Demonstration.text("Codebooks/themes.yaml"), fileName: "themes.yaml")
    #expect(themes.count == 10)
    let codes = try CodebookYAML.read(
      Demonstration.text("Codebooks/settling.yaml"), fileName: "settling.yaml")
    let known = Set(codes.entries.map(\.definition.slug))
    for theme in themes {
      #expect(known.isSuperset(of: theme.required + theme.supporting + theme.contrary))
    }
    #expect(try ThemesYAML.read(ThemesYAML.write(themes), fileName: "t") == themes)
  }
}
