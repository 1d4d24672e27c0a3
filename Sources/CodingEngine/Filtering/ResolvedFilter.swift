public import Fieldwork

/// A filter whose fields were found, ready to be asked of an interview and a case.
///
/// A coding is kept when its interview and its case meet the filter, and a case is counted when
/// it meets the filter together with one of its interviews.
public struct ResolvedFilter {
  private let filter: Filter
  private let comparisons: [Filter.Comparison]
  private let sources: [FilterFields.Source]
  private let snapshot: StudySnapshot
  private let records: [[Int?]]

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
    records = snapshot.surveys.indices.map { snapshot.records(ofSurvey: $0) }
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
    filter.holds { position in
      if let reason = comparisons[position].reason {
        return attribute(sources[position], transcript, place)?.missing == reason
      }
      let values = values(sources[position], transcript, place)
      if comparisons[position].operation == .missing { return values.isEmpty }
      guard !values.isEmpty else { return nil }
      return values.contains { $0.meets(comparisons[position]) }
    }
  }

  /// The snapshot with the codings of interviews and cases that meet the filter, and no others.
  public func limited() -> StudySnapshot {
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
    sources.first.map { values($0, transcript, place) } ?? []
  }

  private func values(
    _ source: FilterFields.Source, _ transcript: Int32, _ place: Int32
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
    case .transcriptAttribute, .caseAttribute:
      guard let value = attribute(source, transcript, place), value.missing == nil,
        !value.value.isEmpty
      else { return [] }
      if let definition = definition(of: source) {
        return FilterValue.values(
          definition.surveyValue(value.value), of: definition.variable)
      }
      return value.value.split(separator: ";").map { String($0).trimmingBlanks }
        .filter { !$0.isEmpty }.map { .words([$0]) }
    case .caseID: return words(owner?.id)
    case .caseKind: return words(owner?.kind)
    case .caseName: return words(owner?.name)
    case .caseSite: return site(owner?.site)
    case .variable(let survey, let index):
      guard place >= 0, let record = records[survey][Int(place)] else { return [] }
      return FilterValue.values(
        snapshot.surveys[survey].records[record].values[index],
        of: snapshot.surveys[survey].variables[index])
    }
  }

  /// The attribute of the interview or case, or `nil` where nothing is known of it.
  private func attribute(
    _ source: FilterFields.Source, _ transcript: Int32, _ place: Int32
  ) -> AttributeValue? {
    switch source {
    case .transcriptAttribute(let name) where transcript >= 0:
      snapshot.transcripts[Int(transcript)].attributes.first { $0.name == name }
    case .caseAttribute(let name) where place >= 0:
      snapshot.cases[Int(place)].attributes.first { $0.name == name }
    default: nil
    }
  }

  /// What an attribute is, where somebody defined it.
  private func definition(of source: FilterFields.Source) -> AttributeDefinition? {
    switch source {
    case .transcriptAttribute(let name): snapshot.attribute(.transcript, name)
    case .caseAttribute(let name): snapshot.attribute(.place, name)
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
    case .variable(let survey, let index):
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
    let transcripts = snapshot.transcripts.indices.flatMap { values(source, Int32($0), -1) }
    let cases = snapshot.cases.indices.flatMap { values(source, -1, Int32($0)) }
    for value in transcripts + cases {
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
