import CodingEngine
import Fieldwork
import Testing

/// A study whose gaps a reader can see.
private func sample() -> FieldStudy {
  var study = FieldStudy()
  study.sites = [("town", "city", ""), ("lane", "street", "town"), ("hill", "village", "")]
  study.codes = [("a", nil), ("b", nil), ("c", nil), ("d", nil)]
  study.cases = [
    ("H-1", "household", ["tenure": "rents"]), ("H-2", "household", ["tenure": "owns"]),
    ("H-3", "household", [:]), ("S-1", "school", [:]),
  ]
  study.people = [
    ("P-1", ["H-1"], ["sex": "f"]), ("P-2", ["H-2"], ["sex": "m"]), ("P-3", ["S-1"], ["sex": "f"]),
    ("P-4", [], [:]),
  ]
  study.interviews = [
    .init(
      label: "A", date: "2016-01-01", kind: "household", site: "lane", codes: ["a", "b"],
      attributes: ["referred_by": "clerk"], people: ["P-1"], about: ["H-1"]),
    .init(
      label: "B", date: "2016-01-02", kind: "household", site: "hill", codes: ["b"],
      attributes: ["referred_by": "A"], people: ["P-2"], about: ["H-2"]),
    .init(
      label: "C", date: "2016-01-03", kind: "school", site: "town", codes: ["c", "c"],
      attributes: ["present": "Officer (intermediary)"], people: ["P-3"], about: ["S-1"]),
    .init(
      label: "D", date: "2016-01-04", kind: "school", site: "town", codes: ["c", "d"],
      attributes: ["present": "neighbour"], people: ["P-3", "P-4"], about: ["S-1"]),
    .init(label: "E", date: "2016-01-05", kind: "school", codes: ["d"]),
  ]
  return study
}

@Suite struct SamplingGridTests {
  @Test func `every combination has a cell and empty ones are listed`() throws {
    let snapshot = try sample().snapshot()
    let grid = try SamplingGrid(
      snapshot,
      [try StudyAttribute("kind", in: snapshot), try StudyAttribute("city", in: snapshot)])
    #expect(grid.unit == .transcript)
    #expect(grid.axes == [["household", "school"], ["town", ""]])
    #expect(
      grid.cells.map(\.values) == [
        ["household", "town"], ["household", "(none)"], ["school", "town"], ["school", "(none)"],
      ])
    #expect(grid.cells.map(\.members) == [["A"], ["B"], ["C", "D"], ["E"]])
    #expect(grid.empty.isEmpty)
  }

  @Test func `a participant's attribute makes participants the unit`() throws {
    let snapshot = try sample().snapshot()
    let grid = try SamplingGrid(
      snapshot,
      [try StudyAttribute("kind", in: snapshot), try StudyAttribute("sex", in: snapshot)])
    #expect(grid.unit == .participant)
    #expect(grid.n == 4)
    #expect(grid.empty.map(\.values) == [["school", "m"]])
    #expect(grid.cells.first { $0.values == ["school", "f"] }?.members == ["P-3"])
    #expect(grid.cells.first { $0.values == ["school", "(none)"] }?.members == ["P-4"])
  }

  @Test func `cases are counted where all attributes are theirs, those met alone`() throws {
    let snapshot = try sample().snapshot()
    let grid = try SamplingGrid(snapshot, [try StudyAttribute("tenure", in: snapshot)])
    #expect(grid.unit == .place)
    #expect(grid.n == 3)
    #expect(grid.cells.map(\.members) == [["H-2"], ["H-1"], ["S-1"]])
  }

  @Test func `a unit with two values is in two cells, and that is said`() throws {
    let snapshot = try sample().snapshot()
    let sites = try StudyAttribute("transcript.site", in: snapshot)
    let byPeople = try SamplingGrid(snapshot, [sites], unit: .place)
    #expect(byPeople.cells.first { $0.values == ["town"] }?.members == ["S-1"])
    var study = sample()
    study.interviews[3].site = "hill"
    let other = try study.snapshot()
    let grid = try SamplingGrid(
      other, [try StudyAttribute("transcript.site", in: other)], unit: .participant)
    #expect(grid.cells.filter { $0.members.contains("P-3") }.map(\.values) == [["hill"], ["town"]])
    #expect(grid.notes.contains { $0.contains("do not add up to n") })
  }

  @Test func `an unknown attribute names those that there are`() throws {
    let snapshot = try sample().snapshot()
    #expect {
      try StudyAttribute("colour", in: snapshot)
    } throws: { error in
      guard case AttributeFailure.unknown(_, let known) = error else { return false }
      return known.contains("participant.sex") && known.contains("city")
        && known.contains("case.tenure")
    }
  }

  @Test func `owners can be named where two have an attribute`() throws {
    let snapshot = try sample().snapshot()
    #expect(try StudyAttribute("kind", in: snapshot).owner == .transcript)
    #expect(try StudyAttribute("case.kind", in: snapshot).owner == .place)
  }

  @Test func `too many cells are refused`() throws {
    var study = FieldStudy()
    study.interviews = (0..<200).map {
      .init(label: "I-\($0)", kind: "k\($0)", attributes: ["x": "x\($0)"])
    }
    let snapshot = try study.snapshot()
    let attributes = [
      try StudyAttribute("kind", in: snapshot), try StudyAttribute("x", in: snapshot),
    ]
    #expect(throws: SamplingFailure.tooManyCells(limit: SamplingGrid.mostCells)) {
      try SamplingGrid(snapshot, attributes)
    }
  }
}

@Suite struct HeardOnlyTests {
  @Test func `codes heard only where somebody sat in`() throws {
    let snapshot = try sample().snapshot()
    let any = try #require(HeardOnly(withSomebodyPresent: "", in: snapshot).groups.first)
    #expect(any.transcripts == ["C", "D"])
    #expect(any.codes.map(\.code) == ["c"])
    #expect(any.codes.first?.codings == 3)
    let one = try #require(
      HeardOnly(withSomebodyPresent: "Intermediary", in: snapshot).groups.first)
    #expect(one.transcripts == ["C"])
    #expect(one.codes.isEmpty)
  }

  @Test func `codes heard along one chain of referrals`() throws {
    let found = HeardOnly(alongChainsOf: try sample().snapshot())
    #expect(found.groups.map(\.condition) == ["chain: clerk", "chain: C"])
    #expect(found.groups.map { $0.codes.map(\.code) } == [["a", "b"], ["c"]])
    #expect(found.groups[0].codes[1].transcripts == ["A", "B"])
  }

  @Test func `codes heard with one value of an attribute`() throws {
    let snapshot = try sample().snapshot()
    let found = HeardOnly(by: try StudyAttribute("kind", in: snapshot), in: snapshot)
    #expect(found.groups.map(\.condition) == ["kind: household", "kind: school"])
    #expect(found.groups.map { $0.codes.map(\.code) } == [["a", "b"], ["c", "d"]])
  }
}

@Suite struct ReferralChainTests {
  @Test func `a chain of people, places and second visits holds together`() throws {
    var study = FieldStudy()
    study.people = [("P-1", [], [:]), ("P-2", [], [:])]
    study.interviews = [
      .init(label: "T-2", date: "2016-01-02", attributes: ["referred_by": "T-1"]),
      .init(
        label: "T-1", date: "2016-01-01", attributes: ["referred_by": "friend"], people: ["P-1"]),
      .init(label: "T-3", date: "2016-01-03", people: ["P-1"]),
      .init(label: "T-4", date: "2016-01-04", attributes: ["referred_by": "P-2; Friend"]),
      .init(label: "T-5", date: "2016-01-05", people: ["P-2"]),
      .init(label: "T-6", date: "2016-01-06", attributes: ["referred_by": "T-6"]),
      .init(label: "T-7", date: nil),
    ]
    let chains = ReferralChains(try study.snapshot()).chains
    #expect(chains.map(\.name) == ["friend", "T-6", "T-7"])
    #expect(chains.map { $0.transcripts.count } == [5, 1, 1])
  }

  @Test func `a circle of referrals ends`() throws {
    var study = FieldStudy()
    study.interviews = [
      .init(label: "T-1", date: "2016-01-01", attributes: ["referred_by": "T-2"]),
      .init(label: "T-2", date: "2016-01-02", attributes: ["referred_by": "T-1"]),
    ]
    #expect(ReferralChains(try study.snapshot()).chains.map(\.name) == ["T-1"])
  }
}

@Suite struct SamplingPlanTests {
  @Test func `who was wanted and not met is missing`() throws {
    let snapshot = try sample().snapshot()
    func row(_ wanted: [(String, String)], _ count: Int = 1) -> PlannedSample {
      PlannedSample(
        line: 2, wanted: wanted.map { AttributeValue(name: $0.0, value: $0.1) }, count: count)
    }
    let plan = SamplingPlan(
      snapshot,
      [
        row([("kind", "School"), ("sex", "m")]), row([("kind", "household")], 3),
        row([("tenure", "owns")]), row([("work", "factory")]),
      ])
    #expect(plan.lines.map(\.missing) == [1, 1, 0, 1])
    #expect(plan.lines.map(\.unit) == [.participant, .transcript, .place, nil])
    #expect(plan.lines[2].found == ["H-2"])
    #expect(plan.notes.contains("nothing in the study has, so nobody can meet: work"))
  }
}

@Suite struct FieldLogTests {
  @Test func `interviews and methodological memos stand in one line of time`() throws {
    var study = sample()
    study.memos = [
      MemoDefinition(
        slug: "why-b", kind: "methodological", title: "Why B", body: "",
        written: "2016-01-02T09:00:00Z"),
      MemoDefinition(slug: "other", kind: "code", body: "", written: "2016-01-01"),
    ]
    let log = FieldLog(try study.snapshot())
    #expect(log.lines.map(\.id) == ["A", "B", "why-b", "C", "D", "E"])
    #expect(log.lines[0].referredBy == "clerk")
  }
}
