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
      """)

  @Argument(help: "The transcript's label.") var transcript: String
  @Option(help: ArgumentHelp("Only these turns.", valueName: "t12-t20")) var turns: String?
  @Option(help: ArgumentHelp("Another language of the transcript.", valueName: "tag")) var layer:
    String?
  @Option(name: [.short, .long], help: ArgumentHelp("Write to a file instead.", valueName: "file"))
  var output: String?
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try Session.reading(options)
    let snapshot = try session.study.snapshot([.turns, .codings])
    let index = try snapshot.transcript(transcript, .prefix)
    let range = try turns.map { typed in
      guard let range = try Anchor.turns(in: typed, bare: true) else {
        throw AnchorSyntax.badTurns(typed)
      }
      return range
    }
    let text = try snapshot.text(of: index, language: layer)
    let shelf = try session.shelf([text], in: snapshot)
    let page = TranscriptPage(
      snapshot, text: text, words: shelf, turns: range, width: output == nil ? Console.width : nil)
    let bytes = Array(page.lines.joined(separator: "\n").utf8) + [10]
    if let output { try Files.write(bytes, to: output) } else { Console.write(bytes) }
  }
}

extension StudySnapshot {
  /// The text of a transcript in a language, the original without one.
  fileprivate func text(of transcript: Int, language: String?) throws -> Int32 {
    guard let language else { return try originalText(of: transcript) }
    let layers = texts.indices.filter { Int(texts[$0].transcript) == transcript }
    if let found = layers.first(where: { texts[$0].language == language }) { return Int32(found) }
    throw Problem(
      .data, "\(transcripts[transcript].label) has no text in '\(language)'",
      hint: "its languages are \(layers.map { texts[$0].language }.joined(separator: ", "))")
  }
}
