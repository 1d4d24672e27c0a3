import Fieldwork
import TestSupport
import Testing

private func names(_ text: String) throws -> [String] {
  try ModelFormula(text).terms.map { $0.map(\.name).joined(separator: ":") }
}

private func failure(_ text: String) -> FormulaSyntax? {
  do {
    _ = try ModelFormula(text)
    return nil
  } catch {
    return error as? FormulaSyntax
  }
}

@Suite struct ModelFormulaTests {
  @Test func termsComeAsInR() throws {
    #expect(try names("y ~ a + factor(b) + a:c") == ["a", "factor(b)", "a:c"])
    #expect(try names("y ~ a*c") == ["a", "c", "a:c"])
    #expect(try names("y ~ a:c + a + c") == ["a", "c", "a:c"])
    #expect(try names("y ~ (a + b + c)^2") == ["a", "b", "c", "a:b", "a:c", "b:c"])
    #expect(try names("y ~ a*b*c - a:b:c") == ["a", "b", "c", "a:b", "a:c", "b:c"])
    #expect(try names("y ~ a + a + b:a + a:b") == ["a", "b:a"])
    #expect(try names("y ~ log( d ) + I(x ^ 2)") == ["log(d)", "I(x^2)"])
    #expect(try names("拥有 ~ 年龄 + factor(户口, ref = 本地)") == ["年龄", "factor(户口, ref = 本地)"])
    #expect(try names("y ~ `a name with blanks`") == ["a name with blanks"])
  }

  @Test func groupsHaveInterceptsOfTheirOwn() throws {
    let formula = try ModelFormula("y ~ (1 | city) + a*b")
    #expect(formula.group == "city" && formula.hasIntercept)
    #expect(formula.terms.map(\.count) == [1, 1, 2])
    #expect(formula.variables == ["y", "a", "b", "city"] && formula.explaining == ["a", "b"])
    #expect(formula.without("a").group == "city")
    #expect(try ModelFormula("y ~ 0 + a + (1|`a town`)").hasIntercept == false)
    #expect(try ModelFormula("拥有 ~ 年龄 + (1 ｜ 城市)").group == "城市")
    #expect(try ModelFormula("y ~ (a + b)^2").group == nil)
  }

  @Test(arguments: [
    ("y ~ a + (x | city)", 10, "only intercepts"), ("y ~ (1 + x | city)", 8, "only intercepts"),
    ("y ~ (1 | a) + (1 | b)", 15, "one level"), ("y ~ (1 | a/b)", 11, "one variable"),
    ("y ~ a * (1 | b)", 12, "'|'"), ("y ~ a - (1 | b)", 9, "by itself"),
    ("y ~ (a + (1 | b))", 10, "by itself"), ("y ~ a | b", 7, "'|'"),
    ("y ~ (1 | )", 10, "a variable"),
  ])
  func otherLevelsArePointedAt(text: String, column: Int, words: String) throws {
    let found = try #require(failure(text))
    #expect(found.pointer.column == column && found.what.contains(words), "\(found)")
  }

  @Test func theInterceptCanBeTakenAway() throws {
    #expect(try ModelFormula("y ~ a").hasIntercept)
    #expect(try ModelFormula("y ~ 1").hasIntercept)
    #expect(try !ModelFormula("y ~ a - 1").hasIntercept)
    #expect(try !ModelFormula("y ~ 0 + a").hasIntercept)
    #expect(try ModelFormula("y ~ 1").terms.isEmpty)
  }

  @Test func arithmeticFollowsItsCustoms() throws {
    func value(_ text: String) throws -> Double? {
      guard case .number(let expression, _) = try ModelFormula("y ~ I(\(text))").terms[0][0] else {
        return nil
      }
      return expression.value { ["a": 3, "b": 2][$0] }
    }
    #expect(try value("a - b - 1") == 0)
    #expect(try value("-a^b") == -9)
    #expect(try value("a^b^b") == 81)
    #expect(try value("(a + b) * 2 / 4") == 2.5)
    #expect(try value("sqrt(a + 1) + abs(-b)") == 4)
    #expect(try value("1e-1 * 10") == 1)
    #expect(try value("c + 1") == nil)
  }

  @Test(arguments: [
    ("age", 1), ("y ~", 4), ("~ a", 1), ("y ~ a b", 7), ("y ~ (a", 5), ("y ~ a)", 6),
    ("y ~ sin(a)", 5), ("y ~ a / b", 7), ("y ~ log(a", 8), ("y ~ factor(a, base = b)", 15),
    ("y ~ a ^ b", 9), ("a + b ~ c", 3), ("y ~ a $ b", 7), ("y ~ `a", 5), ("y ~ I()", 7),
    ("y ~ a + + b", 9), ("y ~ 3a", 5), ("年 ~ 月 日", 7),
  ])
  func whatIsNoFormulaIsPointedAt(_ text: String, _ column: Int) {
    #expect(failure(text)?.pointer.column == column, "\(text)")
    #expect(failure(text)?.problem.hint?.isEmpty == false, "\(text)")
  }

  @Test func aFormulaLosesAVariable() throws {
    let less = try ModelFormula("y ~ a + b + a:b + log(a)").without("a")
    #expect(less.terms.map { $0.map(\.name) } == [["b"]])
    #expect(try ModelFormula("y ~ a + b:c + I(d/e)").variables == ["y", "a", "d", "e", "b", "c"])
  }

  /// Whatever is typed is a formula or pointed at, and a formula reads the same a second time.
  @Test func noTextIsTooStrange() {
    let seed: UInt64 = 20_261_122
    print("formulas: seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let latin = [
      "y", "~", "a", "b", "+", "-", ":", "*", "^", "(", ")", "log(", "I(", "factor(", "2",
      " ", ",", "ref", "=", "/", "`", "1e", ".",
    ]
    let chinese = [
      "户", "~", "口", "＋", "（", "）", "+", "*", "年龄", "factor(", "：", "“", " ", "2", ")",
    ]
    var formulas = 0
    for round in 0..<10_000 {
      let parts = round % 2 == 0 ? latin : chinese
      let count = Int.random(in: 0...12, using: &random)
      let tail = (0..<count).map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }
      let text = (round % 3 == 0 ? "" : "y~") + tail.joined()
      guard let formula = try? ModelFormula(text) else {
        let column = failure(text)?.pointer.column ?? 0
        if !(1...text.unicodeScalars.count + 1).contains(column) {
          Issue.record("'\(text)' is pointed at in column \(column)")
        }
        continue
      }
      formulas += 1
      let sets = formula.terms.map { Set($0) }
      if Set(sets).count != sets.count { Issue.record("'\(text)' has a term twice") }
      if formula.terms.map(\.count) != formula.terms.map(\.count).sorted() {
        Issue.record("'\(text)' is not in order of degree")
      }
    }
    #expect(formulas > 100)
  }
}
