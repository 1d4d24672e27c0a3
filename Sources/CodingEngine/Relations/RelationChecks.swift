public import Fieldwork

/// What is missing or odd in the net of relations (METHODS §2.4), for the researcher to decide.
public struct RelationChecks: Sendable {
  /// What was noticed.
  public enum Kind: String, CaseIterable, Sendable {
    /// A code that the codebook does not have.
    case unknownCode = "unknown-code"
    /// Its codes meet nowhere.
    case withoutEvidence = "without-evidence"
    /// A phenomenon (answered by something) that nothing leads to and that is no condition.
    case withoutCause = "without-cause"
    /// A strategy (an answer) that leads nowhere.
    case withoutConsequence = "without-consequence"
    /// A consequence that no path leads to from a condition.
    case withoutPath = "without-path"
    /// Codes that lead to each other in a circle.
    case circle
    /// Two codes that one relation joins and another one sets against each other.
    case opposed
    /// A core category that no relation reaches.
    case coreUnlinked = "core-unlinked"
  }

  /// One remark.
  public struct Finding: Hashable, Sendable {
    /// What was noticed.
    public let kind: Kind
    /// The relations or codes that it is about.
    public let about: [String]
    /// The remark in words.
    public let words: String
  }

  /// How central a code is.
  public struct Core: Hashable, Sendable {
    /// The code.
    public let code: String
    /// The relations that it is part of.
    public let degree: Int
    /// The cases that have it, or a code below it.
    public let cases: Int
    /// degree × cases.
    public var score: Int { degree * cases }
  }

  /// The remarks, by kind, then in the order of definition.
  public let findings: [Finding]
  /// Every code with a relation, greatest score first, equal ones in the order of the codebook.
  public let cores: [Core]
  /// What a reader must know.
  public let notes: [String]

  /// Looks at the relations of a study.
  ///
  /// - Parameter snapshot: a study loaded with its turns, codings and notes.
  public init(_ snapshot: StudySnapshot) {
    let net = RelationNet(snapshot)
    let report = RelationReport(snapshot)
    var findings: [Finding] = []
    for relation in snapshot.relations {
      for code in [relation.from, relation.to]
      where snapshot.codebook.index(ofSlug: code) == nil {
        findings.append(
          Finding(
            kind: .unknownCode, about: [relation.slug],
            words: "\(relation.slug) names '\(code)', which is not in the codebook"))
      }
    }
    for item in report.withoutEvidence {
      let relation = item.relation
      findings.append(
        Finding(
          kind: .withoutEvidence, about: [relation.slug],
          words: "\(relation.from) \(relation.kind) \(relation.to): the codes meet nowhere yet"))
    }
    findings += net.gaps
    findings += net.circles
    findings += RelationChecks.opposed(snapshot.relations)
    for code in snapshot.codebook.codes where code.isCore && !net.linked.contains(code.slug) {
      findings.append(
        Finding(
          kind: .coreUnlinked, about: [code.slug],
          words: "the core category \(code.slug) has no relation"))
    }
    self.findings = findings
    cores = RelationChecks.cores(snapshot, net)
    notes = [
      "a remark is a question to the researcher, not a mistake: circles and open ends may be meant",
      "a phenomenon is what is answered by something, a strategy is an answer; causes lead to, "
        + "result in, or are depended on; condition and consequence are the places of the codebook",
    ]
  }

  private static func opposed(_ relations: [RelationDefinition]) -> [Finding] {
    relations.indices.flatMap { index -> [Finding] in
      let one = relations[index]
      return relations[..<index].filter { other in
        Set([other.from, other.to]) == Set([one.from, one.to])
          && RelationEvidence.tensions.contains(other.kind)
            != RelationEvidence.tensions.contains(one.kind)
      }.map { other in
        Finding(
          kind: .opposed, about: [other.slug, one.slug],
          words: "\(other.from) \(other.kind) \(other.to), and \(one.from) \(one.kind) \(one.to)")
      }
    }
  }

  private static func cores(_ snapshot: StudySnapshot, _ net: RelationNet) -> [Core] {
    let counts = CodeCounts(snapshot, rollup: true).counts
    let found = snapshot.codebook.codes.enumerated().compactMap { index, code -> Core? in
      guard let degree = net.degrees[code.slug] else { return nil }
      return Core(code: code.slug, degree: degree, cases: counts[index].cases)
    }
    return found.enumerated().sorted {
      (-$0.element.score, $0.offset) < (-$1.element.score, $1.offset)
    }.map(\.element)
  }
}
