public import CodingEngine
import Fieldwork

/// A network as GraphML, which Gephi, yEd, igraph and NetworkX read.
public struct GraphMLRenderer: Sendable {
  /// Makes a renderer.
  public init() {}

  /// The whole file as UTF-8: nodes with `label` and `n`, edges with `weight` (n of the pair) and,
  /// where there is one, `jaccard`.
  public func bytes(_ network: CodeNetwork) -> [UInt8] {
    var out = OutputBuffer()
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    out.write("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n")
    for (name, owner, type) in [
      ("label", "node", "string"), ("n", "node", "int"), ("weight", "edge", "int"),
      ("jaccard", "edge", "double"),
    ] {
      out.write("  <key id=\"\(name)\" for=\"\(owner)\" attr.name=\"\(name)\"")
      out.write(" attr.type=\"\(type)\"/>\n")
    }
    let kind = network.isDirected ? "directed" : "undirected"
    out.write("  <graph id=\"cooccurrence\" edgedefault=\"\(kind)\">\n    <desc>")
    out.writeHTML("\(network.words), at least \(network.least)")
    out.write("</desc>\n")
    for node in network.nodes {
      out.write("    <node id=\"")
      out.writeHTML(node.slug)
      out.write("\"><data key=\"label\">")
      out.writeHTML(node.name)
      out.write("</data><data key=\"n\">\(node.n)</data></node>\n")
    }
    for edge in network.edges {
      out.write("    <edge source=\"")
      out.writeHTML(network.nodes[edge.first].slug)
      out.write("\" target=\"")
      out.writeHTML(network.nodes[edge.second].slug)
      out.write("\"><data key=\"weight\">\(edge.n)</data>")
      if let jaccard = edge.jaccard {
        out.write("<data key=\"jaccard\">\(jaccard.shortest)</data>")
      }
      out.write("</edge>\n")
    }
    out.write("  </graph>\n</graphml>\n")
    return out.bytes
  }
}
