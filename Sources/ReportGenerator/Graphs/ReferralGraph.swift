public import CodingEngine
import Fieldwork

/// Who led to whom in the language of Graphviz.
public struct ReferralGraph: Sendable {
  private let net: ReferralNet

  /// Takes over a net.
  public init(_ net: ReferralNet) { self.net = net }

  /// The whole file as UTF-8: nodes with `label` and `kind`, edges with date and way.
  public var bytes: [UInt8] {
    var out = OutputBuffer()
    out.write("digraph referrals {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n")
    for (index, node) in net.nodes.enumerated() {
      let shape = ReferralGraph.shapes[node.kind].map { ", shape=\($0)" } ?? ""
      out.write(
        "  n\(index) [label=\(DOTRenderer.quoted(node.label)), kind=\(node.kind)\(shape)];\n")
    }
    for link in net.links {
      out.write("  n\(link.from) -> n\(link.to)")
      let words = [link.date, link.how].filter { !$0.isEmpty }.joined(separator: ": ")
      out.write(words.isEmpty ? ";\n" : " [tooltip=\(DOTRenderer.quoted(words))];\n")
    }
    out.write("}\n")
    return out.bytes
  }

  /// People outside the study and places stand apart from those in it.
  private static let shapes = ["person": "ellipse", "site": "hexagon", "erased": "plaintext"]
}

extension ReferralNet.Node {
  /// Id and name: `HH-033 Tao Jun and Min`.
  var label: String { title.isEmpty || title == name ? name : "\(name) \(title)" }
}
