public import Fieldwork

/// Which codes each case carries, and by which codings.
///
/// The unit is the case, never the quotation. Over several interviews of a case, presence is
/// "in any of them" and counts are added.
public struct CaseCodes: Sendable {
  /// What is counted.
  public let unit = "case"
  /// For each case the transcripts that are about it, in order.
  public let interviews: [[Int32]]
  /// For each case those of its interviews that carry at least one coding.
  public let codedInterviews: [[Int32]]
  /// For each case the codings that belong to it, in reading order.
  public let rows: [[Int]]
  /// How many codings belong to no case, or to none for certain.
  public let unattributed: Int
  /// The interviews that were left out altogether.
  let leftOut: Set<Int32>
  private let snapshot: StudySnapshot
  private let attribution: CaseAttribution

  /// Attributes every coding.
  ///
  /// - Parameter transcripts: interviews to leave out altogether, codings and all.
  public init(_ snapshot: StudySnapshot, without transcripts: Set<Int32> = []) {
    self.init(
      snapshot, attribution: CaseAttribution(snapshot), without: transcripts)
  }

  /// Attributes every coding by an attribution that is computed already.
  init(
    _ snapshot: StudySnapshot, attribution: CaseAttribution, without transcripts: Set<Int32> = []
  ) {
    self.snapshot = snapshot
    self.attribution = attribution
    leftOut = transcripts
    var interviews = Array(repeating: [Int32](), count: snapshot.cases.count)
    for (index, entry) in snapshot.transcripts.enumerated()
    where !transcripts.contains(Int32(index)) {
      for place in Set(entry.cases).sorted() { interviews[Int(place)].append(Int32(index)) }
    }
    var isCoded = Array(repeating: false, count: snapshot.transcripts.count)
    var rows = Array(repeating: [Int](), count: snapshot.cases.count)
    var unattributed = 0
    for row in snapshot.inReadingOrder(Array(0..<snapshot.codings.count)) {
      let source = snapshot.transcript(ofCoding: row)
      if transcripts.contains(source) { continue }
      isCoded[Int(source)] = true
      let cases = attribution.cases(ofCoding: row)
      if cases.isEmpty { unattributed += 1 }
      for place in cases { rows[Int(place)].append(row) }
    }
    self.interviews = interviews
    codedInterviews = interviews.map { $0.filter { isCoded[Int($0)] } }
    self.rows = rows
    self.unattributed = unattributed
  }

  /// The cases that can be counted: at least one of their interviews carries a coding, and no
  /// filter leaves them out.
  ///
  /// In order.
  public var countable: [Int32] {
    codedInterviews.indices.filter {
      !codedInterviews[$0].isEmpty && snapshot.holds(case: Int32($0))
    }
    .map { Int32($0) }
  }

  /// The codings of a case with one of some codes, in reading order.
  ///
  /// - Parameter codes: indices into the codebook; a code with everything below it is
  ///   `Codebook.subtree`.
  public func rows(ofCase place: Int32, codes: Range<Int>) -> [Int] {
    rows[Int(place)].filter { codes.contains(Int(snapshot.codings.codes[$0])) }
  }

  /// The case of a coding as an index into `StudySnapshot.cases`, or -1.
  func caseIndex(ofCoding row: Int) -> Int32 { attribution.caseIndex(ofCoding: row) }

  /// How many different passages some codings lie on.
  func passages(_ rows: [Int]) -> Int {
    let codings = snapshot.codings
    return Set(rows.map { [codings.texts[$0], codings.starts[$0], codings.ends[$0]] }).count
  }

  /// The code of a coding, as an index into the codebook.
  func code(ofCoding row: Int) -> Int32 { snapshot.codings.codes[row] }

  /// How many codings of a code a case has.
  public func count(ofCase place: Int32, code: Int) -> Int {
    rows(ofCase: place, codes: code..<code + 1).count
  }

  /// Whether a case has the code; `nil` for a case that cannot be counted, which is not the
  /// same as a case without the code.
  public func isPresent(inCase place: Int32, code: Int) -> Bool? {
    guard !codedInterviews[Int(place)].isEmpty else { return nil }
    return count(ofCase: place, code: code) > 0
  }

  /// The number of codings of every code of the codebook in a case.
  public func counts(ofCase place: Int32) -> [Int] {
    var counts = Array(repeating: 0, count: snapshot.codebook.codes.count)
    for row in rows[Int(place)] { counts[Int(snapshot.codings.codes[row])] += 1 }
    return counts
  }
}

extension StudySnapshot {
  /// The transcripts that are about several cases, in order: one conversation, not several
  /// independent ones.
  public var groupInterviews: [Int32] {
    transcripts.indices.filter { Set(transcripts[$0].cases).count > 1 }.map { Int32($0) }
  }

  /// The labels of transcripts.
  func labels(_ indices: [Int32]) -> [String] { indices.map { transcripts[Int($0)].label } }

  /// The ids of cases.
  func ids(_ indices: [Int32]) -> [String] { indices.map { cases[Int($0)].id } }
}
