import CodingEngine
import Fieldwork
import Testing

/// Filters compare attributes as what they are.
@Suite struct TypedFilterTests {
  private func study() throws -> StudySnapshot {
    var builder = SnapshotBuilder()
    builder.code("stay")
    for place in ["H-1", "H-2", "H-3", "H-4"] { builder.place(place) }
    for (index, place) in ["H-1", "H-2", "H-3", "H-4"].enumerated() {
      builder.interview("T-\(index + 1)", about: [place], [.says("I stay here.")])
    }
    var snapshot = try builder.snapshot()
    snapshot.attributeDefinitions = [
      AttributeDefinition(owner: .place, name: "rooms", type: .number, unit: "rooms"),
      AttributeDefinition(owner: .place, name: "moved", type: .date),
      AttributeDefinition(
        owner: .place, name: "plan", type: .ordered,
        values: ValueLabel.list("leave=要走; undecided; stay=留下")),
      AttributeDefinition(owner: .place, name: "papers", type: .yesNo),
      AttributeDefinition(owner: .place, name: "helpers", type: .category),
      AttributeDefinition(owner: .place, name: "pets", type: .number),
    ]
    let values: [[(String, String)]] = [
      [("rooms", "9"), ("moved", "2009-05"), ("plan", "leave"), ("papers", "yes"), ("tea", "3")],
      [("rooms", "10"), ("moved", "2012"), ("plan", "undecided"), ("helpers", "kin; 老乡")],
      [("plan", "stay"), ("papers", "no"), ("helpers", "school")],
    ]
    for (index, row) in values.enumerated() {
      snapshot.cases[index].attributes = row.map { AttributeValue(name: $0.0, value: $0.1) }
    }
    snapshot.cases[2].attributes += [
      AttributeValue(name: "rooms", value: "", missing: .refused)
    ]
    return snapshot
  }

  private func cases(_ filter: String) throws -> [String] {
    let snapshot = try study()
    let resolved = try ResolvedFilter(try Filter(filter), in: snapshot)
    return snapshot.cases.indices.filter {
      resolved.holds(transcript: Int32($0), case: Int32($0))
    }.map { snapshot.cases[$0].id }
  }

  private func refusal(_ filter: String) -> String? {
    do {
      _ = try cases(filter)
      return nil
    } catch {
      return (error as? FilterSyntax)?.what
    }
  }

  @Test(arguments: [
    ("rooms > 9", ["H-2"]), ("rooms <= 9", ["H-1"]), ("rooms is 10", ["H-2"]),
    ("rooms is 9.0", ["H-1"]), ("not rooms > 9", ["H-1"]),
    ("moved before 2010", ["H-1"]), ("moved after 2009-01", ["H-1", "H-2"]),
    ("plan > leave", ["H-2", "H-3"]), ("plan >= 留下", ["H-3"]), ("plan < undecided", ["H-1"]),
    ("plan is 要走", ["H-1"]), ("papers is yes", ["H-1"]), ("papers is no", ["H-3"]),
    ("helpers is 老乡", ["H-2"]), ("helpers is school", ["H-3"]),
    ("rooms is missing", ["H-3", "H-4"]), ("rooms is missing:refused", ["H-3"]),
    ("rooms is not missing:refused", ["H-1", "H-2", "H-4"]), ("pets is missing:not-asked", []),
  ])
  func `values compare by type`(_ filter: String, _ expected: [String]) throws {
    #expect(try cases(filter) == expected, "\(filter)")
  }

  @Test(arguments: [
    ("rooms > many", "'rooms' is a number and 'many' is none"),
    ("moved before soon", "'soon' is no date"),
    ("plan > gone", "'gone' is no value of 'plan'"),
    ("papers > no", "'papers' has categories and is not compared by size"),
    ("helpers is nobody", "nothing has 'nobody' as its helpers"),
    ("tea > 2", "'tea' holds words and is not compared by size"),
    ("rooms is missing:tired", "no value is missing because of 'missing:tired'"),
  ])
  func `what could never hold is refused`(_ filter: String, _ what: String) {
    #expect(refusal(filter) == what)
  }

  @Test func `a missing value has its reason in a grid, and is no gap`() throws {
    let snapshot = try study()
    let grid = try SamplingGrid(
      snapshot,
      [
        try StudyAttribute("case.rooms", in: snapshot), try StudyAttribute("plan", in: snapshot),
      ])
    #expect(grid.axes[0].contains("(refused)"))
    let refused = grid.cells.first { $0.values == ["(refused)", "stay"] }
    #expect(refused?.members == ["H-3"])
    #expect(!grid.empty.contains { $0.values.contains("(refused)") })
  }
}
