public import Fieldwork

/// Which transcripts a question about the course of the field is asked of.
public struct InterviewSelection: Hashable, Sendable {
  /// Only these kinds; all when empty.
  public var kinds: [String]
  /// Only this site and everything inside it, as an index.
  public var site: Int32?
  /// Only from this date on.
  public var from: CivilDate?
  /// Only up to this date; a month or a year is meant to its end.
  public var until: CivilDate?

  /// Selects transcripts; without arguments all.
  public init(
    kinds: [String] = [], site: Int32? = nil, from: CivilDate? = nil, until: CivilDate? = nil
  ) {
    self.kinds = kinds
    self.site = site
    self.from = from
    self.until = until
  }

  /// Whether a transcript is among those asked.
  func includes(_ transcript: TranscriptEntry, in snapshot: StudySnapshot) -> Bool {
    if !kinds.isEmpty, !kinds.contains(transcript.kind) { return false }
    if let site, !snapshot.site(transcript.site, liesIn: site) { return false }
    if from == nil, until == nil { return true }
    guard let date = transcript.date else { return false }
    if let from, date < from { return false }
    if let until, date > until, !date.lies(in: until) { return false }
    return true
  }

  /// What was selected, for the table's parameters; `nil` for everything.
  public func words(in snapshot: StudySnapshot) -> String? {
    var parts = kinds.isEmpty ? [] : ["kind \(kinds.joined(separator: ", "))"]
    if let site { parts.append("site \(snapshot.sites[Int(site)].id)") }
    if let from { parts.append("from \(from.iso)") }
    if let until { parts.append("until \(until.iso)") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}

extension CivilDate {
  /// Whether the date lies in a month or year that another one names.
  fileprivate func lies(in whole: CivilDate) -> Bool {
    year == whole.year && (whole.month == nil || whole.month == month)
      && (whole.day == nil || whole.day == day)
  }
}
