public import Fieldwork

/// Where the two codes of a relation meet, on three levels, and where only one of them is.
///
/// Meeting is all that is counted: that two codes go together is no cause, and that they do
/// not is no disproof. Coders are pooled, a category stands for the codes below it, and a
/// translation counts for its transcript.
public struct RelationEvidence: Sendable {
  /// A place with the codings of both codes in it.
  public struct Place: Hashable, Sendable {
    /// The index of the transcript or case; of the text, for a passage.
    public var index: Int32
    /// Rows of `StudySnapshot.codings` of the first code.
    public var from: [Int]
    /// Rows of `StudySnapshot.codings` of the second code.
    public var to: [Int]

    /// Describes a place.
    public init(index: Int32, from: [Int], to: [Int]) {
      self.index = index
      self.from = from
      self.to = to
    }

    /// The codings of both codes, each once, in order.
    public var rows: [Int] { Set(from + to).sorted() }
  }

  /// The relation.
  public let relation: RelationDefinition
  /// Whether the relation speaks of two codes that do not go well together, so that neither a
  /// meeting nor its absence is for or against it.
  public let isTension: Bool
  /// Connected stretches of words on which codings of both codes overlap.
  public let passages: [Place]
  /// Transcripts with both codes anywhere, in whichever order.
  public let transcripts: [Place]
  /// Cases with both codes in any of their interviews.
  public let cases: [Place]
  /// Cases with the first code and without the second, as indices into `StudySnapshot.cases`.
  public let onlyFrom: [Int32]
  /// Cases with the second code and without the first.
  public let onlyTo: [Int32]

  /// Whether the codes meet anywhere at all.
  public var hasEvidence: Bool { !passages.isEmpty || !transcripts.isEmpty || !cases.isEmpty }

  /// The relations in which a meeting is neither for nor against them.
  public static let tensions: Set<String> = ["weakens", "contradicts"]

  /// Looks for evidence; a code that the codebook does not have is nowhere.
  ///
  /// - Parameters:
  ///   - relation: the relation.
  ///   - snapshot: the study.
  ///   - attribution: the cases of its codings.
  public init(
    _ relation: RelationDefinition, in snapshot: StudySnapshot, attribution: CaseAttribution
  ) {
    let from = snapshot.rows(ofCodeCalled: relation.from)
    let to = snapshot.rows(ofCodeCalled: relation.to)
    self.relation = relation
    isTension = RelationEvidence.tensions.contains(relation.kind)
    passages = SharedPassages(snapshot.codings, from: from, to: to).places
    transcripts = RelationEvidence.both(from, to) { snapshot.transcript(ofCoding: $0) }
    cases = RelationEvidence.both(from, to) { attribution.caseIndex(ofCoding: $0) }
    let inFrom = Set(from.map { attribution.caseIndex(ofCoding: $0) }).subtracting([-1])
    let inTo = Set(to.map { attribution.caseIndex(ofCoding: $0) }).subtracting([-1])
    onlyFrom = inFrom.subtracting(inTo).sorted()
    onlyTo = inTo.subtracting(inFrom).sorted()
  }

  /// The places with both, in order of their index; -1 is no place.
  private static func both(
    _ from: [Int], _ to: [Int], _ place: (Int) -> Int32
  ) -> [Place] {
    let inFrom = Dictionary(grouping: from, by: place)
    let inTo = Dictionary(grouping: to, by: place)
    return Set(inFrom.keys).intersection(inTo.keys).subtracting([-1]).sorted().map {
      Place(index: $0, from: inFrom[$0] ?? [], to: inTo[$0] ?? [])
    }
  }
}

extension RelationEvidence {
  /// What was found, in one sentence without a verdict.
  public func sentence(in snapshot: StudySnapshot) -> String {
    let (a, b) = (relation.from, relation.to)
    var parts: [String] = []
    if hasEvidence {
      parts.append(
        "\(a) and \(b) are \(isTension ? "spoken of together" : "together") in "
          + "\(counted(passages.count, "passage")), \(counted(transcripts.count, "transcript")) "
          + "and \(counted(cases.count, "case"))")
    } else {
      parts.append("\(a) and \(b) meet nowhere yet")
    }
    if !onlyFrom.isEmpty { parts.append("\(a) without \(b): \(listed(snapshot.ids(onlyFrom)))") }
    if !onlyTo.isEmpty { parts.append("\(b) without \(a): \(listed(snapshot.ids(onlyTo)))") }
    return parts.joined(separator: "; ")
  }
}

extension StudySnapshot {
  /// The codings of a code, of a category those of everything below it.
  func rows(ofCodeCalled slug: String) -> [Int] {
    guard let index = codebook.index(ofSlug: slug) else { return [] }
    let wanted = codebook.codes[index].isCodable ? index..<index + 1 : codebook.subtree(index)
    return (0..<codings.count).filter { wanted.contains(Int(codings.codes[$0])) }
  }
}
