import Fieldwork
import Testing

@Suite struct VariableTests {
  let owns = Variable(
    name: "owns", labels: [LocalizedText(language: "en", text: "Owns a home")], kind: .category,
    valueLabels: [ValueLabel(code: "0", label: "no"), ValueLabel(code: "1", label: "yes")],
    missing: [ValueLabel(code: "-9", label: "don't know")])

  @Test func valuesAreToldByTheirLabels() {
    #expect(owns.worded(.number(1)) == "yes")
    #expect(owns.worded(.number(3)) == "3")
    #expect(owns.worded(.several(["0", "1"])) == "no, yes")
  }

  @Test func missingIsToldWithItsReasonAndNeverAsZero() {
    #expect(owns.worded(.missing(.notRecorded)) == "missing (not recorded)")
    #expect(
      owns.worded(.missing(.coded(code: "-9", label: "don't know"))) == "missing (don't know)")
  }

  @Test(arguments: [
    (5.2, "5.2"), (4, "4"), (-0.0, "0"), (1e6, "1000000"), (0.1, "0.1"), (1e21, "1e+21"),
  ])
  func numbersAreWrittenPlainly(value: Double, words: String) {
    #expect(plainNumber(value) == words)
  }

  @Test func rulesOfThemesAreReadAsTheyAreWritten() {
    #expect(ThemeRule("all required") == .allRequired)
    #expect(ThemeRule("at least 3") == .atLeast(3))
    #expect(ThemeRule("At  Least 3")?.words == "at least 3")
    for typed in ["", "at least", "at least 0", "at most 3", "some"] {
      #expect(ThemeRule(typed) == nil, "\(typed)")
    }
    #expect(ThemeRule.allRequired.threshold(of: 4) == 4)
    #expect(ThemeRule.atLeast(2).threshold(of: 4) == 2)
  }
}
