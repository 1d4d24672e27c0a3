import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import StudyStore

/// Corrects the words of a transcript.
struct Revise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revise",
    abstract: "Corrects the words of a transcript; codings go along or wait to be confirmed.",
    discussion: """
      Takes the corrected file, or one correction (a turn, the wrong words, the right ones), or a
      CSV list of them with the columns turn, wrong, right: all of one sitting are one version. The
      version before is kept. A coding whose words are unchanged keeps them, also where the
      paragraph was moved. One whose words were changed gets the corrected words as a proposal, one
      whose words are gone waits without a place: 'emic confirm' lists both. Nothing is dropped.

      A corrected file brings words and labels; roles, participants and metadata stay.

      Examples:
        emic revise GY-101 corrected.md --dry-run
        emic revise GY-101 corrected.md --why "second listening"
        emic revise GY-101 t12 'fifty yuan' 'fifteen yuan'
        emic revise GY-101 --corrections corrections.csv
        emic revise GY-101 t3 'guest' 'guests' --layer en
        emic revise GY-101 --history
      """)

  @Argument(help: "The transcript's exact label.") var transcript: String
  @Argument(help: "The corrected file; or a turn (t12), the wrong words, the right words.")
  var words: [String] = []
  @Option(help: ArgumentHelp("A list of corrections (turn, wrong, right).", valueName: "file.csv"))
  var corrections: String?
  @Flag(help: "List the versions with date, reason and number of changes.") var history = false
  @Option(help: ArgumentHelp("Correct a translation.", valueName: "tag")) var layer: String?
  @Flag(help: "Take the file although hardly any of the words are in it.") var anyway = false
  @Option(
    help: ArgumentHelp("The encoding of a text file (else found and told).", valueName: "name"))
  var encoding: String?
  @Option(
    help: ArgumentHelp(
      "Labels that are speakers even if they occur once, split by commas.", valueName: "labels"))
  var speakers: String?
  @OptionGroup var output: OutputOptions
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    let ways = (words.isEmpty ? 0 : 1) + (corrections == nil ? 0 : 1) + (history ? 1 : 0)
    guard ways == 1, [0, 1, 3].contains(words.count) else {
      throw ValidationError(
        "Give the corrected file, or a turn with the wrong and the right words, or --corrections "
          + "FILE, or --history.")
    }
    if !history, output.output != nil || output.format != .table {
      throw ValidationError("--format and --output belong to --history.")
    }
  }

  func run() throws {
    if history { return try listVersions() }
    let revising = try Revising(try Session.writing(options), transcript, layer: layer)
    if let corrections { return try correct(try rows(corrections), corrections, revising) }
    if words.count == 1 { return try replace(words[0], revising) }
    guard let numbers = try Anchor.turns(in: words[0], bare: true), numbers.count == 1 else {
      throw Problem(
        .data, "'\(words[0])' names no turn",
        hint: "write t12; a list of corrections goes with --corrections FILE.csv")
    }
    guard !words[1].trimmingBlanks.isEmpty else { throw AnchorSyntax.emptyQuotation }
    let row = CorrectionRow(
      line: 1, turn: numbers.lowerBound, wrong: words[1], right: words[2])
    try correct([row], nil, revising)
  }

  private func rows(_ path: String) throws -> [CorrectionRow] {
    let list = try CorrectionsCSV.read(try Files.text(path), fileName: Files.name(path))
    for note in list.notes { if !options.quiet { Console.remark("note: \(note)") } }
    guard !list.rows.isEmpty else {
      throw Problem(.data, "there are no corrections in it", place: path)
    }
    return list.rows
  }

  /// Corrects words inside turns.
  private func correct(_ rows: [CorrectionRow], _ file: String?, _ revising: Revising) throws {
    let edits = try revising.edits(rows, file: file)
    guard !edits.isEmpty else {
      revising.session.say("\(revising.label): the words stand there already; nothing to change")
      return
    }
    try write(try revising.plan(edits), source: nil, revising)
  }

  /// Puts a corrected file in the place of the text.
  private func replace(_ path: String, _ revising: Revising) throws {
    let labels = speakers.map { $0.split(separator: ",").map { String($0).trimmingBlanks } } ?? []
    let draft: TranscriptDraft
    do {
      draft = try TranscriptReader.read(
        name: Files.name(path), bytes: try Files.bytes(path),
        options: TranscriptReadingOptions(encoding: encoding, speakers: labels))
    } catch let error as any ProblemReporting {
      var problem = error.problem
      problem.place = problem.place ?? path
      throw problem
    }
    let isOriginal = revising.snapshot.texts[Int(revising.text)].isOriginal
    if isOriginal, let id = draft.metadata.id, id != revising.label {
      throw Problem(
        .data, "the file says that it is \(id)", place: path,
        hint: "name that transcript, or correct the id in the file")
    }
    let corrected = TextBuffer(draft.text)
    guard corrected.digest != revising.words.digest else {
      revising.session.say("\(revising.label): the file has the same words; nothing to change")
      return
    }
    let plan = RevisionPlan(
      revising.text, in: revising.snapshot, words: revising.words, corrected: corrected,
      turns: draft.turns)
    let shared = plan.alignment.sharedPercent
    guard anyway || shared >= 25 else {
      throw Problem(
        .data, "only \(shared) % of the words of \(revising.label) are in it", place: path,
        hint: "check that it is the right file; --anyway takes it nevertheless")
    }
    for note in draft.notes { revising.session.remark("note: \(note)") }
    try write(plan, source: draft.source, revising)
  }

  private func write(
    _ plan: RevisionPlan, source: TranscriptSource?, _ revising: Revising
  ) throws {
    let performed = try revising.perform(plan, source: source, writing)
    revising.tell(plan, performed.outcome, isDryRun: writing.dryRun)
  }

  private func listVersions() throws {
    let session = try Session.reading(options)
    let snapshot = try session.study.snapshot([])
    let index = try snapshot.transcript(transcript, .prefix)
    let text = try snapshot.text(of: index, language: layer)
    let versions = try session.study.versions(ofText: snapshot.texts[Int(text)].key)
    try output.answer(
      ResultTables.versions(versions, of: snapshot.transcripts[index].label), options)
  }
}
