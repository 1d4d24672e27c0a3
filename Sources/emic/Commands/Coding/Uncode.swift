import ArgumentParser
import CodingEngine
import Fieldwork
import StudyStore

/// Takes codes off a passage.
struct Uncode: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uncode",
    abstract: "Takes codes off a passage.",
    discussion: """
      Only your own codings go, unless --all-coders. The passage's number is never used again.

      Examples:
        emic uncode GY-101#12 --as informal-work
        emic uncode GY-101#12
        emic uncode GY-101#12 --round 2
        emic uncode GY-101#12 --all-coders
      """)

  @Argument(help: "The passage as cited, such as GY-101#12.") var passage: String
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("A code; without one all of them go.", valueName: "code"))
  var codes: [String] = []
  @Option(help: ArgumentHelp("Only what was coded in this round.", valueName: "n"))
  var round: Int?
  @Flag(name: .customLong("all-coders"), help: "Also the codings of others.") var allCoders = false
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws { try require(round, "--round", in: 1...1000) }

  func run() throws {
    let session = try Session.writing(options)
    let snapshot = try session.study.snapshot([])
    guard let sign = passage.lastIndex(of: "#"),
      let number = Int32(passage[passage.index(after: sign)...])
    else {
      throw Problem(
        .data, "'\(passage)' is no passage",
        hint: "write it as cited, such as GY-101#12; 'emic show GY-101' lists them")
    }
    let label = snapshot.transcripts[try snapshot.transcript(String(passage[..<sign]), .exact)]
      .label
    let slugs = try codes.map { name in
      snapshot.codebook.codes[try snapshot.codebook.resolver.index(of: name, .exact)].slug
    }
    let performed = try session.perform(
      RemoveCodings(
        .init(
          transcript: label, number: number, codes: slugs,
          coder: allCoders ? nil : try session.coder(), round: round)), writing)
    session.say(
      "\(writing.dryRun ? "would take off" : "took off") \(performed.outcome.joined(separator: ", "))"
        + " from \(passage)")
  }
}
