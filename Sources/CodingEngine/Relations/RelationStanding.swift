public import Fieldwork

/// How the places of one level stand to a relation between two codes.
///
/// Only presence is counted, and coders are pooled. That a place is contradicting means that
/// the first code is there and the second is not: whether that speaks against the relation, its
/// words decide.
public struct RelationStanding: Sendable {
  /// What a place is.
  public enum Level: String, CaseIterable, Sendable {
    /// A segment of the first code; the second is there when one of its codings overlaps.
    case segment
    /// A transcript with codings.
    case transcript
    /// A case with codings.
    case `case`
  }

  /// The relation.
  public let relation: RelationDefinition
  /// What a place is.
  public let level: Level
  /// Places with both codes: transcripts or cases by index, segments by a row of
  /// `StudySnapshot.codings`.
  public let supporting: [Int32]
  /// Places with the first code and without the second.
  public let contradicting: [Int32]
  /// Places with both codes, for a relation in which meeting is neither for nor against it.
  public let open: [Int32]
  /// Places without the first code, and all others where nothing can be said.
  public let silent: Int
  /// All places with codings.
  public let n: Int

  /// The standing on every level, segments first.
  ///
  /// - Parameters:
  ///   - snapshot: the study with its codings.
  ///   - attribution: the cases of its codings.
  public static func levels(
    _ relation: RelationDefinition, in snapshot: StudySnapshot, attribution: CaseAttribution
  ) -> [RelationStanding] {
    let from = snapshot.rows(ofCodeCalled: relation.from)
    let to = snapshot.rows(ofCodeCalled: relation.to)
    let all = 0..<snapshot.codings.count
    let meeting = SharedPassages(snapshot.codings, from: from, to: to).places.flatMap(\.from)
    let segments = snapshot.firstRowsOfSegments
    func places(_ rows: some Sequence<Int>, _ place: (Int) -> Int32) -> Set<Int32> {
      Set(rows.map(place)).subtracting([-1])
    }
    func standing(_ level: Level, _ place: (Int) -> Int32, both: Set<Int32>) -> RelationStanding {
      let first = places(from, place)
      return RelationStanding(
        relation, level, both: both.sorted(), alone: first.subtracting(both).sorted(),
        n: places(all, place).count)
    }
    func together(_ place: (Int) -> Int32) -> Set<Int32> {
      places(from, place).intersection(places(to, place))
    }
    func transcript(_ row: Int) -> Int32 { snapshot.transcript(ofCoding: row) }
    return [
      standing(.segment, { segments[$0] }, both: places(meeting) { segments[$0] }),
      standing(.transcript, transcript, both: together(transcript)),
      standing(
        .case, { attribution.caseIndex(ofCoding: $0) },
        both: together { attribution.caseIndex(ofCoding: $0) }),
    ]
  }

  private init(
    _ relation: RelationDefinition, _ level: Level, both: [Int32], alone: [Int32], n: Int
  ) {
    let isTension = RelationEvidence.tensions.contains(relation.kind)
    self.relation = relation
    self.level = level
    supporting = isTension ? [] : both
    contradicting = isTension ? [] : alone
    open = isTension ? both : []
    self.n = n
    silent = n - supporting.count - contradicting.count - open.count
  }

  /// What a reader of the numbers must know.
  public static func notes(_ attribution: CaseAttribution) -> [String] {
    rules + CaseAttribution.notes(withoutCase: attribution.unattributed)
  }

  private static let rules = [
    "supporting: both codes are there; contradicting: the first without the second; silent: "
      + "without the first, so that nothing can be said; a segment is one of the first code, and "
      + "the second is there when a coding of it overlaps",
    "on segments the second code is often told elsewhere; read contradicting cases first: "
      + "whether they speak against the relation, their words decide",
    "where one code weakens or contradicts another, places with both are open: being spoken of "
      + "together is neither for nor against it",
  ]
}

extension StudySnapshot {
  /// For each coding the first one on the same stretch of the same text.
  fileprivate var firstRowsOfSegments: [Int32] {
    var firsts: [Int32] = []
    firsts.reserveCapacity(codings.count)
    for row in 0..<codings.count {
      let isSame =
        row > 0 && codings.texts[row] == codings.texts[row - 1]
        && codings.starts[row] == codings.starts[row - 1]
        && codings.ends[row] == codings.ends[row - 1]
      firsts.append(isSame ? firsts[row - 1] : Int32(row))
    }
    return firsts
  }
}
