public import Fieldwork
import Statistics

/// Interviews in the order of the field with the codes that occur in each.
///
/// A code counts in an interview when a coding of the coders asked stands there, in whatever
/// layer. With today's codebook a code counts also where it was put on an early interview later;
/// with the codebook as of then only where it had been made before the next interview was taken
/// up. Transcripts without any coding are left out and named: nobody can say what they would
/// have added.
public struct InterviewSequence: Sendable {
  /// One interview.
  public struct Interview: Hashable, Sendable {
    /// The label.
    public var label: String
    /// The date as ISO 8601, possibly empty.
    public var date: String
    /// The kind, possibly empty.
    public var kind: String
    /// The id of the site, possibly empty.
    public var site: String

    /// Describes an interview.
    public init(label: String, date: String = "", kind: String = "", site: String = "") {
      self.label = label
      self.date = date
      self.kind = kind
      self.site = site
    }
  }

  /// Interviews that are looked at by themselves.
  public struct Group: Hashable, Sendable {
    /// What they have in common; `all` where everything is one group.
    public var name: String
    /// Positions in `interviews`, ascending.
    public var members: [Int]
  }

  /// The interviews in order.
  public let interviews: [Interview]
  /// The codes that were looked for, in the order of the codebook.
  public let codes: [String]
  /// The groups in order of name, what has none last; each interview is in at least one.
  public let groups: [Group]
  /// What was left out and what else a reader must know.
  public let notes: [String]
  let incidence: IncidenceMatrix
  /// Codings by interview and code, in one row after the other.
  private let counts: [Int32]

  /// Reads the codes of a study's interviews.
  ///
  /// - Parameters:
  ///   - snapshot: a study loaded with its codings; transcripts that a filter left out of it
  ///     are not asked.
  ///   - coders: whose codings; `.each` and `.pooled` both mean all.
  ///   - attribute: by what the interviews are grouped, or `nil` for one group.
  ///   - history: when codes were made, for the codebook as of then; `nil` for today's.
  public init(
    _ snapshot: StudySnapshot, coders: CoderChoice = .pooled, by attribute: StudyAttribute? = nil,
    asOf history: CodebookHistory? = nil
  ) {
    let codable = snapshot.codebook.codable
    var column = [Int](repeating: -1, count: snapshot.codebook.codes.count)
    for (place, code) in codable.enumerated() { column[code] = place }
    let codings = snapshot.codings
    var isCoded = [Bool](repeating: false, count: snapshot.transcripts.count)
    for row in 0..<codings.count where coders.includes(codings.coders[row]) {
      isCoded[Int(snapshot.transcript(ofCoding: row))] = true
    }
    let chosen = snapshot.fieldOrder.filter { snapshot.holds(transcript: $0) }
    let order = chosen.filter { isCoded[Int($0)] }
    var position = [Int](repeating: -1, count: snapshot.transcripts.count)
    for (place, index) in order.enumerated() { position[Int(index)] = place }
    var incidence = IncidenceMatrix(samples: order.count, items: codable.count)
    var counts = [Int32](repeating: 0, count: order.count * codable.count)
    var later = LaterCodings(snapshot, history)
    for row in 0..<codings.count where coders.includes(codings.coders[row]) {
      let place = position[Int(snapshot.transcript(ofCoding: row))]
      let code = column[Int(codings.codes[row])]
      guard place >= 0, code >= 0, !later.holds(row) else { continue }
      incidence.insert(code, into: place)
      counts[place * codable.count + code] += 1
    }
    interviews = order.map { snapshot.interview($0) }
    codes = codable.map { snapshot.codebook.codes[$0].slug }
    self.incidence = incidence
    self.counts = counts
    var notes: [String] = []
    if let attribute {
      let values = order.map { attribute.values(ofTranscript: $0, in: snapshot) }
      groups = InterviewSequence.groups(values)
      if values.contains(where: { $0.count > 1 }) {
        notes.append("an interview with several values of '\(attribute.name)' is in each group")
      }
    } else {
      groups = [Group(name: "all", members: Array(order.indices))]
    }
    notes += later.notes(in: snapshot) + snapshot.confirmationNotes
    let uncoded = chosen.filter { !isCoded[Int($0)] }
    if !uncoded.isEmpty {
      notes.append("left out, since they carry no coding: \(listed(snapshot.labels(uncoded)))")
    }
    let undated = order.filter { snapshot.transcripts[Int($0)].date == nil }
    if !undated.isEmpty {
      notes.append("without a date and therefore last: \(listed(snapshot.labels(undated)))")
    }
    self.notes = notes
  }

  /// Takes over a table from elsewhere.
  ///
  /// - Parameters:
  ///   - interviews: in the order of the rows.
  ///   - codes: the names of the columns.
  ///   - counts: one list per interview with one count per code.
  ///   - values: what each interview is grouped by, or nothing for one group.
  /// - Returns: `nil` when the parts differ in length.
  public init?(
    interviews: [Interview], codes: [String], counts: [[Int]], groupedBy values: [String] = []
  ) {
    guard counts.count == interviews.count, counts.allSatisfy({ $0.count == codes.count }),
      values.isEmpty || values.count == interviews.count
    else { return nil }
    self.interviews = interviews
    self.codes = codes
    var incidence = IncidenceMatrix(samples: interviews.count, items: codes.count)
    for (place, row) in counts.enumerated() {
      for (code, count) in row.enumerated() where count > 0 { incidence.insert(code, into: place) }
    }
    self.incidence = incidence
    self.counts = counts.flatMap { $0.map { Int32(clamping: $0) } }
    groups =
      values.isEmpty
      ? [Group(name: "all", members: Array(interviews.indices))]
      : InterviewSequence.groups(values.map { [$0] })
    notes = []
  }

  /// The codings of each code in some interviews.
  func codings(in members: [Int]) -> [Int] {
    codes.indices.map { code in
      members.reduce(0) { $0 + Int(counts[$1 * codes.count + code]) }
    }
  }

  private static func groups(_ values: [[String]]) -> [Group] {
    let names = Set(values.flatMap { $0 }).sorted { a, b in
      if a.isEmpty != b.isEmpty { return b.isEmpty }
      return a.precedesNaturally(b)
    }
    return names.map { name in
      Group(
        name: name.isEmpty ? StudyAttribute.noValue : name,
        members: values.indices.filter { values[$0].contains(name) })
    }
  }
}

extension StudySnapshot {
  /// A transcript as a member of a sequence.
  func interview(_ index: Int32) -> InterviewSequence.Interview {
    let entry = transcripts[Int(index)]
    return InterviewSequence.Interview(
      label: entry.label, date: entry.date?.iso ?? "", kind: entry.kind,
      site: entry.site < 0 ? "" : sites[Int(entry.site)].id)
  }
}
