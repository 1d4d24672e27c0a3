public import CodingEngine
import Fieldwork

/// The coding paradigm as a picture: a column for each role, an arrow for each relation.
public struct ParadigmFigure: Sendable {
  private let net: ParadigmNet
  private let labels: [String]
  /// The place of each node in its column, from the top.
  private let places: [Int]

  /// Arranges the codes; in each column those that are linked to each other come near.
  public init(_ net: ParadigmNet) {
    self.net = net
    labels = net.nodes.map { "\($0.code) (\($0.cases))".onOneLine.truncated(toColumns: 34) }
    places = ParadigmFigure.arranged(net)
  }

  /// Sorts each column by the mean place of the neighbours, eight times over, starting with the
  /// order of the codebook; equal ones keep their order.
  private static func arranged(_ net: ParadigmNet) -> [Int] {
    var columns = net.roles.indices.map { role in
      net.nodes.indices.filter { net.nodes[$0].role == role }
    }
    var neighbours = [[Int]](repeating: [], count: net.nodes.count)
    for link in net.links where net.nodes[link.from].role != net.nodes[link.to].role {
      neighbours[link.from].append(link.to)
      neighbours[link.to].append(link.from)
    }
    var heights = [Double](repeating: 0, count: net.nodes.count)
    func settle() {
      for column in columns {
        for (place, node) in column.enumerated() {
          heights[node] = (Double(place) + 0.5) / Double(column.count)
        }
      }
    }
    settle()
    for _ in 0..<8 {
      for index in columns.indices {
        let wanted = columns[index].map { node -> Double in
          let around = neighbours[node]
          return around.isEmpty
            ? heights[node] : around.reduce(0) { $0 + heights[$1] } / Double(around.count)
        }
        columns[index] = columns[index].indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
          .map { columns[index][$0] }
        settle()
      }
    }
    var places = [Int](repeating: 0, count: net.nodes.count)
    for column in columns {
      for (place, node) in column.enumerated() { places[node] = place }
    }
    return places
  }

  static let linkColour = "#2f6ba3"
  static let tensionColour = "#8a4f10"

  /// Draws the figure.
  ///
  /// - Parameter id: a name that is unique in the page.
  public func picture(id: String) -> SVGPicture {
    let layout = ParadigmLayout(net, labels: labels, places: places)
    var svg = SVGWriter()
    for (role, title) in net.roles.enumerated() {
      svg.words(
        title, layout.lefts[role] + layout.widths[role] / 2, 16, size: 12.5, anchor: "middle",
        fill: SVGWriter.faint)
    }
    for link in net.links {
      let colour = link.isTension ? ParadigmFigure.tensionColour : ParadigmFigure.linkColour
      let tip =
        "\(link.relation): \(net.nodes[link.from].code) \(link.kind) \(net.nodes[link.to].code), "
        + "both in \(counted(link.cases, "case"))"
      svg.arrow(
        layout.route(link), colour: colour, width: link.cases > 0 ? 1.5 : 1,
        isDashed: !link.hasEvidence, tip: tip)
    }
    for (node, label) in labels.enumerated() {
      let role = net.nodes[node].role
      let y = layout.top(node)
      svg.box(
        layout.lefts[role], y, layout.widths[role], ParadigmLayout.boxHeight, fill: "#f4f6f8",
        stroke: "#9aa3ab", tip: net.nodes[node].code)
      svg.words(
        label, layout.lefts[role] + layout.widths[role] / 2, y + 15.5, size: 12, anchor: "middle")
    }
    let legend = [
      "blue: leads to, answered by, results in, depends on; brown: weakens, contradicts; dashed: "
        + "the codes meet nowhere yet",
      "in brackets the cases that have a code; an arrow is what a researcher wrote, no cause that "
        + "was found",
    ]
    for (index, line) in legend.enumerated() {
      svg.words(
        line, 8, layout.height + 8 + 16 * Double(index), size: 11.5, fill: SVGWriter.faint)
    }
    let words = legend.map { labelWidth($0, size: 11.5) }.max() ?? 0
    return svg.picture(
      width: max(layout.width, words + 16).rounded(.up), height: layout.height + 34, id: id,
      title: "The coding paradigm",
      description: "\(net.nodes.count) codes in the roles \(net.roles.joined(separator: ", ")) "
        + "and \(net.links.count) relations between them")
  }
}

/// Where the boxes stand and how the arrows run, in CSS pixels.
private struct ParadigmLayout {
  static let boxHeight = 22.0
  static let step = 34.0
  static let gap = 96.0
  let net: ParadigmNet
  let places: [Int]
  private(set) var lefts: [Double] = []
  private(set) var widths: [Double] = []
  private(set) var width = 8.0
  let height: Double
  private let counts: [Int]

  init(_ net: ParadigmNet, labels: [String], places: [Int]) {
    self.net = net
    self.places = places
    counts = net.roles.indices.map { role in net.nodes.count { $0.role == role } }
    height = 34 + Double(counts.max() ?? 0) * ParadigmLayout.step
    for (role, title) in net.roles.enumerated() {
      let own = net.nodes.indices.filter { net.nodes[$0].role == role }
      let widest = own.map { labelWidth(labels[$0], size: 12) }.max() ?? 0
      lefts.append(width)
      widths.append(max(widest, labelWidth(title, size: 12.5)) + 16)
      width += widths[role] + ParadigmLayout.gap
    }
  }

  /// Short columns stand in the middle.
  func top(_ node: Int) -> Double {
    let free = Double((counts.max() ?? 0) - counts[net.nodes[node].role])
    return 28 + (Double(places[node]) + free / 2) * ParadigmLayout.step
  }

  /// Start, two handles and end of a curve.
  func route(_ link: ParadigmNet.Link) -> [(x: Double, y: Double)] {
    let (a, b) = (net.nodes[link.from].role, net.nodes[link.to].role)
    let (y1, y2) = (
      top(link.from) + ParadigmLayout.boxHeight / 2, top(link.to) + ParadigmLayout.boxHeight / 2
    )
    let (right1, right2) = (lefts[a] + widths[a], lefts[b] + widths[b])
    if a == b {
      let bend = right1 + 30 + min(50, abs(y2 - y1) / 5)
      return [(right1, y1), (bend, y1), (bend, y2), (right2, y2)]
    }
    let (x1, x2) = a < b ? (right1, lefts[b]) : (lefts[a], right2)
    let middle = (x1 + x2) / 2
    return [(x1, y1), (middle, y1), (middle, y2), (x2, y2)]
  }
}

extension SVGWriter {
  /// Draws a curve with a head at its end, which it must reach level.
  mutating func arrow(
    _ points: [(x: Double, y: Double)], colour: String, width: Double, isDashed: Bool, tip: String
  ) {
    guard points.count == 4 else { return }
    let (handle, end) = (points[2], points[3])
    let way = handle.x <= end.x ? -1.0 : 1.0
    let neck = end.x + way * 6
    let words = [(points[0].x, points[0].y), (points[1].x, points[1].y), (handle.x, handle.y)]
      .map { "\($0.0.svg) \($0.1.svg)" }
    body.write("<path d=\"M \(words[0]) C \(words[1]), \(words[2]), \(neck.svg) \(end.y.svg)\"")
    body.write(" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"\(width.svg)\"")
    if isDashed { body.write(" stroke-dasharray=\"4 3\"") }
    body.write("><title>")
    body.writeHTML(tip)
    body.write("</title></path>\n")
    let head = [(end.x, end.y), (end.x + way * 7, end.y - 3.5), (end.x + way * 7, end.y + 3.5)]
      .map { "\($0.0.svg),\($0.1.svg)" }.joined(separator: " ")
    body.write("<polygon points=\"\(head)\" fill=\"\(colour)\"/>\n")
  }
}
