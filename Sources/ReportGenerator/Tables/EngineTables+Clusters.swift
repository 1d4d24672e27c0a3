public import CodingEngine
import Fieldwork

extension EngineTables {
  /// The codes with their clusters: `cluster, code, n, silhouette, nearest`.
  public static func clusters(_ result: CodeClusters) -> ResultTable {
    var table = Table(columns: [
      .number("cluster"), Column("code"), .number("n"), .number("silhouette"), .number("nearest"),
    ])
    for member in inOrder(result.members, \.cluster) {
      table.append([
        .integer(member.cluster), .text(member.code), .integer(member.n),
        cell(member.silhouette, digits: 2), member.nearest.map { .integer($0) } ?? .empty,
      ])
    }
    return answer(result, table, showing: "clusters")
  }

  /// The merges: `step, height, size, first, second, tie`; a part is a code, or `#3` for what
  /// step 3 made.
  public static func clusterSteps(_ result: CodeClusters) -> ResultTable {
    var table = Table(columns: [
      .number("step"), .number("height"), .number("size"), Column("first"), Column("second"),
      Column("tie"),
    ])
    func words(_ part: CodeClusters.Part) -> Cell {
      switch part {
      case .code(let code): .text(result.units.codes[code])
      case .step(let step): .text("#\(step + 1)")
      }
    }
    for (index, step) in result.steps.enumerated() {
      table.append([
        .integer(index + 1), .number(step.height, digits: 3), .integer(step.size),
        words(step.first), words(step.second), .text(step.isTie ? "yes" : "no"),
      ])
    }
    return answer(result, table, showing: "merges")
  }

  /// What each number of clusters gives: `clusters, silhouette, sizes`.
  public static func clusterCuts(_ result: CodeClusters) -> ResultTable {
    var table = Table(columns: [.number("clusters"), .number("silhouette"), Column("sizes")])
    for cut in result.cuts {
      table.append([
        .integer(cut.clusters), cell(cut.silhouette, digits: 3),
        .text(cut.sizes.map { String($0) }.joined(separator: "; ")),
      ])
    }
    return answer(result, table, showing: "silhouettes")
  }

  private static func answer(_ result: CodeClusters, _ table: Table, showing: String)
    -> ResultTable
  {
    var table = table
    let cuts = result.cuts.map { "\($0.clusters): \(cell($0.silhouette, digits: 2).words)" }
    table.notes = ["distance: \(result.distance.words); linkage: \(result.linkage.rawValue)"]
    switch result.copheneticCorrelation {
    case .value(let value): table.notes.append("cophenetic correlation \(value.fixed(3))")
    case .undefined(let reason): table.notes.append("no cophenetic correlation: \(reason)")
    }
    if showing != "silhouettes", !cuts.isEmpty {
      table.notes.append("mean silhouette by number of clusters: \(cuts.joined(separator: ", "))")
    }
    table.notes += result.notes
    return ResultTable(
      command: "clusters",
      parameters: [
        Parameter("method", "agglomerative"), Parameter("show", showing),
        Parameter("unit", result.units.unit), Parameter("distance", result.distance.rawValue),
        Parameter("linkage", result.linkage.rawValue), Parameter("k", .integer(result.clusters)),
      ], unit: result.units.unit, n: result.units.total, table: table)
  }

  /// The codes with their communities: `cluster, code, n, stability, unstable`.
  public static func communities(_ result: CodeCommunities) -> ResultTable {
    var table = Table(columns: [
      .number("cluster"), Column("code"), .number("n"), .number("stability"), Column("unstable"),
    ])
    for member in inOrder(result.members, { $0.cluster ?? Int.max }) {
      table.append([
        member.cluster.map { .integer($0) } ?? .empty, .text(member.code), .integer(member.n),
        cell(member.stability, digits: 2), .text(member.isUnstable ? "yes" : "no"),
      ])
    }
    var words = "modularity \(cell(result.modularity, digits: 4).words)"
    var parameters = [
      Parameter("method", result.method.rawValue), Parameter("show", "clusters"),
      Parameter("unit", result.ties.units.unit), Parameter("weight", result.ties.weight.rawValue),
      Parameter("rule", result.ties.rule), Parameter("resolution", .number(result.resolution)),
    ]
    if let runs = result.runs {
      words += " (least of the runs \(runs.leastModularity.fixed(4)))"
      if let agreement = runs.agreement.value {
        words += "; mean adjusted Rand index of all pairs of runs \(agreement.fixed(3))"
      }
      parameters += [
        Parameter("runs", .integer(runs.count)), Parameter("seed", String(runs.firstSeed)),
      ]
    }
    table.notes = [words] + result.notes
    return ResultTable(
      command: "clusters", parameters: parameters, unit: result.ties.units.unit,
      n: result.ties.units.total, table: table)
  }

  /// Where each code stands in the network: `code, n, degree, strength, betweenness, closeness,
  /// eigenvector, pagerank, clustering, core, component`.
  public static func centralities(_ result: CodeCentralities) -> ResultTable {
    var table = Table(columns: [
      Column("code"), .number("n"), .number("degree", "ties"), .number("strength"),
      .number("betweenness", "between"), .number("closeness", "close"),
      .number("eigenvector", "eigen"), .number("pagerank", "rank"), .number("clustering", "local"),
      .number("core"), .number("component", "part"),
    ])
    for line in result.lines {
      table.append([
        .text(line.code), .integer(line.n), .integer(line.degree),
        .number(line.strength, digits: 2), .number(line.betweenness, digits: 1),
        cell(line.closeness, digits: 3), cell(line.eigenvector, digits: 3),
        .number(line.pageRank, digits: 4), cell(line.clustering, digits: 2), .integer(line.core),
        .integer(line.component),
      ])
    }
    table.notes =
      [
        "density \(cell(result.density, digits: 3).words), transitivity "
          + "\(cell(result.transitivity, digits: 3).words), diameter \(result.diameter) steps"
      ] + result.notes
    return ResultTable(
      command: "clusters",
      parameters: [
        Parameter("show", "centrality"), Parameter("unit", result.ties.units.unit),
        Parameter("weight", result.ties.weight.rawValue), Parameter("rule", result.ties.rule),
      ], unit: result.ties.units.unit, n: result.ties.units.total, table: table)
  }

  /// Codes by scaling: `code, n, x, y`.
  public static func map(_ result: CodeMap) -> ResultTable {
    var table = Table(columns: [Column("code"), .number("n"), .number("x"), .number("y")])
    for point in result.points {
      table.append([
        .text(point.code), .integer(point.n), coordinate(point.x, exists: result.axes > 0),
        coordinate(point.y, exists: result.axes > 1),
      ])
    }
    table.notes = ["distance: \(result.distance.words)"] + result.notes
    return ResultTable(
      command: "map",
      parameters: [
        Parameter("method", "mds"), Parameter("unit", result.units.unit),
        Parameter("distance", result.distance.rawValue),
      ], unit: result.units.unit, n: result.units.total, table: table)
  }

  /// Codes and columns by correspondence analysis: `point, kind, n, mass, inertia, x, y,
  /// contribution_x, contribution_y, cos2_x, cos2_y`.
  public static func map(_ result: CodeCorrespondence) -> ResultTable {
    var table = Table(columns: [
      Column("point"), Column("kind"), .number("n"), .number("mass"), .number("inertia"),
      .number("x"), .number("y"), .number("contribution_x", "ctr x"),
      .number("contribution_y", "ctr y"), .number("cos2_x", "cos² x"), .number("cos2_y", "cos² y"),
    ])
    for point in result.points {
      func value(_ list: [Double], _ axis: Int) -> Cell {
        coordinate(list.indices.contains(axis) ? list[axis] : 0, exists: list.count > axis)
      }
      func quality(_ axis: Int) -> Cell {
        point.quality.indices.contains(axis) ? cell(point.quality[axis], digits: 3) : noAxis
      }
      table.append([
        .text(point.label), .text(point.isCode ? "code" : result.columnKind), .integer(point.n),
        .number(point.mass, digits: 3), cell(point.inertia, digits: 3),
        value(point.coordinates, 0), value(point.coordinates, 1), value(point.contributions, 0),
        value(point.contributions, 1), quality(0), quality(1),
      ])
    }
    table.notes = result.notes
    return ResultTable(
      command: "map",
      parameters: [Parameter("method", "ca"), Parameter("by", result.columnKind)],
      unit: result.counted, n: result.total, table: table)
  }

  private static let noAxis = Cell.undefined(reason: "there is no such axis")

  private static func coordinate(_ value: Double, exists: Bool) -> Cell {
    exists ? .number(value, digits: 3) : noAxis
  }

  /// Members by cluster, within each in the order of the codebook.
  private static func inOrder<Member>(_ members: [Member], _ cluster: (Member) -> Int)
    -> [Member]
  {
    members.enumerated().sorted {
      (cluster($0.element), $0.offset) < (cluster($1.element), $1.offset)
    }.map(\.element)
  }
}
