import Foundation
import TestSupport

/// The outlines of the demonstration's interviews in the domain notes: which codes each talking
/// point was written for.
enum Outlines {
  /// For each interview its talking points, each with its codes.
  static func read() throws -> [String: [Set<String>]] {
    let lines = try Outlines.section("### 7.2", until: "### 7.3")
    var outlines: [String: [Set<String>]] = [:]
    var label = ""
    for line in lines {
      if line.hasPrefix("**"), let end = line.firstRange(of: " · ") {
        label = String(line[line.index(line.startIndex, offsetBy: 2)..<end.lowerBound])
      } else if line.hasPrefix("- TP"), let open = line.lastIndex(of: "["), line.hasSuffix("]") {
        let codes = line[line.index(after: open)...].dropLast().split(separator: ",")
        outlines[label, default: []].append(
          Set(codes.map { $0.trimmingCharacters(in: .whitespaces) }))
      }
    }
    return outlines
  }

  /// The findings of §7.5, by the words of their first column.
  static func findings() throws -> [String] {
    try section("### 7.5", until: "A README story").compactMap { line in
      guard line.hasPrefix("| "), !line.hasPrefix("| finding") else { return nil }
      return line.split(separator: "|").first.map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
  }

  private static func section(_ start: String, until end: String) throws -> [String] {
    let text = try String(contentsOf: SharedFiles.url("DOMAIN.md"), encoding: .utf8)
    guard let first = text.range(of: "\n" + start),
      let last = text.range(of: "\n" + end, range: first.upperBound..<text.endIndex)
    else { throw Tool.Failure("the domain notes have no section \(start)") }
    return text[first.upperBound..<last.lowerBound].components(separatedBy: "\n")
  }
}
