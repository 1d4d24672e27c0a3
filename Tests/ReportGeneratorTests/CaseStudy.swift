import Fieldwork

/// Invented cases, each with one interview of one coded turn and one survey record.
enum CaseStudy {
  static let words = "We stay here."

  static func snapshot(
    cases count: Int, themes: Int = 0, variables: [Variable] = [], speaker: String = "A",
    label: String = "T-"
  ) throws -> StudySnapshot {
    let length = Int32(words.unicodeScalars.count)
    let all = 0..<Int32(count)
    var snapshot = StudySnapshot(
      name: "river quarter", journalNumber: 1,
      codebook: try Codebook([CodeDefinition(slug: "stay")]))
    snapshot.coders = ["kim"]
    snapshot.cases = all.map { CaseEntry(id: "H-\($0)", kind: "household") }
    snapshot.transcripts = all.map { TranscriptEntry(label: "\(label)\($0)", cases: [$0]) }
    snapshot.texts = all.map { TextEntry(key: Int64($0), transcript: $0, scalars: length) }
    snapshot.turns = TurnColumns(
      texts: Array(all), numbers: all.map { _ in 1 }, starts: all.map { _ in 0 },
      ends: all.map { _ in length }, speakerIndices: all.map { _ in 0 },
      roles: all.map { _ in .respondent }, participants: all.map { _ in -1 },
      times: all.map { _ in -1 }, speakers: [speaker])
    snapshot.codings =
      CodingColumns(
        texts: Array(all), starts: all.map { _ in 0 }, ends: all.map { _ in length },
        codes: all.map { _ in 0 }, coders: all.map { _ in 0 }, numbers: all.map { _ in 1 })
      ?? .empty
    snapshot.themes = (0..<themes).map {
      ThemeDefinition(slug: "theme-\($0)", statements: [], rule: .allRequired, required: ["stay"])
    }
    let variables = [Variable(name: "id", kind: .text)] + variables
    snapshot.surveys = [
      SurveyTable(
        name: "homes", title: "Homes", caseKind: "household", keyVariable: "id",
        variables: variables,
        records: all.map { number in
          SurveyDraft.Record(
            key: "H-\(number)",
            values: [.text("H-\(number)")]
              + variables.dropFirst().map { _ in .text(number % 2 == 0 ? "0" : "1") })
        })
    ]
    snapshot.links = all.map { LinkEntry(subject: $0, survey: 0, record: $0, method: "id") }
    return snapshot
  }

  static func shelf(_ snapshot: StudySnapshot, words: String = CaseStudy.words) -> TextShelf {
    var shelf = TextShelf()
    for text in snapshot.texts.indices { shelf[Int32(text)] = TextBuffer(words) }
    return shelf
  }
}
