import Fieldwork

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
  /// - Throws: `TranscriptFailure` when the block is not YAML or repeats itself without end.
  static func read(_ bytes: [UInt8]) throws -> Block? {
    guard let (yaml, end) = range(bytes) else { return nil }
    do {
      let root = try YAMLItem.read(bytes.text(yaml), fileName: "front matter")
      // A rule at the beginning of a text, not a front matter.
      guard let pairs = root.pairs else { return nil }
      var fields: [(key: String, values: [String])] = []
      flatten(pairs, prefix: "", depth: 0, into: &fields)
      return Block(end: end, fields: fields)
    } catch YAMLFailure.empty {
      return Block(end: end, fields: [])
    } catch YAMLFailure.syntax(_, let line, let words) {
      // The block begins in the second line of the file.
      throw TranscriptFailure.frontMatter(line: line + 1, reason: words)
    } catch YAMLFailure.nul(_, let line) {
      throw TranscriptFailure.nul(place: "line \(line + 1)")
    } catch let failure as YAMLFailure {
      throw TranscriptFailure.frontMatterRefused(
        reason: failure.problem.what, hint: failure.problem.hint)
    }
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
    _ pairs: [(key: YAMLItem, value: YAMLItem)], prefix: String, depth: Int,
    into fields: inout [(key: String, values: [String])]
  ) {
    guard depth < 4 else { return }
    for (key, value) in pairs {
      guard let name = key.scalar else { continue }
      if let inner = value.pairs {
        flatten(inner, prefix: prefix + name + ".", depth: depth + 1, into: &fields)
      } else {
        fields.append((prefix + name, (value.items ?? [value]).compactMap(words)))
      }
    }
  }

  /// The words of a scalar; `nil` for the empty one and for YAML's null.
  private static func words(_ item: YAMLItem) -> String? {
    guard let text = item.scalar?.trimmed, !text.isEmpty else { return nil }
    return text
  }
}
