import ArgumentParser
import CodingEngine
import Fieldwork
import StudyStore

/// Puts codes on a passage.
struct Code: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code",
    abstract: "Puts one or more codes on a passage.",
    discussion: """
      The passage is a quotation (found exactly, else whatever the blanks, widths and quotation
      marks), a turn t12, turns t12-t14, a quotation in a turn t12:"…", or characters @120-180.

      Examples:
        emic code GY-101 "we are not guests" --as intent-to-stay
        emic code GY-101 t13 --as informal-work --as urban-village-rental
        emic code GY-101 't19:"不是来做客的"' --as intent-to-stay --memo "answers a tease"
        emic code GY-101 t4 --as long-walk --new
        emic code GY-101 "not guests" --in-vivo
      """)

  @Argument(help: "The transcript's exact label.") var transcript: String
  @Argument(help: "The passage.") var passage: String
  @Option(
    name: .customLong("as"), help: ArgumentHelp("A code; repeat for several.", valueName: "code"))
  var codes: [String] = []
  @Flag(name: .customLong("in-vivo"), help: "Make a code from the words themselves.")
  var inVivo = false
  @Flag(help: "Make the codes that do not exist yet.") var new = false
  @Option(help: ArgumentHelp("A note on the coding.", valueName: "text")) var memo: String?
  @Option(help: "What the speaker does with it: affirm, deny, partial, none.") var stance: String?
  @Option(help: "Whose experience: own, reported, composite, observer.") var voice: String?
  @Option(help: ArgumentHelp("Code in another language layer.", valueName: "tag")) var layer:
    String?
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard !codes.isEmpty || inVivo else {
      throw ValidationError("Name a code with --as CODE, or make one with --in-vivo.")
    }
  }

  func run() throws {
    let session = try Session.writing(options)
    let snapshot = try session.study.snapshot([.turns])
    let desk = CodingDesk(session: session, snapshot: snapshot)
    let (text, resolution) = try desk.find(passage, in: transcript, layer: layer)
    let words = try desk.words(text, resolution.span)
    var plan = try CodePlan(codes, makesNew: new, in: snapshot.codebook)
    if inVivo { try plan.addInVivo(words, in: snapshot.codebook) }
    let coder = try session.coder()
    let stance = try Code.value(of: stance, Stance.self, "--stance")
    let voice = try Code.value(of: voice, Voice.self, "--voice")
    let codings = plan.slugs.map { slug in
      NewCoding(
        text: snapshot.texts[Int(text)].key, span: resolution.span, code: slug, coder: coder,
        memo: memo, stance: stance, voice: voice)
    }
    let performed = try session.perform(AddCodings(codings, newCodes: plan.newCodes), writing)
    for (index, slug) in plan.slugs.enumerated() {
      let wasThere = performed.outcome.wereThere[index]
      let cite =
        writing.dryRun
        ? snapshot.transcripts[Int(snapshot.texts[Int(text)].transcript)].label
        : performed.outcome.cites[index]
      session.say("\(cite)  \(slug)\(wasThere ? "  already there" : "")")
    }
    session.say("  “\(words.onOneLine(120))”")
    if !plan.newCodes.isEmpty {
      session.remark("new codes: \(plan.newCodes.map(\.slug).joined(separator: ", "))")
    }
    if let remark = resolution.remark { session.remark("note: \(remark)") }
  }

  private static func value<Value: RawRepresentable & CaseIterable>(
    of typed: String?, _: Value.Type, _ option: String
  ) throws -> Value? where Value.RawValue == String {
    guard let typed else { return nil }
    guard let value = Value(rawValue: typed) else {
      throw Problem(
        .usage, "'\(typed)' is no value of \(option)",
        hint: "write one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return value
  }
}

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
        emic uncode GY-101#12 --all-coders
      """)

  @Argument(help: "The passage as cited, such as GY-101#12.") var passage: String
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("A code; without one all of them go.", valueName: "code"))
  var codes: [String] = []
  @Flag(name: .customLong("all-coders"), help: "Also the codings of others.") var allCoders = false
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

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
          coder: allCoders ? nil : try session.coder())), writing)
    session.say(
      "\(writing.dryRun ? "would take off" : "took off") \(performed.outcome.joined(separator: ", "))"
        + " from \(passage)")
  }
}
