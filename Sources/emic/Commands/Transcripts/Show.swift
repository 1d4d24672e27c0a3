import ArgumentParser
import Fieldwork
import ReportGenerator
import StudyStore

/// Shows a transcript with its codings.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows a transcript, turn by turn, with the passages that are coded.",
    discussion: """
      Examples:
        emic show GY-101
        emic show GY-101 --turns t12-t20
        emic show GY-101 --layer en          the English translation
        emic show GY-101 --languages zh,en   both beside each other
        emic show GY-101 --version 1         the words before they were corrected
      """)

  @Argument(help: "The transcript's label.") var transcript: String
  @Option(help: ArgumentHelp("Only these turns.", valueName: "t12-t20")) var turns: String?
  @Option(help: ArgumentHelp("Another language of the transcript.", valueName: "tag")) var layer:
    String?
  @OptionGroup var languages: LanguageOptions
  @Option(help: ArgumentHelp("An earlier version of the text.", valueName: "n")) var version: Int?
  @Option(name: [.short, .long], help: ArgumentHelp("Write to a file instead.", valueName: "file"))
  var output: String?
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try require(version, "--version", in: 1...1_000_000)
    if languages.list != nil, layer != nil || version != nil {
      throw ValidationError("--languages goes without --layer and --version.")
    }
  }

  func run() throws {
    let session = try Session.reading(options)
    var snapshot = try session.study.snapshot([.turns, .codings])
    let index = try snapshot.transcript(transcript, .prefix)
    let range = try turns.map { typed in
      guard let range = try Anchor.turns(in: typed, bare: true) else {
        throw AnchorSyntax.badTurns(typed)
      }
      return range
    }
    if languages.list != nil {
      let tags = try languages.tags(in: snapshot)
      let texts = try tags.map { try snapshot.text(of: index, language: $0) }
      try write(
        LayersPage(
          snapshot, texts: texts, words: try session.shelf(texts, in: snapshot), turns: range,
          width: output == nil ? Console.width : nil
        ).lines)
      return
    }
    let text = try snapshot.text(of: index, language: layer)
    if let version {
      let versions = try session.study.versions(ofText: snapshot.texts[Int(text)].key)
      guard let wanted = versions.first(where: { Int($0.version) == version }) else {
        throw Problem(
          .data, "\(snapshot.transcripts[index].label) has no version \(version)",
          hint: "the last is \(versions.count); 'emic revise \(snapshot.transcripts[index].label) "
            + "--history' lists them")
      }
      if wanted.key != snapshot.texts[Int(text)].key {
        snapshot = try session.study.snapshot(snapshot, with: wanted, ofText: text)
        session.remark("note: version \(version) of \(versions.count); citations are of the last")
      }
    }
    let shelf = try session.shelf([text], in: snapshot)
    let page = TranscriptPage(
      snapshot, text: text, words: shelf, turns: range, width: output == nil ? Console.width : nil)
    try write(page.lines)
  }

  private func write(_ lines: [String]) throws {
    let bytes = Array(lines.joined(separator: "\n").utf8) + [10]
    if let output { try Files.write(bytes, to: output) } else { Console.write(bytes) }
  }
}
