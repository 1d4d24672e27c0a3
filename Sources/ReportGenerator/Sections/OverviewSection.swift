import CodingEngine
import Fieldwork

/// What the study is about, how its report is read, and what it holds: figures, kinds of
/// interviewee, the codes used most.
enum OverviewSection {
  static func blocks(_ snapshot: StudySnapshot) -> [Block] {
    let counts = CodeCounts(snapshot)
    var blocks: [Block] = snapshot.about.isEmpty ? [] : [.paragraph(snapshot.about)]
    blocks += [
      .heading(1, "The study at a glance", id: "overview"),
      .facts(facts(snapshot, counts)),
    ]
    blocks.append(.table(kinds(snapshot)))
    blocks += [.heading(2, "How to read this report", id: "reading"), .facts(words)]
    let used = snapshot.codebook.codes.indices.filter { counts.counts[$0].codings > 0 }
    if !used.isEmpty {
      blocks.append(.heading(2, "Codes used most"))
      blocks.append(
        .paragraph(
          "By the stretches of text that carry the code, whoever put it there: where two coders "
            + "marked the same words, they count once here and in the heat map."))
      blocks.append(.table(mostUsed(snapshot, counts, used)))
    }
    return blocks
  }

  /// The words that the report uses, each explained once.
  private static let words = [
    Fact(
      "Code",
      "a label for what is said, defined in the codebook (see the appendix); under a passage stand "
        + "all codes that lie on just these words"),
    Fact("Coding", "one code put on one passage by one coder; what most tables count"),
    Fact(
      "Coder",
      "a name under which codes were put; two coders may code the same words, and each coding "
        + "counts where a table does not name its coders"),
    Fact(
      "Passage",
      "the words that carry codings; GY-101#8 is passage 8 of transcript GY-101, and t19 the turn "
        + "it lies in (what one speaker says at a stretch)"),
    Fact(
      "Case",
      "what the study is about: a household, a school, an office; survey values belong to cases"),
    Fact(
      "Theme",
      "a written statement with a rule that says which codes a case must have to carry it: its "
        + "required codes; supporting codes are counted beside them, contrary codes speak against"),
    Fact(
      "Chosen",
      "why a passage stands under a theme: two for each kind of interviewee at most; first those "
        + "of one case, where several cases speak in one interview; then those with most required "
        + "codes not shown yet, with most required codes at once, of moderate length (15 to 120 "
        + "words, 25 to 200 Chinese characters), and the first; no transcript and no case twice"),
    Fact(
      "3 of 7",
      "three of seven; below 20 no percentage is given, and the table is an illustration"),
    Fact(
      "Rule H5", "the number by which the manual lists a rule for small samples"),
    Fact("Internal", "may be read in the team only: persons can be recognised"),
    Fact(
      "Q",
      "the interviewer's question before the passage; in grey below the passage a translation of "
        + "the whole turn, if there is one"),
  ]

  private static func facts(_ snapshot: StudySnapshot, _ counts: CodeCounts) -> [Fact] {
    let translations = Set(snapshot.texts.filter { !$0.isOriginal }.map(\.transcript)).count
    let segments = Set(
      (0..<snapshot.codings.count).map {
        [snapshot.codings.texts[$0], snapshot.codings.numbers[$0]]
      }
    ).count
    let linked = Set(snapshot.links.filter { $0.record != nil }.map(\.subject))
    let interviewed = linked.count { place in
      snapshot.transcripts.contains { $0.cases.contains(place) }
    }
    let codable = snapshot.codebook.codable.count
    let usedCodes = snapshot.codebook.codable.count { counts.counts[$0].codings > 0 }
    let dates = snapshot.transcripts.compactMap(\.date).sorted()
    var facts = [
      Fact(
        "Transcripts",
        "\(snapshot.transcripts.count)"
          + (translations > 0 ? ", \(translations) of them with a translation" : "")),
      Fact("Codes", "\(usedCodes) of \(codable) used"),
      Fact("Codings", "\(snapshot.codings.count) on \(segments) passages"),
      Fact("Coders", coders(snapshot)),
      Fact(
        "Cases",
        "\(snapshot.cases.count), \(interviewed) with an interview and a survey record"),
    ]
    if let first = dates.first, let last = dates.last {
      facts.insert(Fact("Held", "\(first.spelledOut) to \(last.spelledOut)"), at: 1)
    }
    facts.append(
      Fact(
        "State of the study",
        "after entry \(snapshot.journalNumber) of its journal, which records every change"))
    return facts
  }

  /// Each coder with the number of codings.
  private static func coders(_ snapshot: StudySnapshot) -> String {
    var counts = [Int](repeating: 0, count: snapshot.coders.count)
    for coder in snapshot.codings.coders { counts[Int(coder)] += 1 }
    return counts.indices.filter { counts[$0] > 0 }
      .map { "\(snapshot.coders[$0]) (\(counted(counts[$0], "coding")))" }
      .joined(separator: ", ")
  }

  /// Which transcripts more than one coder coded, so that the same words count more than once.
  private static func severalCoders(_ snapshot: StudySnapshot) -> [String] {
    let labels = snapshot.transcriptsOfSeveralCoders.map { snapshot.transcripts[$0].label }
    return labels.isEmpty
      ? []
      : [
        "coded by more than one coder, each of whose codings counts: "
          + labels.joined(separator: ", ")
      ]
  }

  private static func kinds(_ snapshot: StudySnapshot) -> Table {
    var table = Table(
      title: "Transcripts by kind",
      columns: [
        Column("kind", "Kind"), .number("transcripts", "Transcripts"), .prose("labels", "Which"),
      ])
    var byKind: [String: [String]] = [:]
    for entry in snapshot.transcripts { byKind[entry.kind, default: []].append(entry.label) }
    for kind in byKind.keys.sorted() {
      let labels = byKind[kind] ?? []
      table.append([
        .text(kind.isEmpty ? "(no kind)" : kind), .integer(labels.count),
        .text(labels.joined(separator: ", ")),
      ])
    }
    return table
  }

  private static func mostUsed(_ snapshot: StudySnapshot, _ counts: CodeCounts, _ used: [Int])
    -> Table
  {
    let pooled = cooccurrence(in: snapshot, unit: .regions, coders: .pooled)
    let stretches = Dictionary(zip(pooled.codes, pooled.n), uniquingKeysWith: { first, _ in first })
    let most = used.sorted { a, b in
      (-stretches[a, default: 0], a) < (-stretches[b, default: 0], b)
    }.prefix(15)
    var table = Table(
      columns: [
        Column("code", "Code"), .prose("name", "Name"), .number("stretches", "Stretches"),
        .number("codings", "Codings"),
        .number("transcripts", "Transcripts"), .number("cases", "Cases"),
      ], notes: counts.notes + severalCoders(snapshot))
    for index in most {
      let code = snapshot.codebook.codes[index]
      let count = counts.counts[index]
      table.append([
        .linked(.text(code.slug), anchor: "code-\(code.slug)"),
        .text(code.names.map(\.text).joined(separator: " · ")),
        .integer(stretches[index, default: 0]), .integer(count.codings),
        .integer(count.transcripts), .integer(count.cases),
      ])
    }
    if used.count > most.count {
      table.notes.append("\(most.count) of \(used.count) used codes; 'emic codes' lists all")
    }
    return table
  }
}
