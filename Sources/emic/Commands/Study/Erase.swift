import ArgumentParser
import CodingEngine
import Fieldwork
import Foundation
import ReportGenerator
import StudyStore

/// Erases words for good.
struct Erase: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Erases a participant, transcript or passage for good, after a withdrawal.",
    discussion: """
      Nothing brings the words back: they go from every version of the texts, from codings and
      their notes, the search index, the journal with its command lines, and the free pages of the
      file. The journal keeps an entry that says what was erased and when. Everything else can be
      undone and asked for with --as-of as before.

      A transcript goes whole, with its translations. A participant goes with the transcripts of
      which it is the only one, and with its turns in the others. In the place of a passage stands a
      mark of the same length, so that other passages keep their words; codings inside it go.

      Where memos, examples of codes or themes quote the words, they are listed and nothing is
      done; --mark-quotations puts [erased] there. Files beside the study that may still hold the
      words are named: backups, sources, reports. They are not touched.

      You type the name to confirm; a script writes --yes with --why. --dry-run says what would go.

      Examples:
        emic erase --transcript GY-109 --dry-run
        emic erase --participant GY-131-C --why "withdrawn on 2026-11-02, form 7"
        emic erase --passage 'GY-101 t12:"the name of the foreman"' --mark-quotations
      """)

  @Option(help: ArgumentHelp("The transcript's exact label.", valueName: "label"))
  var transcript: String?
  @Option(help: ArgumentHelp("The participant's exact name.", valueName: "participant"))
  var participant: String?
  @Option(
    help: ArgumentHelp(
      "A transcript and a passage of it, as 'code' takes them.", valueName: "place"))
  var passage: String?
  @Option(help: ArgumentHelp("The translation in which the passage stands.", valueName: "language"))
  var layer: String?
  @Flag(
    name: .customLong("mark-quotations"),
    help: "Put [erased] where notes, codes and themes quote the words.")
  var markQuotations = false
  @Flag(help: "Do not ask; needs --why.") var yes = false
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    let asked = [transcript, participant, passage].compactMap(\.self)
    guard asked.count == 1 else {
      throw ValidationError("Name one of --transcript, --participant and --passage.")
    }
    if layer != nil, passage == nil { throw ValidationError("--layer belongs to --passage.") }
    if yes, writing.why?.trimmingBlanks.isEmpty != false {
      throw ValidationError("--yes needs a reason: --why TEXT.")
    }
  }

  func run() throws {
    let session = try Session.writing(options)
    let snapshot = try session.study.snapshot([.turns])
    let meant = try target(session, snapshot)
    let author = try session.author(writing)
    let plan = try session.study.erase(
      meant.target, marksQuotations: markQuotations, by: author, dryRun: true)
    if writing.dryRun || !yes {
      tell(plan, meant, writing.dryRun ? "would erase" : "to erase", session)
    }
    if !writing.dryRun {
      // What would be refused is, before anybody types a name.
      try plan.refuse(marksQuotations: markQuotations)
      try confirm(meant.name)
      let done = try session.study.erase(meant.target, marksQuotations: markQuotations, by: author)
      // Told only now: a reader of the output who goes away ends the program.
      if yes { tell(plan, meant, "erased", session) }
      session.say("erased; entry \(done.entry ?? 0) of the journal says so")
    }
    CopiesOfWords(beside: session.study.path, plan).tell(session)
  }

  /// What is meant.
  private struct Meant {
    var target: ErasureTarget
    /// The name to type.
    var name: String
    /// The words of a passage.
    var words: String?
    /// Other languages in which a passage may stand.
    var languages: [String] = []
  }

  private func target(_ session: Session, _ snapshot: StudySnapshot) throws -> Meant {
    if let transcript {
      var target = ErasureTarget(title: "transcript \(transcript)")
      // It may have been removed: its words are in the journal still.
      target.transcripts = [transcript]
      return Meant(target: target, name: transcript)
    }
    if let participant {
      var target = ErasureTarget(title: "participant \(participant)")
      target.participant = participant
      return Meant(target: target, name: participant)
    }
    let words = (passage ?? "").split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2 else {
      throw Problem(
        .usage, "'\(passage ?? "")' is no transcript with a passage",
        hint: "write 'GY-101 t12' or 'GY-101 t12:\"the words\"'")
    }
    let desk = CodingDesk(session: session, snapshot: snapshot)
    let (text, resolution) = try desk.find(words[1], in: words[0], layer: layer)
    var target = ErasureTarget(title: "a passage of \(words[0])")
    target.passages = try PassageVersions(session, snapshot).passages(text, resolution.span)
    let entry = snapshot.texts[Int(text)]
    let others = snapshot.texts.indices.filter {
      $0 != Int(text) && snapshot.texts[$0].transcript == entry.transcript
    }
    return Meant(
      target: target, name: snapshot.transcripts[Int(entry.transcript)].label,
      words: try desk.words(text, resolution.span),
      languages: others.map { snapshot.texts[$0].language })
  }

  private func tell(
    _ plan: ErasureReport, _ meant: Meant, _ verb: String, _ session: Session
  ) {
    if let words = meant.words { session.say("“\(words.onOneLine(120))”") }
    session.say("\(verb) \(meant.target.title):")
    func line(_ what: String, _ value: String) {
      session.say("  " + what.padded(toColumns: 14) + value)
    }
    if !plan.transcripts.isEmpty {
      line("transcripts", plan.transcripts.joined(separator: ", ") + ", \(plan.turns) turns")
    }
    if plan.passages > 0 {
      line(
        "stretches",
        "\(plan.passages) in \(plan.marked.joined(separator: ", ")), all versions of the text")
    }
    line("codings", "\(plan.codings)" + (plan.notes > 0 ? " with \(plan.notes) notes" : ""))
    for (index, quotation) in plan.quotations.enumerated() {
      line(index == 0 ? "quoted in" : "", quotation.line)
    }
    if !plan.names.isEmpty { line("names", plan.names.joined(separator: ", ")) }
    line(
      "journal",
      "\(counted(plan.entriesWithWords.count, "entry", "entries")) lose words, "
        + "\(plan.entriesWithoutChanges.count) can no longer be undone")
    if !meant.languages.isEmpty {
      session.remark(
        "note: \(meant.name) is there in \(meant.languages.joined(separator: ", ")) too, where the "
          + "same may be said; erase it there with --layer")
    }
  }

  private func confirm(_ name: String) throws {
    guard !yes else { return }
    Console.partial("Nothing brings this back. Type \(name.printable) to erase: ")
    let typed = readLine()?.trimmingBlanks
    guard typed == name else {
      throw Problem(
        .usage, "not confirmed; nothing was changed",
        hint: "type \(name), or write --yes with --why TEXT")
    }
  }
}
