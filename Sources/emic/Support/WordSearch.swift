import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

/// A search that was asked, with what it found in the study.
struct WordSearch {
  /// The turns that were found.
  private var hits: [SearchHit]
  /// How many turns match, where not all of them are in `hits`.
  private var total: Int
  /// What was asked, for the reader.
  let asked: String
  /// The name of the way of asking, as the option is called.
  let way: String
  /// The sets of synonyms whose terms were asked in a row.
  let sets: [SynonymSet]
  /// What a filter leaves out.
  var limits: StudySnapshot.Limits?
  /// Tells which codes lie on a match, where that is wanted.
  var codes: CodesOnWords?
  /// Whether only matches without codes are wanted.
  var isUncoded = false

  init(
    _ hits: [SearchHit], total: Int? = nil, asked: String, _ way: String, sets: [SynonymSet] = []
  ) {
    self.hits = hits
    self.total = total ?? hits.count
    self.asked = asked
    self.way = way
    self.sets = sets
  }

  /// The texts in which something was found, as `TextEntry.key`.
  var texts: Set<Int64> { Set(hits.map(\.text)) }

  /// The matches that are wanted, those of the first turns with the words round them.
  func matches(
    limit: Int, context: Int, _ snapshot: StudySnapshot, _ session: Session
  ) throws -> FoundMatches {
    var index: [Int64: Int32] = [:]
    for (position, text) in snapshot.texts.enumerated() { index[text.key] = Int32(position) }
    let terms = sets.flatMap { set in set.terms.map { (set: set.name, term: $0) } }
    var found = FoundMatches(asked: asked, way: way, saysCodes: codes != nil, limits: limits)
    found.terms = terms.map { .init(set: $0.set, term: $0.term, count: 0) }
    var turns: [FoundMatches.Turn] = []
    for hit in hits {
      guard let text = index[hit.text] else { continue }
      let transcript = snapshot.texts[Int(text)].transcript
      if let limits, limits.transcripts.contains(transcript) { continue }
      var turn = FoundMatches.Turn(hit: hit, text: text, matches: [])
      let spans = hit.matches.isEmpty ? [hit.span] : hit.matches
      for (position, span) in spans.enumerated() {
        let answer = codes?.codes(onText: text, span)
        if isUncoded, answer?.isEmpty == false { continue }
        let term = hit.terms.indices.contains(position) ? hit.terms[position] : nil
        if let term { found.terms[term].count += 1 }
        found.count(answer)
        turn.matches.append(.init(span: span, term: term, codes: answer))
      }
      guard !turn.matches.isEmpty else { continue }
      found.transcripts.insert(transcript)
      turns.append(turn)
    }
    // Whatever a search gives in the order of the store, a reader gets in that of transcripts.
    if way != "query" {
      turns.sort { ($0.text, $0.hit.turn) < ($1.text, $1.hit.turn) }
    }
    found.turns = isUncoded || limits != nil ? turns.count : total
    let shown = Array(turns.prefix(limit))
    found.shown = shown.count
    let shelf = try session.shelf(Set(shown.map(\.text)).sorted(), in: snapshot)
    found.lines = shown.flatMap {
      KeywordInContext.lines($0, terms, in: snapshot, width: context, shelf)
    }
    return found
  }
}

/// What a search found, ready to be shown.
struct FoundMatches {
  /// A turn with the matches that are wanted.
  struct Turn {
    struct Match {
      var span: Span
      var term: Int?
      var codes: CodesOnWords.Answer?
    }
    var hit: SearchHit
    var text: Int32
    var matches: [Match]
  }

  /// A word of a set with the number of its matches.
  struct Term {
    var set: String
    var term: String
    var count: Int
  }

  let asked: String
  let way: String
  let saysCodes: Bool
  let limits: StudySnapshot.Limits?
  var terms: [Term] = []
  var transcripts: Set<Int32> = []
  var turns = 0
  var shown = 0
  var lines: [KeywordInContext] = []
  private(set) var total = 0
  private(set) var coded = 0
  private(set) var byTurn = 0

  init(asked: String, way: String, saysCodes: Bool, limits: StudySnapshot.Limits?) {
    self.asked = asked
    self.way = way
    self.saysCodes = saysCodes
    self.limits = limits
  }

  mutating func count(_ answer: CodesOnWords.Answer?) {
    total += 1
    guard let answer, !answer.isEmpty else { return }
    if answer.isByTurn { byTurn += 1 } else { coded += 1 }
  }

  /// What was found, in a line.
  var summary: String {
    let turns = counted(turns, "turn")
    guard saysCodes else { return "\(asked): \(turns)" }
    let uncoded = total - coded - byTurn
    let layers = byTurn == 0 ? "" : ", \(byTurn) in a coded turn of another layer"
    return "\(asked): \(counted(total, "match", "matches")) in \(turns) of "
      + "\(counted(transcripts.count, "transcript")): \(coded) coded\(layers), \(uncoded) uncoded"
  }

  /// What a reader must know besides.
  var notes: [String] {
    var notes: [String] = []
    if let limits { notes.append("only transcripts where \(limits.words)") }
    for set in terms.map(\.set).withoutRepetition {
      let words = terms.filter { $0.set == set }.map { "\($0.term) \($0.count)" }
      notes.append("\(set): \(words.joined(separator: ", "))")
    }
    if turns > shown { notes.append("\(shown) of \(turns) turns shown; --limit shows more") }
    return notes
  }

  /// The matches as a person reads them.
  func page(width: Int) -> [String] {
    var page = summary.printable.wrapped(toColumns: max(40, min(width, 120)))
    var place = ""
    for line in lines {
      // Several matches of one turn stand below one head.
      if line.place != place { page += ["", line.place] }
      place = line.place
      page += line.words(width: width)
    }
    let notes = notes.flatMap {
      "note: \($0)".printable.wrapped(toColumns: max(40, min(width, 120)))
    }
    return page + (notes.isEmpty ? [] : [""] + notes)
  }
}
