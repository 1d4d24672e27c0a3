import Fieldwork

/// How much of what the people of a case say is covered by codings.
///
/// Over several interviews covered scalars and all scalars are added (length-weighted). Interviewer
/// turns count on neither side. In an interview about several cases only the turns of the case's
/// own people count. In each interview one layer is measured: the original, or where no coding lies
/// in it the one that carries most.
struct OwnWords {
  private let snapshot: StudySnapshot

  init(_ snapshot: StudySnapshot) { self.snapshot = snapshot }

  /// The share, in 0...1; `nil` where the case has no words.
  func share(of rows: [Int], ofCase place: Int32, in interviews: [Int32]) -> Double? {
    var covered = 0
    var all = 0
    for interview in interviews {
      let own = rows.filter { snapshot.transcript(ofCoding: $0) == interview }
      guard let text = layer(of: interview, own) else { continue }
      let turns = stretches(ofText: text, place)
      all += turns.reduce(0) { $0 + $1.count }
      let codings = snapshot.codings
      let spans = own.filter { codings.texts[$0] == text }
        .map { Int(codings.starts[$0])..<Int(codings.ends[$0]) }
      covered += OwnWords.overlap(OwnWords.joined(spans), turns)
    }
    return all > 0 ? Double(covered) / Double(all) : nil
  }

  private func layer(of interview: Int32, _ rows: [Int]) -> Int32? {
    let layers = snapshot.texts.indices.filter { snapshot.texts[$0].transcript == interview }
    let counts = layers.map { layer in
      rows.count { snapshot.codings.texts[$0] == Int32(layer) }
    }
    guard let original = layers.firstIndex(where: { snapshot.texts[$0].isOriginal }) else {
      return layers.first.map { Int32($0) }
    }
    let most = counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) } ?? original
    return Int32(layers[counts[original] > 0 || rows.isEmpty ? original : most])
  }

  /// The turns of the case's people in order; they do not overlap.
  private func stretches(ofText text: Int32, _ place: Int32) -> [Range<Int>] {
    let turns = snapshot.turns
    return turns.rows(ofText: text).filter { turns.roles[$0] != .interviewer }.compactMap { turn in
      guard let span = Span(start: turns.starts[turn], end: turns.ends[turn]),
        CaseAttribution.caseIndex(ofText: text, span, in: snapshot) == place
      else { return nil }
      return Int(turns.starts[turn])..<Int(turns.ends[turn])
    }
  }

  /// Spans as stretches that neither touch nor overlap, in order.
  static func joined(_ spans: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for span in spans.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    ) {
      if let last = joined.last, span.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        joined.append(span)
      }
    }
    return joined
  }

  /// How many scalars two lists of stretches share; the stretches of each do not overlap.
  static func overlap(_ a: [Range<Int>], _ b: [Range<Int>]) -> Int {
    var sum = 0
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      let low = max(a[i].lowerBound, b[j].lowerBound)
      let high = min(a[i].upperBound, b[j].upperBound)
      if low < high { sum += high - low }
      if a[i].upperBound < b[j].upperBound { i += 1 } else { j += 1 }
    }
    return sum
  }
}
