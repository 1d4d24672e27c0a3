import Exchange
import Fieldwork
import TestSupport
import Testing

/// Lists of relations, topics and figures.
@Suite struct NoteListTests {
  private func message(_ read: () throws -> Void) -> String? {
    do {
      try read()
      return nil
    } catch { return (error as? any ProblemReporting)?.problem.line }
  }

  @Test func relationsAreReadUnderEitherHeaderAndHyphened() throws {
    let expected = RelationDefinition(
      slug: "R1", from: "rain", kind: "leads-to", to: "flood", ground: "said, twice")
    for header in ["id,from,relation,to,ground", "Relation ID,from,kind,to,ground"] {
      for word in ["leads-to", "leads_to", "Leads to"] {
        let rows = try RelationsCSV.read(
          header + "\nR1,rain,\(word),flood,\"said, twice\"\n", fileName: "r.csv")
        #expect(rows == [expected])
      }
    }
  }

  @Test func topicsAndWhereTheyCameUpAreTwoFiles() throws {
    #expect(
      try TopicsCSV.readTopics("topic,guide,label\nwork,G3,Work now\nrest,,\n", fileName: "t.csv")
        == [
          Topic(slug: "work", guide: "G3", label: "Work now"),
          Topic(slug: "rest", guide: "", label: ""),
        ])
    #expect(
      try TopicsCSV.readReached(
        "topic,transcript,state\nwork,A,asked\nwork,B,Raised\nrest,A,not reached\n",
        fileName: "r.csv")
        == [
          TopicRow(topic: "work", transcript: "A", state: .asked),
          TopicRow(topic: "work", transcript: "B", state: .raised),
          TopicRow(topic: "rest", transcript: "A", state: .notReached),
        ])
  }

  @Test func figuresStandAsTheirSourcePrintsThem() throws {
    let rows = try FiguresCSV.read(
      "key,value,unit,year,place,definition,source\n"
        + "share,\"36.7 to 40.0\",%,2010-2017,贵州,\"all, not some\",Bureau\n", fileName: "f.csv")
    #expect(
      rows == [
        ContextFigure(
          slug: "share", value: "36.7 to 40.0", unit: "%", year: "2010-2017", place: "贵州",
          definition: "all, not some", source: "Bureau")
      ])
  }

  @Test func everyBadRowIsOneClearLineWithItsPlace() {
    let relations = "id,from,relation,to\n"
    let reached = "topic,transcript,state\n"
    let figures = "key,value\n"
    #expect(
      message { _ = try RelationsCSV.read("id,from\nA,b\n", fileName: "r.csv") }
        == "r.csv: there is no column relation (or kind) and no column to; "
        + "the columns are id, from")
    #expect(
      message { _ = try RelationsCSV.read(relations + "A,b,leads-to,\n", fileName: "r.csv") }
        == "r.csv, line 2: the row has no to; fill the cell or remove the row")
    #expect(
      message { _ = try RelationsCSV.read(relations + "A,b,x,b\n", fileName: "r.csv") }
        == "r.csv, line 2: the relation leads from 'b' to itself; name two codes")
    #expect(
      message { _ = try RelationsCSV.read(relations + "A,b,x,c\n\nA,c,x,b\n", fileName: "r.csv") }
        == "r.csv, lines 2 and 4: the relation 'A' stands in the file twice; "
        + "remove or rename one of them")
    #expect(
      message { _ = try TopicsCSV.readReached(reached + "a,T,maybe\n", fileName: "t.csv") }
        == "t.csv, line 2: the state cannot be 'maybe'; write asked, raised, not-reached")
    #expect(
      message { _ = try TopicsCSV.readReached(reached + "a,T,asked\na,T,raised\n", fileName: "t") }
        == "t, lines 2 and 3: the topic and transcript 'a in T' stands in the file twice; "
        + "remove or rename one of them")
    #expect(
      message { _ = try FiguresCSV.read(figures + ",3\n", fileName: "f.csv") }
        == "f.csv, line 2: the row has no key; fill the cell or remove the row")
    #expect(
      message { _ = try FiguresCSV.read(figures + "a,1,2\n", fileName: "f.csv") }
        == "f.csv, line 2: the row has 3 cells where the header has 2; "
        + "put quotation marks around a cell that contains the separator")
  }

  @Test(arguments: UInt64(1)...60)
  func whatIsWrittenReadsBackAsTheSame(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = ["a", "码", ",", "\"", "; ", "\n", "x y", "é", "-", "#"]
    func words(_ fallback: String = "") -> String {
      let text = (0..<Int.random(in: 0...5, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      return text.trimmingBlanks.isEmpty ? fallback : text.trimmingBlanks
    }
    let relations = (0..<4).map {
      RelationDefinition(
        slug: "R\($0)", from: "f" + words(), kind: "leads-to", to: "t" + words(), ground: words())
    }
    #expect(try RelationsCSV.read(RelationsCSV.write(relations), fileName: "r") == relations)
    let topics = (0..<4).map { Topic(slug: "T\($0)" + words(), guide: words(), label: words()) }
    #expect(try TopicsCSV.readTopics(TopicsCSV.write(topics), fileName: "t") == topics)
    let rows = topics.map { topic in
      TopicRow(
        topic: topic.slug, transcript: words("A"),
        state: TopicState.allCases.randomElement(using: &random) ?? .asked)
    }
    #expect(try TopicsCSV.readReached(TopicsCSV.write(rows), fileName: "t") == rows)
    let figures = (0..<4).map {
      ContextFigure(
        slug: "F\($0)", value: words("1"), unit: words(), year: words(), place: words(),
        definition: words(), source: words(), codes: words())
    }
    #expect(try FiguresCSV.read(FiguresCSV.write(figures), fileName: "f") == figures)
  }

  @Test(arguments: UInt64(1)...40)
  func damagedListsAreReadOrRefusedNeverCrash(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = RandomCodes.damaged(
      "id,from,relation,to,ground\nA,b,leads_to,\"c, d\",户\nB,b,x,e,\n", using: &random)
    do {
      _ = try RelationsCSV.read(text, fileName: "f")
      _ = try FiguresCSV.read(text, fileName: "f")
    } catch { #expect(error is any ProblemReporting, "seed \(seed)") }
  }
}

/// The lists of the demonstration study.
@Suite(.enabled(if: Demonstration.has("Codebooks/relations.csv"), "the demonstration is not here"))
struct DemonstrationNoteTests {
  private func codes() throws -> Set<String> {
    Set(
      try CodebookYAML.read(
        Demonstration.text("Codebooks/settling.yaml"), fileName: "settling.yaml"
      ).entries.map(\.definition.slug))
  }

  @Test func relationsJoinKnownCodesByTheSixWords() throws {
    let relations = try RelationsCSV.read(
      Demonstration.text("Codebooks/relations.csv"), fileName: "relations.csv")
    let known = try codes()
    let kinds: Set = [
      "leads-to", "answered-by", "results-in", "depends-on", "weakens", "contradicts",
    ]
    #expect(relations.count == 48)
    #expect(relations.allSatisfy { known.isSuperset(of: [$0.from, $0.to]) })
    #expect(Set(relations.map(\.kind)) == kinds)
    #expect(relations.allSatisfy { !$0.ground.isEmpty })
    #expect(Set(relations.map { [$0.from, $0.kind, $0.to] }).count == 48)
  }

  @Test func topicsAreThoseOfTheSevenGuides() throws {
    let topics = try TopicsCSV.readTopics(
      Demonstration.text("People/topics.csv"), fileName: "topics.csv")
    let rows = try TopicsCSV.readReached(
      Demonstration.text("People/topics-reached.csv"), fileName: "topics-reached.csv")
    #expect(Set(topics.map(\.guide)) == Set((1...7).map { "G\($0)" }))
    #expect(Set(topics.map(\.slug)).isSuperset(of: rows.map(\.topic)))
    // Seventeen interviews; a field note follows no guide.
    #expect(Set(rows.map(\.transcript)).count == 17)
  }

  @Test func everyFigureSaysWhatItCountsAndWhoSaysSo() throws {
    let figures = try FiguresCSV.read(
      Demonstration.text("Surveys/context.csv"), fileName: "context.csv")
    #expect(figures.count > 50)
    for figure in figures {
      #expect(!figure.definition.isEmpty && !figure.source.isEmpty && !figure.year.isEmpty)
    }
  }

  @Test func memosAreTenOfSixKindsOnKnownCodesAndThemes() throws {
    let memos = try MemoFolder.read(paths: [Demonstration.path("Memos")]).map(\.memo)
    let themes = try ThemesYAML.read(
      Demonstration.text("Codebooks/themes.yaml"), fileName: "themes.yaml")
    let cases = try CasesCSV.read(Demonstration.text("People/cases.csv"), fileName: "cases.csv")
    let known = try codes()
    #expect(memos.count == 10)
    #expect(
      Dictionary(grouping: memos, by: \.kind).mapValues(\.count) == [
        "theoretical": 2, "methodological": 2, "reflexive": 1, "case": 2, "code": 2,
        "storyline": 1,
      ])
    for memo in memos {
      #expect(known.isSuperset(of: memo.codes))
      #expect(Set(themes.map(\.slug)).isSuperset(of: memo.themes))
      #expect(Set(cases.map(\.id)).isSuperset(of: memo.cases))
      #expect(("2016-06-01"..."2017-08-31").contains(memo.written))
      #expect(try MemosMarkdown.read(MemosMarkdown.write(memo), fileName: "m.md") == memo)
    }
  }
}
