public import CodingEngine
import Fieldwork

/// Who led to whom as a picture: a column for each step from the beginning, an arrow for each
/// referral.
public struct ReferralFigure: Sendable {
  private static let boxHeight = 22.0
  private static let step = 30.0
  private static let gap = 70.0
  private let net: ReferralNet
  private let labels: [String]
  /// The place of each node in its column, from the top.
  private let places: [Int]

  /// Arranges the net: chain by chain, each below the one who led there where there is room.
  public init(_ net: ReferralNet) {
    self.net = net
    labels = net.nodes.map { $0.label.onOneLine.truncated(toColumns: 32) }
    var places = [Int](repeating: 0, count: net.nodes.count)
    var free: [Int: Int] = [:]
    let order = net.nodes.indices.sorted { a, b in
      let (x, y) = (net.nodes[a], net.nodes[b])
      return x.step == y.step ? a < b : x.step < y.step
    }
    // From left to right, so that who leads has a place before those who are led to.
    for step in Set(net.nodes.map(\.step)).sorted() {
      let own = order.filter { net.nodes[$0].step == step }
      let wanted = own.map { node -> Int in
        let above = net.links.filter { $0.to == node && net.nodes[$0.from].step < step }
        return above.map { places[$0.from] }.min() ?? 0
      }
      for index in own.indices.sorted(by: { (wanted[$0], $0) < (wanted[$1], $1) }) {
        let place = max(wanted[index], free[step] ?? 0)
        places[own[index]] = place
        free[step] = place + 1
      }
    }
    self.places = places
  }

  /// Draws the figure.
  ///
  /// - Parameter id: a name that is unique in the page.
  public func picture(id: String) -> SVGPicture {
    var svg = SVGWriter()
    let steps = (net.nodes.map(\.step).max() ?? 0) + 1
    var lefts: [Double] = []
    var widths: [Double] = []
    var x = 8.0
    for step in 0..<steps {
      let own = net.nodes.indices.filter { net.nodes[$0].step == step }
      let widest = own.map { labelWidth(labels[$0], size: 12) }.max() ?? 0
      lefts.append(x)
      widths.append(widest + 16)
      x += widest + 16 + Self.gap
    }
    func top(_ node: Int) -> Double { 10 + Double(places[node]) * Self.step }
    for link in net.links {
      let (a, b) = (net.nodes[link.from].step, net.nodes[link.to].step)
      let (y1, y2) = (top(link.from) + Self.boxHeight / 2, top(link.to) + Self.boxHeight / 2)
      let start = lefts[a] + widths[a]
      let isForward = a < b
      let end = isForward ? lefts[b] : lefts[b] + widths[b]
      let bend = isForward ? (start + end) / 2 : max(start, end) + 30
      let words = [link.date, link.how].filter { !$0.isEmpty }.joined(separator: ": ")
      svg.arrow(
        [(start, y1), (bend, y1), (bend, y2), (end, y2)], colour: ParadigmFigure.linkColour,
        width: 1.3, isDashed: false,
        tip: "\(net.nodes[link.from].name) → \(net.nodes[link.to].name)"
          + (words.isEmpty ? "" : " (\(words))"))
    }
    for (node, label) in labels.enumerated() {
      let step = net.nodes[node].step
      let isOutside = ["person", "site", "erased"].contains(net.nodes[node].kind)
      svg.box(
        lefts[step], top(node), widths[step], Self.boxHeight,
        fill: isOutside ? "#ffffff" : "#f4f6f8", stroke: "#9aa3ab", tip: net.nodes[node].kind)
      svg.words(
        label, lefts[step] + widths[step] / 2, top(node) + 15.5, size: 12, anchor: "middle")
    }
    let bottom = 10 + Double((places.max() ?? 0) + 1) * Self.step
    let legend = "white: outside the study; who is not led to stands left"
    svg.words(legend, 8, bottom + 14, size: 11.5, fill: SVGWriter.faint)
    return svg.picture(
      width: max(x - Self.gap + 8, labelWidth(legend, size: 11.5) + 16).rounded(.up),
      height: (bottom + 24).rounded(.up), id: id, title: "Who led to whom",
      description: "\(counted(net.nodes.count, "person or place", "people and places")), "
        + "\(counted(net.links.count, "referral")).")
  }
}
