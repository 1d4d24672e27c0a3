import Fieldwork
import Testing

private func failure(_ text: String) -> FilterSyntax? {
  do {
    _ = try Filter(text)
    return nil
  } catch {
    return error as? FilterSyntax
  }
}

/// A filter asked with `field: answer`; a field that is not listed is not known.
private func holds(_ text: String, _ answers: [String: Bool]) throws -> Bool? {
  let filter = try Filter(text)
  return filter.holds { answers[filter.comparisons[$0].field] }
}

@Suite struct FilterTests {
  @Test func notBindsClosestThenAndThenOr() throws {
    #expect(
      try holds("a is 1 or b is 1 and not c is 1", ["a": true, "b": false, "c": true]) == true)
    #expect(
      try holds("(a is 1 or b is 1) and not c is 1", ["a": true, "b": true, "c": true]) == false)
    #expect(try holds("not a is 1 and b is 1", ["a": false, "b": true]) == true)
  }

  @Test func whatIsMissingIsNeitherYesNorNo() throws {
    #expect(try holds("a is 1", [:]) == nil)
    #expect(try holds("not a is 1", [:]) == nil)
    #expect(try holds("a is not 1", [:]) == nil)
    #expect(try holds("a is 1 and b is 1", ["b": false]) == false)
    #expect(try holds("a is 1 and b is 1", ["b": true]) == nil)
    #expect(try holds("a is 1 or b is 1", ["b": true]) == true)
    #expect(try holds("a is 1 or b is 1", ["b": false]) == nil)
  }

  @Test func everyComparisonHasWordsAndSigns() throws {
    let words = try Filter("a is x and b is not y and c < 1 and d after 2016 and e in \"Old Town\"")
    let signs = try Filter("a=x and b!=y and c before 1 and d>2016 and e IN “Old Town”")
    #expect(words.comparisons.map(\.operation) == signs.comparisons.map(\.operation))
    #expect(words.comparisons.map(\.value) == ["x", "y", "1", "2016", "Old Town"])
    #expect(signs.comparisons.map(\.value) == words.comparisons.map(\.value))
    #expect(
      try Filter("a >= 1 and b <= 2").comparisons.map(\.operation) == [
        .greaterOrEqual, .lessOrEqual,
      ])
    #expect(try Filter("户口 ＝ 本地").comparisons.map(\.field) == ["户口"])
    #expect(try Filter("a is missing").comparisons.map(\.operation) == [.missing])
    #expect(try Filter("a is \"missing\"").comparisons.map(\.operation) == [.equal])
    #expect(try Filter("「and」 is 'not this'").comparisons.map(\.value) == ["not this"])
  }

  @Test(arguments: [
    ("", 1), ("kind", 5), ("kind is", 8), ("kind is a b", 11), ("(kind is a", 1),
    ("kind is a)", 10), ("kind is \"a", 9), ("kind is a and", 14), ("and kind is a", 1),
    ("kind like a", 6), ("a is 1 or", 10), ("not", 4),
  ])
  func whatIsNoFilterIsPointedAt(_ text: String, _ column: Int) {
    #expect(failure(text)?.pointer.column == column, "\(text)")
    #expect(failure(text)?.problem.kind == .usage)
  }

  @Test func bracketsInBracketsEndSomewhere() {
    let deep = String(repeating: "(", count: 5000) + "a is 1" + String(repeating: ")", count: 5000)
    #expect(failure(deep)?.what.contains("nested") == true)
    #expect(failure(String(repeating: "not ", count: 5000) + "a is 1") != nil)
  }
}

@Suite struct FieldworkDatesTests {
  @Test func datesAreReadAndWritten() {
    #expect(FieldworkDates("2016-06-14..2017-07-10")?.words == "2016-06-14..2017-07-10")
    #expect(FieldworkDates(" 2016-06 .. ")?.words == "2016-06..")
    for text in ["", "..", "2016-06-14", "..2017", "2017..2016", "2016-02-30..2017"] {
      #expect(FieldworkDates(text) == nil, "\(text)")
    }
  }

  @Test(arguments: [
    ("2016-06-13", false), ("2016-06-14", true), ("2017-07-10", true), ("2017-07-11", false),
    ("2016-06", true), ("2016-05", false), ("2016", true), ("2015", false), ("2018", false),
  ])
  func aDateIsRefusedOnlyWhenEveryDayOfItLiesOutside(_ date: String, _ isInside: Bool) throws {
    let fieldwork = try #require(FieldworkDates("2016-06-14..2017-07-10"))
    let day = try #require(CivilDate(date))
    #expect((fieldwork.misfit(day) == nil) == isInside)
  }
}
