import Fieldwork

/// Says of any passage whether another one among some lies to it as a relation asks.
///
/// Built once in order n log n, asked in order log n: the passages stand in order of their
/// beginnings, and beside each stands the furthest end up to there and the nearest end from
/// there on. Since a passage is never its own witness, the two best are kept.
struct RelationWitnesses {
  /// The two greatest values so far and whose they are.
  private struct BestTwo {
    var first = (value: Int.min, id: -1)
    var second = (value: Int.min, id: -1)

    mutating func take(_ value: Int, _ id: Int) {
      if value > first.value {
        second = first
        first = (value, id)
      } else if value > second.value {
        second = (value, id)
      }
    }

    /// The greatest value of another than one.
    func best(without id: Int) -> Int { first.id == id ? second.value : first.value }
  }

  private let kind: QueryRelation.Kind
  private let passages: QueryPassages
  private let places: QueryPlaces
  /// In order of text and beginning.
  private var ids: [Int] = []
  private var ranges: [Int32: Range<Int>] = [:]
  private var lows: [Int] = []
  /// The furthest ends up to each place, and the nearest, made negative, from each place on.
  private var furthest: [BestTwo] = []
  private var nearest: [BestTwo] = []
  /// In order of text and end.
  private var byEnd: [Int] = []
  private var counts: [[Int32]: Int] = [:]
  private let members: Set<Int>

  init(
    _ kind: QueryRelation.Kind, among ids: [Int], of passages: QueryPassages, places: QueryPlaces
  ) {
    self.kind = kind
    self.passages = passages
    self.places = places
    members = Set(ids)
    switch kind {
    case .samePassage, .sameTranscript, .sameCase:
      for id in ids { if let key = key(id) { counts[key, default: 0] += 1 } }
    default: order(ids)
    }
  }

  /// Whether another of the passages lies so to this one.
  func holds(_ id: Int) -> Bool {
    switch kind {
    case .samePassage, .sameTranscript, .sameCase:
      guard let key = key(id) else { return false }
      return counts[key, default: 0] > (members.contains(id) ? 1 : 0)
    case .overlaps: return reaches(id, endingAfter: start(id)) { $0 < end(id) }
    case .within: return reaches(id, endingAfter: end(id) - 1) { $0 <= start(id) }
    case .encloses: return hasOneInside(id)
    case .near(let reach): return isNear(id, reach)
    case .sameTurn: return isNear(id, .init(0, .turns))
    case .before(let reach): return precedes(id, reach)
    case .after(let reach): return follows(id, reach)
    }
  }

  private func start(_ id: Int) -> Int { Int(passages.starts[id]) }

  private func end(_ id: Int) -> Int { Int(passages.ends[id]) }

  private func key(_ id: Int) -> [Int32]? {
    switch kind {
    case .samePassage: return [passages.texts[id], passages.starts[id], passages.ends[id]]
    case .sameTranscript: return [places.transcript(id, of: passages)]
    default:
      let place = places.caseIndex(id, of: passages)
      return place < 0 ? nil : [place]
    }
  }

  /// The stretch in which nearness is measured; with turns and sentences that of their numbers.
  private func measured(_ id: Int) -> ClosedRange<Int>? {
    switch kind {
    case .near(let reach): places.units(id, of: passages, reach.measure)
    case .sameTurn: places.units(id, of: passages, .turns)
    case .before(let reach?), .after(let reach?):
      places.units(id, of: passages, reach.measure) == nil ? nil : start(id)...end(id)
    default: start(id)...end(id)
    }
  }

  private mutating func order(_ all: [Int]) {
    var spans: [(id: Int, low: Int, high: Int)] = []
    for id in passages.inOrder(all) {
      if let range = measured(id) { spans.append((id, range.lowerBound, range.upperBound)) }
    }
    ids = spans.map(\.id)
    lows = spans.map(\.low)
    furthest = Array(repeating: BestTwo(), count: ids.count)
    nearest = furthest
    var first = 0
    while first < ids.count {
      let text = passages.texts[ids[first]]
      var last = first
      while last < ids.count, passages.texts[ids[last]] == text { last += 1 }
      ranges[text] = first..<last
      var best = BestTwo()
      for place in first..<last {
        best.take(spans[place].high, ids[place])
        furthest[place] = best
      }
      best = BestTwo()
      for place in (first..<last).reversed() {
        best.take(-spans[place].high, ids[place])
        nearest[place] = best
      }
      first = last
    }
    if case .after = kind {
      byEnd = ids.sorted { a, b in
        (passages.texts[a], passages.ends[a]) < (passages.texts[b], passages.ends[b])
      }
    }
  }

  /// Whether another whose beginning passes a test, which holds of the first ones, ends behind.
  private func reaches(_ id: Int, endingAfter edge: Int, where passes: (Int) -> Bool) -> Bool {
    guard let range = ranges[passages.texts[id]] else { return false }
    let place = range.partitionPoint { !passes(lows[$0]) }
    return place > range.lowerBound && furthest[place - 1].best(without: id) > edge
  }

  private func hasOneInside(_ id: Int) -> Bool {
    guard let range = ranges[passages.texts[id]] else { return false }
    let place = range.partitionPoint { lows[$0] >= start(id) }
    guard place < range.upperBound else { return false }
    let best = nearest[place].best(without: id)
    return best > Int.min && -best <= end(id)
  }

  private func isNear(_ id: Int, _ reach: QueryRelation.Reach) -> Bool {
    guard let own = places.units(id, of: passages, reach.measure) else { return false }
    return reaches(id, endingAfter: own.lowerBound - reach.count - 1) {
      $0 <= own.upperBound + reach.count
    }
  }

  private func precedes(_ id: Int, _ reach: QueryRelation.Reach?) -> Bool {
    guard let range = ranges[passages.texts[id]] else { return false }
    let next = range.partitionPoint { lows[$0] >= end(id) }
    guard next < range.upperBound else { return false }
    return reach.map { isWithin($0, id, ids[next]) } ?? true
  }

  private func follows(_ id: Int, _ reach: QueryRelation.Reach?) -> Bool {
    guard let range = ranges[passages.texts[id]] else { return false }
    let behind = range.partitionPoint { end(byEnd[$0]) > start(id) }
    guard behind > range.lowerBound else { return false }
    return reach.map { isWithin($0, byEnd[behind - 1], id) } ?? true
  }

  /// Whether the later of two passages lies near enough behind the earlier one.
  private func isWithin(_ reach: QueryRelation.Reach, _ earlier: Int, _ later: Int) -> Bool {
    guard let a = places.units(earlier, of: passages, reach.measure),
      let b = places.units(later, of: passages, reach.measure)
    else { return false }
    return b.lowerBound - a.upperBound <= reach.count
  }
}
