public import Fieldwork

extension StudySnapshot {
  /// The transcripts that more than one coder coded, as indices in ascending order.
  public var transcriptsOfSeveralCoders: [Int] {
    var coders = [Set<Int32>](repeating: [], count: transcripts.count)
    for row in 0..<codings.count {
      coders[Int(transcript(ofCoding: row))].insert(codings.coders[row])
    }
    return coders.indices.filter { coders[$0].count > 1 }
  }
}
