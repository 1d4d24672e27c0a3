public import CodingEngine
public import Fieldwork

extension EngineTables {
  /// The relations with their evidence: `id, from, relation, to, passages, transcripts, cases,
  /// only_from, only_to, ground`.
  public static func relations(_ snapshot: StudySnapshot) -> ResultTable {
    let report = RelationReport(snapshot)
    var table = Table(columns: [
      Column("id"), Column("from"), Column("relation"), Column("to"), .number("passages"),
      .number("transcripts"), .number("cases"), .number("only_from"), .number("only_to"),
      .prose("ground"),
    ])
    for item in report.evidence {
      table.append([
        .text(item.relation.slug), .text(item.relation.from), .text(item.relation.kind),
        .text(item.relation.to), .integer(item.passages.count), .integer(item.transcripts.count),
        .integer(item.cases.count), .integer(item.onlyFrom.count), .integer(item.onlyTo.count),
        .text(item.relation.ground),
      ])
    }
    table.notes = report.notes
    let without = report.withoutEvidence.map(\.relation.slug)
    if !without.isEmpty {
      table.notes.append("without any evidence yet: \(without.joined(separator: ", "))")
    }
    return ResultTable(
      command: "relations", unit: "relation", n: report.evidence.count, table: table)
  }

  /// What stands behind a relation: `level, where, code, cite, coder`; a row of the level
  /// `only-from` or `only-to` names a case that has one code without the other.
  public static func relation(_ evidence: RelationEvidence, in snapshot: StudySnapshot)
    -> ResultTable
  {
    var table = Table(columns: [
      Column("level"), Column("where"), Column("code"), Column("cite"), Column("coder"),
    ])
    func add(_ level: String, _ place: RelationEvidence.Place, _ name: String) {
      for row in place.rows {
        table.append([
          .text(level), .text(name),
          .text(snapshot.codebook.codes[Int(snapshot.codings.codes[row])].slug),
          .text(snapshot.cite(ofCoding: row)),
          .text(snapshot.coders[Int(snapshot.codings.coders[row])]),
        ])
      }
    }
    for place in evidence.passages {
      let transcript = snapshot.texts[Int(place.index)].transcript
      add("passage", place, snapshot.transcripts[Int(transcript)].label)
    }
    for place in evidence.transcripts {
      add("transcript", place, snapshot.transcripts[Int(place.index)].label)
    }
    for place in evidence.cases { add("case", place, snapshot.cases[Int(place.index)].id) }
    for (level, code, cases) in [
      ("only-from", evidence.relation.from, evidence.onlyFrom),
      ("only-to", evidence.relation.to, evidence.onlyTo),
    ] {
      for index in cases {
        table.append([
          .text(level), .text(snapshot.cases[Int(index)].id), .text(code), .empty, .empty,
        ])
      }
    }
    table.notes = [evidence.sentence(in: snapshot), "going together is no cause"]
    return ResultTable(
      command: "relations show", parameters: [Parameter("relation", evidence.relation.slug)],
      unit: "passage", n: evidence.passages.count, table: table)
  }

  /// The topics with how often they came up: `topic, guide, label, asked, raised, not_reached,
  /// not_recorded` and which transcripts the last two are.
  public static func topics(_ coverage: TopicCoverage, in snapshot: StudySnapshot) -> ResultTable {
    var table = Table(columns: [
      Column("topic"), Column("guide"), .prose("label"), .number("asked"), .number("raised"),
      .number("not_reached"), .number("not_recorded"), .prose("where_not_reached"),
      .prose("where_not_recorded"),
    ])
    for line in coverage.lines {
      func labels(_ cell: TopicCoverage.Cell) -> [String] {
        line.transcripts(cell).map { snapshot.transcripts[$0].label }
      }
      let (absent, unknown) = (labels(.notReached), labels(.notRecorded))
      table.append([
        .text(line.topic.slug), .text(line.topic.guide), .text(line.topic.label),
        .integer(labels(.asked).count), .integer(labels(.raised).count),
        .integer(absent.count), .integer(unknown.count),
        .text(absent.joined(separator: "; ")), .text(unknown.joined(separator: "; ")),
      ])
    }
    table.notes = coverage.notes
    return ResultTable(
      command: "topics", unit: "transcript", n: snapshot.transcripts.count, table: table)
  }

  /// Topic by topic and transcript by transcript: `topic, guide, transcript, state`; transcripts
  /// that followed another guide are left out.
  ///
  /// - Parameter transcript: the only transcript that is wanted, or `nil` for all.
  public static func topicCells(
    _ coverage: TopicCoverage, in snapshot: StudySnapshot, transcript: Int?
  ) -> ResultTable {
    var table = Table(columns: [
      Column("topic"), Column("guide"), .prose("label"), Column("transcript"), Column("state"),
    ])
    for line in coverage.lines {
      for (index, cell) in line.cells.enumerated()
      where cell != .otherGuide && (transcript ?? index) == index {
        table.append([
          .text(line.topic.slug), .text(line.topic.guide), .text(line.topic.label),
          .text(snapshot.transcripts[index].label), .text(cell.rawValue),
        ])
      }
    }
    table.notes = coverage.notes
    return ResultTable(
      command: "topics", unit: "topic in transcript", n: table.rows.count, table: table)
  }

  /// Topic by topic and participant by participant: `topic, guide, label, transcript, participant,
  /// state`; transcripts that followed another guide are left out.
  public static func topicPeople(
    _ coverage: TopicCoverage, in snapshot: StudySnapshot, transcript: Int?
  ) -> ResultTable {
    var table = Table(columns: [
      Column("topic"), Column("guide"), .prose("label"), Column("transcript"),
      Column("participant"), Column("state"),
    ])
    for line in coverage.lines {
      for person in line.people
      where person.cell != .otherGuide && (transcript ?? person.transcript) == person.transcript {
        table.append([
          .text(line.topic.slug), .text(line.topic.guide), .text(line.topic.label),
          .text(snapshot.transcripts[person.transcript].label),
          .text(snapshot.participants[person.participant].id), .text(person.cell.rawValue),
        ])
      }
    }
    table.notes =
      coverage.notes + [
        "of several who speak in an interview nobody is taken to have been asked because the "
          + "interview was"
      ]
    return ResultTable(
      command: "topics", unit: "topic with participant", n: table.rows.count, table: table)
  }

  /// Topics against transcripts: `topic, guide` and a column for each transcript that follows one of
  /// the guides, with `asked`, `raised`, `not-reached`, `not-recorded` or nothing for another guide.
  ///
  /// - Parameter isForReading: whether signs stand for the states.
  public static func topicGrid(
    _ coverage: TopicCoverage, in snapshot: StudySnapshot, isForReading: Bool
  ) -> ResultTable {
    let shown = snapshot.transcripts.indices.filter { index in
      coverage.lines.contains { $0.cells[index] != .otherGuide }
    }
    var table = Table(
      columns: [Column("topic"), Column("guide")]
        + shown.map { Column(snapshot.transcripts[$0].label) })
    for line in coverage.lines {
      table.append(
        [.text(line.topic.slug), .text(line.topic.guide)]
          + shown.map { index in
            let cell = line.cells[index]
            return cell == .otherGuide
              ? .empty : .text(isForReading ? cell.sign : cell.rawValue)
          })
    }
    let key = TopicCoverage.Cell.allCases.filter { $0 != .otherGuide }.map {
      "\($0.sign) \($0.words)"
    }
    table.notes =
      (isForReading ? [key.joined(separator: ", ") + ", nothing: another guide"] : [])
      + coverage.notes
    return ResultTable(
      command: "topics grid", unit: "transcript", n: shown.count, table: table)
  }

  /// The memos: `id, kind, title, date, coder, on`, and where the words are wanted `words, version,
  /// changed, open`.
  public static func memos(_ memos: [MemoDefinition], withWords: Bool) -> ResultTable {
    var table = Table(
      columns: [
        Column("id"), Column("kind"), .prose("title"), Column("date"), Column("coder"),
        .prose("on"),
      ]
        + (withWords
          ? [.prose("words"), .number("version"), Column("changed"), Column("open")] : []))
    for memo in memos {
      table.append(
        [
          .text(memo.slug), .text(memo.kind), .text(memo.title),
          .text(String(memo.written.prefix(10))), .text(memo.coder), .text(memo.on),
        ]
          + (withWords
            ? [
              .text(memo.body), .integer(memo.version),
              .text(memo.changed.map { String($0.prefix(10)) } ?? ""),
              .text(memo.isOpen ? "yes" : "no"),
            ] : []))
    }
    let open = memos.count(where: \.isOpen)
    if open > 0 { table.notes = ["\(counted(open, "memo")) marked open"] }
    return ResultTable(command: "memo", unit: "memo", n: memos.count, table: table)
  }

  /// Where words were found in memos: `id, kind, title, date, coder, on, before, match, after,
  /// matches`.
  public static func memoMatches(_ matches: [MemoMatch], words: String) -> ResultTable {
    var table = Table(columns: [
      Column("id"), Column("kind"), .prose("title"), Column("date"), Column("coder"),
      .prose("on"), .prose("before"), .prose("match"), .prose("after"), .number("matches"),
    ])
    for found in matches {
      let memo = found.memo
      table.append([
        .text(memo.slug), .text(memo.kind), .text(memo.title),
        .text(String(memo.written.prefix(10))), .text(memo.coder), .text(memo.on),
        .text(found.before), .text(found.match), .text(found.after), .integer(found.count),
      ])
    }
    return ResultTable(
      command: "memo search", parameters: [Parameter("words", words)], unit: "memo",
      n: matches.count, table: table)
  }

  /// Every wording of a memo: `version, date, coder, kind, title, words`.
  public static func memoHistory(_ versions: [MemoVersion], of slug: String) -> ResultTable {
    var table = Table(columns: [
      .number("version"), Column("date"), Column("coder"), Column("kind"), .prose("title"),
      .prose("words"),
    ])
    for version in versions {
      table.append([
        .integer(version.number), .text(String(version.written.prefix(10))), .text(version.coder),
        .text(version.kind), .text(version.title), .text(version.body),
      ])
    }
    return ResultTable(
      command: "memo history", parameters: [Parameter("memo", slug)], unit: "version",
      n: versions.count, table: table)
  }

  /// Official figures: `key, value, unit, year, place, definition, source, codes`.
  ///
  /// - Parameter isText: whether people read it, who need fewer columns.
  public static func figures(_ figures: [ContextFigure], isText: Bool = false) -> ResultTable {
    var table = Table(columns: [
      Column("key"), .prose("value"), .prose("unit"), Column("year"), .prose("place"),
      .prose("definition"), .prose("source"), .prose("codes"),
    ])
    for figure in figures {
      table.append([
        .text(figure.slug), .text(figure.value), .text(figure.unit), .text(figure.year),
        .text(figure.place), .text(figure.definition), .text(figure.source),
        .text(figure.codes),
      ])
    }
    if isText { table = table.selecting(table.columns.map(\.key).filter { $0 != "codes" }) }
    table.notes = [
      "values stand as their sources give them; figures with different definitions do not add up"
    ]
    return ResultTable(command: "context", unit: "figure", n: figures.count, table: table)
  }
}

extension MemoDefinition {
  /// What the memo is on, in one list.
  var on: String { targets.map(\.name).joined(separator: ", ") }
}

extension TopicCoverage.Cell {
  /// One sign for a narrow table.
  fileprivate var sign: String {
    switch self {
    case .asked: "a"
    case .raised: "r"
    case .notReached: "-"
    case .notRecorded: "?"
    case .otherGuide: ""
    }
  }

  fileprivate var words: String {
    switch self {
    case .asked: "asked"
    case .raised: "raised unasked"
    case .notReached: "not reached"
    case .notRecorded: "not recorded"
    case .otherGuide: "another guide"
    }
  }
}
