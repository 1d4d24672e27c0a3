public import CodingEngine
import Fieldwork

/// A network in the language of Graphviz.
public struct DOTRenderer: Sendable {
  /// Makes a renderer.
  public init() {}

  /// The whole file as UTF-8: nodes with `label` and `n`, edges with `weight` (n of the pair).
  public func bytes(_ network: CodeNetwork) -> [UInt8] {
    var out = OutputBuffer()
    let joint = network.isDirected ? "->" : "--"
    out.write("\(network.isDirected ? "digraph" : "graph") cooccurrence {\n")
    out.write("  label=\(quoted("\(network.words), at least \(network.least)"));\n")
    out.write("  node [shape=box, style=rounded];\n")
    for node in network.nodes {
      out.write(
        "  \(quoted(node.slug)) [label=\(quoted("\(node.name) (\(node.n))")), n=\(node.n)];\n")
    }
    let greatest = network.edges.map(\.n).max() ?? 1
    for edge in network.edges {
      let (first, second) = (network.nodes[edge.first].slug, network.nodes[edge.second].slug)
      let width = 1 + 5 * Double(edge.n) / Double(max(1, greatest))
      out.write("  \(quoted(first)) \(joint) \(quoted(second))")
      out.write(" [weight=\(edge.n), label=\(edge.n), penwidth=\(width.fixed(2))];\n")
    }
    out.write("}\n")
    return out.bytes
  }

  private func quoted(_ words: String) -> String { DOTRenderer.quoted(words) }

  /// Words in quotation marks, as Graphviz reads them.
  static func quoted(_ words: String) -> String {
    var out = "\""
    for scalar in words.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\" + String(scalar)
      case "\n", "\r": out += "\\n"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
