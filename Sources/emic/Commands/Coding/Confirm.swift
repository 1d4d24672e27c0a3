import ArgumentParser
import CodingEngine
import Fieldwork
import StudyStore

/// Decides on codings whose words were changed by a correction.
struct Confirm: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm",
    abstract: "Lists codings whose words were corrected, and accepts, moves or drops them.",
    discussion: """
      Without a decision: what waits, with the words before and the words proposed. A coding with a
      proposed place counts there; one without a place is not counted until it has one. --drop
      takes only your own codings, unless --all-coders.

      Examples:
        emic confirm
        emic confirm GY-101
        emic confirm GY-101#7 --accept
        emic confirm GY-101#7 --at 't12:"we are not guests"'
        emic confirm GY-101#7 --drop --as informal-work
        emic confirm GY-101 --accept
        emic confirm --all --accept --dry-run
      """)

  @Argument(help: "A passage as cited (GY-101#12), or a transcript; all without.")
  var passage: String?
  @Flag(help: "The proposed place is right.") var accept = false
  @Option(
    help: ArgumentHelp("The words are here: a passage as for 'emic code'.", valueName: "passage"))
  var at: String?
  @Flag(help: "Take the codings off.") var drop = false
  @Flag(help: "Decide on everything that waits.") var all = false
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("Only these codes; repeat for several.", valueName: "code"))
  var codes: [String] = []
  @Flag(name: .customLong("all-coders"), help: "Drop the codings of others, too.")
  var allCoders = false
  @OptionGroup var output: OutputOptions
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  private var isDeciding: Bool { accept || drop || at != nil }

  func validate() throws {
    let ways = (accept ? 1 : 0) + (drop ? 1 : 0) + (at == nil ? 0 : 1)
    guard ways <= 1 else { throw ValidationError("Choose one of --accept, --at and --drop.") }
    if all, passage != nil { throw ValidationError("--all is instead of a passage.") }
    if isDeciding, passage == nil, !all {
      throw ValidationError("Name a passage or a transcript, or say --all.")
    }
    if at != nil, passage?.contains("#") != true {
      throw ValidationError("--at is a place for one passage; name it, such as GY-101#7.")
    }
    if allCoders, !drop { throw ValidationError("--all-coders belongs to --drop.") }
  }

  func run() throws {
    guard isDeciding else { return try list() }
    let session = try Session.writing(options)
    let snapshot = try session.study.snapshot([.turns])
    var target = try target(snapshot)
    if drop, !allCoders { target.coder = try session.coder() }
    let performed = try session.perform(
      ConfirmCodings(target, try decision(session, snapshot, target)), writing)
    tell(performed.outcome, session)
  }

  private func list() throws {
    let session = try Session.reading(options)
    let snapshot = try session.study.snapshot([])
    let target = try target(snapshot)
    let waiting = try session.study.waitingCodings().filter {
      (target.transcript ?? $0.transcript) == $0.transcript
        && (target.number ?? $0.number) == $0.number
        && (target.codes.isEmpty || target.codes.contains($0.code))
    }
    try output.answer(
      ResultTables.waiting(waiting, isForReading: output.format == .table), options)
  }

  private func target(_ snapshot: StudySnapshot) throws -> ConfirmCodings.Target {
    let slugs = try codes.map { name in
      snapshot.codebook.codes[try snapshot.codebook.resolver.index(of: name, .exact)].slug
    }
    guard let passage else { return .init(codes: slugs) }
    guard let sign = passage.lastIndex(of: "#") else {
      let index = try snapshot.transcript(passage, .exact)
      return .init(transcript: snapshot.transcripts[index].label, codes: slugs)
    }
    guard let number = Int32(passage[passage.index(after: sign)...]) else {
      throw Problem(
        .data, "'\(passage)' is no passage", hint: "write it as cited, such as GY-101#12")
    }
    let index = try snapshot.transcript(String(passage[..<sign]), .exact)
    return .init(transcript: snapshot.transcripts[index].label, number: number, codes: slugs)
  }

  private func decision(
    _ session: Session, _ snapshot: StudySnapshot, _ target: ConfirmCodings.Target
  ) throws -> ConfirmCodings.Decision {
    if drop { return .drop }
    guard let at, let transcript = target.transcript else { return .accept }
    // The words are looked for in the language in which they were coded.
    let waiting = try session.study.waitingCodings().first {
      $0.transcript == transcript && $0.number == target.number
    }
    let index = try snapshot.transcript(transcript, .exact)
    let original = try snapshot.originalText(of: index)
    let language = waiting.map(\.language) ?? ""
    let isOriginal = language == snapshot.texts[Int(original)].language
    let desk = CodingDesk(session: session, snapshot: snapshot)
    let found = try desk.find(at, in: transcript, layer: isOriginal ? nil : language)
    if let remark = found.resolution.remark { session.remark("note: \(remark)") }
    return .place(text: snapshot.texts[Int(found.text)].key, found.resolution.span)
  }

  private func tell(_ outcome: ConfirmCodings.Outcome, _ session: Session) {
    let verb = accept ? "accepted" : drop ? "dropped" : "placed"
    for one in outcome.decided {
      session.say(
        "\(one.cite)  \(one.code)  \(writing.dryRun ? "would be " : "")\(verb)"
          + (one.wasThere ? ", was coded there already" : ""))
    }
    if !outcome.withoutPlace.isEmpty {
      session.say(
        "without a proposed place, still waiting: \(outcome.withoutPlace.joined(separator: ", "))")
    }
  }
}
