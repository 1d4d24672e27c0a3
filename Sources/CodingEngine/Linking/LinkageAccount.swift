public import Fieldwork

/// Which interviews and cases stand behind a comparison with a survey, and which do not.
public struct LinkageAccount: Hashable, Sendable {
  /// Something that is left out, and why.
  public struct Left: Hashable, Sendable {
    /// A transcript's label or a case's id.
    public var name: String
    /// The index of the transcript or case.
    public var index: Int32
    /// Why, in words.
    public var reason: String

    /// Names what is left out.
    public init(name: String, index: Int32, reason: String) {
      self.name = name
      self.index = index
      self.reason = reason
    }
  }

  /// The number of interviews that could be linked: all transcripts but documents and field
  /// notes, and but those about another kind of case than the survey's.
  public let interviews: Int
  /// Those with at least one linked case.
  public let linked: Int
  /// Those without.
  public let unlinked: [Left]
  /// Transcripts that the survey cannot describe: documents, field notes, other kinds of case.
  public let outside: [Left]
  /// Linked cases without any interview.
  public let withoutInterview: [Int32]
  /// Linked cases with an interview that a filter leaves out.
  public let leftOut: [Int32]
  /// Linked cases whose interviews carry no coding yet.
  public let withoutCodings: [Int32]
  /// Linked cases with codings, which is whom a comparison is about.
  public let countable: [Int32]
  /// Those of them with several interviews.
  public let withSeveral: [Int32]
  /// Codings of interviews about several cases that belong to none of them for certain.
  public let unattributed: Int

  /// Takes stock.
  public init(survey: Int, codes: CaseCodes, in snapshot: StudySnapshot) {
    let records = snapshot.records(ofSurvey: survey)
    var linked = 0
    var unlinked: [Left] = []
    var outside: [Left] = []
    for (index, transcript) in snapshot.transcripts.enumerated() {
      let cases = transcript.cases
      func left(_ reason: String) -> Left {
        Left(name: transcript.label, index: Int32(index), reason: reason)
      }
      if cases.contains(where: { records[Int($0)] != nil }) {
        linked += 1
      } else if cases.isEmpty, transcript.isNoInterview {
        outside.append(left("no interview (\(transcript.kind))"))
      } else if let first = cases.first {
        let own = cases.filter { snapshot.surveys[survey].isAbout(snapshot.cases[Int($0)]) }
        if let unlinkedCase = own.first {
          let id = snapshot.cases[Int(unlinkedCase)].id
          let reason = snapshot.reasonForNoRecord(ofCase: unlinkedCase, survey: survey)
          unlinked.append(left("\(id) is \(reason)"))
        } else {
          outside.append(left("about a case of another kind (\(snapshot.cases[Int(first)].kind))"))
        }
      } else {
        unlinked.append(left(snapshot.reasonForNoCase(of: transcript)))
      }
    }
    self.linked = linked
    self.unlinked = unlinked
    self.outside = outside
    interviews = linked + unlinked.count
    let linkedCases = records.indices.filter { records[$0] != nil }
    withoutInterview = linkedCases.filter { codes.interviews[$0].isEmpty }.map { Int32($0) }
    leftOut = linkedCases.filter { !codes.interviews[$0].isEmpty }.map { Int32($0) }
      .filter { !snapshot.holds(case: $0) }
    withoutCodings = linkedCases.filter {
      snapshot.holds(case: Int32($0)) && !codes.interviews[$0].isEmpty
        && codes.codedInterviews[$0].isEmpty
    }.map { Int32($0) }
    let countable = linkedCases.filter {
      !codes.codedInterviews[$0].isEmpty && snapshot.holds(case: Int32($0))
    }
    self.countable = countable.map { Int32($0) }
    withSeveral = countable.filter { codes.interviews[$0].count > 1 }.map { Int32($0) }
    let groups = Set(snapshot.groupInterviews)
    let attributed = Set(codes.rows.flatMap { $0 })
    unattributed = (0..<snapshot.codings.count).count {
      groups.contains(snapshot.transcript(ofCoding: $0)) && !attributed.contains($0)
    }
  }

  /// The account in sentences.
  public func notes(in snapshot: StudySnapshot) -> [String] {
    let unit = snapshot.caseLevel.noun
    let apart = unlinked.map { "\($0.name): \($0.reason)" }
    var notes = [
      "\(linked) of \(counted(interviews, "interview")) that the survey could describe are linked to it"
        + (apart.isEmpty ? "" : "; not linked: \(listed(apart))")
    ]
    func add(_ items: [String], _ what: String) {
      if !items.isEmpty { notes.append("\(what): \(items.count) (\(listed(items)))") }
    }
    add(outside.map(\.name), "transcripts that the survey cannot describe")
    if let words = snapshot.limits?.words {
      let out = leftOut.isEmpty ? "none" : "\(leftOut.count) (\(listed(snapshot.ids(leftOut))))"
      notes.append("only \(unit)s where \(words); linked \(unit)s left out: \(out)")
    }
    add(snapshot.ids(withoutInterview), "linked \(unit)s without interview")
    add(snapshot.ids(withoutCodings), "linked \(unit)s without codings, left out")
    add(snapshot.ids(withSeveral), "\(unit)s with several interviews")
    if unattributed > 0 {
      notes.append(
        "\(counted(unattributed, "coding")) of group interviews cannot be given to one \(unit)")
    }
    if snapshot.caseLevel == .participant {
      notes.append(
        "counted are those who speak: who belong to one household, or spoke in one interview, do "
          + "not vary by themselves")
    }
    return notes + snapshot.confirmationNotes
  }
}

extension TranscriptEntry {
  /// Whether the transcript is a document or a field note.
  var isNoInterview: Bool {
    ["document", "field-note", "field note", "fieldnote"].contains(kind.foldedName)
  }
}

extension StudySnapshot {
  /// Why a transcript is about no case, or about no one participant.
  fileprivate func reasonForNoCase(of transcript: TranscriptEntry) -> String {
    guard caseLevel == .participant else { return "about no case" }
    return transcript.participants.isEmpty
      ? "nobody is known to speak" : "its speakers are not told apart ('emic speakers' says who)"
  }
}
