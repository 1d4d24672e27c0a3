import Fieldwork

/// The fields that a filter may name: of the transcript, of the case, of who speaks, of the survey.
struct FilterFields {
  /// Where a field is found.
  enum Source: Hashable {
    case label, title, kind, date, site, language, consent, recordType
    case transcriptAttribute(String)
    case caseID, caseKind, caseName, caseSite
    case caseAttribute(String)
    case speaker, participant
    case participantAttribute(String)
    case variable(survey: Int, Int)
    /// A variable of a survey whose records are participants.
    case variableOfPerson(survey: Int, Int)

    /// Whether the value is that of one who speaks.
    var isOfSpeakers: Bool {
      switch self {
      case .speaker, .participant, .participantAttribute, .variableOfPerson: true
      default: false
      }
    }
  }

  private(set) var sources: [Source] = []
  private var things: [NamedThing] = []

  init(_ snapshot: StudySnapshot) {
    let own: [(String, Source)] = [
      ("transcript", .label), ("title", .title), ("kind", .kind), ("date", .date),
      ("site", .site), ("language", .language), ("consent", .consent),
      ("record_type", .recordType), ("case", .caseID), ("case.kind", .caseKind),
      ("case.name", .caseName), ("case.site", .caseSite),
      ("speaker", .speaker), ("participant", .participant),
    ]
    for (name, source) in own { add(name, [], source) }
    let taken = Set(own.map(\.0))
    func names(_ owner: AttributeOwner, _ lists: [[AttributeValue]]) -> [String] {
      let defined = snapshot.attributeDefinitions.filter { $0.owner == owner }.map(\.name)
      return Set(lists.flatMap { $0.map(\.name) } + defined).sorted()
    }
    for name in names(.transcript, snapshot.transcripts.map(\.attributes)) {
      add(taken.contains(name) ? "transcript.\(name)" : name, [name], .transcriptAttribute(name))
    }
    for name in names(.place, snapshot.cases.map(\.attributes)) {
      add("case.\(name)", [name], .caseAttribute(name))
    }
    for name in names(.participant, snapshot.participants.map(\.attributes)) {
      add("participant.\(name)", [], .participantAttribute(name))
    }
    for (survey, table) in snapshot.surveys.enumerated() {
      // Of several waves the last has the plain names; `own@2013` is that of a wave.
      let isPlain = snapshot.isLatestWave(survey)
      let isOfPersons = snapshot.isOfParticipants(survey)
      for (index, variable) in table.variables.enumerated() {
        let ofWave = table.wave.map { [variable.name + SurveyWave.sign + $0.wave] } ?? []
        add(
          "\(table.name).\(variable.name)",
          ofWave + (isPlain ? [variable.name] + variable.labels.map(\.text) : []),
          isOfPersons
            ? .variableOfPerson(survey: survey, index) : .variable(survey: survey, index))
      }
    }
  }

  /// The field that is meant: an exact name or label; the id before a name of several settles
  /// which.
  ///
  /// - Throws: `FilterNameFailure` with the place of the name.
  func source(of comparison: Filter.Comparison, in filter: Filter) throws -> Source {
    do {
      return sources[
        try NameResolver(kind: "field", things: things).index(of: comparison.field, .exact)]
    } catch let failure as NameFailure {
      throw FilterSyntax(failure, at: QueryPointer(text: filter.text, column: comparison.column))
    }
  }

  private mutating func add(_ id: String, _ names: [String], _ source: Source) {
    things.append(NamedThing(id: id, names: names))
    sources.append(source)
  }
}

extension FilterSyntax {
  /// A name in a filter that leads to no field, or to several.
  init(_ failure: NameFailure, at pointer: QueryPointer) {
    let problem = failure.problem
    let candidates =
      problem.candidates.isEmpty ? "" : ": " + problem.candidates.joined(separator: ", ")
    self.init(
      problem.what + candidates,
      hint: problem.hint
        ?? "fields are kind, date, site, language, the columns of metadata.csv and cases.csv, and "
        + "the variables of the survey", at: pointer)
  }
}
