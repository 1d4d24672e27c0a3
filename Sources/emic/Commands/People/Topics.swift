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
    abstract: "Shows which topics of the guides came up where, or brings topics in.",
    discussion: """
      Examples:
        emic topics
        emic topics --transcript GY-103
        emic topics import People/topics.csv People/topics-reached.csv
      """,
    subcommands: [Coverage.self, Bring.self], defaultSubcommand: Coverage.self)

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
        """)
    @Option(help: ArgumentHelp("Only topics of this guide.", valueName: "guide")) var guide: String?
    @Option(help: ArgumentHelp("Only this transcript, topic by topic.", valueName: "label"))
    var transcript: String?
    @Flag(help: "One row per topic and transcript.") var cells = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      var snapshot = try Session.reading(options).study.snapshot(.notes)
      if let guide {
        let known = snapshot.topics.map(\.guide)
        snapshot.topics.removeAll { $0.guide.foldedName != guide.foldedName }
        guard !snapshot.topics.isEmpty else {
          throw Problem(
            .data, "no topic belongs to the guide '\(guide)'",
            hint: "guides are \(Set(known).sorted().joined(separator: ", "))")
        }
      }
      let index = try transcript.map { try snapshot.transcript($0, .prefix) }
      let coverage = TopicCoverage(snapshot)
      guard cells || index != nil else {
        return try output.answer(EngineTables.topics(coverage, in: snapshot), options)
      }
      try output.answer(
        EngineTables.topicCells(coverage, in: snapshot, transcript: index), options)
    }
  }

  struct Bring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Brings topics in, and where they came up.",
      discussion: """
        The first file has the columns topic, guide, label; the second topic, transcript, state
        (asked, raised, not-reached). What is known already is replaced.

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
        } catch let error as NameFailure {
          throw error.problem.placed("\(file), topic \(row.topic) in \(row.transcript)")
        }
      }
    }
  }
}
