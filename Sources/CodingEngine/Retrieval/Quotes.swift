public import Fieldwork

/// The texts whose words `quotes` needs for some codings, in ascending order.
///
/// - Parameter rows: rows of `snapshot.codings`.
public func neededTexts(rows: [Int], in snapshot: StudySnapshot) -> [Int32] {
  Set(rows.map { snapshot.codings.texts[$0] }).sorted()
}

/// Codings as they are read, in the order of transcripts, then position, then code, then coder.
///
/// - Parameters:
///   - rows: rows of `snapshot.codings` in any order.
///   - texts: the words of the texts that `neededTexts` names; a text that is missing gives
///     quotes without words.
///   - context: how many turns to show before and after, 0 or more.
public func quotes(
  rows: [Int], in snapshot: StudySnapshot, texts: TextShelf, context: Int = 1
) -> [Quote] {
  quotes(
    of: snapshot.inReadingOrder(rows).map { QuotedPassage(ofCoding: $0, in: snapshot) },
    in: snapshot, texts: texts, context: context)
}

/// Passages as they are read, in the order given.
///
/// - Parameters:
///   - passages: the passages.
///   - texts: the words of their texts; a text that is missing gives quotes without words.
///   - context: how many turns to show before and after, 0 or more.
public func quotes(
  of passages: [QuotedPassage], in snapshot: StudySnapshot, texts: TextShelf, context: Int = 1
) -> [Quote] {
  let reader = PassageReader(snapshot: snapshot, texts: texts)
  // Passages of one text stand together as a rule.
  var source: QuoteSource?
  return passages.map { passage in
    let own =
      source.flatMap { $0.text == passage.text ? $0 : nil }
      ?? QuoteSource(ofText: passage.text, reader)
    source = own
    return reader.quote(passage, from: own, context: context)
  }
}

extension StudySnapshot {
  /// Rows of `codings` in the order of transcripts, then text, position, code and coder.
  public func inReadingOrder(_ rows: [Int]) -> [Int] {
    // Rows ascend by text, position, code and coder already; only texts may stand in another
    // order than their transcripts.
    rows.sorted { transcript(ofCoding: $0, precedesThatOf: $1) }
  }

  private func transcript(ofCoding a: Int, precedesThatOf b: Int) -> Bool {
    (transcript(ofCoding: a), Int32(clamping: a)) < (transcript(ofCoding: b), Int32(clamping: b))
  }

  /// A passage as it is cited: by the number of a coding that covers exactly it, else by its
  /// place, `GY-101@120-180`, which commands understand as a passage.
  func cite(_ passage: QuotedPassage) -> String {
    if let row = passage.rows.first(where: { codings.span($0) == passage.span }) {
      return cite(ofCoding: row)
    }
    let label = transcripts[Int(texts[Int(passage.text)].transcript)].label
    return "\(label)@\(passage.span.start)-\(passage.span.end)"
  }

  /// The passage of a coding as it is cited: `GY-101#12`.
  public func cite(ofCoding row: Int) -> String {
    "\(transcripts[Int(transcript(ofCoding: row))].label)#\(codings.numbers[row])"
  }
}

/// What all passages of one text have in common.
private struct QuoteSource {
  let text: Int32
  let turns: Range<Int>
  let transcript: String
  let language: String
  let layer: String
  let translator: String
  let recordType: String
  let consent: String
  let citation: String
  let dateCitation: String

  init(ofText text: Int32, _ reader: PassageReader) {
    let entry = reader.snapshot.texts[Int(text)]
    let transcript = reader.snapshot.transcripts[Int(entry.transcript)]
    self.text = text
    turns = reader.turns.rows(ofText: text)
    self.transcript = transcript.label
    language = reader.language(of: entry)
    layer = entry.isOriginal ? "original" : "translation"
    translator = entry.translator
    recordType = transcript.recordType
    consent = transcript.consent
    citation = transcript.citation
    dateCitation = transcript.dateCitation
  }
}

extension PassageReader {
  /// One passage as it is read; of several codings the codes and coders stand in one cell.
  fileprivate func quote(_ passage: QuotedPassage, from source: QuoteSource, context: Int) -> Quote
  {
    let columns = snapshot.codings
    let touched = turns(touching: passage.span, among: source.turns)
    let first = touched.first
    let wanted = min(max(0, context), turns.count)
    return Quote(
      row: passage.rows.first ?? -1,
      text: passage.text,
      cite: snapshot.cite(passage),
      transcript: source.transcript,
      turn: first.map { Int(turns.numbers[$0]) },
      lastTurn: touched.last.map { Int(turns.numbers[$0]) },
      speaker: first.flatMap(turns.speaker) ?? "",
      role: first.map { turns.roles[$0] },
      start: passage.span.start,
      end: passage.span.end,
      code: joined(passage.rows.map { columns.codes[$0] }) { snapshot.codebook.codes[$0].slug },
      coder: joined(passage.rows.map { columns.coders[$0] }) { snapshot.coders[$0] },
      round: shared(passage.rows, columns.round),
      isToConfirm: passage.rows.contains(where: columns.isToConfirm),
      quote: words(ofText: passage.text, in: passage.span, turns: touched),
      before: turnsBefore(touched, among: source.turns, count: wanted),
      after: turnsAfter(touched, among: source.turns, count: wanted),
      question: question(before: touched, ofText: passage.text, among: source.turns),
      language: source.language,
      layer: source.layer,
      translator: source.translator,
      recordType: source.recordType,
      voice: shared(passage.rows, columns.voice),
      time: first.map { PassageReader.clock(turns.times[$0]) } ?? "",
      consent: source.consent,
      citation: source.citation,
      dateCitation: source.dateCitation)
  }

  /// What all rows have in common; nothing where they differ.
  private func shared<Value: Equatable>(_ rows: [Int], _ value: (Int) -> Value?) -> Value? {
    let common = rows.first.flatMap(value)
    return rows.dropFirst().allSatisfy { value($0) == common } ? common : nil
  }

  /// Names in the order of their indices, each once.
  private func joined(_ indices: [Int32], _ name: (Int) -> String) -> String {
    guard indices.count > 1 else { return indices.first.map { name(Int($0)) } ?? "" }
    return Set(indices).sorted().map { name(Int($0)) }.joined(separator: "; ")
  }
}
