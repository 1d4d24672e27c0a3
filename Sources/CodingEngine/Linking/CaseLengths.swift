import Fieldwork

/// How many words each case has, counted in scalars without those of interviewers, and how many of
/// them lie in some codings.
///
/// Of an interview about several cases only the turns of a case's own people are its words. A layer
/// without any coding is not counted, or a translation that nobody coded would halve the share.
struct CaseLengths {
  private let snapshot: StudySnapshot
  private let ruler: CountedScalars
  private let totals: [Int]

  init(_ snapshot: StudySnapshot, codes: CaseCodes) {
    let ruler = CountedScalars(snapshot, includeInterviewer: false)
    let coded = Set(snapshot.codings.texts)
    var totals = Array(repeating: 0, count: snapshot.cases.count)
    for (index, text) in snapshot.texts.enumerated() where coded.contains(Int32(index)) {
      let entry = snapshot.transcripts[Int(text.transcript)]
      if codes.leftOut.contains(text.transcript) { continue }
      let place = Int32(index)
      if entry.cases.count == 1 {
        totals[Int(entry.cases[0])] += Int(ruler.position(text.scalars, inText: place))
      } else if entry.cases.count > 1 {
        for turn in snapshot.turns.rows(ofText: place) {
          let (start, end) = (snapshot.turns.starts[turn], snapshot.turns.ends[turn])
          guard let span = Span(start: start, end: end) else { continue }
          let owner = CaseAttribution.caseIndex(ofText: place, span, in: snapshot)
          if owner >= 0 {
            totals[Int(owner)] += Int(
              ruler.position(end, inText: place) - ruler.position(start, inText: place))
          }
        }
      }
    }
    self.snapshot = snapshot
    self.ruler = ruler
    self.totals = totals
  }

  /// The share of a case's words that lie in some codings, overlapping ones once; 0 where the case
  /// has no words.
  func coverage(of rows: [Int], inCase place: Int32) -> Double {
    guard totals[Int(place)] > 0 else { return 0 }
    let codings = snapshot.codings
    let stretches = rows.map { (codings.texts[$0], codings.starts[$0], codings.ends[$0]) }.sorted {
      $0 < $1
    }
    var sum = 0
    var last: (text: Int32, end: Int32)?
    for (text, start, end) in stretches {
      var from = start
      if let last, last.text == text { from = max(start, last.end) }
      if end > from {
        sum += Int(ruler.position(end, inText: text) - ruler.position(from, inText: text))
      }
      if let before = last, before.text == text {
        last = (text, max(before.end, end))
      } else {
        last = (text, end)
      }
    }
    return min(1, Double(sum) / Double(totals[Int(place)]))
  }
}
