import Statistics

/// A map of codes by classical scaling: near codes lie in the same units (METHODS §2.3).
public struct CodeMap: Sendable {
  /// One code.
  public struct Point: Hashable, Sendable {
    /// The code.
    public let code: String
    /// The units that have it.
    public let n: Int
    /// Its place on the first axis.
    public let x: Double
    /// Its place on the second axis; 0 where there is no second one.
    public let y: Double
  }

  /// The counts behind it, with the codes that take part.
  public let units: CodeUnits
  /// The distance.
  public let distance: CodeDistance
  /// The codes in the order of the codebook.
  public let points: [Point]
  /// The number of axes that exist, at most 2.
  public let axes: Int
  /// All eigenvalues, greatest first.
  public let eigenvalues: [Double]
  /// The share of the axes shown in the sum of the absolute eigenvalues.
  public let fitOfAbsolute: Coefficient
  /// The share of the axes shown in the sum of the positive eigenvalues.
  public let fitOfPositive: Coefficient
  /// What a reader must know.
  public let notes: [String]

  /// Draws up a map.
  ///
  /// - Parameter least: the units that a code must be in to take part.
  /// - Throws: `ClusterFailure`.
  public init(
    _ units: CodeUnits, distance: CodeDistance = .jaccard, least: Int = 1
  ) throws(ClusterFailure) {
    let (kept, matrix) = try units.distances(distance, least: least, needed: 3)
    guard let map = ClassicalScaling(matrix, dimensions: 2) else { throw .noAxes }
    self.units = kept
    self.distance = distance
    axes = map.points.first?.count ?? 0
    points = kept.codes.indices.map { code in
      let place = map.points[code] + [0, 0]
      return Point(code: kept.codes[code], n: kept.n[code], x: place[0], y: place[1])
    }
    eigenvalues = map.eigenvalues
    fitOfAbsolute = Coefficient(of: map.fitOfAbsolute)
    fitOfPositive = Coefficient(of: map.fitOfPositive)
    var notes = [
      "near codes lie in the same \(kept.unit)s; the axes have no meaning of their own, and a "
        + "group on the map is no theme"
    ]
    if let fit = map.fitOfAbsolute.value {
      notes.append(
        "two axes carry \(fixed(100 * fit, 1)) % of the absolute eigenvalues"
          + (map.fitOfPositive.value.map { " and \(fixed(100 * $0, 1)) % of the positive ones" }
            ?? ""))
    }
    notes.append("of each axis the code farthest from 0 is on the positive side")
    if !distance.isEuclidean {
      notes.append("\(distance.words) is not Euclidean, so that no map can be exact")
    }
    self.notes = notes + kept.leftOutNotes + kept.notes
  }
}
