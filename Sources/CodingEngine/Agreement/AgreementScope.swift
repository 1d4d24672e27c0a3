public import Fieldwork

/// Whose codings are compared, and in which transcripts.
public struct AgreementScope: Sendable {
  /// The coders as indices into `StudySnapshot.coders`, at least two.
  public let coders: [Int]
  /// The transcripts as indices into `StudySnapshot.transcripts`, ascending.
  public let transcripts: [Int]
  /// What a reader of the numbers must know.
  public let notes: [String]

  /// Finds what can be compared.
  ///
  /// Agreement is about transcripts that every coder has read. Who read a transcript and found
  /// nothing leaves no trace, so a transcript counts where every coder has put some code, or
  /// where `transcripts` says so.
  ///
  /// - Parameters:
  ///   - snapshot: the study.
  ///   - coders: who is compared; everybody with codings who is not left out when `nil`.
  ///   - leftOut: whose codings must not enter, such as those made after discussion.
  ///   - transcripts: the transcripts that all of them have read, when somebody says so.
  ///   - limits: the transcripts that are asked about. They count whole: a coding outside the
  ///     filter in a transcript that is compared is still a rating.
  ///   - given: what a reader must know of the raters.
  /// - Throws: `AgreementFailure`.
  public init(
    _ snapshot: StudySnapshot, coders named: [Int]? = nil, leaveOut leftOut: [Int] = [],
    transcripts chosen: [Int]? = nil, within limits: StudySnapshot.Limits? = nil,
    notes given: [String] = []
  ) throws(AgreementFailure) {
    let codings = snapshot.codings
    if let both = named?.first(where: { leftOut.contains($0) }) {
      throw .comparedAndLeftOut(name: snapshot.coders[both])
    }
    var coded = [Set<Int>](repeating: [], count: snapshot.coders.count)
    for row in 0..<codings.count {
      coded[Int(codings.coders[row])].insert(Int(snapshot.transcript(ofCoding: row)))
    }
    let active = snapshot.coders.indices.filter { !coded[$0].isEmpty && !leftOut.contains($0) }
    let coders = Array(Set(named ?? active)).sorted()
    guard coders.count >= 2 else { throw .tooFewCoders(names: coders.map { snapshot.coders[$0] }) }
    guard coders.count <= 64 else { throw .tooManyCoders(count: coders.count) }
    let shared = snapshot.transcripts.indices.filter { transcript in
      if limits?.transcripts.contains(Int32(transcript)) == true { return false }
      return chosen?.contains(transcript) ?? coders.allSatisfy { coded[$0].contains(transcript) }
    }
    guard !shared.isEmpty else {
      throw .noSharedTranscript(
        counts: coders.map { coder in
          let count = coded[coder].count
          return
            "\(snapshot.coders[coder]) coded \(Wording.count(count, "transcript", "transcripts"))"
        })
    }
    self.coders = coders
    self.transcripts = shared
    var notes = [
      "compared: \(coders.map { snapshot.coders[$0] }.joined(separator: ", ")) in "
        + "\(Wording.count(shared.count, "transcript", "transcripts")) "
        + (chosen == nil ? "that each of them has coded" : "named")
    ]
    if let limits { notes.append("only transcripts where \(limits.words), each as a whole") }
    let without = leftOut.map { snapshot.coders[$0] }
    if !without.isEmpty { notes.append("left out: \(without.joined(separator: ", "))") }
    let silent = coders.flatMap { coder in
      shared.filter { !coded[coder].contains($0) }.map {
        "\(snapshot.coders[coder]) in \(snapshot.transcripts[$0].label)"
      }
    }
    if !silent.isEmpty {
      notes.append("without any coding, taken as read: \(silent.joined(separator: ", "))")
    }
    self.notes = notes + given
  }

  /// The names of the coders.
  func names(_ snapshot: StudySnapshot) -> [String] { coders.map { snapshot.coders[$0] } }

  /// The place of each of the study's transcripts among those compared, -1 for the others.
  func places(_ snapshot: StudySnapshot) -> [Int] {
    var places = [Int](repeating: -1, count: snapshot.transcripts.count)
    for (place, transcript) in transcripts.enumerated() { places[transcript] = place }
    return places
  }

  /// The place of each of the study's coders among those compared, -1 for the others.
  func coderPlaces(_ snapshot: StudySnapshot) -> [Int] {
    var places = [Int](repeating: -1, count: snapshot.coders.count)
    for (place, coder) in coders.enumerated() { places[coder] = place }
    return places
  }
}
