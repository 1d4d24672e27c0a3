import Yams

/// A piece of a YAML file that knows its file and line, so that whatever is wrong with it can
/// be told with its place.
struct YAMLItem {
  private let node: Node
  /// The file's name for messages.
  let file: String

  private init(node: Node, file: String) {
    self.node = node
    self.file = file
  }

  /// Reads a file that holds one document.
  ///
  /// - Throws: `YAMLFailure` when the text is no YAML, holds nothing or a NUL character, or
  ///   repeats itself by aliases more often than it has bytes.
  static func read(_ text: String, fileName: String) throws -> YAMLItem {
    try YAMLAliases.check(text, fileName: fileName)
    let root: Node?
    do {
      root = try compose(yaml: text)
    } catch let error as YamlError {
      throw YAMLFailure(error, text: text, file: fileName)
    }
    guard let root else { throw YAMLFailure.empty(file: fileName) }
    try expectNoNUL(in: root, file: fileName)
    let item = YAMLItem(node: root, file: fileName)
    guard !item.isNull else { throw YAMLFailure.empty(file: fileName) }
    return item
  }

  private static func expectNoNUL(in node: Node, file: String) throws {
    switch node {
    case .alias: return
    case .scalar(let scalar):
      // `"\0"` writes one with printable characters only.
      if NULCharacter.stands(in: scalar.string) {
        throw YAMLFailure.nul(file: file, line: scalar.mark?.line ?? 1)
      }
    case .sequence(let nodes):
      for child in nodes { try expectNoNUL(in: child, file: file) }
    case .mapping(let pairs):
      for (key, value) in pairs {
        try expectNoNUL(in: key, file: file)
        try expectNoNUL(in: value, file: file)
      }
    }
  }

  /// The line on which the piece begins, from 1.
  var line: Int { node.mark?.line ?? 1 }

  /// Whether nothing is written here.
  var isNull: Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else {
      return false
    }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// The words of a scalar, whatever YAML would make of them: `no` and `1.10` stay as written.
  var scalar: String? {
    guard case .scalar(let scalar) = node, !isNull else { return nil }
    return scalar.string
  }

  /// The items of a list, or `nil` when this is none.
  var items: [YAMLItem]? {
    guard case .sequence(let nodes) = node else { return nil }
    return nodes.map { YAMLItem(node: $0, file: file) }
  }

  /// The keys, of whatever kind, and values of a mapping, or `nil` when this is none.
  var pairs: [(key: YAMLItem, value: YAMLItem)]? {
    guard case .mapping(let pairs) = node else { return nil }
    return pairs.map { (YAMLItem(node: $0, file: file), YAMLItem(node: $1, file: file)) }
  }

  /// The fields of a mapping in file order, or `nil` when this is none.
  ///
  /// - Throws: `YAMLFailure` when a key is something other than words.
  func fields() throws -> [YAMLField]? {
    try pairs?.map { key, value in
      guard let words = key.scalar else { throw key.mismatch("a key", expected: "a word") }
      return YAMLField(key: words, line: key.line, value: value)
    }
  }

  /// One text; `nil` when nothing is written.
  func text(_ what: String) throws -> String? {
    if isNull { return nil }
    guard let scalar else { throw mismatch(what, expected: "text") }
    return isBlock ? scalar.droppingLineEnds : scalar
  }

  /// Whether the text is a block (`>` or `|`), whose last line end nobody means.
  private var isBlock: Bool {
    guard case .scalar(let scalar) = node else { return false }
    return scalar.style == .folded || scalar.style == .literal
  }

  /// A list of texts; a single text counts as a list of one.
  func texts(_ what: String) throws -> [String] {
    if isNull { return [] }
    if let scalar { return [scalar] }
    guard let items else { throw mismatch(what, expected: "a list of texts") }
    return try items.map { item in
      guard let text = item.scalar else { throw item.mismatch(what, expected: "a list of texts") }
      return text
    }
  }

  /// Yes or no.
  func flag(_ what: String) throws -> Bool {
    switch scalar?.lowercased() {
    case "true", "yes", "1": true
    case "false", "no", "0": false
    default: throw mismatch(what, expected: "true or false")
    }
  }

  /// A whole number.
  func integer(_ what: String) throws -> Int {
    guard let scalar, let number = Int(scalar) else {
      throw mismatch(what, expected: "a whole number")
    }
    return number
  }

  /// The failure that something else was expected here.
  func mismatch(_ what: String, expected: String) -> YAMLFailure {
    .wrongType(file: file, line: line, what: what, expected: expected)
  }

  /// The failure that the value is none of those allowed.
  func refusal(_ what: String, value: String, allowed: String) -> YAMLFailure {
    .badValue(file: file, line: line, what: what, value: value, allowed: allowed)
  }
}

/// A key of a mapping with its value.
struct YAMLField {
  /// The key as written.
  let key: String
  /// The line of the key.
  let line: Int
  /// The value.
  let value: YAMLItem

  /// The failure that the key is not known.
  func unknown(_ known: [String]) -> YAMLFailure {
    .unknownKey(file: value.file, line: line, key: key, known: known)
  }
}

extension String {
  fileprivate var droppingLineEnds: String {
    guard utf8.last == 10 else { return self }
    return String(decoding: utf8.prefix(utf8.count - 1), as: UTF8.self).droppingLineEnds
  }
}

extension YAMLFailure {
  /// Places an error of the parser.
  init(_ error: YamlError, text: String, file: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self = .syntax(file: file, line: mark.line, words: problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = duplicates.sorted().joined(separator: ", ")
      self = .syntax(
        file: file, line: context.mark.line, words: "the mapping has the key \(keys) twice")
    case .reader(let problem, let offset, _, _):
      let before = text.unicodeScalars.prefix(offset ?? 0)
      let line = 1 + before.reduce(0) { $0 + ($1 == "\n" ? 1 : 0) }
      self = .syntax(file: file, line: line, words: problem)
    default:
      self = .syntax(file: file, line: 1, words: "it cannot be parsed")
    }
  }
}
