import CodingEngine
import Fieldwork
import Patterns
import StudyStore

/// Makes suggestions of rules and tells what was found.
struct AutocodeDesk {
  /// Where all rules of a command look.
  struct Place {
    var transcripts: [String]
    var layer: String?
    var includesInterviewer: Bool
  }

  /// What one rule found.
  private struct Found {
    var rule: SuggestionRule
    var plan: SuggestionPlan
  }

  private let session: Session
  private let mine: Bool
  private let again: Bool

  init(_ session: Session, mine: Bool, again: Bool) {
    self.session = session
    self.mine = mine
    self.again = again
  }

  /// Uses rules and keeps what they suggest, all in one entry of the journal.
  ///
  /// - Parameter file: the file of the rules, for messages; `nil` where one was typed.
  func suggest(
    _ drafts: [RuleDraft], file: String?, place: Place, _ writing: WritingOptions
  ) throws {
    let isFiltered = drafts.contains { $0.filter != nil }
    let parts: SnapshotParts = isFiltered ? [.turns, .codings, .surveys] : [.turns, .codings]
    let snapshot = try session.study.snapshot(parts)
    let scope = try scope(place, snapshot)
    let rules = try drafts.map { draft in
      try located(draft, file) { try rule(draft, place, scope, snapshot) }
    }
    var known = try session.study.knownSuggestions()
    var words = TextShelf()
    var found: [Found] = []
    for (draft, rule) in zip(drafts, rules) {
      let one = try located(draft, file) {
        try find(rule, scope, snapshot, known: known, &words)
      }
      known += one.plan.drafts.map { draft in
        KnownSuggestion(
          text: snapshot.texts[Int(draft.text)].key, span: draft.span,
          code: snapshot.codebook.codes[Int(draft.code)].slug, status: .open)
      }
      found.append(one)
    }
    let performed = try session.perform(
      AddSuggestions(found.map { batch($0, snapshot) }), writing)
    guard found.contains(where: { $0.plan.matches > 0 }) else { throw nothingFound(found) }
    for (one, added) in zip(found, performed.outcome) {
      tell(one, added, snapshot, words, isDryRun: writing.dryRun)
    }
    let count = performed.outcome.reduce(0) { $0 + $1.count }
    if count > 0, !writing.dryRun {
      session.remark(
        "\(counted(count, "suggestion")) \(count == 1 ? "waits" : "wait"); "
          + "'emic suggestions review' shows them one by one, 'emic undo' takes them back")
    }
  }

  // MARK: Finding

  /// Says in which line of a file something is wrong.
  private func located<Value>(
    _ draft: RuleDraft, _ file: String?, _ work: () throws -> Value
  ) throws -> Value {
    guard let file, let line = draft.line else { return try work() }
    do {
      return try work()
    } catch let error as any ProblemReporting {
      throw error.problem.placed("\(Files.name(file)), line \(line)")
    }
  }

  private func scope(_ place: Place, _ snapshot: StudySnapshot) throws -> SuggestionScope {
    let indices = try place.transcripts.map { Int32(try snapshot.transcript($0, .exact)) }
    let languages = snapshot.texts.map(\.language).filter { !$0.isEmpty }.withoutRepetition
    if let layer = place.layer, !languages.contains(layer) {
      throw Problem(
        .data, "no transcript has a text in '\(layer)'",
        hint: languages.isEmpty
          ? "leave --layer out" : "there is \(languages.sorted().joined(separator: ", "))")
    }
    return SuggestionScope(
      transcripts: place.transcripts.isEmpty ? nil : Set(indices), layer: place.layer,
      includesInterviewer: place.includesInterviewer)
  }

  private func rule(
    _ draft: RuleDraft, _ place: Place, _ scope: SuggestionScope, _ snapshot: StudySnapshot
  ) throws -> SuggestionRule {
    if let name = draft.name, !CodeDefinition.isSlug(name) {
      throw Problem(
        .usage, "'\(name)' cannot be the name of a rule",
        hint: "take letters, digits, - and _, such as \(slug(from: name) ?? "papers")")
    }
    let search: SuggestionSearch
    if let pattern = draft.pattern {
      search = .pattern(pattern)
    } else if draft.synonyms.isEmpty {
      search = .terms(draft.terms.map(\.trimmingBlanks).withoutRepetition)
    } else {
      search = .synonyms(try Synonyms.sets(draft.synonyms, in: session.folder))
    }
    return SuggestionRule(
      name: draft.name,
      codes: try draft.codes.map { try snapshot.exactCode($0).slug }.withoutRepetition,
      search: search, unit: draft.unit, filter: draft.filter,
      transcripts: (scope.transcripts ?? []).sorted().map { snapshot.transcripts[Int($0)].label },
      layer: scope.layer, includesInterviewer: scope.includesInterviewer)
  }

  private func find(
    _ rule: SuggestionRule, _ scope: SuggestionScope, _ snapshot: StudySnapshot,
    known: [KnownSuggestion], _ words: inout TextShelf
  ) throws -> Found {
    let hits: [SearchHit] =
      switch rule.search {
      case .pattern(let pattern): try session.study.search(try Pattern(pattern))
      case .terms, .synonyms: try session.study.search(anyOf: rule.search.terms)
      }
    let limited = try rule.filter.map {
      try ResolvedFilter(try Filter($0), in: snapshot).limited()
    }
    let keys = Set(hits.map(\.text))
    let needed = snapshot.texts.indices.filter { index in
      let entry = snapshot.texts[index]
      return keys.contains(entry.key) && scope.holds(entry) && words[Int32(index)] == nil
    }.map { Int32($0) }
    let buffers = try session.study.words(of: needed.map { snapshot.texts[Int($0)].key })
    for (index, buffer) in zip(needed, buffers) { words[index] = buffer }
    let codes = try rule.codes.map {
      Int32(try snapshot.codebook.resolver.index(of: $0, .exact))
    }
    let coder = try session.coder()
    // Who is not known yet has coded nothing.
    let own = snapshot.coders.firstIndex(of: coder).map { Int32($0) } ?? -1
    let plan = SuggestionPlan(
      hits.map { TurnMatches(text: $0.text, turn: $0.turn, matches: $0.matches) },
      unit: rule.unit, codes: codes, scope: scope, in: limited ?? snapshot,
      codings: snapshot.codings, words: words, known: known, again: again,
      coder: mine ? own : nil)
    return Found(rule: rule, plan: plan)
  }

  private func batch(_ found: Found, _ snapshot: StudySnapshot) -> AddSuggestions.Batch {
    AddSuggestions.Batch(
      found.rule,
      found.plan.drafts.map { draft in
        NewSuggestion(
          text: snapshot.texts[Int(draft.text)].key, span: draft.span, matches: draft.matches,
          code: snapshot.codebook.codes[Int(draft.code)].slug)
      })
  }

  private func nothingFound(_ found: [Found]) -> Problem {
    let asked = found.map { AutocodeWords.asked($0.rule) }.joined(separator: "; ")
    let (interviewer, layers) = found.reduce((0, 0)) {
      ($0.0 + $1.plan.byInterviewer, $0.1 + $1.plan.inOtherLayers)
    }
    var ways: [String] = []
    if interviewer > 0 {
      ways.append(
        "--include-interviewer looks at \(counted(interviewer, "match", "matches")) more")
    }
    if layers > 0 {
      ways.append("--layer at \(counted(layers, "match", "matches")) of other language layers")
    }
    return Problem(
      .data, "nothing to suggest: \(asked) stands nowhere that the rule looks",
      hint: ways.isEmpty
        ? "'emic search' shows what stands in the transcripts"
        : ways.joined(separator: ", "))
  }

  // MARK: Telling

  private func tell(
    _ found: Found, _ added: AddSuggestions.Added, _ snapshot: StudySnapshot, _ words: TextShelf,
    isDryRun: Bool
  ) {
    for line in AutocodeWords.summary(found.rule, found.plan, named: added.rule, in: snapshot) {
      session.say(line)
    }
    let samples = AutocodeWords.samples(found.plan.drafts.count, limit: isDryRun ? 12 : 3)
    for sample in samples {
      let draft = found.plan.drafts[sample]
      let label = snapshot.transcripts[Int(snapshot.texts[Int(draft.text)].transcript)].label
      let number = isDryRun ? nil : added.numbers[sample]
      let code =
        found.rule.codes.count > 1 ? snapshot.codebook.codes[Int(draft.code)].slug : nil
      let place = [number.map(Suggestion.name), label, "t\(draft.turn)", code].compactMap(\.self)
        .joined(separator: "  ")
      let marked = MarkedWords(words[draft.text] ?? TextBuffer(""))
      let columns = max(40, min(Console.width ?? 100, 120)) - place.displayWidth - 6
      // A match alone is shown among the words round it.
      let shown = found.rule.unit == .match ? turn(of: draft, snapshot) : draft.span
      session.say("    \(place)  " + marked.line(shown, draft.matches, columns: columns))
    }
    let left = found.plan.drafts.count - samples.count
    if left > 0 { session.say("    … and \(left) more") }
  }
}

extension AutocodeDesk {
  /// The turn in which a suggestion lies.
  private func turn(of draft: SuggestionPlan.Draft, _ snapshot: StudySnapshot) -> Span {
    let turns = snapshot.turns
    return turns.rows(ofText: draft.text, touching: draft.span).first.flatMap {
      Span(start: turns.starts[$0], end: turns.ends[$0])
    } ?? draft.span
  }
}

/// What a rule found, in words.
enum AutocodeWords {
  /// What is looked for.
  static func asked(_ rule: SuggestionRule) -> String {
    let asked = rule.search.asked
    let shown = asked.prefix(4).map { rule.search.way == "term" ? "'\($0)'" : $0 }
    return shown.joined(separator: ", ") + (asked.count > 4 ? " and \(asked.count - 4) more" : "")
  }

  static func summary(
    _ rule: SuggestionRule, _ plan: SuggestionPlan, named name: String, in snapshot: StudySnapshot
  ) -> [String] {
    let unit =
      rule.unit == .match
      ? "" : " in \(counted(plan.passages, rule.unit.rawValue)) of"
    let places = counted(plan.transcripts, "transcript")
    var lines = [
      "\(name): \(counted(plan.matches, "match", "matches"))"
        + (rule.unit == .match ? " in \(places)" : "\(unit) \(places)")
        + " (\(rule.search.way) \(asked(rule))"
        + (rule.scope.isEmpty ? ")" : "; \(rule.scope))")
    ]
    for count in plan.counts {
      let slug = snapshot.codebook.codes[Int(count.code)].slug
      var parts = ["\(count.suggested) suggested"]
      if count.coded > 0 {
        parts.append(
          "\(count.coded) coded already"
            + (count.codedElsewhere > 0
              ? " (\(count.codedElsewhere) by their turn in another layer)" : ""))
      }
      if count.waiting > 0 { parts.append("\(count.waiting) waiting already") }
      if count.rejected > 0 { parts.append("\(count.rejected) rejected before") }
      if count.accepted > 0 { parts.append("\(count.accepted) accepted before") }
      lines.append("  \(slug): \(parts.joined(separator: ", "))")
    }
    var left: [String] = []
    if plan.byInterviewer > 0 {
      left.append("\(counted(plan.byInterviewer, "match", "matches")) by the interviewer")
    }
    if plan.inOtherLayers > 0 {
      left.append("\(counted(plan.inOtherLayers, "match", "matches")) in other language layers")
    }
    if plan.blank > 0 { left.append("\(counted(plan.blank, "match", "matches")) without words") }
    if !left.isEmpty { lines.append("  left out: \(left.joined(separator: ", "))") }
    return lines
  }

  /// Positions of a few among many, spread over all of them.
  static func samples(_ count: Int, limit: Int) -> [Int] {
    guard count > limit else { return Array(0..<count) }
    return (0..<limit).map { $0 * count / limit }
  }
}
