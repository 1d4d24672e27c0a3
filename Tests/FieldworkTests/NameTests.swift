import Fieldwork
import TestSupport
import Testing

@Suite struct NameTests {
  let resolver = NameResolver(
    kind: "code",
    things: [
      NamedThing(id: "school-as-anchor", names: ["School that holds them here", "娃在哪读就在哪住"]),
      NamedThing(id: "never-tried", names: ["Not worth trying", "没去试过"]),
      NamedThing(id: "bought-places", names: ["Places that are bought", "花钱买学位"]),
      NamedThing(id: "Never-Tried-Again", names: []),
    ])

  @Test func anExactIdWinsOverEveryName() throws {
    let both = NameResolver(
      kind: "code", things: [NamedThing(id: "a", names: ["b"]), NamedThing(id: "b", names: [])])
    #expect(try both.index(of: "b", .exact) == 1)
  }

  @Test(arguments: [
    ("never-tried", 1), ("NEVER-TRIED", 1), ("not worth  trying", 1), ("没去试过", 1),
    ("Ｐｌａｃｅｓ　that are bought", 2),
  ])
  func namesInAnyLanguageCaseAndWidthAreFound(name: String, index: Int) throws {
    #expect(try resolver.index(of: name, .exact) == index)
  }

  @Test func aPrefixOfAWordIsEnoughOnlyForReading() throws {
    #expect(try resolver.index(of: "anch", .prefix) == 0)
    #expect(try resolver.index(of: "花钱", .prefix) == 2)
    #expect(throws: NameFailure.self) { try resolver.index(of: "anch", .exact) }
  }

  @Test func anAmbiguousPrefixNamesWhatFits() {
    #expect(
      throws: NameFailure.ambiguous(
        kind: "code", name: "never", matches: ["never-tried", "Never-Tried-Again"])
    ) { try resolver.index(of: "never", .prefix) }
  }

  @Test func anUnknownNameOffersTheNearest() {
    let failure = #expect(throws: NameFailure.self) {
      try resolver.index(of: "nevr-tried", .exact)
    }
    guard case .unknown(_, _, let nearest)? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(nearest.first == "never-tried" && nearest.count <= 3)
  }

  @Test func numbersInLabelsAreReadAsNumbers() {
    let labels = ["P10", "P2", "GY-121b", "P1", "GY-121a", "GY-9", "HH-003", "HH-03", "a", "P"]
    let sorted = labels.sorted { $0.precedesNaturally($1) }
    #expect(
      sorted == ["GY-9", "GY-121a", "GY-121b", "HH-003", "HH-03", "P", "P1", "P2", "P10", "a"])
  }

  /// A total order, or sorting would depend on the input: exhaustive over short labels.
  @Test func naturalOrderIsTotal() {
    let alphabet = ["0", "1", "9", "a", "-"]
    var labels = [""]
    for _ in 0..<3 { labels += labels.flatMap { head in alphabet.map { head + $0 } } }
    let some = Array(Set(labels)).sorted()
    for a in some {
      #expect(!a.precedesNaturally(a))
      for b in some where a != b {
        #expect(a.precedesNaturally(b) != b.precedesNaturally(a), "\(a) \(b)")
      }
    }
    let sorted = some.sorted { $0.precedesNaturally($1) }
    for (earlier, later) in zip(sorted, sorted.dropFirst()) {
      #expect(earlier.precedesNaturally(later))
    }
    for i in stride(from: 0, to: sorted.count, by: 7) {
      for j in stride(from: i + 1, to: sorted.count, by: 11) {
        #expect(sorted[i].precedesNaturally(sorted[j]), "\(sorted[i]) \(sorted[j])")
      }
    }
  }

  @Test(arguments: [
    ("Not worth trying!", "not-worth-trying"), ("花钱 买学位", "花钱-买学位"), ("  A / B  ", "a-b"),
    ("Ｆｕｌｌ　width", "full-width"),
  ])
  func slugsKeepLettersOfEveryScript(words: String, expected: String) {
    #expect(slug(from: words) == expected)
  }

  @Test func nothingMakesNoSlug() { #expect(slug(from: " — ! ") == nil) }
}
