public import Fieldwork

/// All relations of a study with their evidence.
public struct RelationReport: Sendable {
  /// The evidence, in the order of the relations.
  public let evidence: [RelationEvidence]
  /// What a reader of the numbers must know.
  public let notes: [String]

  /// Looks for the evidence of every relation.
  ///
  /// - Parameter snapshot: a study loaded with its turns, codings and notes.
  public init(_ snapshot: StudySnapshot) {
    let attribution = CaseAttribution(snapshot)
    evidence = snapshot.relations.map {
      RelationEvidence($0, in: snapshot, attribution: attribution)
    }
    var notes = [
      "counted: stretches of words on which both codes overlap; transcripts with both, in either "
        + "order; cases with both in any of their interviews; coders are pooled",
      "going together is no cause, and apart is no disproof: read the passages",
    ]
    if evidence.contains(where: \.isTension) {
      notes.append(
        "where one code weakens or contradicts another, being spoken of together is neither for "
          + "nor against it")
    }
    notes += CaseAttribution.notes(withoutCase: attribution.unattributed)
    if !snapshot.topics.isEmpty { notes.append(TopicCoverage.missingNote) }
    self.notes = notes
  }

  /// The relations whose codes meet nowhere.
  public var withoutEvidence: [RelationEvidence] { evidence.filter { !$0.hasEvidence } }

  /// Those whose codes meet, most cases first, then transcripts, then passages, then in order
  /// of definition.
  public var mostEvidence: [RelationEvidence] {
    evidence.enumerated().filter { $0.element.hasEvidence }.sorted { a, b in
      let (x, y) = (a.element, b.element)
      return (-x.cases.count, -x.transcripts.count, -x.passages.count, a.offset)
        < (-y.cases.count, -y.transcripts.count, -y.passages.count, b.offset)
    }.map(\.element)
  }
}
