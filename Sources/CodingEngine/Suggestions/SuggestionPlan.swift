public import Fieldwork

/// What a rule suggests: the passages with their codes, and what is left out and why.
///
/// A match is left out for a code where a coding with this code shares a character with it or, from
/// another language layer, touches its turn; and where it lies in a passage that was suggested
/// for this code before. A passage is suggested when a match in it is left.
public struct SuggestionPlan: Sendable {
  /// A passage that is suggested for a code.
  public struct Draft: Hashable, Sendable {
    /// An index into `StudySnapshot.texts`.
    public var text: Int32
    /// The number of the turn.
    public var turn: Int32
    /// The passage.
    public var span: Span
    /// The matches in it that are not coded and were not suggested before, in order.
    public var matches: [Span]
    /// An index into the codebook.
    public var code: Int32
  }

  /// What became of the passages for one code.
  public struct Count: Hashable, Sendable {
    /// An index into the codebook.
    public var code: Int32
    /// Passages that are suggested.
    public var suggested = 0
    /// Passages that have the code already.
    public var coded = 0
    /// Those of them that have it only in another language layer of the turn.
    public var codedElsewhere = 0
    /// Passages that were suggested and wait.
    public var waiting = 0
    /// Passages whose suggestion was rejected.
    public var rejected = 0
    /// Passages whose suggestion was accepted, as another code or with a coding that was taken off
    /// since.
    public var accepted = 0
  }

  /// The suggestions in order of transcript, text, place and code.
  public private(set) var drafts: [Draft] = []
  /// What became of the passages, by code in the order asked.
  public private(set) var counts: [Count] = []
  /// Matches where the rule looks.
  public private(set) var matches = 0
  /// Passages with a match.
  public private(set) var passages = 0
  /// Transcripts with a match.
  public private(set) var transcripts = 0
  /// Matches in turns of the interviewer that were left out.
  public private(set) var byInterviewer = 0
  /// Matches in other language layers that were left out.
  public private(set) var inOtherLayers = 0
  /// Matches that hold no word, only blanks.
  public private(set) var blank = 0

  /// Makes suggestions of matches.
  ///
  /// - Parameters:
  ///   - found: the matches of a search in the current texts, each turn once.
  ///   - unit: which words round a match are proposed.
  ///   - codes: indices into the codebook, each once.
  ///   - scope: where to look.
  ///   - snapshot: the study with turns and codings, limited where a filter is given.
  ///   - codings: all codings, those that a filter leaves out included.
  ///   - words: the texts with matches.
  ///   - known: suggestions that were made before.
  ///   - again: whether what was decided before is suggested again.
  ///   - coder: whose codings count as coded; `nil` for those of everybody.
  public init(
    _ found: [TurnMatches], unit: SuggestionUnit, codes: [Int32],
    scope: SuggestionScope = SuggestionScope(), in snapshot: StudySnapshot,
    codings: CodingColumns? = nil, words: TextShelf, known: [KnownSuggestion] = [],
    again: Bool = false, coder: Int32? = nil
  ) {
    let places = PassagesByPlace(
      found, unit: unit, scope: scope, in: snapshot, words: words)
    matches = places.matches
    byInterviewer = places.byInterviewer
    inOtherLayers = places.inOtherLayers
    blank = places.blank
    passages = places.passages.count
    transcripts = Set(places.passages.map { snapshot.texts[Int($0.text)].transcript }).count
    for code in codes {
      let coded = CodedWords(
        code, in: snapshot, codings: codings ?? snapshot.codings, coder: coder)
      let earlier = EarlierSuggestions(known, of: code, in: snapshot)
      var count = Count(code: code)
      for passage in places.passages {
        let answers = passage.matches.map { match in
          coded.state(of: match, ofText: passage.text, turn: passage.turn)
            ?? earlier.state(of: match, ofText: passage.text, again: again)
        }
        let left = zip(passage.matches, answers).filter { $1 == nil }.map(\.0)
        guard left.isEmpty else {
          count.suggested += 1
          drafts.append(
            Draft(
              text: passage.text, turn: passage.number, span: passage.span, matches: left,
              code: code))
          continue
        }
        count.add(answers.compactMap(\.self).min() ?? .coded)
      }
      counts.append(count)
    }
    let order = Dictionary(
      codes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    drafts.sort { a, b in
      (a.text, a.span.start, a.span.end, order[a.code] ?? 0)
        < (b.text, b.span.start, b.span.end, order[b.code] ?? 0)
    }
  }
}

extension SuggestionPlan.Count {
  fileprivate mutating func add(_ reason: LeftOut) {
    switch reason {
    case .coded: coded += 1
    case .codedElsewhere:
      coded += 1
      codedElsewhere += 1
    case .waiting: waiting += 1
    case .rejected: rejected += 1
    case .accepted: accepted += 1
    }
  }
}

/// Why a match is left out; the first of the reasons of a passage is told.
private enum LeftOut: Int, Comparable {
  case coded, codedElsewhere, waiting, rejected, accepted

  static func < (a: LeftOut, b: LeftOut) -> Bool { a.rawValue < b.rawValue }
}

/// The passages with matches where a rule looks.
private struct PassagesByPlace {
  struct Passage {
    var text: Int32
    /// A row of the turns, and its number.
    var turn: Int
    var number: Int32
    var span: Span
    var matches: [Span]
  }

  private(set) var passages: [Passage] = []
  private(set) var matches = 0
  private(set) var byInterviewer = 0
  private(set) var inOtherLayers = 0
  private(set) var blank = 0

  init(
    _ found: [TurnMatches], unit: SuggestionUnit, scope: SuggestionScope,
    in snapshot: StudySnapshot, words: TextShelf
  ) {
    let index = Dictionary(
      snapshot.texts.enumerated().map { ($1.key, Int32($0)) },
      uniquingKeysWith: { first, _ in first })
    let located = found.compactMap { hit in index[hit.text].map { (text: $0, hit: hit) } }
      .sorted { ($0.text, $0.hit.turn) < ($1.text, $1.hit.turn) }
    var open: (text: Int32, words: TextBuffer, hasBlankLines: Bool)?
    let turns = snapshot.turns
    for (text, hit) in located {
      let rows = turns.rows(ofText: text)
      // Turns are numbered from 1 as they stand.
      let guess = rows.lowerBound + Int(hit.turn) - 1
      let isThere = rows.contains(guess) && turns.numbers[guess] == hit.turn
      guard let row = isThere ? guess : rows.first(where: { turns.numbers[$0] == hit.turn }),
        snapshot.holds(turn: row)
      else { continue }
      let entry = snapshot.texts[Int(text)]
      if let wanted = scope.transcripts, !wanted.contains(entry.transcript) { continue }
      guard scope.holds(entry) else {
        inOtherLayers += hit.matches.count
        continue
      }
      guard scope.includesInterviewer || turns.roles[row] != .interviewer else {
        byInterviewer += hit.matches.count
        continue
      }
      if open?.text != text {
        let buffer = words[text] ?? TextBuffer("")
        open = (text, buffer, unit == .paragraph && buffer.hasBlankLines)
      }
      guard let open, let turn = Span(start: turns.starts[row], end: turns.ends[row]),
        let units = PassageUnits(
          unit, of: turn, in: open.words, hasBlankLines: open.hasBlankLines)
      else { continue }
      add(
        hit.matches, units,
        Passage(text: text, turn: row, number: hit.turn, span: turn, matches: []))
    }
  }

  /// Adds the matches of one turn.
  private mutating func add(_ found: [Span], _ units: PassageUnits, _ turn: Passage) {
    var open: Passage?
    for match in found.sorted() {
      guard let whole = units.whole(match) else {
        blank += 1
        continue
      }
      matches += 1
      let span = units.passage(round: whole)
      // Two matches of one unit, and a match that joins units with those of the one before it,
      // are one passage.
      if let before = open, before.span.overlaps(span) {
        open?.span =
          Span(
            start: min(before.span.start, span.start), end: max(before.span.end, span.end)) ?? span
        if before.matches.last != whole { open?.matches.append(whole) }
        continue
      }
      if let open { passages.append(open) }
      var passage = turn
      (passage.span, passage.matches) = (span, [whole])
      open = passage
    }
    if let open { passages.append(open) }
  }
}

/// Where a code lies.
private struct CodedWords {
  /// The codings of each text in order of start, with the greatest end so far.
  private var spans: [Int32: [(span: Span, reach: Int32)]] = [:]
  /// The turns that codings touch, by the number that other layers know them by.
  private var touched: [Int32: [(text: Int32, turns: Set<Int32>)]] = [:]
  private let snapshot: StudySnapshot

  init(_ code: Int32, in snapshot: StudySnapshot, codings: CodingColumns, coder: Int32?) {
    self.snapshot = snapshot
    let isTranslated = Set(snapshot.texts.filter { !$0.isOriginal }.map(\.transcript))
    for row in 0..<codings.count
    where codings.codes[row] == code && (coder == nil || codings.coders[row] == coder) {
      let (text, span) = (codings.texts[row], codings.span(row))
      let reach = max(spans[text]?.last?.reach ?? 0, span.end)
      spans[text, default: []].append((span, reach))
      let transcript = snapshot.texts[Int(text)].transcript
      guard isTranslated.contains(transcript) else { continue }
      let numbers = snapshot.turns.rows(ofText: text, touching: span).map {
        snapshot.turns.aligned($0)
      }.filter { $0 > 0 }
      var ofTranscript = touched[transcript] ?? []
      if ofTranscript.last?.text == text {
        ofTranscript[ofTranscript.count - 1].turns.formUnion(numbers)
      } else {
        ofTranscript.append((text, Set(numbers)))
      }
      touched[transcript] = ofTranscript
    }
  }

  /// Whether the code lies on a match, in its own text or in its turn of another layer.
  func state(of match: Span, ofText text: Int32, turn: Int) -> LeftOut? {
    if let own = spans[text] {
      var row = (0..<own.count).partitionPoint { own[$0].span.start >= match.end } - 1
      while row >= 0, own[row].reach > match.start {
        if own[row].span.overlaps(match) { return .coded }
        row -= 1
      }
    }
    let number = snapshot.turns.aligned(turn)
    let others = touched[snapshot.texts[Int(text)].transcript] ?? []
    let isElsewhere = others.contains { $0.text != text && $0.turns.contains(number) }
    return isElsewhere ? .codedElsewhere : nil
  }
}

/// What was suggested for a code before.
private struct EarlierSuggestions {
  private var spans: [Int32: [(span: Span, state: LeftOut)]] = [:]

  init(_ known: [KnownSuggestion], of code: Int32, in snapshot: StudySnapshot) {
    let slug = snapshot.codebook.codes[Int(code)].slug
    let index = Dictionary(
      snapshot.texts.enumerated().map { ($1.key, Int32($0)) },
      uniquingKeysWith: { first, _ in first })
    for one in known where one.code == slug {
      guard let text = index[one.text] else { continue }
      let state: LeftOut
      switch one.status {
      case .open: state = .waiting
      case .rejected: state = .rejected
      case .accepted: state = .accepted
      case .withdrawn: continue
      }
      spans[text, default: []].append((one.span, state))
    }
    for (text, list) in spans { spans[text] = list.sorted { $0.state < $1.state } }
  }

  /// Whether a match lies in a passage that was suggested before.
  func state(of match: Span, ofText text: Int32, again: Bool) -> LeftOut? {
    spans[text]?.first {
      $0.span.contains(match) && (!again || $0.state == .waiting)
    }?.state
  }
}
