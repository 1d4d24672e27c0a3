import Yams

/// Measures how large a YAML file becomes when its aliases are written out, before anything
/// writes them out: the parser itself compares keys as a whole, and a key that aliases have
/// blown up would keep it busy for years.
enum YAMLAliases {
  /// Stands for the `*` of an alias, so that the parser takes `*name` for a word.
  private static let mark: Unicode.Scalar = "\u{E000}"

  /// Checks that the file is not repeated more often than it has bytes.
  ///
  /// - Throws: `YAMLFailure.tooManyAliases`, or what is wrong with a file that is no YAML.
  static func check(_ text: String, fileName: String) throws {
    guard text.utf8.contains(0x2A), text.utf8.contains(0x26) else { return }
    var marked = String.UnicodeScalarView()
    marked.append(contentsOf: text.unicodeScalars.lazy.map { $0 == "*" ? mark : $0 })
    do {
      let parser = try Parser(yaml: String(marked))
      // Nodes hold their anchors weakly; the parser keeps them.
      try withExtendedLifetime(parser) {
        guard let root = try parser.singleRoot() else { return }
        // Without aliases every node takes at least one byte of the file, or half of one where
        // an empty value is left out.
        var measure = Measure(limit: 2 * text.utf8.count + 16)
        guard measure.size(of: root) != nil else {
          throw YAMLFailure.tooManyAliases(file: fileName)
        }
      }
    } catch let error as YamlError {
      let failure = YAMLFailure(error, text: text, file: fileName)
      guard case .syntax(let file, let line, let words) = failure else { throw failure }
      let shown = words.replacing(String(mark), with: "*")
      throw YAMLFailure.syntax(file: file, line: line, words: shown)
    }
  }

  private struct Measure {
    let limit: Int
    private var sizes: [String: Int] = [:]

    init(limit: Int) { self.limit = limit }

    /// The number of nodes with all aliases written out; `nil` above the limit.
    mutating func size(of node: Node) -> Int? {
      var size = 1
      switch node {
      case .alias: break
      case .scalar(let scalar):
        let words = scalar.string.unicodeScalars
        if scalar.style == .plain, words.first == mark {
          size = sizes[String(words.dropFirst())] ?? 1
        }
      case .sequence(let nodes):
        for child in nodes {
          guard let more = self.size(of: child) else { return nil }
          size += more
        }
      case .mapping(let pairs):
        for (key, value) in pairs {
          guard let first = self.size(of: key), let second = self.size(of: value) else {
            return nil
          }
          size += first + second
        }
      }
      guard size <= limit else { return nil }
      if let name = node.anchor?.rawValue { sizes[name] = size }
      return size
    }
  }
}
