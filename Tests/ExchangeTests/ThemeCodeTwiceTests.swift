import Exchange
import Fieldwork
import Testing

@Suite("A code stands in a theme once")
struct ThemeCodeTwiceTests {
  private func problem(_ theme: String) -> Problem? {
    do {
      _ = try ThemesYAML.read(
        "themes:\n- id: one\n  rule: at least 1\n" + theme, fileName: "t.yaml")
      return nil
    } catch { return (error as? any ProblemReporting)?.problem }
  }

  @Test(
    "The line of the second mention is named",
    arguments: [
      ("  required: [a, a]\n", 4, "a"),
      ("  required:\n  - a\n  - b\n  - a\n", 7, "a"),
      ("  required: [a, b]\n  contrary: [c, b]\n", 5, "b"),
      ("  supporting: c\n  required: [a]\n  contrary: c\n", 6, "c"),
    ])
  func twice(theme: String, line: Int, code: String) {
    let problem = problem(theme)
    #expect(problem?.kind == .data)
    #expect(
      problem?.line.hasPrefix(
        "t.yaml, line \(line): the theme 'one' names the code '\(code)' twice")
        == true, "\(problem?.line ?? "read")")
  }

  @Test("Two themes may name the same code")
  func twoThemes() throws {
    let themes = try ThemesYAML.read(
      "- {id: a, rule: all, required: [x, y]}\n- {id: b, rule: all, required: [x]}\n",
      fileName: "t.yaml")
    #expect(themes.map(\.required) == [["x", "y"], ["x"]])
  }
}
