import Fieldwork
import Testing

@Suite struct SurveyExpressionTests {
  private let variables = [
    Variable(name: "a", kind: .number), Variable(name: "b", kind: .number),
    Variable(
      name: "plan", kind: .category,
      valueLabels: [.init(code: "1", label: "leaves"), .init(code: "2", label: "留下")]),
    Variable(name: "town", kind: .text), Variable(name: "Q1 How long?", kind: .number),
  ]
  private let refused = SurveyValue.missing(.coded(code: "-7", label: "refused"))

  private func frame(_ text: String, _ rows: [[SurveyValue]]) throws -> ExpressionFrame {
    try ExpressionFrame(
      text, variables: variables,
      records: rows.enumerated().map { .init(key: "\($0)", values: $1) })
  }

  private func value(_ text: String) throws -> SurveyValue {
    try frame(text, [[.number(6), refused, .number(2), .text("贵阳"), .number(4)]]).value(0)
  }

  private func message(_ text: String) -> String? {
    do {
      _ = try value(text)
      return nil
    } catch { return (error as? any ProblemReporting)?.problem.line }
  }

  @Test func operatorsBindAsInSchool() throws {
    let cases: [(String, Double)] = [
      ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("-a + 1", -5), ("a / 4", 1.5), ("7 - 2 - 1", 4),
      ("a = 6 and not a > 7", 1), ("a < 6 or a >= 6", 1), ("a in (1, 2)", 0), ("a in (1, 6)", 1),
      ("1 + 1 = 2", 1), ("a != 6", 0), ("abs(-2)", 2), ("round(2.34567, 2)", 2.35),
      ("min(3, a, 1)", 1), ("max(3, a)", 6), ("sqrt(a + 3)", 3), ("`Q1 How long?` * 2", 8),
      ("cut(a, 0, 5, 6, 9)", 4), ("cut(-1, 0, 5)", 1),
    ]
    for (text, expected) in cases { #expect(try value(text) == .number(expected), "\(text)") }
  }

  @Test func wordsAreCodesOrLabels() throws {
    for text in ["plan = '留下'", "plan = 2", "plan = '2'", "plan is “留下”", "town = '贵阳'"] {
      #expect(try value(text) == .number(1), "\(text)")
    }
    #expect(try value("plan != 'leaves'") == .number(1))
    #expect(try value("recode(plan, 1 -> 'go', else -> 'stay')") == .text("stay"))
    #expect(try value("recode(plan, 1 -> 0)") == .number(2))
    #expect(try value("if(plan = 'leaves', 1, a)") == .number(6))
  }

  @Test func `a value that the variable cannot have is refused, and its values are named`() throws {
    let plan = "write one of 1 (leaves), 2 (留下)"
    for (text, said) in [
      ("plan = 'leave'", plan), ("'stays' != plan", plan), ("plan in (1, 7)", plan),
      ("count(plan = 'leave')", plan), ("share(plan = 3 where a > 1)", plan),
      ("recode(plan, 4 -> 'x')", plan), ("not (a > 1 and plan = '走')", plan),
      ("a = 'six'", "it is a number"), ("town = 'Anshun'", "write one of '贵阳'"),
    ] {
      let line = message(text) ?? ""
      #expect(line.contains(said) && line.contains("is no value of"), "\(text): \(line)")
    }
    // Any number may be compared with a number, and an answer that nobody gave may be recoded.
    for text in ["a = 99", "recode(town, 'Anshun' -> 1, else -> 2) = 2", "b in (7, 8)"] {
      #expect(message(text) == nil, "\(text)")
    }
  }

  @Test func missingIsNeitherZeroNorFalse() throws {
    for text in [
      "b + 1", "b > 0", "not b = 1", "a = 6 and b = 1", "a = 7 or b = 1", "cut(b, 1)",
      "if(b = 1, 1, 2)", "recode(b, 1 -> 2)", "b in (1, 2)", "max(a, b)",
    ] {
      #expect(try value(text) == refused, "\(text)")
    }
    #expect(try value("a = 7 and b = 1") == .number(0))
    #expect(try value("a = 6 or b = 1") == .number(1))
    #expect(try value("b is missing") == .number(1))
    #expect(try value("b is not missing") == .number(0))
    #expect(try value("coalesce(b, a)") == .number(6))
    let undefined = SurveyValue.missing(.coded(code: "undefined", label: "not defined"))
    #expect(try value("1 / (a - 6)") == undefined)
    #expect(try value("log(0)") == undefined)
  }

  @Test func groupsOfEqualSizeAreByRank() throws {
    let rows =
      (1...8).map { row -> [SurveyValue] in
        [.number(Double(9 - row)), refused, refused, refused, refused]
      } + [[refused, refused, refused, refused, refused]]
    let frame = try frame("ntile(a, 4)", rows)
    #expect((0..<8).map(frame.value) == [4, 4, 3, 3, 2, 2, 1, 1].map { .number($0) })
    #expect(frame.value(8) == refused)
  }

  @Test func rulesOverAGroup() throws {
    let rows: [[SurveyValue]] = [
      [.number(1), .number(10), .number(1), .text("x"), .number(0)],
      [.number(0), .number(20), .number(2), .text("y"), .number(0)],
      [.number(1), refused, .number(2), .text("z"), .number(0)],
    ]
    let cases: [(String, SurveyValue)] = [
      ("count(a = 1)", .number(2)), ("count(b > 15)", refused), ("any(b > 15)", .number(1)),
      ("any(b > 50)", refused), ("sum(b where a = 0)", .number(20)), ("mean(b)", refused),
      ("share(plan = '留下')", .number(2.0 / 3)), ("count(a = 0 and b > 15)", .number(1)),
      ("first(town where plan = 2)", .text("y")), ("greatest(a)", .number(1)),
      ("least(b where plan = 1)", .number(10)),
      ("mean(b where a = 5)", .missing(.coded(code: "undefined", label: "nobody counts"))),
      ("count(a = 1) / count(a >= 0)", .number(2.0 / 3)),
    ]
    for (text, expected) in cases {
      #expect(try frame(text, rows).value(over: [0, 1, 2]) == expected, "\(text)")
    }
  }

  @Test func mistakesAreSaidWithTheirPlace() {
    let cases: [(String, String)] = [
      ("", "column 1: a value was expected here"), ("a +", "column 4: a value was expected here"),
      ("a b", "column 3: an operator or the end was expected here"), ("a b", "  a b\n    ^"),
      ("(a", "column 3: ')' was expected here"), ("a ? 1", "column 3: "),
      ("town = '贵阳", "column 8: the end of the quotation that begins here was expected"),
      ("aa + 1", "there is no variable 'aa'; did you mean a"), ("town + 1", "'town' is no number"),
      ("a * 'x'", "'x' is no number"), ("sine(a)", "column 1: 'sine' is no function"),
      ("round(a, 1, 2)", "is no function with so many arguments"), ("recode(a)", "1 -> 'yes'"),
      ("sum(town)", "'town' is no number"), ("1.2.3", "column 1: a number was expected"),
      ("and", "a value was expected"),
    ]
    for (text, said) in cases {
      #expect(message(text)?.contains(said) == true, "\(text): \(message(text) ?? "was computed")")
    }
  }
}
