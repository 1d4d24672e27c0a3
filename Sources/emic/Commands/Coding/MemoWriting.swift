import ArgumentParser
import CodingEngine
import Fieldwork
import Foundation
import StudyStore

extension Memo {
  /// Writes a memo.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Writes a memo, and puts it on whatever it is about.",
      discussion: """
        The words are Markdown: typed here, from a file, or without either in $VISUAL or $EDITOR.
        --on takes a code, passage (GY-101#8), transcript, case, participant, theme or relation, by
        exact id or name; where a name may mean two things, write code:NAME, case:NAME and so on.
        Without --kind a memo on codes alone is a code memo, on cases or people alone a case memo,
        and every other one theoretical.

        Examples:
          emic memo add "Two staying words, two clocks." --on intent-to-stay --on GY-101#8
          emic memo add --title "Whose school?" --kind theoretical --on school-as-anchor
          emic memo add --file note.md --on HH-029 --open
          emic memo add "她说的是钱，不是路。" --on case:HH-029 --slug money-not-distance
        """)

    @Argument(help: "The words; without them an editor opens.") var text: String?
    @Option(
      help: ArgumentHelp("Read the words from a file, or - for what is typed.", valueName: "file"))
    var file: String?
    @Option(
      help: ArgumentHelp(
        "theoretical, methodological, reflexive, case, code, negative-case or storyline.",
        valueName: "kind"))
    var kind: String?
    @Option(help: ArgumentHelp("A title.", valueName: "text")) var title = ""
    @Option(
      help: ArgumentHelp("The short name (else made of the title or words).", valueName: "id"))
    var slug: String?
    @Option(help: ArgumentHelp("What it is about; may be repeated.", valueName: "what"))
    var on: [String] = []
    @Flag(help: "Mark it for further work.") var open = false
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      if text != nil, file != nil {
        throw ValidationError("Type the words or name a file, not both.")
      }
    }

    func run() throws {
      let session = try Session.writing(options)
      if let kind { try MemoChoiceOptions.expectKind(kind) }
      let snapshot = try session.study.snapshot([.themes, .notes])
      let resolver = MemoTargetResolver(snapshot)
      let targets = try on.map(resolver.target).withoutRepetition
      let taken = Set(snapshot.memos.map(\.slug))
      if let slug, taken.contains(slug) {
        throw Problem(
          .data, "a memo is called '\(slug)' already",
          hint: "change it with 'emic memo edit \(slug)', or give another name")
      }
      let words = try MemoWords.read(text, file, old: "", name: slug ?? "memo")
      var memo = MemoDefinition(
        slug: slug ?? MemoNaming.slug(title: title, body: words.text, taken: taken),
        kind: kind ?? MemoNaming.kind(on: targets), title: title.trimmingBlanks, body: words.text)
      memo.isOpen = open
      for target in targets { memo.attach(target) }
      try words.keeping(in: session) {
        let done = try session.perform(WriteMemo(memo), writing)
        let what = "\(done.outcome.slug), a \(memo.kind) memo"
        session.say(CodeWords.done("wrote", "would write", what, writing))
        MemoWords.tell(targets, session)
      }
    }
  }

  /// Changes a memo.
  struct Edit: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit",
      abstract: "Changes a memo's words, title or kind; every wording is kept.",
      discussion: """
        Without an option $VISUAL or $EDITOR opens with the words. 'memo history' shows all
        wordings; 'memo attach' and 'detach' change what the memo is on.

        Examples:
          emic memo edit two-kinds-of-staying
          emic memo edit two-kinds-of-staying --title "Three kinds of staying" --kind theoretical
          emic memo edit two-kinds-of-staying --file staying.md --closed
        """)

    @Argument(help: "The memo's exact id or title.") var memo: String
    @Option(help: ArgumentHelp("The words.", valueName: "text")) var text: String?
    @Option(
      help: ArgumentHelp("Read the words from a file, or - for what is typed.", valueName: "file"))
    var file: String?
    @Option(help: ArgumentHelp("The title; an empty one takes it away.", valueName: "text"))
    var title: String?
    @Option(help: "The kind.") var kind: String?
    @Flag(help: "Mark it for further work.") var open = false
    @Flag(help: "Take the mark for further work away.") var closed = false
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      if text != nil, file != nil {
        throw ValidationError("Type the words or name a file, not both.")
      }
      if open, closed { throw ValidationError("Take --open or --closed, not both.") }
    }

    func run() throws {
      let session = try Session.writing(options)
      if let kind { try MemoChoiceOptions.expectKind(kind) }
      let snapshot = try session.study.snapshot(.notes)
      let old = snapshot.memos[try snapshot.memo(memo, .exact)]
      var changes = MemoChanges()
      changes.title = title?.trimmingBlanks
      changes.kind = kind
      if open || closed { changes.isOpen = open }
      let isTyped = text != nil || file != nil
      var words = MemoWords(text: old.body, isFromEditor: false)
      if isTyped || changes == MemoChanges() {
        words = try MemoWords.read(text, file, old: old.body, name: old.slug)
        // An editor ends the last line, which is no change of the words.
        if words.text != old.body.trimmingBlanks { changes.body = words.text }
      }
      try words.keeping(in: session) {
        let done = try session.perform(EditMemo(old.slug, changes), writing)
        if done.isNothing {
          session.say("\(old.slug): nothing changed")
        } else {
          session.say(CodeWords.done("changed", "would change", done.summary, writing))
        }
      }
    }
  }

  /// Puts a memo on further things.
  struct Attach: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "attach",
      abstract: "Puts a memo on further codes, passages, cases and so on.",
      discussion: """
        Examples:
          emic memo attach two-kinds-of-staying --on GY-101#8 --on HH-003
          emic memo attach two-kinds-of-staying --on relation:L12
        """)

    @Argument(help: "The memo's exact id or title.") var memo: String
    @Option(help: ArgumentHelp("What it is about; may be repeated.", valueName: "what"))
    var on: [String]
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      try MemoWords.attach(memo, on, isDetaching: false, writing, options)
    }
  }

  /// Takes a memo off things.
  struct Detach: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "detach",
      abstract: "Takes a memo off something that it is on.",
      discussion: "Example:\n  emic memo detach two-kinds-of-staying --on GY-101#8")

    @Argument(help: "The memo's exact id or title.") var memo: String
    @Option(help: ArgumentHelp("What it is no longer about; may be repeated.", valueName: "what"))
    var on: [String]
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      try MemoWords.attach(memo, on, isDetaching: true, writing, options)
    }
  }

  /// Takes a memo out.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove",
      abstract: "Takes a memo out of the study; 'undo' brings it back with all its wordings.",
      discussion: "Example:\n  emic memo remove two-kinds-of-staying")

    @Argument(help: "The memo's exact id or title.") var memo: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let snapshot = try session.study.snapshot(.notes)
      let old = snapshot.memos[try snapshot.memo(memo, .exact)]
      try session.perform(RemoveMemo(old.slug), writing)
      session.say(CodeWords.done("removed", "would remove", old.slug, writing))
    }
  }
}

/// The words of a memo on their way into the study.
private struct MemoWords {
  var text: String
  /// Whether they were written in an editor and would be lost with a refusal.
  var isFromEditor: Bool

  /// The words that were typed, of the file that was named, or of an editor.
  static func read(_ text: String?, _ file: String?, old: String, name: String) throws -> MemoWords
  {
    if let text { return MemoWords(text: text.trimmingBlanks, isFromEditor: false) }
    if let file {
      let words = try file == "-" ? Console.typed() : Files.text(file)
      return MemoWords(text: words.trimmingBlanks, isFromEditor: false)
    }
    let edited = try EditedText.edit(
      old, name: name, file: "\(name.replacing("/", with: "-")).md",
      otherwise: "give the words, or a file with --file")
    return MemoWords(text: edited, isFromEditor: true)
  }

  /// Does the work; words from an editor that are refused are kept in a file.
  func keeping(in session: Session, _ work: () throws -> Void) throws {
    do {
      try work()
    } catch let error as any ProblemReporting where isFromEditor && !text.isEmpty {
      let names = (1...999).map { $0 == 1 ? "kept.memo.md" : "kept-\($0).memo.md" }
      let kept =
        names.map { session.folder.appending(path: $0).path }
        .first { !FileManager.default.fileExists(atPath: $0) } ?? session.folder.path
      try Files.write(Array((text + "\n").utf8), to: kept, isInternal: true)
      var problem = error.problem
      problem.hint = "nothing was changed; your words are kept: give them with --file \(kept)"
      throw problem
    }
  }

  /// Says what names were understood to mean.
  static func tell(_ targets: [MemoTarget], _ session: Session) {
    if !targets.isEmpty {
      session.remark("on: \(targets.map(\.words).joined(separator: ", "))")
    }
  }

  static func attach(
    _ memo: String, _ names: [String], isDetaching: Bool, _ writing: WritingOptions,
    _ options: GlobalOptions
  ) throws {
    let session = try Session.writing(options)
    let snapshot = try session.study.snapshot([.themes, .notes])
    let old = snapshot.memos[try snapshot.memo(memo, .exact)]
    let resolver = MemoTargetResolver(snapshot)
    let targets = try names.map(resolver.target).withoutRepetition
    let done = try session.perform(
      AttachMemo(old.slug, to: targets, isDetaching: isDetaching), writing)
    if done.isNothing {
      session.say("\(old.slug): nothing changed")
      return
    }
    let verb = isDetaching ? ("took", "would take") : ("put", "would put")
    session.say(CodeWords.done(verb.0, verb.1, done.summary, writing))
    tell(targets, session)
  }
}
