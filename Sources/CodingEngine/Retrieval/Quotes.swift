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
  let reader = PassageReader(snapshot: snapshot, texts: texts)
  return snapshot.inReadingOrder(rows).map { reader.quote(ofCoding: $0, context: context) }
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

  /// The passage of a coding as it is cited: `GY-101#12`.
  public func cite(ofCoding row: Int) -> String {
    "\(transcripts[Int(transcript(ofCoding: row))].label)#\(codings.numbers[row])"
  }
}

extension PassageReader {
  /// One coding as it is read.
  func quote(ofCoding row: Int, context: Int) -> Quote {
    let columns = snapshot.codings
    let text = columns.texts[row]
    let entry = snapshot.texts[Int(text)]
    let transcript = snapshot.transcripts[Int(entry.transcript)]
    let span = columns.span(row)
    let touched = turns(ofText: text, touching: span)
    let first = touched.first
    let wanted = min(max(0, context), snapshot.turns.count)
    return Quote(
      row: row,
      cite: snapshot.cite(ofCoding: row),
      transcript: transcript.label,
      turn: first.map { Int(snapshot.turns.numbers[$0]) },
      lastTurn: touched.last.map { Int(snapshot.turns.numbers[$0]) },
      speaker: first.flatMap(snapshot.turns.speaker) ?? "",
      role: first.map { snapshot.turns.roles[$0] },
      start: span.start,
      end: span.end,
      code: snapshot.codebook.codes[Int(columns.codes[row])].slug,
      coder: snapshot.coders[Int(columns.coders[row])],
      quote: words(ofText: text, in: span, turns: touched),
      before: turnsBefore(touched, ofText: text, count: wanted),
      after: turnsAfter(touched, ofText: text, count: wanted),
      question: question(before: touched, ofText: text),
      language: language(of: entry),
      layer: entry.isOriginal ? "original" : "translation",
      translator: entry.translator,
      recordType: transcript.recordType,
      voice: columns.voice(row),
      time: first.map { PassageReader.clock(snapshot.turns.times[$0]) } ?? "",
      consent: transcript.consent,
      citation: transcript.citation,
      dateCitation: transcript.dateCitation)
  }
}
