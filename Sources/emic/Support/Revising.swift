import CodingEngine
import Exchange
import Fieldwork
import StudyStore

/// One text of a study that is being corrected.
struct Revising {
  let session: Session
  let snapshot: StudySnapshot
  /// An index into `snapshot.texts`.
  let text: Int32
  /// The words as they are.
  let words: TextBuffer
  /// The transcript's label.
  let label: String

  /// Opens a text.
  ///
  /// - Parameters:
  ///   - transcript: the transcript's exact label.
  ///   - layer: the language of a translation; `nil` for the original.
  init(_ session: Session, _ transcript: String, layer: String?) throws {
    self.session = session
    snapshot = try session.study.snapshot([.turns, .codings])
    let index = try snapshot.transcript(transcript, .exact)
    label = snapshot.transcripts[index].label
    text = try snapshot.text(of: index, language: layer)
    words = try session.study.words(of: [snapshot.texts[Int(text)].key])[0]
  }

  /// The turns as anchors see them.
  var turns: [AnchorTurn] { snapshot.turns.anchors(ofText: text) }

  /// The plan for words that were corrected inside turns.
  func plan(_ edits: [TextEdit]) throws -> RevisionPlan {
    do {
      return RevisionPlan(
        text, in: snapshot,
        corrected: try CorrectedText(words, turns: turns.map(\.span), edits: edits))
    } catch {
      throw error.problem.placed(label)
    }
  }

  /// The place of wrong words in a turn, with what goes there instead.
  ///
  /// Words are found as they stand, else whatever the blanks and widths, but never in other
  /// letters; the right words then take no part in the blanks at the ends.
  ///
  /// - Throws: a `Problem` where the words are not in the turn, or more than once.
  private func edit(_ row: CorrectionRow, _ resolver: AnchorResolver) throws -> TextEdit {
    let (turn, wrong, right) = (row.turn, row.wrong, row.right)
    let place = "\(label), t\(turn)"
    do {
      let whole = try resolver.resolve(.turns(turn...turn)).span
      let places = words.places(of: wrong, in: whole)
      if let span = places.count == 1 ? places[0] : places.first(where: { $0.start == row.start }) {
        return TextEdit(span: span, words: right)
      }
      let found = try resolver.resolve(.quotation(wrong, within: turn...turn))
      guard found.method != .caseless else {
        throw Problem(
          .data, "'\(words.words(in: found.span).onOneLine(60))' stands there in other letters",
          hint: "quote the wrong words as they stand")
      }
      let isTrimmed = wrong.trimmingBlanks != wrong
      return TextEdit(span: found.span, words: isTrimmed ? right.trimmingBlanks : right)
    } catch let error as any ProblemReporting {
      throw error.problem.placed(place)
    } catch let problem as Problem {
      throw problem.placed(place)
    }
  }

  /// The corrections of a list; rows whose right words stand there already are left out.
  ///
  /// - Parameter file: the list, for what is refused; `nil` where the correction was typed.
  func edits(_ rows: [CorrectionRow], file: String?) throws -> [TextEdit] {
    let resolver = AnchorResolver(text: words, turns: turns)
    return try rows.compactMap { row -> TextEdit? in
      do {
        let edit = try edit(row, resolver)
        let isSame = words.words(in: edit.span).utf8.elementsEqual(edit.words.utf8)
        return isSame ? nil : edit
      } catch let problem as Problem {
        throw file.map { problem.placed("\(Files.name($0)), line \(row.line)") } ?? problem
      }
    }
  }

  /// Writes a plan as the next version of the text.
  func perform(
    _ plan: RevisionPlan, source: TranscriptSource? = nil, _ writing: WritingOptions
  ) throws -> Performed<ReviseTranscript.Outcome> {
    try session.perform(
      ReviseTranscript(try revision(plan, source: source, why: writing.why)), writing)
  }

  /// A plan as the store takes it.
  func revision(
    _ plan: RevisionPlan, source: TranscriptSource? = nil, why: String?
  ) throws -> ReviseTranscript.Revision {
    let key = snapshot.texts[Int(text)].key
    let suggestions = try session.study.suggestions(ofText: key).map {
      plan.place(ofSuggestion: $0.number, $0.span, matches: $0.matches)
    }
    return .init(
      key: key, before: words.digest, text: plan.text, turns: plan.turns,
      passages: plan.passages, changes: plan.changes.count, source: source, why: why,
      suggestions: suggestions)
  }

  /// A coder's codings round corrected words, at their places in the corrected text: who corrects
  /// words inside an own passage has seen it.
  func seen(_ plan: RevisionPlan, _ edits: [TextEdit], by coder: String, round: Int)
    -> [SheetCoding]
  {
    let codings = snapshot.codings
    return (0..<codings.count).compactMap { row in
      guard codings.texts[row] == text, !codings.isToConfirm(row),
        snapshot.coders[Int(codings.coders[row])] == coder, codings.round(row) == round,
        edits.contains(where: { codings.span(row).contains($0.span) }),
        case .proposed(let span) = plan.alignment.place(of: codings.span(row))
      else { return nil }
      return SheetCoding(
        span: span, code: snapshot.codebook.codes[Int(codings.codes[row])].slug)
    }
  }

  /// Tells what was changed and what became of the passages.
  ///
  /// - Parameter corrected: numbers of passages whose corrected words need not be confirmed.
  func tell(
    _ plan: RevisionPlan, _ outcome: ReviseTranscript.Outcome, corrected: [Int32] = [],
    isDryRun: Bool
  ) {
    session.say(
      "\(outcome.label) \(isDryRun ? "would be" : "is now") version \(outcome.version): "
        + (plan.changes.isEmpty
          ? "only blanks and line ends differ"
          : counted(plan.changes.count, "change")))
    for change in plan.changes.prefix(20) { session.say("  " + line(change, plan)) }
    if plan.changes.count > 20 { session.say("  … and \(plan.changes.count - 20) more") }
    if plan.changes.contains(where: { turn(of: $0, plan) == nil }) {
      session.remark(
        "note: what differs outside the turns, such as a head or labels, changes no metadata: "
          + "'emic describe' and 'emic speakers' do")
    }
    defer { tellSuggestions(outcome) }
    guard !plan.passages.isEmpty else { return }
    var parts: [String] = []
    if outcome.kept > 0 {
      parts.append("\(outcome.kept) kept" + (outcome.moved > 0 ? " (\(outcome.moved) moved)" : ""))
    }
    if !corrected.isEmpty { parts.append("\(corrected.count) with the corrected words") }
    if !outcome.proposed.isEmpty { parts.append("\(outcome.proposed.count) to confirm") }
    if !outcome.gone.isEmpty { parts.append("\(outcome.gone.count) without a place") }
    let count = plan.passages.count
    session.say(
      "\(counted(count, "passage")): \(parts.joined(separator: ", "))")
    for passage in plan.passages.sorted(by: { $0.number < $1.number }) {
      if let line = line(passage, plan, outcome, corrected) { session.say("  " + line) }
    }
    for joined in outcome.joined where !outcome.gone.contains(joined.before) {
      session.say("  \(label)#\(joined.before) is now \(label)#\(joined.now), the same words")
    }
    if !outcome.proposed.isEmpty || !outcome.gone.isEmpty {
      session.remark("'emic confirm \(label)' lists what waits; --accept, --at or --drop decide")
    }
  }

  /// Tells what became of the suggestions that waited.
  private func tellSuggestions(_ outcome: ReviseTranscript.Outcome) {
    let withdrawn = outcome.suggestionsWithdrawn
    let count = outcome.suggestionsKept + withdrawn.count
    guard count > 0 else { return }
    let names = withdrawn.prefix(10).map(Suggestion.name).joined(separator: ", ")
    session.say(
      "\(counted(count, "suggestion")): \(outcome.suggestionsKept) kept"
        + (withdrawn.isEmpty
          ? ""
          : ", \(withdrawn.count) withdrawn because the words are others now (\(names)"
            + (withdrawn.count > 10 ? ", …)" : ")")))
  }

  /// The number in the corrected text, else that of the turn that the words are gone from; `nil`
  /// outside the turns.
  private func turn(of change: TextAlignment.Change, _ plan: RevisionPlan) -> Int? {
    change.new.flatMap { span in
      plan.turns.firstIndex { $0.span.overlaps(span) }.map { $0 + 1 }
    }
      ?? change.old.flatMap { span in
        turns.first { $0.span.overlaps(span) }.map { Int($0.number) }
      }
  }

  private func line(_ change: TextAlignment.Change, _ plan: RevisionPlan) -> String {
    let turn = turn(of: change, plan).map { "t\($0)  " }
    func quoted(_ span: Span?, _ text: TextBuffer) -> String {
      span.map { "“\(text.words(in: $0).onOneLine(60))”" } ?? "nothing"
    }
    let was = quoted(change.old, words)
    if change.isMove { return (turn ?? "") + "moved here: " + was }
    return (turn ?? "") + was + " → " + quoted(change.new, plan.text)
  }

  private func line(
    _ passage: PassagePlace, _ plan: RevisionPlan, _ outcome: ReviseTranscript.Outcome,
    _ corrected: [Int32]
  ) -> String? {
    let cite = "\(label)#\(passage.number)"
    let was = "“\(words.words(in: passage.former).onOneLine(60))”"
    switch passage.place {
    case .kept: return outcome.gone.contains(passage.number) ? "\(cite)  waits: coded twice" : nil
    case .proposed(let span):
      let changed = ChangedWords(
        words.words(in: passage.former), plan.text.words(in: span), width: 40)
      let state = corrected.contains(passage.number) ? "corrected" : "to confirm"
      return "\(cite)  \(state): “\(changed.before)” → “\(changed.after)”"
    case .gone: return "\(cite)  no place: \(was)"
    }
  }
}

extension TextBuffer {
  /// The stretches of a turn that read exactly so, blanks included, on whole characters.
  fileprivate func places(of typed: String, in turn: Span) -> [Span] {
    let wanted = Array(typed.utf8)
    let (first, last) = (byte(ofScalar: turn.start), byte(ofScalar: turn.end))
    guard !wanted.isEmpty, last - first >= wanted.count else { return [] }
    var found: [Span] = []
    for start in first...last - wanted.count
    where bytes[start] == wanted[0] && bytes[start..<start + wanted.count].elementsEqual(wanted) {
      let span = Span(
        start: scalar(ofByte: start), end: scalar(ofByte: start + wanted.count))
      if let span, isGraphemeBoundary(span.start), isGraphemeBoundary(span.end) {
        found.append(span)
      }
    }
    return found
  }
}
