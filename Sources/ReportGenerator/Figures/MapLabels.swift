/// Things that are drawn on one place.
struct MapPlace {
  var x: Double
  var y: Double
  /// Positions in `PointMap.points`.
  var members: [Int]
}

/// Finds room for the labels of a map, one after the other.
struct MapLabels {
  /// A number on the map with the names that it stands for.
  struct Entry {
    var number: Int
    var names: [String]

    /// The names on as many lines as they need.
    func lines(width: Double) -> [String] {
      var lines = ["\(number): "]
      for (index, name) in names.enumerated() {
        let word = name + (index + 1 < names.count ? ", " : "")
        let longer = lines[lines.count - 1] + word
        if index > 0, labelWidth(longer, size: 11.5) > width {
          lines.append(word)
        } else {
          lines[lines.count - 1] = longer
        }
      }
      return lines
    }
  }

  /// What stands below the map.
  private(set) var key: [Entry] = []
  private var taken: [LabelBox]
  /// No label on the map is longer.
  private static let widest = 240.0

  /// Marks are not to be covered.
  init(_ places: [MapPlace]) {
    taken = places.map { LabelBox(x: $0.x - 4, y: $0.y - 4, width: 8, height: 8) }
  }

  /// How far to the right anything reaches.
  var right: Double { taken.map { $0.x + $0.width }.max() ?? 0 }

  /// Places a label, or a number in its stead.
  mutating func add(_ names: [String], at place: MapPlace) -> (words: String, box: LabelBox) {
    let label = names.joined(separator: " · ")
    let width = labelWidth(label, size: 12)
    if width <= MapLabels.widest {
      let (box, hits) = LabelBox.beside(place, width: width, among: taken)
      if hits == 0 {
        taken.append(box)
        return (label, box)
      }
    }
    key.append(Entry(number: key.count + 1, names: names))
    let number = String(key.count)
    let (box, _) = LabelBox.beside(place, width: labelWidth(number, size: 12), among: taken)
    taken.append(box)
    return (number, box)
  }
}

/// The room that a label takes.
struct LabelBox {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  func covers(_ other: LabelBox) -> Bool {
    x < other.x + other.width && other.x < x + width && y < other.y + other.height
      && other.y < y + height
  }

  /// The first place beside a mark that covers nothing, else the one that covers least, and how
  /// many things it covers.
  static func beside(
    _ place: MapPlace, width: Double, among taken: [LabelBox]
  ) -> (LabelBox, hits: Int) {
    let offsets = [
      (7.0, -8.0), (-7 - width, -8.0), (-width / 2, -22.0), (-width / 2, 7.0), (7.0, -18.0),
      (7.0, 3.0), (-7 - width, -18.0), (-7 - width, 3.0),
    ]
    var best = LabelBox(x: place.x + 7, y: place.y - 8, width: width, height: 15)
    var least = Int.max
    for (x, y) in offsets where place.x + x > 52 {
      let box = LabelBox(x: place.x + x, y: place.y + y, width: width, height: 15)
      let hits = taken.count { box.covers($0) }
      if hits < least { (best, least) = (box, hits) }
    }
    return (best, least)
  }
}
