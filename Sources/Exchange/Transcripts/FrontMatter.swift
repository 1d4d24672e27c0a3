import Fieldwork
import Yams

/// Reads the YAML block between `---` lines at the beginning of a Markdown file.
enum FrontMatter {
  /// A block that was found.
  struct Block {
    /// The byte after the closing line.
    var end: Int
    /// Keys and values in the order of the file; nested keys are joined by a dot.
    var fields: [(key: String, values: [String])]
  }

  /// The block, or `nil` when the text does not begin with one.
  ///
  /// - Throws: `TranscriptFailure.frontMatter` when the block is not YAML.
  static func read(_ bytes: [UInt8]) throws -> Block? {
    guard let (yaml, end) = range(bytes) else { return nil }
    let text = bytes.text(yaml)
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw TranscriptFailure.frontMatter(line: line(of: error), reason: reason(of: error))
    }
    guard let node else { return Block(end: end, fields: []) }
    // A rule at the beginning of a text, not a front matter.
    guard let mapping = node.mapping else { return nil }
    var fields: [(key: String, values: [String])] = []
    flatten(mapping, prefix: "", depth: 0, into: &fields)
    return Block(end: end, fields: fields)
  }

  /// The bytes of the block and the byte after its closing line, or `nil` without a block.
  static func range(_ bytes: [UInt8]) -> (Range<Int>, Int)? {
    guard bytes.matches([0x2D, 0x2D, 0x2D], at: 0) else { return nil }
    var start = bytes.skippingBlanks(from: 3, before: bytes.count)
    guard start < bytes.count, bytes[start] == 0x0A else { return nil }
    start += 1
    var line = start
    while line < bytes.count {
      let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
      if end - line >= 3 {
        let body = line..<bytes.trimmingBlanks(from: line, to: end)
        let isClose = bytes[body].elementsEqual("---".utf8) || bytes[body].elementsEqual("...".utf8)
        if isClose { return (start..<line, min(end + 1, bytes.count)) }
      }
      line = end + 1
    }
    return nil
  }

  private static func flatten(
    _ mapping: Node.Mapping, prefix: String, depth: Int,
    into fields: inout [(key: String, values: [String])]
  ) {
    for (key, value) in mapping {
      guard let name = key.scalar?.string, depth < 4 else { continue }
      switch value {
      case .mapping(let inner):
        flatten(inner, prefix: prefix + name + ".", depth: depth + 1, into: &fields)
      case .sequence(let items):
        fields.append((prefix + name, items.compactMap { scalar($0) }))
      default:
        fields.append((prefix + name, scalar(value).map { [$0] } ?? []))
      }
    }
  }

  /// The words of a scalar; `nil` for the empty one and for YAML's null.
  private static func scalar(_ node: Node) -> String? {
    guard let scalar = node.scalar else { return nil }
    let text = scalar.string.trimmed
    if text.isEmpty { return nil }
    if scalar.style == .plain, ["~", "null", "Null", "NULL"].contains(text) { return nil }
    return text
  }

  private static func line(of error: YamlError) -> Int? {
    switch error {
    // The block begins in the second line of the file.
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line + 1
    default: nil
    }
  }

  private static func reason(of error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _):
      problem
    default: "it is not YAML"
    }
  }
}
