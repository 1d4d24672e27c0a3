public import Fieldwork

/// Whose codings are compared, and in which transcripts.
public struct AgreementScope: Sendable {
  /// The coders as indices into `StudySnapshot.coders`, at least two.
  public let coders: [Int]
  /// The transcripts as indices into `StudySnapshot.transcripts`, ascending.
  public private(set) var transcripts: [Int]
  /// What a reader of the numbers must know.
  public private(set) var notes: [String]

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

  /// The scope without the transcripts that one of its coders coded only in a layer that cannot be
  /// compared in a unit: who read the translation did not find nothing in the original.
  ///
  /// Turns are compared where a layer has as many as the original, sentences in the layer in which
  /// most is coded, characters in the original.
  ///
  /// - Parameter unit: what is rated; characters when `nil`.
  /// - Throws: `AgreementFailure.noSharedLayer` where no transcript is left.
  public func comparable(
    in unit: AgreementUnit?, _ snapshot: StudySnapshot
  ) throws(AgreementFailure) -> AgreementScope {
    let isCompared: [Bool]
    switch unit {
    case .transcript: return self
    case .turn: isCompared = IncidenceUnits.layersWithTurns(snapshot)
    case .sentence: isCompared = IncidenceUnits.codedLayers(snapshot)
    case nil: isCompared = snapshot.texts.map(\.isOriginal)
    }
    let coderPlaces = coderPlaces(snapshot)
    let places = places(snapshot)
    // For each coder the transcripts coded at all, and those coded where they can be compared.
    var coded = [Set<Int>](repeating: [], count: coders.count)
    var shared = coded
    for row in 0..<snapshot.codings.count {
      let coder = coderPlaces[Int(snapshot.codings.coders[row])]
      let place = places[Int(snapshot.transcript(ofCoding: row))]
      guard coder >= 0, place >= 0 else { continue }
      coded[coder].insert(place)
      if isCompared[Int(snapshot.codings.texts[row])] { shared[coder].insert(place) }
    }
    var lost: Set<Int> = []
    var words: [String] = []
    for (coder, index) in coders.enumerated() {
      let elsewhere = coded[coder].subtracting(shared[coder]).sorted()
      lost.formUnion(elsewhere)
      words += elsewhere.map {
        "\(snapshot.transcripts[transcripts[$0]].label) by \(snapshot.coders[index])"
      }
    }
    guard !lost.isEmpty else { return self }
    guard lost.count < transcripts.count else {
      throw .noSharedLayer(unit: unit?.rawValue ?? "character", coded: words)
    }
    var scope = self
    scope.transcripts = transcripts.indices.filter { !lost.contains($0) }.map { transcripts[$0] }
    scope.notes.append(
      Wording.count(lost.count, "transcript is", "transcripts are")
        + " left out, coded in another layer than the one whose \(unit?.rawValue ?? "character")s "
        + "are compared: \(words.joined(separator: ", "))")
    return scope
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
