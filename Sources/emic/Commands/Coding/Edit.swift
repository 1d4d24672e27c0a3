import ArgumentParser
import Exchange
import Fieldwork
import Foundation
import StudyStore

/// Codes a whole transcript in an editor.
struct Edit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Opens a transcript with your codings as marks in your editor.",
    discussion: """
      $VISUAL or $EDITOR opens a sheet: the turns with their numbers, and your codings as marks,
      [[words]]{code, code} or t12 {code} for a whole turn. When you close it, the words are
      compared, and what you changed in the marks is done in one step, which 'undo' takes back.
      A sheet that cannot be taken is kept. The codings of others are not shown.

      Changed words are refused, unless you add --correct: then they become the next version of
      the transcript, as with 'revise'. Your own marks round corrected words stay; codings of
      others on them wait for 'confirm'.

      Examples:
        emic edit GY-101
        emic edit GY-101 --new --why "second reading"
        emic edit GY-101 --correct                correct misheard words on the way
        emic edit GY-101 --sheet sheet.txt        write the sheet and stop; - writes it here
        emic edit GY-101 --apply sheet.txt        take a sheet that was edited elsewhere
        emic edit GY-101 --apply sheet.txt --dry-run
      """)

  @Argument(help: "The transcript's exact label.") var transcript: String
  @Option(help: ArgumentHelp("Write the sheet to a file, or - here, and stop.", valueName: "file"))
  var sheet: String?
  @Option(help: ArgumentHelp("Take a sheet from a file; - reads it here.", valueName: "file"))
  var apply: String?
  @Flag(help: "Make the codes that do not exist yet.") var new = false
  @Flag(help: "Take changed words for a correction of the transcript.") var correct = false
  @Flag(help: "Show the codings of others as comments.") var reveal = false
  @Option(help: ArgumentHelp("Which time you code these words, from 1.", valueName: "n"))
  var round: Int?
  @Option(help: ArgumentHelp("Code in another language layer.", valueName: "tag"))
  var layer: String?
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try require(round, "--round", in: 1...1000)
    guard apply == nil || (sheet == nil && !reveal && round == nil && layer == nil) else {
      throw ValidationError("--apply takes what it needs from the sheet; leave the others out.")
    }
  }

  func run() throws {
    let session = try sheet == nil ? Session.writing(options) : Session.reading(options)
    let snapshot = try session.study.snapshot([])
    let index = try snapshot.transcript(transcript, .exact)
    if let apply {
      let read = CodingSheetReader.read(try Edit.text(apply))
      try Edit.check(read.head, transcript: snapshot.transcripts[index].label, session)
      let desk = try SheetDesk(
        session, snapshot, transcript: index, language: read.head?.language,
        round: read.head?.round ?? 1)
      try desk.take(read, taking, writing)
      if !writing.dryRun { SheetFile.kept(at: apply, in: session.folder)?.remove() }
      return
    }
    let desk = try SheetDesk(
      session, snapshot, transcript: index, language: layer, round: round ?? 1)
    let text = try desk.sheet(reveals: reveal)
    switch sheet {
    case "-": Console.write(Array(text.utf8))
    case let path?:
      // An edited sheet at this place would be lost.
      guard !FileManager.default.fileExists(atPath: path) else {
        throw Problem(
          .cannotCreate, "a file is here already", place: path,
          hint: "choose another name, or take it with --apply")
      }
      try Files.write(Array(text.utf8), to: path, isInternal: true)
      session.remark(
        "the sheet is in \(path); take it with: "
          + "emic edit \(transcript.shellWord) --apply \(path.shellWord)")
    case nil: try SheetSitting(desk, session, sheet: text).run(taking, writing)
    }
  }

  private var taking: SheetDesk.Taking { .init(makesNew: new, correctsWords: correct) }

  private static func text(_ path: String) throws -> String {
    guard path == "-" else { return try Files.text(path) }
    return try TextDecoding.decode(Array(FileHandle.standardInput.readDataToEndOfFile())).text
  }

  /// Refuses a sheet of another transcript or coder.
  private static func check(_ head: SheetHead?, transcript: String, _ session: Session) throws {
    guard let head else { return }
    guard head.transcript == transcript else {
      throw Problem(
        .data, "the sheet is of \(head.transcript)", place: transcript,
        hint: "run 'emic edit \(head.transcript.shellWord) --apply'")
    }
    let coder = try session.coder()
    guard head.coder == coder else {
      throw Problem(
        .data, "the sheet has the codings of \(head.coder), and you are \(coder)",
        place: transcript, hint: "add --coder \(head.coder.shellWord), or make a sheet of your own")
    }
  }
}
