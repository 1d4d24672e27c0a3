import CodingEngine
import Exchange
import Fieldwork
import StudyStore

/// Makes coding sheets of one text and takes them back.
struct SheetDesk {
  /// What a sheet may do besides changing codings.
  struct Taking {
    /// Whether a name that nothing has becomes a new code.
    var makesNew = false
    /// Whether other words are a correction of the transcript.
    var correctsWords = false
  }

  /// The transcript's label.
  let transcript: String
  /// Whose codings the sheet shows.
  let coder: String
  private let session: Session
  private let snapshot: StudySnapshot
  private let text: Int64
  private let language: String?
  private let round: Int

  init(
    _ session: Session, _ snapshot: StudySnapshot, transcript index: Int, language: String?,
    round: Int
  ) throws {
    self.session = session
    self.snapshot = snapshot
    transcript = snapshot.transcripts[index].label
    coder = try session.coder()
    self.round = round
    let original = try snapshot.originalText(of: index)
    guard let language, snapshot.texts[Int(original)].language != language else {
      self.language = nil
      text = snapshot.texts[Int(original)].key
      return
    }
    let layer = try snapshot.text(of: index, language: language)
    self.language = language
    text = snapshot.texts[Int(layer)].key
  }

  /// A new sheet.
  ///
  /// - Parameter reveals: whether the codings of others stand in it as comments.
  func sheet(reveals: Bool) throws -> String {
    let state = try session.study.sheetState(of: text, coder: coder, round: round)
    let head = SheetHead(
      transcript: transcript, language: language, version: state.version, digest: state.digest,
      journal: state.journal, seal: state.seal, coder: coder, round: round)
    let sheet = CodingSheet(
      head: head, words: state.words, turns: state.turns, codings: state.codings,
      revealed: state.waiting + (reveals ? state.others : []))
    return CodingSheetWriter.write(sheet, codebook: snapshot.codebook)
  }

  /// Makes the study what a sheet says, and tells what changed.
  ///
  /// - Throws: `Problem` when the sheet cannot be taken; the study is then as it was.
  func take(_ read: ReadSheet, _ taking: Taking, _ writing: WritingOptions) throws {
    guard let head = read.head else { throw SheetRefusal.faults(read.faults, of: transcript) }
    // Another command may come between reading the study and writing to it; then what it did is
    // brought together with the sheet like everything else that happened since.
    for attempt in 1... {
      do {
        return try take(read, head, taking, writing)
      } catch let failure as StudyFailure {
        guard case .movedOn = failure, attempt < 5 else { throw failure }
      }
    }
  }

  private func take(
    _ read: ReadSheet, _ head: SheetHead, _ taking: Taking, _ writing: WritingOptions
  ) throws {
    let state = try session.study.sheetState(of: text, coder: coder, round: round)
    guard head.digest == state.digest else {
      throw Problem(
        .data, "the transcript has other words now than when the sheet was made", place: transcript,
        hint: "begin with a new sheet and bring your marks over")
    }
    var base = SheetBase(codings: state.codings)
    if head.journal != state.journal || head.seal != state.seal {
      base = try session.study.sheetBase(
        at: head.journal, seal: head.seal, of: text, coder: coder, round: round)
    }
    let isFresh = snapshot.journalNumber == state.journal
    let book = try isFresh ? snapshot.codebook : session.study.snapshot([]).codebook
    let codes = try SheetCodes(read, renamed: base.slugs, makesNew: taking.makesNew, in: book)
    let proof = SheetProof(read, text: state.words, turns: state.turns)
    // Where marks are broken, what the proof finds may only follow from that.
    let faults = read.faults + codes.faults + (read.faults.isEmpty ? proof.faults : [])
    guard faults.isEmpty else { throw SheetRefusal.faults(faults, of: transcript) }
    guard proof.changes.isEmpty else {
      guard taking.correctsWords else { throw SheetRefusal.words(proof.changes, of: transcript) }
      let corrected = try CorrectedSheet(
        read, proof.changes, state, base, codes,
        Revising(session, transcript, layer: language))
      return try take(corrected, codes, state, writing)
    }
    let merge = SheetMerge(
      base: base.codings, sheet: codes.codings(of: proof.codings), now: state.codings)
    let words = SheetWords(words: state.words, turns: state.turns)
    guard merge.collisions.isEmpty else {
      throw SheetRefusal.collisions(merge.collisions, of: transcript, words)
    }
    let performed = try session.perform(
      EditCodings(
        .init(
          transcript: transcript, text: text, coder: coder, round: round, journal: state.journal),
        .init(merge.difference, newCodes: codes.newCodes)), writing)
    tell(merge.difference, codes, performed, words, writing)
  }

  /// Takes a sheet in which words were corrected.
  private func take(
    _ corrected: CorrectedSheet, _ codes: SheetCodes, _ state: SheetState,
    _ writing: WritingOptions
  ) throws {
    let revising = corrected.revising
    guard revising.snapshot.journalNumber == state.journal else {
      throw StudyFailure.movedOn(since: state.journal)
    }
    let words = SheetWords(words: corrected.plan.text, turns: corrected.turns)
    guard corrected.merge.collisions.isEmpty else {
      throw SheetRefusal.collisions(corrected.merge.collisions, of: transcript, words)
    }
    let performed = try session.perform(
      CorrectAndCode(
        try revising.revision(corrected.plan, why: writing.why),
        .init(
          transcript: transcript, text: text, coder: coder, round: round, journal: state.journal),
        .init(corrected.merge.difference, newCodes: codes.newCodes), seen: corrected.seen),
      writing)
    for name in codes.known {
      session.remark("note: the code '\(name)' is there already; its definition stays as it is")
    }
    revising.tell(
      corrected.plan, performed.outcome.revision, corrected: performed.outcome.corrected,
      isDryRun: writing.dryRun)
    let difference = corrected.merge.difference
    for line in words.lines(difference) { session.say(line) }
    if !difference.isEmpty {
      session.say(performed.summary + (writing.dryRun ? " (dry run)" : ""))
    }
    if !performed.outcome.codings.newCodes.isEmpty {
      session.remark("new codes: \(performed.outcome.codings.newCodes.joined(separator: ", "))")
    }
  }

  private func tell(
    _ difference: SheetDifference, _ codes: SheetCodes,
    _ performed: Performed<EditCodings.Outcome>, _ words: SheetWords, _ writing: WritingOptions
  ) {
    for name in codes.known {
      session.remark("note: the code '\(name)' is there already; its definition stays as it is")
    }
    guard !performed.isNothing else {
      session.say("\(transcript): nothing changed")
      return
    }
    for line in words.lines(difference) { session.say(line) }
    session.say(performed.summary + (writing.dryRun ? " (dry run)" : ""))
    if !performed.outcome.newCodes.isEmpty {
      session.remark("new codes: \(performed.outcome.newCodes.joined(separator: ", "))")
    }
  }
}

extension EditCodings.Changes {
  /// What is to be written for a difference.
  fileprivate init(_ difference: SheetDifference, newCodes: [CodeDefinition]) {
    self.init()
    added = difference.added + difference.moved.map(\.new)
    removed = difference.removed + difference.moved.map(\.old)
    noted = difference.noted.map(\.new)
    movedCount = difference.moved.count
    self.newCodes = newCodes
  }
}
