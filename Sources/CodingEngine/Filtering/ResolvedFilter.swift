public import Fieldwork

/// A filter whose fields were found, ready to be asked of an interview and a case.
///
/// A coding is kept when its interview and its case meet the filter, and a case is counted when
/// it meets the filter together with one of its interviews. A filter that asks who speaks keeps a
/// coding when one of those who speak its turns meets it, whoever else speaks in them: words of
/// several belong to each.
public struct ResolvedFilter {
  private let filter: Filter
  private let comparisons: [Filter.Comparison]
  private let sources: [FilterFields.Source]
  private let snapshot: StudySnapshot
  private let records: [[Int?]]
  private let personRecords: [[Int?]]
  /// Whether a field is one of those who speak.
  private let asksForSpeakers: Bool

  /// Finds the fields of a filter.
  ///
  /// - Throws: `FilterSyntax` where a field is not there or its values cannot be compared so.
  public init(_ filter: Filter, in snapshot: StudySnapshot) throws {
    let fields = FilterFields(snapshot)
    let comparisons = filter.comparisons
    self.filter = filter
    self.comparisons = comparisons
    self.snapshot = snapshot
    sources = try comparisons.map { try fields.source(of: $0, in: filter) }
    asksForSpeakers = sources.contains(where: \.isOfSpeakers)
    records = snapshot.surveys.indices.map { snapshot.records(ofSurvey: $0) }
    personRecords = snapshot.surveys.indices.map { snapshot.personRecords(ofSurvey: $0) }
    for (comparison, source) in zip(comparisons, sources) {
      if let reason = refusal(comparison, source) {
        throw FilterSyntax(
          reason.what, hint: reason.hint,
          at: QueryPointer(text: filter.text, column: comparison.column))
      }
    }
  }

  /// Whether an interview and a case are known to meet the filter.
  ///
  /// - Parameters:
  ///   - transcript: the index of the interview, or -1.
  ///   - place: the index of the case, or -1 for a passage that belongs to none.
  public func holds(transcript: Int32, case place: Int32) -> Bool {
    answer(transcript: transcript, case: place) == true
  }

  /// Whether an interview and a case meet the filter; `nil` where that is not known, because a
  /// value is missing.
  ///
  /// - Parameters:
  ///   - transcript: the index of the interview, or -1.
  ///   - place: the index of the case, or -1 for a passage that belongs to none.
  public func answer(transcript: Int32, case place: Int32) -> Bool? {
    answer(transcript, place, nil)
  }

  private func answer(_ transcript: Int32, _ place: Int32, _ voice: TurnVoice?) -> Bool? {
    filter.holds { position in
      if let reason = comparisons[position].reason {
        return attributes(sources[position], transcript, place, voice)
          .contains { $0.missing == reason }
      }
      let values = values(sources[position], transcript, place, voice)
      if comparisons[position].operation == .missing { return values.isEmpty }
      guard !values.isEmpty else { return nil }
      return values.contains { $0.meets(comparisons[position]) }
    }
  }

  /// The snapshot with the codings of interviews and cases that meet the filter, and no others.
  public func limited() -> StudySnapshot {
    if asksForSpeakers { return limitedToSpeakers() }
    let attribution = CaseAttribution(snapshot)
    var limited = snapshot
    limited.codings = snapshot.codings.filtered { row in
      holds(
        transcript: snapshot.transcript(ofCoding: row), case: attribution.caseIndex(ofCoding: row))
    }
    var cases = Set<Int32>()
    var transcripts = Set<Int32>()
    for (index, entry) in snapshot.transcripts.enumerated() {
      let met = entry.cases.filter { holds(transcript: Int32(index), case: $0) }
      cases.formUnion(met)
      if !met.isEmpty || holds(transcript: Int32(index), case: -1) {
        transcripts.insert(Int32(index))
      }
    }
    let outside = Set(snapshot.transcripts.indices.map { Int32($0) }).subtracting(transcripts)
    let uncounted = Set(snapshot.cases.indices.map { Int32($0) }).subtracting(cases)
    limited.limits = StudySnapshot.Limits(
      words: filter.text, transcripts: outside, cases: uncounted,
      summary: summary(limited, outside: outside), notes: notes(attribution, outside: outside))
    return limited
  }

  /// The same where the filter asks who speaks.
  private func limitedToSpeakers() -> StudySnapshot {
    let attribution = CaseAttribution(snapshot)
    let voices = TurnVoices(snapshot)
    var turns: Set<Int> = []
    var people: Set<Int32> = []
    var cases: Set<Int32> = []
    var transcripts: Set<Int32> = []
    for turn in 0..<snapshot.turns.count {
      let transcript = snapshot.texts[Int(snapshot.turns.texts[turn])].transcript
      for voice in voices.ofTurn(turn) {
        let places = voices.cases(of: voice, in: transcript)
        let met = places.filter { answer(transcript, $0, voice) == true }
        cases.formUnion(met)
        guard !met.isEmpty || answer(transcript, -1, voice) == true else { continue }
        turns.insert(turn)
        if voice.person >= 0 { people.insert(voice.person) }
        transcripts.insert(transcript)
      }
    }
    var shared = 0
    var limited = snapshot
    limited.codings = snapshot.codings.filtered { row in
      let said = voices.ofCoding(row)
      let held = said.count { voice in
        answer(snapshot.transcript(ofCoding: row), attribution.caseIndex(ofCoding: row), voice)
          == true
      }
      if held > 0, said.count > 1 { shared += 1 }
      return held > 0
    }
    let outside = Set(snapshot.transcripts.indices.map { Int32($0) }).subtracting(transcripts)
    let uncounted = Set(snapshot.cases.indices.map { Int32($0) }).subtracting(cases)
    let notes =
      shared == 0
      ? []
      : [
        "\(counted(shared, "coding")) of several speakers \(shared == 1 ? "counts" : "count") "
          + "for each of them"
      ]
    var limits = StudySnapshot.Limits(
      words: filter.text, transcripts: outside, cases: uncounted,
      summary: summary(limited, outside: outside), notes: notes)
    limits.turns = turns
    limits.participants = people
    limited.limits = limits
    return limited
  }

  private func summary(_ limited: StudySnapshot, outside: Set<Int32>) -> String {
    let codings = "\(limited.codings.count) of \(counted(snapshot.codings.count, "coding"))"
    let names =
      outside.count > 5
      ? "\(outside.count) of \(counted(snapshot.transcripts.count, "transcript"))"
      : listed(snapshot.labels(outside.sorted()))
    let without = outside.isEmpty ? "" : "; nothing of \(names)"
    return "only where \(filter.text): \(codings)\(without)"
  }

  private func notes(_ attribution: CaseAttribution, outside: Set<Int32>) -> [String] {
    let homeless = (0..<snapshot.codings.count).count { row in
      let transcript = snapshot.transcript(ofCoding: row)
      return attribution.caseIndex(ofCoding: row) < 0 && !outside.contains(transcript)
        && !holds(transcript: transcript, case: -1)
    }
    return homeless == 0
      ? []
      : [
        "\(counted(homeless, "coding")) of group interviews belong to no one case and are left out"
      ]
  }

  /// The values of the field that the filter names first.
  func values(transcript: Int32, case place: Int32) -> [FilterValue] {
    sources.first.map { values($0, transcript, place, nil) } ?? []
  }

  private func values(
    _ source: FilterFields.Source, _ transcript: Int32, _ place: Int32, _ voice: TurnVoice?
  ) -> [FilterValue] {
    let entry = transcript < 0 ? nil : snapshot.transcripts[Int(transcript)]
    let owner = place < 0 ? nil : snapshot.cases[Int(place)]
    func words(_ text: String?) -> [FilterValue] {
      (text ?? "").isEmpty ? [] : [.words([text ?? ""])]
    }
    switch source {
    case .label: return words(entry?.label)
    case .title: return words(entry?.title)
    case .kind: return words(entry?.kind)
    case .date: return entry?.date.map { [.date($0)] } ?? []
    case .site: return site(entry?.site)
    case .language: return words(entry?.language)
    case .consent: return words(entry?.consent)
    case .recordType: return words(entry?.recordType)
    case .transcriptAttribute, .caseAttribute, .participantAttribute:
      return attributes(source, transcript, place, voice).flatMap { values($0, of: source) }
    case .caseID: return words(owner?.id)
    case .caseKind: return words(owner?.kind)
    case .caseName: return words(owner?.name)
    case .caseSite: return site(owner?.site)
    case .speaker:
      let labels = words(voice.flatMap { snapshot.turns.speaker($0.turn) })
      return labels + people(transcript, place, voice).map { .words(names(of: $0)) }
    case .participant: return people(transcript, place, voice).map { .words(names(of: $0)) }
    case .variable(let survey, let index):
      guard place >= 0, let record = records[survey][Int(place)] else { return [] }
      return FilterValue.values(
        snapshot.surveys[survey].records[record].values[index],
        of: snapshot.surveys[survey].variables[index])
    case .variableOfPerson(let survey, let index):
      return people(transcript, place, voice).flatMap { person -> [FilterValue] in
        guard let record = personRecords[survey][Int(person)] else { return [] }
        return FilterValue.values(
          snapshot.surveys[survey].records[record].values[index],
          of: snapshot.surveys[survey].variables[index])
      }
    }
  }

  /// The id of a participant, and the name where there is one.
  private func names(of person: Int32) -> [String] {
    let entry = snapshot.participants[Int(person)]
    return [entry.id] + [entry.name].filter { !$0.isEmpty }
  }

  /// Who is meant where a field is one of those who speak: the one who does, else all who take part
  /// in an interview, of a case those who belong to it.
  private func people(_ transcript: Int32, _ place: Int32, _ voice: TurnVoice?) -> [Int32] {
    if let voice { return voice.person < 0 ? [] : [voice.person] }
    let present =
      transcript < 0
      ? snapshot.participants.indices.map { Int32($0) }
      : snapshot.transcripts[Int(transcript)].participants
    guard place >= 0 else { return transcript < 0 ? [] : present }
    return present.filter { snapshot.participants[Int($0)].cases.contains(place) }
  }

  /// What is known under an attribute's name of the interview, the case or those who speak.
  private func attributes(
    _ source: FilterFields.Source, _ transcript: Int32, _ place: Int32, _ voice: TurnVoice?
  ) -> [AttributeValue] {
    switch source {
    case .transcriptAttribute(let name) where transcript >= 0:
      snapshot.transcripts[Int(transcript)].attributes.filter { $0.name == name }
    case .caseAttribute(let name) where place >= 0:
      snapshot.cases[Int(place)].attributes.filter { $0.name == name }
    case .participantAttribute(let name):
      people(transcript, place, voice).flatMap { person in
        snapshot.participants[Int(person)].attributes.filter { $0.name == name }
      }
    default: []
    }
  }

  /// The values of an attribute as what it is defined to be; words where nobody defined it.
  private func values(
    _ attribute: AttributeValue, of source: FilterFields.Source
  ) -> [FilterValue] {
    guard attribute.missing == nil, !attribute.value.isEmpty else { return [] }
    if let definition = definition(of: source) {
      return FilterValue.values(
        definition.surveyValue(attribute.value), of: definition.variable)
    }
    return attribute.value.split(separator: ";").map { String($0).trimmingBlanks }
      .filter { !$0.isEmpty }.map { .words([$0]) }
  }

  /// What an attribute is, where somebody defined it.
  private func definition(of source: FilterFields.Source) -> AttributeDefinition? {
    switch source {
    case .transcriptAttribute(let name): snapshot.attribute(.transcript, name)
    case .caseAttribute(let name): snapshot.attribute(.place, name)
    case .participantAttribute(let name): snapshot.attribute(.participant, name)
    default: nil
    }
  }

  /// The site and those around it.
  private func site(_ index: Int32?) -> [FilterValue] {
    guard var index, index >= 0 else { return [] }
    var around: [[String]] = []
    while index >= 0, around.count < 100 {
      let site = snapshot.sites[Int(index)]
      around.append([site.id, site.name])
      index = site.parent
    }
    return [.site(around)]
  }

  /// Why a field cannot be compared so; a comparison that could never hold is no filter.
  private func refusal(
    _ comparison: Filter.Comparison, _ source: FilterFields.Source
  ) -> (what: String, hint: String)? {
    guard comparison.operation != .missing else { return nil }
    if comparison.operation == .equal,
      comparison.value.foldedName.hasPrefix(AttributeMissing.prefix)
    {
      switch source {
      case .transcriptAttribute, .caseAttribute:
        return comparison.reason == nil
          ? (
            "no value is missing because of '\(comparison.value)'",
            "write \(AttributeMissing.prefix) and one of \(AttributeMissing.listed)"
          ) : nil
      default: break
      }
    }
    let isSite = source == .site || source == .caseSite
    if isSite, comparison.operation != .equal, comparison.operation != .within {
      return ("'\(comparison.field)' is a place and is not compared by size", "write is, or in")
    }
    if !isSite, comparison.operation == .within {
      return ("'in' asks for places, and '\(comparison.field)' is none", "write is")
    }
    switch source {
    case .date where CivilDate(comparison.value) == nil:
      return ("'\(comparison.value)' is no date", "write 2016-06-22, 2016-06 or 2016")
    case .date: return nil
    case .site, .caseSite:
      let wanted = comparison.value.foldedName
      let isThere = snapshot.sites.contains {
        [$0.id.foldedName, $0.name.foldedName].contains(wanted)
      }
      return isThere ? nil : ("no site is called '\(comparison.value)'", "'emic sites' lists them")
    case .variable(let survey, let index), .variableOfPerson(let survey, let index):
      return snapshot.surveys[survey].variables[index].refusal(comparison)
    default:
      if let definition = definition(of: source) {
        if let reason = definition.variable.refusal(comparison) { return reason }
        guard definition.type == .text || definition.values.isEmpty,
          definition.type != .number, definition.type != .date, definition.type != .yesNo
        else { return nil }
        return unknownWord(comparison, source)
      }
      guard comparison.operation == .equal else {
        return ("'\(comparison.field)' holds words and is not compared by size", sizeHint(source))
      }
      return unknownWord(comparison, source)
    }
  }

  /// What to write in the place of a comparison by size.
  private func sizeHint(_ source: FilterFields.Source) -> String {
    switch source {
    case .transcriptAttribute(let name):
      "write is, or say what it is: emic attributes define transcript.\(name) --type number"
    case .caseAttribute(let name):
      "write is, or say what it is: emic attributes define case.\(name) --type number"
    default: "write is"
    }
  }

  /// A word that no interview and no case has is a slip of the pen.
  private func unknownWord(
    _ comparison: Filter.Comparison, _ source: FilterFields.Source
  ) -> (what: String, hint: String)? {
    var found: Set<String> = []
    let transcripts = snapshot.transcripts.indices.flatMap { values(source, Int32($0), -1, nil) }
    let cases = snapshot.cases.indices.flatMap { values(source, -1, Int32($0), nil) }
    var labels: [FilterValue] = []
    if source == .speaker {
      // Where only some turns were read, another may have the label.
      let read = Set(snapshot.turns.texts)
      guard read.count == snapshot.texts.count else { return nil }
      labels = snapshot.turns.speakers.map { .words([$0]) }
    }
    for value in labels + transcripts + cases {
      if value.meets(comparison) { return nil }
      if case .words(let words) = value { found.formUnion(words.prefix(1)) }
    }
    let there = found.sorted { $0.precedesNaturally($1) }
    return (
      "nothing has '\(comparison.value)' as its \(comparison.field)",
      there.isEmpty ? "the field is empty everywhere" : "there is \(listed(there))"
    )
  }
}

extension Filter.Comparison {
  /// Why the value is missing that is asked for: `rooms is missing:refused`.
  fileprivate var reason: AttributeMissing? {
    guard operation == .equal, case .missing(let reason)? = try? AttributeContent(value) else {
      return nil
    }
    return reason
  }
}
