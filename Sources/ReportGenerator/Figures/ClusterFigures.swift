public import CodingEngine
import Fieldwork

extension DendrogramFigure {
  /// The tree of a grouping of codes; n stands behind each code.
  public init(_ result: CodeClusters) {
    let position = Dictionary(
      uniqueKeysWithValues: result.order.enumerated().map { ($0.element, $0.offset) })
    func part(_ part: CodeClusters.Part) -> Part {
      switch part {
      case .code(let code): .leaf(position[code] ?? 0)
      case .step(let step): .merge(step)
      }
    }
    let kept = result.members.count - result.clusters
    let heights = result.steps.map(\.height)
    // Between the last merge that is kept and the first that is undone.
    let cut: Double? =
      heights.indices.contains(kept) && result.clusters > 1
      ? (heights[kept] + (kept > 0 ? heights[kept - 1] : 0)) / 2 : nil
    let ties = result.steps.count { $0.isTie }
    self.init(
      title: "Code clusters",
      description:
        "Dendrogram of \(result.members.count) codes by \(result.distance.words) over "
        + "\(result.units.total) \(result.units.unit)s, \(result.linkage.rawValue) linkage, cut "
        + "into \(result.clusters). "
        + (ties > 0 ? "\(ties) merges had ties and depend on their rule. " : "")
        + "A cluster is no theme.",
      leaves: result.order.map { code in
        let member = result.members[code]
        return Leaf("\(member.code) (\(member.n))", group: member.cluster)
      },
      merges: result.steps.map { Merge(part($0.first), part($0.second), height: $0.height) },
      cut: cut,
      legend: "\(result.distance.words), \(result.linkage.rawValue) linkage, over "
        + "\(result.units.total) \(result.units.unit)s; in brackets the \(result.units.unit)s of "
        + "a code")
  }
}

extension PointMap {
  /// The map of codes by scaling.
  public init(_ result: CodeMap) {
    let fit = result.fitOfAbsolute.value.map { "\((100 * $0).fixed(1)) %" } ?? "none"
    self.init(
      title: "Code map",
      description:
        "Classical scaling of \(result.points.count) codes by \(result.distance.words) over "
        + "\(result.units.total) \(result.units.unit)s; two axes carry \(fit) of the absolute "
        + "eigenvalues. A group on the map is no theme.",
      points: result.points.map { point in
        Point(
          point.code, x: point.x, y: point.y,
          tip: "\(point.code): \(point.n) \(result.units.unit)s")
      }, axisX: "axis 1", axisY: "axis 2",
      legend: "\(result.distance.words) over \(result.units.total) \(result.units.unit)s; "
        + "fit \(fit)")
  }

  /// The map of codes and columns by correspondence analysis.
  public init(_ result: CodeCorrespondence) {
    func axis(_ index: Int) -> String {
      guard result.inertias.indices.contains(index) else { return "no axis \(index + 1)" }
      let share = 100 * result.inertias[index] / result.totalInertia
      return "axis \(index + 1): \(share.fixed(1)) % of the inertia"
    }
    self.init(
      title: "Code map",
      description:
        "Correspondence analysis of codes by \(result.columnKind): \(result.counted), "
        + "\(result.total) in all. Distances between a code and a \(result.columnKind) mean "
        + "nothing by themselves.",
      points: result.points.map { point in
        Point(
          point.label, x: point.coordinates.first ?? 0,
          y: point.coordinates.count > 1 ? point.coordinates[1] : 0,
          tip: "\(point.label): \(point.n)", isSecond: !point.isCode)
      }, axisX: axis(0), axisY: axis(1),
      legend: "dots: codes; squares: \(result.columnKind)s; \(result.counted), "
        + "\(result.total) in all")
  }
}
