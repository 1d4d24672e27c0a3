import CodingEngine
import Fieldwork
import StudyStore

extension RandomCommands {
  // MARK: Attributes, topics and referrals

  private mutating func attribute() -> String { one(["tenure", "rooms", "房间"]) ?? "rooms" }

  private mutating func owner() -> (owner: AttributeOwner, id: String) {
    switch number(1...3) {
    case 1: (.transcript, label())
    case 2: (.participant, "\(label())-A")
    default: (.place, "HH-\(number(1...4))")
    }
  }

  mutating func defineAttribute() throws -> Int64? {
    let type = one(AttributeType.allCases) ?? .text
    let values = [.category, .ordered].contains(type) && chance(2) ? "v1; v2=two; v3; 3" : ""
    return try perform(
      DefineAttributes(
        [
          AttributeDefinition(
            owner: owner().owner, name: attribute(), type: type, label: chance(2) ? "住房" : "",
            values: ValueLabel.list(values), kinds: chance(2) ? ["household"] : [])
        ], name: "attributes define"))
  }

  mutating func removeAttribute() throws -> Int64? {
    try perform(RemoveAttribute(owner().owner, attribute()))
  }

  mutating func setAttributes() throws -> Int64? {
    let (owner, id) = owner()
    let content: AttributeContent =
      chance(4)
      ? .missing(one(AttributeMissing.allCases) ?? .refused)
      : chance(6) ? .nothing : .value(one(["3", "v1", "2016-06", "yes", "有"]) ?? "3")
    var passages: [SetAttributes.Value.Passage] = []
    if content != .nothing, let place = try span() {
      let words = try study.words(of: [place.key])[0]
      passages = [.init(text: place.key, span: words.snappedToGraphemes(place.span))]
    }
    return try perform(
      SetAttributes(
        owner, id,
        [
          .init(
            name: attribute(), content: content, source: chance(2) ? .judgement : nil,
            note: chance(3) ? "看过" : "", passages: passages)
        ], name: "cases fill"))
  }

  mutating func setTopics() throws -> Int64? {
    let label = label()
    return try perform(
      SetTopics(
        label, participant: chance(2) ? "\(label)-A" : nil,
        [.init(topic: "g\(number(1...3))", state: one(TopicState.allCases + [nil]) ?? nil)]))
  }

  private mutating func referral() -> Referral {
    let to: ReferralEnd =
      chance(2) ? .participant("\(label())-A") : .place("HH-\(number(1...4))")
    let from: ReferralEnd =
      switch number(1...4) {
      case 1: .participant("\(label())-A")
      case 2: .place("HH-\(number(1...4))")
      case 3: .site("city")
      default: .person("村支书")
      }
    return Referral(from: from, to: to, date: chance(2) ? "2016-06" : "", how: "老乡")
  }

  mutating func setReferrals() throws -> Int64? {
    try perform(SetReferrals([referral(), referral()]))
  }

  mutating func removeReferral() throws -> Int64? {
    let known = try study.snapshot([]).referrals
    return try perform(RemoveReferral(one(known) ?? referral()))
  }
}
