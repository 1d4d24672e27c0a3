public import CodingEngine
import Fieldwork

/// A network of codes as a drawing: discs for codes, lines for pairs, the number on each line's
/// tip.
public struct NetworkFigure: Sendable {
  private let network: CodeNetwork
  private static let step = 120.0
  private static let labelSize = 12.5

  /// Takes over a network.
  public init(_ network: CodeNetwork) { self.network = network }

  /// Draws the figure.
  ///
  /// Lines are the wider the more often the pair meets, discs the larger the
  /// more often the code is; where a code stands says only roughly what is near what.
  ///
  /// - Parameter id: a name that is unique in the page.
  public func picture(id: String) -> SVGPicture {
    let title = "Codes that go together"
    let description =
      "A network of \(network.nodes.count) codes and \(network.edges.count) pairs. Counted: "
      + "\(network.words), at least \(network.least)."
    var svg = SVGWriter()
    let radii = network.nodes.map { radius($0.n) }
    let labels = network.nodes.map { $0.slug.onOneLine.truncated(toColumns: 36) }
    let widest = labels.map { labelWidth($0, size: Self.labelSize) }.max() ?? 0
    let left = network.nodes.map(\.x).min() ?? 0
    let top = network.nodes.map(\.y).min() ?? 0
    let margin = widest / 2 + 24
    func place(_ node: Int) -> (x: Double, y: Double) {
      (
        x: margin + (network.nodes[node].x - left) * Self.step,
        y: 30 + (network.nodes[node].y - top) * Self.step
      )
    }
    let greatest = Double(network.edges.map(\.n).max() ?? 1)
    for edge in network.edges {
      let names = "\(network.nodes[edge.first].slug) × \(network.nodes[edge.second].slug)"
      svg.line(
        place(edge.first), place(edge.second), width: 1 + 6 * Double(edge.n) / greatest,
        stroke: "#96bbdb", tip: "\(names): \(edge.n)")
    }
    for (index, node) in network.nodes.enumerated() {
      svg.disc(place(index), radius: radii[index], fill: "#2f6ba3", tip: "\(node.slug): \(node.n)")
    }
    for (index, label) in labels.enumerated() {
      let at = place(index)
      // A white edge round the letters keeps them readable on lines.
      svg.words(
        label, at.x, at.y + radii[index] + 14, size: Self.labelSize, anchor: "middle",
        extra: " paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"3\"")
    }
    let right = (network.nodes.indices.map { place($0).x }.max() ?? 0) + margin
    let bottom = (network.nodes.indices.map { place($0).y }.max() ?? 0) + 44
    let legend = "lines: \(network.words), at least \(network.least)"
    svg.words(legend, 8, bottom + 8, size: 11.5, fill: SVGWriter.faint)
    return svg.picture(
      width: max(right, labelWidth(legend, size: 11.5) + 16).rounded(.up),
      height: (bottom + 18).rounded(.up), id: id, title: title, description: description)
  }

  private func radius(_ n: Int) -> Double {
    let most = Double(network.nodes.map(\.n).max() ?? 1)
    return 4 + 10 * (Double(n) / max(1, most)).squareRoot()
  }
}
