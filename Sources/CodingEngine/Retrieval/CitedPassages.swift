public import Fieldwork

extension StudySnapshot {
  /// The codings of cited passages.
  ///
  /// - Parameter cites: the citations.
  /// - Returns: rows of `codings` by citation; a passage that nobody codes any more has none.
  public func rows(ofPassages cites: some Sequence<PassageCite>) -> [PassageCite: [Int]] {
    var wanted: [Int32: Set<Int32>] = [:]
    let wantedLabels = Dictionary(grouping: cites, by: \.transcript)
    for (index, transcript) in transcripts.enumerated() {
      guard let cites = wantedLabels[transcript.label] else { continue }
      wanted[Int32(index)] = Set(cites.map(\.number))
    }
    var found: [PassageCite: [Int]] = [:]
    guard !wanted.isEmpty else { return found }
    for row in 0..<codings.count {
      let transcript = texts[Int(codings.texts[row])].transcript
      guard wanted[transcript]?.contains(codings.numbers[row]) == true else { continue }
      let cite = PassageCite(
        transcript: transcripts[Int(transcript)].label, number: codings.numbers[row])
      found[cite, default: []].append(row)
    }
    return found
  }
}
