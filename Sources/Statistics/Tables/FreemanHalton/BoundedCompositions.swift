/// All ways to spread a count over places of limited room, one after the other.
struct BoundedCompositions {
  /// The parts of the current way.
  private(set) var parts: [Int]
  private let room: [Int]
  private var isFresh: Bool

  /// Prepares the ways; there is none where `count` is more than all the room.
  init(of count: Int, room: [Int]) {
    self.room = room
    parts = Array(repeating: 0, count: room.count)
    isFresh = room.reduce(0, +) >= count && count >= 0
    if isFresh { fill(from: 0, with: count) }
  }

  /// Moves to the next way; the first call, to the first one.
  ///
  /// - Returns: whether there is one.
  mutating func next() -> Bool {
    if isFresh {
      isFresh = false
      return true
    }
    var moved = 0
    for place in parts.indices.reversed() {
      if moved > 0, parts[place] < room[place] {
        parts[place] += 1
        fill(from: place + 1, with: moved - 1)
        return true
      }
      moved += parts[place]
    }
    return false
  }

  private mutating func fill(from place: Int, with count: Int) {
    var rest = count
    for index in (place..<parts.count).reversed() {
      parts[index] = min(rest, room[index])
      rest -= parts[index]
    }
  }

  /// How many ways there are for every count up to all the room, at index `count`.
  static func numbers(room: [Int]) -> [Double] {
    var ways = [1.0]
    for limit in room {
      // Running sums make each place linear in the room.
      var sums = [0.0]
      for number in ways { sums.append((sums.last ?? 0) + number) }
      ways = (0..<ways.count + limit).map { count in
        sums[min(count, ways.count - 1) + 1] - sums[max(0, count - limit)]
      }
    }
    return ways
  }
}
