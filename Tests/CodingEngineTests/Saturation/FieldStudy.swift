import Fieldwork
import Testing

/// Builds studies of which only the codes, dates and attributes of transcripts matter.
struct FieldStudy {
  struct Interview {
    var label: String
    var date: String?
    var kind = "household"
    var site = ""
    /// Each code as often as it stands here.
    var codes: [String] = []
    var attributes: [String: String] = [:]
    var people: [String] = []
    var about: [String] = []
  }

  var sites: [(id: String, kind: String, parent: String)] = []
  var categories: [(slug: String, dimensions: [String])] = []
  /// Slugs with the category above, in order.
  var codes: [(slug: String, parent: String?)] = []
  var people: [(id: String, cases: [String], attributes: [String: String])] = []
  var cases: [(id: String, kind: String, attributes: [String: String])] = []
  var interviews: [Interview] = []
  var themes: [ThemeDefinition] = []
  var memos: [MemoDefinition] = []

  func snapshot() throws -> StudySnapshot {
    var entries = categories.map { category in
      var entry = CodeDefinition(slug: category.slug, isCodable: false)
      entry.dimensions = category.dimensions
      return entry
    }
    entries += codes.map { CodeDefinition(slug: $0.slug, parent: $0.parent) }
    let book = try Codebook(entries)
    let ordered = interviews.sorted { $0.label.precedesNaturally($1.label) }
    var rows: [(Int32, Int32, Int32, Int32)] = []
    for (text, interview) in ordered.enumerated() {
      for (place, slug) in interview.codes.enumerated() {
        let code = try #require(book.index(ofSlug: slug), "no code \(slug)")
        rows.append((Int32(text), Int32(place), Int32(place) + 1, Int32(code)))
      }
    }
    let columns = try #require(
      CodingColumns(
        texts: rows.map(\.0), starts: rows.map(\.1), ends: rows.map(\.2), codes: rows.map(\.3),
        coders: rows.map { _ in 0 }, numbers: rows.map { $0.1 + 1 }))
    func index(_ id: String, _ ids: [String]) -> Int32 { Int32(ids.firstIndex(of: id) ?? -1) }
    func values(_ named: [String: String]) -> [AttributeValue] {
      named.sorted { $0.key < $1.key }.map { AttributeValue(name: $0.key, value: $0.value) }
    }
    let siteIDs = sites.map(\.id)
    let caseIDs = cases.map(\.id)
    let peopleIDs = people.map(\.id)
    var snapshot = StudySnapshot(
      name: "field", journalNumber: 1,
      sites: sites.map {
        SiteEntry(id: $0.id, name: $0.id, kind: $0.kind, parent: index($0.parent, siteIDs))
      },
      transcripts: ordered.map { interview in
        TranscriptEntry(
          label: interview.label, kind: interview.kind,
          date: interview.date.flatMap { CivilDate($0) }, site: index(interview.site, siteIDs),
          cases: interview.about.map { index($0, caseIDs) },
          participants: interview.people.map { index($0, peopleIDs) },
          attributes: values(interview.attributes))
      },
      texts: ordered.indices.map {
        TextEntry(key: Int64($0), transcript: Int32($0), scalars: 1_000)
      },
      participants: people.map { person in
        ParticipantEntry(
          id: person.id, cases: person.cases.map { index($0, caseIDs) },
          attributes: values(person.attributes))
      },
      cases: cases.map { CaseEntry(id: $0.id, kind: $0.kind, attributes: values($0.attributes)) },
      codebook: book, coders: ["kim"], codings: columns, themes: themes)
    snapshot.memos = memos
    return snapshot
  }

  /// Interviews a, b, c, … on following days with codes named by letters.
  static func plain(_ codes: [String]) -> FieldStudy {
    var study = FieldStudy()
    let letters = Set(codes.joined()).sorted().map(String.init)
    study.codes = letters.map { ($0, nil) }
    study.interviews = codes.enumerated().map { place, letters in
      Interview(
        label: "I-\(place + 1)", date: "2016-06-\(String(place + 101).suffix(2))",
        codes: letters.map(String.init))
    }
    return study
  }
}
