public import Fieldwork

/// Which interviews were come by through each other.
///
/// `referred_by` of a transcript names another transcript, a participant, or somebody outside
/// the study; several are split by `;`. Referrals to a participant or a case lead to the
/// transcripts in which they speak or are spoken of. Transcripts that one line of referrals
/// connects are one chain, and so are those with the same participant: a second visit is no new
/// way in.
public struct ReferralChains: Sendable {
  /// A chain.
  public struct Chain: Hashable, Sendable {
    /// Where it begins: the person outside, else the first transcript in the order of the field.
    public let name: String
    /// The transcripts in the order of the field, as indices.
    public let transcripts: [Int32]
  }

  /// The chains, longest first, then in the order of the field; a transcript that nobody led to
  /// and that leads to none is a chain of its own.
  public let chains: [Chain]
  /// The name of the chain of each transcript.
  let nameByTranscript: [String]

  /// Follows every referral.
  public init(_ snapshot: StudySnapshot) {
    let count = snapshot.transcripts.count
    var links = Links(count)
    var outside: [String: (index: Int, name: String)] = [:]
    var labels: [String: Int] = [:]
    for (index, entry) in snapshot.transcripts.enumerated() {
      labels[entry.label.foldedName] = index
    }
    var firstWith: [Int32: Int] = [:]
    for (index, entry) in snapshot.transcripts.enumerated() {
      for person in entry.participants {
        if let first = firstWith[person] { links.join(index, first) }
        firstWith[person] = firstWith[person] ?? index
      }
    }
    var people: [String: Int] = [:]
    for (index, person) in snapshot.participants.enumerated() {
      guard let spoken = firstWith[Int32(index)] else { continue }
      for name in [person.id, person.name] where !name.isEmpty {
        people[name.foldedName] = people[name.foldedName] ?? spoken
      }
    }
    for (index, entry) in snapshot.transcripts.enumerated() {
      for name in entry.referrers {
        let folded = name.foldedName
        if let known = labels[folded] ?? people[folded] {
          links.join(index, known)
        } else {
          let node = outside[folded]?.index ?? links.add()
          outside[folded] = outside[folded] ?? (node, name)
          links.join(index, node)
        }
      }
    }
    for referral in snapshot.referrals {
      let known: (ReferralEnd) -> [Int] = { end in
        snapshot.transcripts(of: end).map(Int.init)
      }
      var nodes = known(referral.from)
      if nodes.isEmpty, let name = referral.from.outsideName(in: snapshot) {
        let node = outside[name.foldedName]?.index ?? links.add()
        outside[name.foldedName] = outside[name.foldedName] ?? (node, name)
        nodes = [node]
      }
      // Whoever spoke in several interviews led there from one of them; which, nobody wrote down.
      nodes += known(referral.to)
      for node in nodes.dropFirst() { links.join(nodes[0], node) }
    }
    var members: [Int: [Int32]] = [:]
    for index in snapshot.fieldOrder { members[links.root(Int(index)), default: []].append(index) }
    var names: [Int: [String]] = [:]
    for (node, name) in outside.values { names[links.root(node), default: []].append(name) }
    let position = Dictionary(
      snapshot.fieldOrder.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let found = members.map { root, transcripts in
      let outsiders = (names[root] ?? []).sorted { $0.precedesNaturally($1) }
      let first = snapshot.labels(Array(transcripts.prefix(1)))
      return Chain(
        name: outsiders.isEmpty ? first.joined() : outsiders.joined(separator: " + "),
        transcripts: transcripts)
    }
    chains = found.sorted { a, b in
      let (x, y) = (position[a.transcripts[0]] ?? 0, position[b.transcripts[0]] ?? 0)
      return (-a.transcripts.count, x) < (-b.transcripts.count, y)
    }
    var nameByTranscript = [String](repeating: "", count: count)
    for chain in chains {
      for index in chain.transcripts { nameByTranscript[Int(index)] = chain.name }
    }
    self.nameByTranscript = nameByTranscript
  }
}

/// Sets that are joined again and again.
private struct Links {
  private var above: [Int]

  init(_ count: Int) { above = Array(0..<count) }

  mutating func add() -> Int {
    above.append(above.count)
    return above.count - 1
  }

  func root(_ node: Int) -> Int {
    var node = node
    while above[node] != node { node = above[node] }
    return node
  }

  mutating func join(_ a: Int, _ b: Int) {
    let (x, y) = (root(a), root(b))
    above[max(x, y)] = min(x, y)
  }
}

extension TranscriptEntry {
  /// Who led to the interview, as written, one by one.
  var referrers: [String] {
    let words = attributes.first { $0.name == "referred_by" }?.value ?? ""
    return words.split(separator: ";").map { String($0).trimmingBlanks }
      .filter { !$0.isEmpty }
  }
}
