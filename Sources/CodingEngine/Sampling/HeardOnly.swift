public import Fieldwork

/// Codes that were heard only under one condition: with somebody sitting in, along one chain of
/// referrals, in one place.
public struct HeardOnly: Sendable {
  /// A condition and the codes that were heard nowhere else.
  public struct Group: Hashable, Sendable {
    /// The condition in words.
    public let condition: String
    /// The coded transcripts that meet it, in the order of the field.
    public let transcripts: [String]
    /// The codes.
    public let codes: [Code]
  }

  /// A code with where it was heard.
  public struct Code: Hashable, Sendable {
    /// The slug.
    public let code: String
    /// The transcripts that carry it, in the order of the field.
    public let transcripts: [String]
    /// Its codings.
    public let codings: Int
  }

  /// The conditions in order, also those without such a code.
  public let groups: [Group]
  /// The transcripts with codings.
  public let n: Int
  /// What a reader must know.
  public let notes: [String]

  private static let silence =
    "heard only there is not said for those there: who was met, and how, differ as well"

  /// Codes heard only where the `present` field of a transcript names somebody.
  ///
  /// - Parameter words: only where the field contains these words; anything when empty.
  public init(
    withSomebodyPresent words: String = "", in snapshot: StudySnapshot,
    coders: CoderChoice = .pooled
  ) {
    let wanted = words.foldedName
    let condition = wanted.isEmpty ? "somebody present" : "present: \(words)"
    let places = CodePlaces(snapshot, coders)
    let met = Set(
      snapshot.transcripts.indices.filter { index in
        let present = snapshot.transcripts[index].attributes.first { $0.name == "present" }
        guard let value = present?.value.foldedName, !value.isEmpty else { return false }
        return wanted.isEmpty || value.contains(wanted)
      })
    groups = [places.group(condition, where: met.contains)]
    n = places.coded.count
    notes = [
      "somebody is present where the field 'present' of the transcript names one; who leaves the "
        + "room belongs into 'route'",
      HeardOnly.silence,
    ]
  }

  /// Codes heard only along one chain of referrals, for each chain of two transcripts or more.
  public init(alongChainsOf snapshot: StudySnapshot, coders: CoderChoice = .pooled) {
    let places = CodePlaces(snapshot, coders)
    let chains = ReferralChains(snapshot).chains
    groups = chains.filter { $0.transcripts.count > 1 }.map { chain in
      let members = Set(chain.transcripts.map(Int.init))
      return places.group("chain: \(chain.name)", where: members.contains)
    }
    n = places.coded.count
    let alone = chains.count { $0.transcripts.count == 1 }
    notes = [
      "a chain is what 'referred_by'"
        + (snapshot.referrals.isEmpty ? " connects" : " and referrals connect")
        + ", named by the person outside the study with whom it begins, else by its first "
        + "transcript",
      "\(counted(alone, "transcript")) came by no chain or alone and \(alone == 1 ? "is" : "are") "
        + "not listed",
      HeardOnly.silence,
    ]
  }

  /// Codes heard only where an attribute has one value, for each value.
  public init(
    by attribute: StudyAttribute, in snapshot: StudySnapshot, coders: CoderChoice = .pooled
  ) {
    let places = CodePlaces(snapshot, coders)
    let values = snapshot.transcripts.indices.map {
      attribute.values(ofTranscript: Int32($0), in: snapshot)
    }
    let known = Set(places.coded.flatMap { values[$0] }).filter { !$0.isEmpty }
    groups = known.sorted { $0.precedesNaturally($1) }.map { value in
      places.group("\(attribute.name): \(value)") { values[$0].contains(value) }
    }
    n = places.coded.count
    notes = [HeardOnly.silence]
  }
}

/// Where each code was heard.
private struct CodePlaces {
  let coded: [Int]
  private let snapshot: StudySnapshot
  private let transcripts: BitMatrix
  private let codings: [Int]

  init(_ snapshot: StudySnapshot, _ coders: CoderChoice) {
    self.snapshot = snapshot
    var transcripts = BitMatrix(
      rows: snapshot.codebook.codes.count, columns: snapshot.transcripts.count)
    var codings = [Int](repeating: 0, count: snapshot.codebook.codes.count)
    var isCoded = [Bool](repeating: false, count: snapshot.transcripts.count)
    for row in 0..<snapshot.codings.count where coders.includes(snapshot.codings.coders[row]) {
      let code = Int(snapshot.codings.codes[row])
      let transcript = Int(snapshot.transcript(ofCoding: row))
      transcripts.insert(code, transcript)
      codings[code] += 1
      isCoded[transcript] = true
    }
    self.transcripts = transcripts
    self.codings = codings
    coded = snapshot.fieldOrder.map(Int.init).filter { isCoded[$0] }
  }

  func group(_ condition: String, where isMet: (Int) -> Bool) -> HeardOnly.Group {
    let meeting = coded.filter(isMet)
    let codes = snapshot.codebook.codable.filter { code in
      codings[code] > 0 && transcripts.members(code).allSatisfy(isMet)
    }
    func labels(_ indices: [Int]) -> [String] { indices.map { snapshot.transcripts[$0].label } }
    return HeardOnly.Group(
      condition: condition, transcripts: labels(meeting),
      codes: codes.map { code in
        HeardOnly.Code(
          code: snapshot.codebook.codes[code].slug,
          transcripts: labels(coded.filter { transcripts[code, $0] }), codings: codings[code])
      })
  }
}
