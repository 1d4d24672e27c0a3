extension UnitizedContinuum {
  /// Every place of the continuum as a unit that each coder gave a value or, last of the
  /// categories, none.
  ///
  /// What a tool compares that looks at characters one by one. It does not see where units begin
  /// and end: quite different ways to cut a text get the same coefficient (Krippendorff 1995).
  public var places: RatedUnits? {
    var cuts: [(place: Int, coder: Int, value: Int)] = []
    for (coder, units) in coders.enumerated() {
      for (index, unit) in units.enumerated() {
        cuts.append((unit.start, coder, unit.value))
        let goesOn = index + 1 < units.count && units[index + 1].start == unit.end
        if !goesOn { cuts.append((unit.end, coder, values)) }
      }
    }
    cuts.sort { ($0.place, $0.coder) < ($1.place, $1.coder) }
    var lengths: [[Int]: Int] = [:]
    var order: [[Int]] = []
    var now = [Int](repeating: values, count: coders.count)
    var place = 0
    func close(_ end: Int) {
      guard end > place else { return }
      if lengths[now] == nil { order.append(now) }
      lengths[now, default: 0] += end - place
      place = end
    }
    for cut in cuts {
      close(cut.place)
      now[cut.coder] = cut.value
    }
    close(length)
    return try? RatedUnits(
      rows: order.map { $0.map { Int?($0) } }, weights: order.map { lengths[$0] ?? 0 },
      categories: values + 1)
  }
}
