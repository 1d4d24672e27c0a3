public import Fieldwork

/// Who led to whom, as a net: what the field `referred_by` of transcripts says, and the referrals
/// to participants and cases.
public struct ReferralNet: Sendable {
  /// Somebody or something in the net.
  public struct Node: Hashable, Sendable {
    /// `transcript`, `participant`, `case`, `site`, `person` or `erased`.
    public let kind: String
    /// The label, id or name.
    public let name: String
    /// The name to print beside the id, possibly empty.
    public let title: String
    /// How many steps lie between it and a beginning, by the shortest way.
    public internal(set) var step: Int
    /// The chain of interviews that it belongs to; empty where it leads to none.
    public internal(set) var chain: String
  }

  /// One referral.
  public struct Link: Hashable, Sendable {
    /// Who led, as index of a node.
    public let from: Int
    /// To whom, likewise.
    public let to: Int
    /// The day, possibly empty; of `referred_by` that of the interview.
    public let date: String
    /// How, possibly empty; of `referred_by` the route of the interview.
    public let how: String
    /// Whether it is a field of an interview and no referral of its own.
    public let isField: Bool
  }

  /// The nodes in the order in which the links name them.
  public private(set) var nodes: [Node] = []
  /// The links: those of interviews in the order of the field, then the referrals by date.
  public private(set) var links: [Link] = []
  /// What a reader must know.
  public let notes: [String]

  /// Lays the net out.
  public init(_ snapshot: StudySnapshot) {
    notes = [
      "who is not named led to nobody that was written down; a chain says how people were met, not "
        + "that they know each other"
    ]
    var places: [String: Int] = [:]
    func node(_ kind: String, _ name: String, _ title: String = "") -> Int {
      let key = "\(kind):\(kind == "person" ? name.foldedName : name)"
      if let known = places[key] { return known }
      places[key] = nodes.count
      nodes.append(Node(kind: kind, name: name, title: title, step: 0, chain: ""))
      return nodes.count - 1
    }
    for index in snapshot.fieldOrder {
      let entry = snapshot.transcripts[Int(index)]
      for name in entry.referrers {
        let from =
          switch snapshot.referrer(named: name) {
          case .transcript(let place):
            node("transcript", snapshot.transcripts[Int(place)].label)
          case .participant(let place):
            node(
              "participant", snapshot.participants[Int(place)].id,
              snapshot.participants[Int(place)].name)
          case .person: node("person", name)
          }
        links.append(
          Link(
            from: from, to: node("transcript", entry.label), date: entry.date?.iso ?? "",
            how: entry.attributes.first { $0.name == "route" }?.value ?? "", isField: true))
      }
    }
    for referral in snapshot.referrals {
      links.append(
        Link(
          from: node(referral.from.kind, referral.from.name, referral.from.title(in: snapshot)),
          to: node(referral.to.kind, referral.to.name, referral.to.title(in: snapshot)),
          date: referral.date, how: referral.how, isField: false))
    }
    countSteps()
    nameChains(snapshot)
  }

  /// From whoever nobody led to; in a circle from the one that is named first.
  private mutating func countSteps() {
    var steps = [Int?](repeating: nil, count: nodes.count)
    let led = Set(links.map(\.to))
    var next = nodes.indices.filter { !led.contains($0) }
    for start in next { steps[start] = 0 }
    while true {
      while !next.isEmpty {
        let here = Set(next)
        next = []
        for link in links where here.contains(link.from) && steps[link.to] == nil {
          steps[link.to] = (steps[link.from] ?? 0) + 1
          next.append(link.to)
        }
      }
      guard let left = steps.firstIndex(where: { $0 == nil }) else { break }
      steps[left] = 0
      next = [left]
    }
    for index in nodes.indices { nodes[index].step = steps[index] ?? 0 }
  }

  private mutating func nameChains(_ snapshot: StudySnapshot) {
    let names = ReferralChains(snapshot).nameByTranscript
    for index in nodes.indices {
      let node = nodes[index]
      if node.kind == "transcript" {
        let place = snapshot.transcripts.firstIndex { $0.label == node.name }
        nodes[index].chain = place.map { names[$0] } ?? ""
      } else if let end = ReferralEnd(kind: node.kind, name: node.name),
        let place = snapshot.transcripts(of: end).first
      {
        nodes[index].chain = names[Int(place)]
      }
    }
    // Whoever is in no interview belongs to the chain of those to whom they led, or who led there.
    for _ in nodes.indices {
      var isChanged = false
      for link in links {
        if nodes[link.from].chain.isEmpty, !nodes[link.to].chain.isEmpty {
          nodes[link.from].chain = nodes[link.to].chain
          isChanged = true
        } else if nodes[link.to].chain.isEmpty, !nodes[link.from].chain.isEmpty {
          nodes[link.to].chain = nodes[link.from].chain
          isChanged = true
        }
      }
      guard isChanged else { break }
    }
  }
}

/// Whom the field `referred_by` names.
enum Referrer {
  case transcript(Int32)
  case participant(Int32)
  case person
}

extension StudySnapshot {
  /// Whom a name in `referred_by` means: a transcript by its label, a participant by id or name,
  /// else somebody outside the study.
  func referrer(named name: String) -> Referrer {
    let folded = name.foldedName
    if let index = transcripts.firstIndex(where: { $0.label.foldedName == folded }) {
      return .transcript(Int32(index))
    }
    let person = participants.firstIndex {
      $0.id.foldedName == folded || (!$0.name.isEmpty && $0.name.foldedName == folded)
    }
    return person.map { .participant(Int32($0)) } ?? .person
  }

  /// The transcripts in which an end of a referral speaks or is spoken of.
  func transcripts(of end: ReferralEnd) -> [Int32] {
    switch end {
    case .participant(let id):
      guard let index = participants.firstIndex(where: { $0.id == id }) else { return [] }
      return interviews(of: .participant, Int32(index))
    case .place(let id):
      guard let index = cases.firstIndex(where: { $0.id == id }) else { return [] }
      return interviews(of: .place, Int32(index))
    case .site, .person, .erased: return []
    }
  }
}

extension ReferralEnd {
  init?(kind: String, name: String) {
    switch kind {
    case "participant": self = .participant(name)
    case "case": self = .place(name)
    case "site": self = .site(name)
    case "person": self = .person(name)
    default: return nil
    }
  }

  /// The name to print beside the id.
  fileprivate func title(in snapshot: StudySnapshot) -> String {
    switch self {
    case .participant(let id): snapshot.participants.first { $0.id == id }?.name ?? ""
    case .place(let id): snapshot.cases.first { $0.id == id }?.name ?? ""
    case .site(let id): snapshot.sites.first { $0.id == id }?.name ?? ""
    case .person, .erased: ""
    }
  }

  /// By which name one who speaks in no interview begins a chain; `nil` for one who was erased,
  /// because two such are not the same.
  func outsideName(in snapshot: StudySnapshot) -> String? {
    if self == .erased { return nil }
    let title = title(in: snapshot)
    return title.isEmpty ? name : title
  }
}
