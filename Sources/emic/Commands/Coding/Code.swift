import ArgumentParser
import CodingEngine
import Fieldwork
import StudyStore

/// Puts codes on a passage.
struct Code: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code",
    abstract: "Puts codes on a passage; without one, opens the whole screen.",
    discussion: """
      On the screen you move by word, sentence or turn, choose a code by a few letters, write
      notes and take back; ? shows the keys, and everything is saved as you go.

      The passage is a quotation (found exactly, else whatever the blanks, widths and quotation
      marks), a turn t12, turns t12-t14, a quotation in a turn t12:"…", or characters @120-180.
      Where the coding is there already, --stance and --voice change it.

      Examples:
        emic code GY-101
        emic code GY-101 "we are not guests" --as intent-to-stay
        emic code GY-101 t13 --as informal-work --as urban-village-rental
        emic code GY-101 't19:"不是来做客的"' --as intent-to-stay --memo "answers a tease"
        emic code GY-101 t4 --as long-walk --new
        emic code GY-101 "not guests" --in-vivo
        emic code GY-101 t13 --as informal-work --round 2
      """)

  @Argument(help: "The transcript's exact label.") var transcript: String
  @Argument(help: "The passage; without it the screen opens.") var passage: String?
  @Option(
    name: .customLong("as"), help: ArgumentHelp("A code; repeat for several.", valueName: "code"))
  var codes: [String] = []
  @Flag(name: .customLong("in-vivo"), help: "Make a code from the words themselves.")
  var inVivo = false
  @Flag(help: "Make the codes that do not exist yet.") var new = false
  @Option(help: ArgumentHelp("A note on the coding.", valueName: "text")) var memo: String?
  @Option(help: "What the speaker does with it: affirm, deny, partial, none.") var stance: String?
  @Option(help: "Whose experience: own, reported, composite, observer.") var voice: String?
  @Option(help: ArgumentHelp("Which time you code these words, from 1.", valueName: "n"))
  var round = 1
  @Flag(help: "Star the passage: put it into the set 'star'.") var star = false
  @Option(help: ArgumentHelp("Code in another language layer.", valueName: "tag")) var layer:
    String?
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try require(round, "--round", in: 1...1000)
    if passage == nil {
      let isAsked =
        !codes.isEmpty || inVivo || new || star || memo != nil || stance != nil || voice != nil
      if isAsked || writing.dryRun || writing.why != nil {
        throw ValidationError("Name the passage to code; without one the screen opens.")
      }
    } else if codes.isEmpty, !inVivo {
      throw ValidationError("Name a code with --as CODE, or make one with --in-vivo.")
    }
  }

  func run() throws {
    let session = try Session.writing(options)
    guard let passage else { return try codeOnScreen(session) }
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
        memo: memo, stance: stance, voice: voice, round: round)
    }
    let adding = AddCodings(codings, newCodes: plan.newCodes)
    let performed =
      try star
      ? session.perform(AddStarredCodings(adding), writing) : session.perform(adding, writing)
    for (index, slug) in plan.slugs.enumerated() {
      let wasThere = performed.outcome.wereThere[index]
      let cite =
        writing.dryRun
        ? snapshot.transcripts[Int(snapshot.texts[Int(text)].transcript)].label
        : performed.outcome.cites[index]
      let isChanged = performed.outcome.wereChanged[index]
      let change = isChanged ? ", \(given) now" : ""
      session.say("\(cite)  \(slug)\(wasThere ? "  already there\(change)" : "")")
    }
    session.say("  “\(words.onOneLine(120))”")
    if !plan.newCodes.isEmpty {
      session.remark("new codes: \(plan.newCodes.map(\.slug).joined(separator: ", "))")
    }
    if let remark = resolution.remark { session.remark("note: \(remark)") }
  }

  private func codeOnScreen(_ session: Session) throws {
    let hasColours = !options.noColor && Environment.value("NO_COLOR") == nil
    // Everything that can be refused is, before the screen is taken.
    var screen = try CodingScreen(
      session, transcript: transcript, layer: layer, round: round, size: (80, 24))
    let terminal = try RawTerminal(hasColours: hasColours)
    screen.run(on: terminal)
    terminal.close()
    try screen.finish(writing)
    if screen.changes > 0 {
      session.remark("\(counted(screen.changes, "change")) saved; 'emic log' lists them")
    } else if !screen.isCorrected {
      session.remark("nothing was changed")
    }
  }

  /// The stance and voice that are asked for, in words.
  private var given: String {
    [stance.map { "stance \($0)" }, voice.map { "voice \($0)" }].compactMap(\.self)
      .joined(separator: " and ")
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
