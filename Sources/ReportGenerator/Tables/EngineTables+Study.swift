import CodingEngine
public import Fieldwork

extension EngineTables {
  /// The transcripts: `transcript, kind, date, site, language, turns, codings, cases, version`.
  ///
  /// - Parameter isForReading: whether the version is left out where no text was corrected.
  public static func transcripts(
    _ snapshot: StudySnapshot, isForReading: Bool = false
  ) -> ResultTable {
    var turns = [Int](repeating: 0, count: snapshot.transcripts.count)
    for text in snapshot.turns.texts {
      let entry = snapshot.texts[Int(text)]
      if entry.isOriginal { turns[Int(entry.transcript)] += 1 }
    }
    var codings = [Int](repeating: 0, count: snapshot.transcripts.count)
    for text in snapshot.codings.texts { codings[Int(snapshot.texts[Int(text)].transcript)] += 1 }
    var table = Table(columns: [
      Column("transcript"), Column("kind"), Column("date"), Column("site"), Column("language"),
      .number("turns"), .number("codings"), .prose("cases"), .number("version"),
    ])
    for (index, entry) in snapshot.transcripts.enumerated() {
      let version = snapshot.texts.first { Int($0.transcript) == index && $0.isOriginal }?.version
      let layers = snapshot.texts.filter { Int($0.transcript) == index && !$0.isOriginal }
      let languages = ([entry.language] + layers.map(\.language)).filter { !$0.isEmpty }
      table.append([
        .text(entry.label), .text(entry.kind), .text(entry.date?.iso ?? ""),
        .text(entry.site < 0 ? "" : snapshot.sites[Int(entry.site)].id),
        .text(languages.joined(separator: "+")), .integer(turns[index]), .integer(codings[index]),
        .text(entry.cases.map { snapshot.cases[Int($0)].id }.joined(separator: "; ")),
        .integer(Int(version ?? 1)),
      ])
    }
    table.notes = snapshot.confirmationNotes
    if isForReading, !snapshot.texts.contains(where: { $0.isOriginal && $0.version > 1 }) {
      table = table.selecting(
        ["transcript", "kind", "date", "site", "language", "turns", "codings", "cases"])
    }
    return ResultTable(
      command: "transcripts", unit: "transcript", n: snapshot.transcripts.count, table: table)
  }

  /// The speakers of transcripts: `speaker, role, participant, case, turns, characters,
  /// transcript`; those who speak together stand in one row.
  ///
  /// - Parameters:
  ///   - transcript: the index of one transcript, or `nil` for all.
  ///   - isForReading: leaves out what stands in the title, and puts the transcript first.
  public static func speakers(
    _ snapshot: StudySnapshot, transcript: Int?, isForReading: Bool = false
  ) -> ResultTable {
    struct Key: Hashable {
      var transcript: Int32
      var speaker: String
      var role: Role
      var people: [Int32]
    }
    var order: [Key] = []
    var counts: [Key: (turns: Int, characters: Int)] = [:]
    for (index, text) in snapshot.texts.enumerated()
    where text.isOriginal && Int(text.transcript) == transcript ?? Int(text.transcript) {
      for row in snapshot.turns.rows(ofText: Int32(index)) {
        let key = Key(
          transcript: text.transcript, speaker: snapshot.turns.speaker(row) ?? "",
          role: snapshot.turns.roles[row], people: snapshot.turns.people(row))
        if counts[key] == nil { order.append(key) }
        counts[key, default: (0, 0)].turns += 1
        counts[key, default: (0, 0)].characters += Int(
          snapshot.turns.ends[row] - snapshot.turns.starts[row])
      }
    }
    var table = Table(columns: [
      Column("speaker"), Column("role"), .prose("participant"), .prose("case"), .number("turns"),
      .number("characters"), Column("transcript"),
    ])
    for key in order {
      let people = key.people.map { snapshot.participants[Int($0)] }
      let cases = people.flatMap(\.cases).map { snapshot.cases[Int($0)].id }.withoutRepetition
      table.append([
        .text(key.speaker), .text(key.role.rawValue),
        .text(people.map(\.id).joined(separator: "; ")),
        .text(cases.joined(separator: "; ")), .integer(counts[key]?.turns ?? 0),
        .integer(counts[key]?.characters ?? 0),
        .text(snapshot.transcripts[Int(key.transcript)].label),
      ])
    }
    if order.contains(where: { $0.people.count > 1 }) {
      table.notes.append(
        "turns of several participants are counted once here; elsewhere they count for each")
    }
    if isForReading {
      let first = transcript == nil ? ["transcript"] : []
      let kept = ["speaker", "role", "participant", "case", "turns", "characters"]
      table = table.selecting(first + kept)
    }
    return ResultTable(
      command: "speakers",
      parameters: transcript.map {
        [Parameter("transcript", snapshot.transcripts[$0].label)]
      } ?? [],
      unit: "speaker", n: order.count, table: table)
  }

  /// The participants: `participant, name, cases, transcripts, linked` and their attributes; linked
  /// are records of surveys of persons.
  public static func participants(_ snapshot: StudySnapshot) -> ResultTable {
    var table = Table(columns: [
      Column("participant"), Column("name"), .prose("cases"), .prose("transcripts"),
      .prose("linked"), .prose("attributes"),
    ])
    for (index, person) in snapshot.participants.enumerated() {
      let spoken = snapshot.transcripts.filter { $0.participants.contains(Int32(index)) }
      table.append([
        .text(person.id), .text(person.name),
        .text(person.cases.map { snapshot.cases[Int($0)].id }.joined(separator: "; ")),
        .text(spoken.map(\.label).joined(separator: "; ")),
        .text(snapshot.records(ofParticipant: index).joined(separator: "; ")),
        .text(person.attributes.words),
      ])
    }
    return ResultTable(
      command: "participants", unit: "participant", n: snapshot.participants.count, table: table)
  }

  /// The cases: `case, kind, name, site, transcripts, codings, linked` and their attributes.
  public static func cases(_ snapshot: StudySnapshot) -> ResultTable {
    let attribution = CaseAttribution(snapshot)
    var codings = [Int](repeating: 0, count: snapshot.cases.count)
    for row in 0..<snapshot.codings.count {
      for place in attribution.cases(ofCoding: row) { codings[Int(place)] += 1 }
    }
    var table = Table(columns: [
      Column("case"), Column("kind"), Column("name"), Column("site"), .prose("transcripts"),
      .number("codings"), .prose("linked"),
    ])
    for (index, entry) in snapshot.cases.enumerated() {
      let about = snapshot.transcripts.filter { $0.cases.contains(Int32(index)) }
      let links = snapshot.links.filter { Int($0.subject) == index && $0.record != nil }
      table.append([
        .text(entry.id), .text(entry.kind), .text(entry.name),
        .text(entry.site < 0 ? "" : snapshot.sites[Int(entry.site)].id),
        .text(about.map(\.label).joined(separator: "; ")), .integer(codings[index]),
        .text(links.map { snapshot.surveys[Int($0.survey)].name }.joined(separator: "; ")),
      ])
    }
    if attribution.unattributed > 0 {
      table.notes.append(
        "\(attribution.unattributed) codings belong to no one case: their transcript is about none, "
          + "or several cases speak in the passage")
    }
    return ResultTable(command: "cases", unit: "case", n: snapshot.cases.count, table: table)
  }

  /// The sites: `site, name, kind, parent, transcripts, cases`.
  public static func sites(_ snapshot: StudySnapshot) -> ResultTable {
    var table = Table(columns: [
      Column("site"), Column("name"), Column("kind"), Column("parent"), .number("transcripts"),
      .number("cases"),
    ])
    for (index, site) in snapshot.sites.enumerated() {
      table.append([
        .text(site.id), .text(site.name), .text(site.kind),
        .text(site.parent < 0 ? "" : snapshot.sites[Int(site.parent)].id),
        .integer(snapshot.transcripts.count { Int($0.site) == index }),
        .integer(snapshot.cases.count { Int($0.site) == index }),
      ])
    }
    return ResultTable(command: "sites", unit: "site", n: snapshot.sites.count, table: table)
  }

  /// The variables of a survey: `variable, label, type, unit, values, missing, n`.
  public static func variables(_ survey: SurveyTable) -> ResultTable {
    variables(survey.facts, of: survey.name, records: survey.records.count)
  }

  /// The variables of a survey or of a file, with their counts.
  public static func variables(
    _ facts: [VariableFacts], of name: String, records: Int
  ) -> ResultTable {
    var table = Table(columns: [
      Column("variable"), .prose("label"), Column("type"), Column("unit"), .prose("values"),
      .number("n"), .prose("missing"),
    ])
    for fact in facts {
      let variable = fact.variable
      let missing = fact.missing.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      table.append([
        .text(variable.name), .text(variable.label), .text(variable.kind.rawValue),
        .text(variable.unit ?? ""),
        .text(variable.valueLabels.map { "\($0.code) \($0.label)" }.joined(separator: "; ")),
        .integer(fact.n), .text(missing.joined(separator: "; ")),
      ])
    }
    return ResultTable(
      command: "survey variables", parameters: [Parameter("survey", name)], unit: "record",
      n: records, table: table)
  }

  /// The data dictionary of a survey: each code of each variable, what it means, and how often it
  /// occurs; the range of numbers.
  public static func dictionary(_ survey: SurveyTable) -> ResultTable {
    var table = Table(columns: [
      Column("variable"), .prose("label"), Column("type"), Column("unit"), Column("code"),
      .prose("meaning"), Column("kind"), .number("n"),
    ])
    for entry in SurveyDictionary(survey).entries {
      table.append([
        .text(entry.variable.name), .text(entry.variable.label),
        .text(entry.variable.kind.rawValue), .text(entry.variable.unit ?? ""), .text(entry.code),
        .text(entry.meaning), .text(entry.kind.rawValue), .integer(entry.n),
      ])
    }
    var parameters = [Parameter("survey", survey.name)]
    if let weight = survey.weight { parameters.append(Parameter("weight", weight)) }
    return ResultTable(
      command: "survey dictionary", parameters: parameters, unit: "record",
      n: survey.records.count, table: table)
  }
}

extension [AttributeValue] {
  /// `age 34, sex f`; a missing one with its reason.
  var words: String { map { "\($0.name) \($0.words)" }.joined(separator: ", ") }
}
