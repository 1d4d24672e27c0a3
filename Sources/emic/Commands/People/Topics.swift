import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// Topics of the interview guides, and where they came up.
struct Topics: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topics",
    abstract: "Shows and sets which topics of the guides came up where.",
    discussion: """
      Examples:
        emic topics
        emic topics --transcript GY-103
        emic topics grid --guide G3
        emic topics set GY-103 g3-family=raised
        emic topics import People/topics.csv People/topics-reached.csv
      """,
    subcommands: [Coverage.self, Grid.self, Put.self, Bring.self],
    defaultSubcommand: Coverage.self)

  struct Coverage: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "coverage",
      abstract: "Counts where each topic was asked, raised unasked, or not reached.",
      discussion: """
        A code is missing, not absent, where its topic was not reached.

        Examples:
          emic topics
          emic topics coverage --guide G3
          emic topics --transcript GY-103
          emic topics --cells --format csv     one row per topic and transcript
          emic topics --people --transcript GY-131
        """)
    @Option(help: ArgumentHelp("Only topics of this guide.", valueName: "guide")) var guide: String?
    @Option(help: ArgumentHelp("Only this transcript, topic by topic.", valueName: "label"))
    var transcript: String?
    @Flag(help: "One row per topic and transcript.") var cells = false
    @Flag(help: "One row per topic and participant of a transcript.") var people = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let snapshot = try Session.reading(options).study.snapshot(.notes).ofGuide(guide)
      let index = try transcript.map { try snapshot.transcript($0, .prefix) }
      let coverage = TopicCoverage(snapshot)
      guard !people else {
        return try output.answer(
          EngineTables.topicPeople(coverage, in: snapshot, transcript: index), options)
      }
      guard cells || index != nil else {
        return try output.answer(EngineTables.topics(coverage, in: snapshot), options)
      }
      try output.answer(
        EngineTables.topicCells(coverage, in: snapshot, transcript: index), options)
    }
  }

  struct Grid: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "grid",
      abstract: "Shows topics against transcripts.",
      discussion: """
        In a table a is asked, r raised unasked, - not reached, ? not recorded.

        Examples:
          emic topics grid --guide G3
          emic topics grid --format csv
        """)
    @Option(help: ArgumentHelp("Only topics of this guide.", valueName: "guide")) var guide: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let snapshot = try Session.reading(options).study.snapshot(.notes).ofGuide(guide)
      try output.answer(
        EngineTables.topicGrid(
          TopicCoverage(snapshot), in: snapshot, isForReading: output.format == .table), options)
    }
  }

  struct Put: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set",
      abstract: "Says whether topics came up in a transcript, or with one who speaks there.",
      discussion: """
        States are asked, raised and not-reached; an empty one takes the note away.

        Examples:
          emic topics set GY-103 g3-family=raised g3-housing=not-reached
          emic topics set GY-131 g3-moves=asked --participant GY-131-MA
          emic topics set GY-103 g3-family=
        """)
    @Argument(help: "The transcript's exact label.") var transcript: String
    @Argument(help: "Topics with their state, as topic=state.") var states: [String]
    @Option(help: ArgumentHelp("Only with this one who speaks there.", valueName: "id"))
    var participant: String?
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let snapshot = try session.study.snapshot(.notes)
      let label = snapshot.transcripts[try snapshot.transcript(transcript, .exact)].label
      let person = try participant.map {
        snapshot.participants[try snapshot.participant($0, .exact)].id
      }
      let names = NameResolver(
        kind: "topic",
        things: snapshot.topics.map { NamedThing(id: $0.slug, names: [$0.label]) })
      let values = try states.map { typed -> SetTopics.Value in
        guard let sign = typed.firstIndex(of: "="), sign != typed.startIndex else {
          throw Problem(
            .usage, "'\(typed)' is not topic=state", hint: "write g3-housing=not-reached")
        }
        let word = String(typed[typed.index(after: sign)...]).trimmingBlanks
        let state = TopicState(typed: word)
        guard state != nil || word.isEmpty else {
          throw Problem(
            .usage, "a topic cannot be '\(word)'", hint: "write one of \(TopicState.listed)")
        }
        let topic = try names.index(of: String(typed[..<sign]).trimmingBlanks, .exact)
        return SetTopics.Value(topic: snapshot.topics[topic].slug, state: state)
      }
      let performed = try session.perform(
        SetTopics(label, participant: person, values), writing)
      session.say(
        (writing.dryRun ? "would set " : "set ") + performed.summary
          + (performed.isNothing ? " (nothing changed)" : ""))
    }
  }

  struct Bring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Brings topics in, and where they came up.",
      discussion: """
        The first file has the columns topic, guide, label; the second topic, transcript, maybe
        participant, and state (asked, raised, not-reached). What is known already is replaced.

        Examples:
          emic topics import People/topics.csv
          emic topics import People/topics.csv People/topics-reached.csv --dry-run
        """)
    @Argument(help: "A CSV file of topics.") var topics: String
    @Argument(help: "A CSV file of where they came up.") var reached: String?
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let items = try TopicsCSV.readTopics(try Files.text(topics), fileName: Files.name(topics))
      let rows = try reached.map {
        try TopicsCSV.readReached(try Files.text($0), fileName: Files.name($0))
      }
      if let reached, let rows {
        try check(rows, of: items, Files.name(reached), in: try session.study.snapshot(.notes))
      }
      try session.bring(ImportTopics(items, rows ?? []), writing)
      if let rows { session.remark("\(rows.count) times a topic was or was not reached") }
    }

    private func check(
      _ rows: [TopicRow], of items: [Topic], _ file: String, in snapshot: StudySnapshot
    ) throws {
      let known = Set(snapshot.transcripts.map(\.label))
      let topics = NameResolver(
        kind: "topic",
        things: Set(items.map(\.slug) + snapshot.topics.map(\.slug)).sorted().map {
          NamedThing(id: $0)
        })
      for row in rows {
        do {
          _ = try topics.index(of: row.topic, .exact)
          if !known.contains(row.transcript) { _ = try snapshot.transcript(row.transcript, .exact) }
          if let person = row.participant { _ = try snapshot.participant(person, .exact) }
        } catch let error as NameFailure {
          throw error.problem.placed("\(file), topic \(row.topic) in \(row.place)")
        }
      }
    }
  }
}

extension StudySnapshot {
  /// The study with the topics of one guide only.
  fileprivate func ofGuide(_ guide: String?) throws -> StudySnapshot {
    guard let guide else { return self }
    var limited = self
    limited.topics.removeAll { $0.guide.foldedName != guide.foldedName }
    guard !limited.topics.isEmpty else {
      throw Problem(
        .data, "no topic belongs to the guide '\(guide)'",
        hint: "guides are \(Set(topics.map(\.guide)).sorted().joined(separator: ", "))")
    }
    return limited
  }
}
