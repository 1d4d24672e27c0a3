public import Fieldwork

/// Which cases, or which participants, can be tied to records of a survey because an id says so.
public struct LinkPlan: Sendable {
  /// Where the id stands that both have.
  public enum Rule: Hashable, Sendable {
    /// Their id is the record's key.
    case id
    /// Their id is the record's value of a variable, an index into the survey's variables.
    case variable(Int)
    /// The value of an attribute of theirs is the record's key.
    case attribute(String)

    /// The method that a link is stored with.
    public var method: String {
      switch self {
      case .id: "id"
      case .variable: "variable"
      case .attribute: "attribute"
      }
    }
  }

  /// One case or participant and its record.
  public struct Pair: Hashable, Sendable {
    /// The id of the case or participant.
    public let subject: String
    /// The record's key.
    public let record: String
  }

  /// Whether cases or participants are tied.
  public let level: LinkLevel
  /// Who is which record, in natural order of their ids.
  public let pairs: [Pair]
  /// Who was linked in another way, or of whom somebody said why they have no record; they stay as
  /// they are.
  public let kept: [String]
  /// Who has no record of that id; of cases only those of the survey's kind.
  public let alone: [String]
  /// Who fits several records, with their keys.
  public let ambiguous: [(subject: String, records: [String])]
  /// How many records nobody is tied to.
  public let recordsAlone: Int

  /// Compares a survey with the cases or participants of a study, leaving alone what somebody
  /// decided.
  ///
  /// A survey that names its kind of case is compared with cases of that kind and of no kind.
  ///
  /// - Parameters:
  ///   - level: whether cases or participants are tied.
  ///   - rule: where the id stands that both have.
  ///   - survey: index into `snapshot.surveys`.
  public init(_ level: LinkLevel, by rule: Rule, survey: Int, in snapshot: StudySnapshot) {
    self.level = level
    let table = snapshot.surveys[survey]
    let decided = snapshot.links(of: level).filter { link in
      Int(link.survey) == survey && (link.record == nil || link.method != rule.method)
    }
    let keptSubjects = Set(decided.map(\.subject))
    let subjects = LinkPlan.subjects(level, of: table, in: snapshot)
    kept = subjects.indices.filter { keptSubjects.contains(Int32($0)) }.map { subjects[$0].id }
    let keys = LinkPlan.keys(rule, of: table)
    var pairs: [Pair] = []
    var alone: [String] = []
    var ambiguous: [(subject: String, records: [String])] = []
    for (index, subject) in subjects.enumerated()
    where subject.fits && !keptSubjects.contains(Int32(index)) {
      var wanted = [subject.id]
      if case .attribute(let name) = rule {
        wanted = subject.attributes.filter { $0.name == name }.map(\.value)
      }
      let found = wanted.flatMap { keys[$0] ?? [] }
      switch found.count {
      case 0: alone.append(subject.id)
      case 1: pairs.append(Pair(subject: subject.id, record: found[0]))
      default: ambiguous.append((subject.id, found))
      }
    }
    let taken = Set(decided.compactMap(\.record)).compactMap { record in
      table.records.indices.contains(Int(record)) ? table.records[Int(record)].key : nil
    }
    recordsAlone =
      Set(table.records.map(\.key)).subtracting(pairs.map(\.record))
      .subtracting(taken).count
    self.pairs = pairs
    self.alone = alone
    self.ambiguous = ambiguous
  }

  private typealias Subject = (id: String, attributes: [AttributeValue], fits: Bool)

  private static func subjects(
    _ level: LinkLevel, of table: SurveyTable, in snapshot: StudySnapshot
  ) -> [Subject] {
    switch level {
    case .place: snapshot.cases.map { ($0.id, $0.attributes, table.isAbout($0)) }
    case .participant: snapshot.participants.map { ($0.id, $0.attributes, true) }
    }
  }

  /// The records of each id.
  private static func keys(_ rule: Rule, of table: SurveyTable) -> [String: [String]] {
    var keys: [String: [String]] = [:]
    for record in table.records {
      var id: String? = record.key
      if case .variable(let index) = rule { id = record.values[index].code }
      if let id { keys[id, default: []].append(record.key) }
    }
    return keys
  }

  /// What was left as it is and what stayed alone, in words.
  public var remarks: [String] {
    var remarks: [String] = []
    if !kept.isEmpty {
      remarks.append(
        "kept \(counted(kept.count, level.noun)) as somebody linked them, or said why not: "
          + listed(kept))
    }
    if !alone.isEmpty { remarks.append("\(level.noun)s without a record: \(listed(alone))") }
    for (subject, records) in ambiguous {
      remarks.append(
        "\(subject) fits several records (\(listed(records))): say which, "
          + "'emic link \(subject) --record \(records[0])'")
    }
    if recordsAlone > 0 {
      remarks.append("\(counted(recordsAlone, "record")) without a \(level.noun)")
    }
    return remarks
  }
}
