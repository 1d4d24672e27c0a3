import CodingEngine
import Fieldwork

/// Leads from a number to the passages behind it.
struct Citations {
  /// Whether the passages stand in the same document, so that a citation can lead there.
  let areLinked: Bool
  /// The cases that have a page in the same document.
  var pages: Set<String> = []

  /// A case by its id, leading to its page.
  func place(_ id: String) -> Inline {
    pages.contains(id) ? .link([.text(id)], anchor: "case-\(id)") : .text(id)
  }

  /// The passages of some codings in reading order, each once: `GY-101#6, GY-104#2`.
  func list(_ rows: [Int], in snapshot: StudySnapshot) -> [Inline] {
    var parts: [Inline] = []
    for cite in EngineTables.unique(snapshot.inReadingOrder(rows).map(snapshot.cite(ofCoding:))) {
      if !parts.isEmpty { parts.append(", ") }
      parts.append(areLinked ? .link([.text(cite)], anchor: Citations.anchor(cite)) : .text(cite))
    }
    return parts
  }

  /// Where a passage stands in the appendix.
  static func anchor(_ cite: String) -> String { "passage-\(cite)" }
}
