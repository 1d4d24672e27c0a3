import CodingEngine
import Fieldwork
import Testing

@Suite struct ReferralNetTests {
  private func study(_ referrals: [Referral]) throws -> StudySnapshot {
    var builder = SnapshotBuilder()
    builder.code("stay")
    for place in ["H-1", "H-2", "H-3"] { builder.place(place) }
    builder.interview("T-1", date: "2016-01-01", about: ["H-1"], [.says("One.")])
    builder.interview("T-2", date: "2016-01-02", about: ["H-2"], [.says("Two.")])
    builder.interview("T-3", date: "2016-01-03", about: ["H-3"], [.says("Three.")])
    var snapshot = try builder.snapshot()
    snapshot.transcripts[1].attributes = [AttributeValue(name: "referred_by", value: "T-1")]
    snapshot.referrals = referrals
    return snapshot
  }

  @Test func `a referral to a case joins its interview to the chain`() throws {
    #expect(ReferralChains(try study([])).chains.map(\.name) == ["T-1", "T-3"])
    let one = Referral(from: .place("H-2"), to: .place("H-3"))
    let chains = ReferralChains(try study([one])).chains
    #expect(chains.map { $0.transcripts } == [[0, 1, 2]])
  }

  @Test func `a person outside begins a chain and names it`() throws {
    let led = ["H-1", "H-3"].map { Referral(from: .person("村支书"), to: .place($0)) }
    let chains = ReferralChains(try study(led)).chains
    #expect(chains.map(\.name) == ["村支书"])
    // Two who were erased are not the same.
    let erased = ["H-1", "H-3"].map { Referral(from: .erased, to: .place($0)) }
    #expect(ReferralChains(try study(erased)).chains.count == 2)
  }

  @Test func `steps count from the beginning, circles included`() throws {
    let net = ReferralNet(
      try study([
        Referral(from: .person("司机"), to: .place("H-1")),
        Referral(from: .place("H-1"), to: .place("H-3"), date: "2016-01-03", how: "老乡"),
        Referral(from: .place("H-2"), to: .place("H-3")),
        Referral(from: .place("H-3"), to: .place("H-2")),
      ]))
    let steps = Dictionary(uniqueKeysWithValues: net.nodes.map { ($0.name, $0.step) })
    #expect(steps["司机"] == 0)
    #expect(steps["H-1"] == 1)
    #expect(steps["H-3"] == 2)
    #expect(steps["H-2"] == 3)
    #expect(steps["T-2"] == 1)
    #expect(Set(net.nodes.map(\.chain)) == ["司机"])
    #expect(net.links.filter(\.isField).count == 1)
  }
}
