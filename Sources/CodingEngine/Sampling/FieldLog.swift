public import Fieldwork

/// How the sample grew: interviews and the memos that explain choices, in one line of time.
public struct FieldLog: Sendable {
  /// Something that happened.
  public struct Line: Hashable, Sendable {
    /// The day as ISO 8601, possibly empty.
    public let date: String
    /// `interview`, `decision` or `memo`.
    public let what: String
    /// The label or id; of a decision the case or record that it is on.
    public let id: String
    /// The kind of the interview or memo; of a decision what was decided.
    public let kind: String
    /// The site, possibly empty.
    public let site: String
    /// How the interviewee was come by, or the title of the memo.
    public let words: String
    /// Who led there, possibly empty.
    public let referredBy: String
    /// Who sat in, possibly empty.
    public let present: String
  }

  /// The lines in order of date, interviews before memos of the same day, undated ones last.
  public let lines: [Line]
  /// What a reader must know.
  public let notes: [String]

  /// Lays out interviews and methodological memos.
  ///
  /// - Parameter snapshot: a study loaded with its notes.
  public init(_ snapshot: StudySnapshot) {
    let interviews = snapshot.fieldOrder.map { index -> Line in
      let entry = snapshot.transcripts[Int(index)]
      func value(_ name: String) -> String {
        entry.attributes.first { $0.name == name }?.value ?? ""
      }
      let interview = snapshot.interview(index)
      return Line(
        date: interview.date, what: "interview", id: entry.label, kind: entry.kind,
        site: interview.site, words: value("route"), referredBy: value("referred_by"),
        present: value("present"))
    }
    let memos = snapshot.memos.filter { $0.kind.foldedName == "methodological" }.map { memo in
      if let decision = SamplingDecision(memo) {
        let state = [
          decision.contact.isEmpty ? "" : "contact: \(decision.contact)",
          decision.consent.isEmpty ? "" : "consent: \(decision.consent)",
        ]
        return Line(
          date: String(memo.written.prefix(10)), what: "decision", id: decision.record,
          kind: decision.verdict.rawValue, site: "",
          words: ([decision.why] + state).filter { !$0.isEmpty }.joined(separator: "; "),
          referredBy: "", present: "")
      }
      return Line(
        date: String(memo.written.prefix(10)), what: "memo", id: memo.slug, kind: memo.kind,
        site: "", words: memo.title, referredBy: "", present: "")
    }
    lines = (interviews + memos).enumerated().sorted { a, b in
      let (x, y) = (a.element.date, b.element.date)
      if x.isEmpty != y.isEmpty { return y.isEmpty }
      return (x, a.offset) < (y, b.offset)
    }.map(\.element)
    notes = [
      "why somebody was chosen stands in memos of the kind 'methodological'; "
        + "'emic memo show ID' reads one, 'emic sampling decide' writes a decision"
    ]
  }

  private init(lines: [Line], notes: [String]) {
    self.lines = lines
    self.notes = notes
  }

  /// Some of the lines.
  public func keeping(_ isWanted: (Line) -> Bool) -> FieldLog {
    FieldLog(lines: lines.filter(isWanted), notes: notes)
  }
}
