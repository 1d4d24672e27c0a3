import CodingEngine
import Fieldwork
import Foundation
import StudyStore
import Workbench

/// A sitting at the full-screen coder: keys to the screen's state, its requests to the study.
struct CodingScreen {
  private let session: Session
  private let coder: String
  private let round: Int
  private let text: TextEntry
  private let label: String
  private var book: Codebook
  private var state: CoderState
  /// What was done in this sitting and is in force, and what of it was taken back.
  private var done: [Act] = []
  private var undone: [Act] = []
  private let corrections: WaitingCorrections
  /// The last journal entry that the screen knows of.
  private var entry: Int64

  /// Something that can be taken back.
  private enum Act {
    /// A change of the study, by its journal entry.
    case entry(Int64)
    /// Corrections that waited before and after.
    case corrections(before: [TextEdit], after: [TextEdit])
  }

  /// Opens a transcript.
  ///
  /// - Throws: a `Problem` for an unknown transcript or layer, or one without turns.
  init(
    _ session: Session, transcript: String, layer: String?, round: Int,
    size: (columns: Int, rows: Int)
  ) throws {
    let desk = CodingDesk(session: session, snapshot: try session.study.snapshot([]))
    let text = try desk.text(of: transcript, layer: layer)
    let snapshot = try session.study.snapshot(showing: [text.entry.key])
    let shelf = try session.shelf([text.index], in: snapshot)
    let entry = snapshot.transcripts[Int(text.entry.transcript)]
    let turns = snapshot.turns.rows(ofText: text.index).compactMap { row in
      Span(start: snapshot.turns.starts[row], end: snapshot.turns.ends[row]).map {
        CoderDocument.Turn(
          number: snapshot.turns.numbers[row], span: $0,
          speaker: snapshot.turns.speaker(row) ?? "", role: snapshot.turns.roles[row])
      }
    }
    let sentences = Sentences(of: snapshot, words: shelf)
    let facts = [entry.kind, entry.date?.iso ?? "", text.entry.language].filter { !$0.isEmpty }
    let document = CoderDocument(
      label: entry.label, about: facts.joined(separator: " · "),
      words: shelf[text.index] ?? TextBuffer(""), turns: turns,
      sentences: (0..<sentences.count).compactMap {
        Span(start: sentences.starts[$0], end: sentences.ends[$0])
      })
    self.session = session
    self.round = round
    self.text = text.entry
    label = entry.label
    coder = try session.coder()
    book = snapshot.codebook
    self.entry = snapshot.journalNumber
    let state = CoderState(
      document, coder: coder, palette: CodePalette(snapshot.codebook.codes),
      codings: try CodingScreen.codings(session.study, text.entry.key), columns: size.columns,
      rows: size.rows)
    guard let state else {
      throw Problem(.data, "\(entry.label) has no turns, so there is nothing to code")
    }
    self.state = state
    corrections = WaitingCorrections(
      label, coder, words: document.words, turns: turns.map(\.span), numbers: turns.map(\.number),
      in: session.folder)
    let left = try corrections.left()
    guard !left.isEmpty else { return }
    do {
      let edits = try revising().edits(left, file: corrections.typed)
      try corrections.keep(edits)
      self.state.handle(
        .corrections(edits, said: "\(counted(edits.count, "correction")) of a sitting cut off"))
    } catch let problem as Problem {
      throw Problem(
        .data, "corrections of a sitting that was cut off do not fit: \(problem.line)",
        place: label, hint: "take them with 'emic revise', or remove \(corrections.typed)")
    }
  }

  /// Works until the coder ends it.
  mutating func run(on terminal: RawTerminal) {
    terminal.show(state.frame)
    while let keys = terminal.keys() {
      let size = terminal.size
      if size != (state.columns, state.rows) {
        state.handle(.resized(columns: size.columns, rows: size.rows))
      }
      for key in keys {
        for request in state.handle(.key(key)) {
          switch request {
          case .quit: return
          case .suspend: terminal.suspend()
          default: perform(request)
          }
        }
      }
      terminal.show(state.frame)
    }
  }

  /// How many changes of the sitting are in the study.
  var changes: Int {
    done.count {
      if case .entry = $0 { true } else { false }
    }
  }

  /// Whether words were corrected in the sitting.
  var isCorrected: Bool { !state.corrections.isEmpty }

  /// Makes the corrections of the sitting: one version of the transcript, one journal entry.
  ///
  /// - Throws: a `Problem` where the words were corrected by somebody else meanwhile; the list is
  ///   kept then.
  func finish(_ writing: WritingOptions) throws {
    guard !state.corrections.isEmpty else { return }
    do {
      try correct(writing)
      corrections.remove()
    } catch let error as any ProblemReporting {
      var problem = error.problem
      problem.hint = [
        problem.hint,
        "the corrections are kept: emic revise \(label.shellWord) --corrections "
          + corrections.typed,
      ].compactMap(\.self).joined(separator: "; ")
      throw problem
    }
  }

  private func revising() throws -> Revising {
    try Revising(session, label, layer: text.isOriginal ? nil : text.language)
  }

  private func correct(_ writing: WritingOptions) throws {
    for attempt in 1... {
      let revising = try revising()
      guard revising.words.digest == state.document.words.digest else {
        throw Problem(.data, "the transcript was corrected meanwhile", place: label)
      }
      let plan = try revising.plan(state.corrections)
      do {
        let performed = try session.perform(
          CorrectAndCode(
            try revising.revision(plan, why: writing.why),
            .init(
              transcript: label, text: text.key, coder: coder, round: round,
              journal: revising.snapshot.journalNumber),
            .init(), seen: revising.seen(plan, state.corrections, by: coder, round: round),
            name: "code"), writing)
        revising.tell(
          plan, performed.outcome.revision, corrected: performed.outcome.corrected,
          isDryRun: writing.dryRun)
        return
      } catch let failure as StudyFailure {
        guard case .movedOn = failure, attempt < 5 else { throw failure }
      }
    }
  }

  // MARK: Requests

  /// Does what the screen asks for; what the study refuses is said on the screen.
  private mutating func perform(_ request: CoderRequest) {
    do {
      try catchUp(before: request)
      if let event = try event(for: request) { state.handle(event) }
      entry = try session.study.sitting(onText: text.key).entry
    } catch let problem as Problem {
      state.handle(.refused(problem.line))
    } catch let failure as any ProblemReporting {
      state.handle(.refused(failure.problem.line))
    } catch {
      state.handle(.refused("\(error)"))
    }
  }

  /// Takes over what other commands did to the codebook and to these words since the last change.
  ///
  /// - Throws: a `Problem` where the words are others now, so that nothing lands on former ones, or
  ///   a code that was chosen is another one.
  private mutating func catchUp(before request: CoderRequest) throws {
    let now = try session.study.sitting(onText: text.key)
    guard now.isCurrent else {
      throw Problem(
        .data, "\(label) was corrected or removed meanwhile; q ends, open it again to go on")
    }
    guard now.entry != entry else { return }
    let before = book
    book = try session.study.snapshot([]).codebook
    state.handle(.codebook(CodePalette(book.codes)))
    state.handle(try codings(said: ""))
    entry = now.entry
    guard case .code(_, let slugs, _) = request else { return }
    func code(_ slug: String, _ book: Codebook) -> CodeDefinition? {
      book.index(ofSlug: slug).map { book.codes[$0] }
    }
    for slug in slugs where code(slug, before) != code(slug, book) {
      throw Problem(.data, "the code '\(slug)' was changed meanwhile; choose again")
    }
  }

  private mutating func event(for request: CoderRequest) throws -> CoderEvent? {
    switch request {
    case .code(let span, let slugs, let newName):
      let plan = try CodePlan(slugs + [newName].compactMap(\.self), makesNew: true, in: book)
      return try code(span, plan)
    case .codeInVivo(let span):
      var plan = try CodePlan([], makesNew: true, in: book)
      try plan.addInVivo(state.document.words.words(in: span), in: book)
      return try code(span, plan)
    case .memo(let codings, let words):
      let noted = codings.map { new($0.span, $0.code, memo: words) }
      return try change(AddCodings(noted, name: "memo")) { _ in "noted" }
    case .remove(let coding):
      let target = RemoveCodings.Target(
        transcript: label, number: coding.number, codes: [coding.code], coder: coder)
      return try change(RemoveCodings(target)) { _ in "\(coding.code) removed; u brings it back" }
    case .undo:
      return try undo()
    case .redo:
      return try redo()
    case .correct(let edits):
      let before = state.corrections
      guard edits != before else { return nil }
      try corrections.keep(edits)
      did(.corrections(before: before, after: edits))
      return .corrections(
        edits, said: "\(counted(edits.count, "correction")), made when the sitting ends")
    case .examples(let slug):
      return .examples(
        slug, try session.study.latestPassages(ofCode: slug, by: coder, limit: 3))
    case .quit, .suspend: return nil
    }
  }

  private mutating func did(_ act: Act) {
    done.append(act)
    undone = []
  }

  private mutating func undo() throws -> CoderEvent {
    switch done.last {
    case nil:
      return .refused("nothing left of this sitting; emic undo takes back what was before it")
    case .corrections(let before, _)?:
      try corrections.keep(before)
      undone.append(done.removeLast())
      return .corrections(before, said: "took back the correction")
    case .entry(let last)?:
      let entry = try session.study.undo(entry: last, by: try session.author())
      undone.append(done.removeLast())
      return try codings(said: "took back: \(entry.summary)")
    }
  }

  private mutating func redo() throws -> CoderEvent {
    if case .corrections(_, let after)? = undone.last {
      try corrections.keep(after)
      done.append(undone.removeLast())
      return .corrections(after, said: "corrected again")
    }
    let entry = try session.study.redo(by: try session.author())
    if !undone.isEmpty { undone.removeLast() }
    done.append(.entry(entry.number))
    return try codings(said: "did again: \(entry.summary)")
  }

  private mutating func code(_ span: Span, _ plan: CodePlan) throws -> CoderEvent {
    let codings = plan.slugs.map { new(span, $0) }
    for slug in plan.slugs { state.forgetExamples(of: slug) }
    let event = try change(AddCodings(codings, newCodes: plan.newCodes)) { outcome in
      let wasThere = outcome.wereThere.allSatisfy(\.self)
      return "\(outcome.cites[0])  \(plan.slugs.joined(separator: ", "))"
        + (wasThere ? "  already there" : plan.newCodes.isEmpty ? "" : "  (new code)")
    }
    if !plan.newCodes.isEmpty {
      for new in plan.newCodes { state.handle(.newCode(new)) }
      book = try session.study.snapshot([]).codebook
    }
    return event
  }

  private func new(_ span: Span, _ code: String, memo: String? = nil) -> NewCoding {
    NewCoding(text: text.key, span: span, code: code, coder: coder, memo: memo, round: round)
  }

  private mutating func change<Command: StudyCommand>(
    _ command: Command, _ said: (Command.Outcome) -> String
  ) throws -> CoderEvent {
    let performed = try session.study.perform(command, by: try session.author())
    if let entry = performed.entry { did(.entry(entry)) }
    return try codings(said: said(performed.outcome))
  }

  private func codings(said: String) throws -> CoderEvent {
    .codings(try CodingScreen.codings(session.study, text.key), said: said)
  }

  private static func codings(_ study: Study, _ text: Int64) throws -> [CoderCoding] {
    try study.codings(ofText: text).map {
      CoderCoding(
        span: $0.span, code: $0.code, coder: $0.coder, number: $0.number,
        isWaiting: $0.isWaiting)
    }
  }
}
