import Fieldwork
import TestSupport

/// Codebooks with everything that is hard to write down.
enum RandomCodes {
  private static let atoms = [
    "a", "户口", "\"", "'", ": ", " #", "\n", "\n\n", " ", "- ", "[", "]", "{", "}", ",", "null",
    "yes", "1.10", "2016-06-22", "é", "\\", "\t", "|", ">", "%", "@", "`", "&", "*", "!", "?", "~",
    "\u{85}", "\u{2028}", "\u{1F468}", "=", "<<", ";",
  ]

  static func words(using random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...5, using: &random))
      .map { _ in atoms.randomElement(using: &random) ?? "" }.joined()
  }

  private static func texts(using random: inout SeededGenerator) -> [LocalizedText] {
    (0..<Int.random(in: 0...3, using: &random)).map { _ in
      let language = ["", "zh", "en", "zh-Hant", "odd tag"].randomElement(using: &random) ?? ""
      return LocalizedText(language: language, text: words(using: &random))
    }
  }

  static func entries(using random: inout SeededGenerator) -> [CodeDefinition] {
    let count = Int.random(in: 1...8, using: &random)
    let isSectioned = Bool.random(using: &random)
    let stems = ["code", "学校", "A.b", "x_y", "null", "12"]
    return (0..<count).map { index in
      let stem = stems.randomElement(using: &random) ?? "c"
      var code = CodeDefinition(slug: index == 0 ? stem : "\(stem)-\(index)")
      code.isCodable = isSectioned ? index > 2 : Bool.random(using: &random)
      code.isCore = isSectioned ? index == 0 : index == 3
      code.names = texts(using: &random)
      code.examples = texts(using: &random)
      if Bool.random(using: &random) { code.paradigm = words(using: &random) }
      if Bool.random(using: &random) { code.origin = words(using: &random) }
      if Bool.random(using: &random) { code.short = words(using: &random) }
      if Bool.random(using: &random) { code.full = words(using: &random) }
      if Bool.random(using: &random) { code.include = words(using: &random) }
      if Bool.random(using: &random) { code.exclude = words(using: &random) }
      let lists = (0..<2).map { _ in words(using: &random) }
      code.interviewees = Array(lists.prefix(Int.random(in: 0...2, using: &random)))
      code.questions = Array(lists.prefix(Int.random(in: 0...2, using: &random)))
      code.dimensions = Array(lists.prefix(Int.random(in: 0...2, using: &random)))
      code.isSensitive = Bool.random(using: &random)
      code.isRetired = Bool.random(using: &random)
      return code
    }.reduce(into: []) { entries, code in
      var code = code
      if isSectioned, (1...2).contains(entries.count) {
        code.parent = entries.first?.slug
      } else if Bool.random(using: &random) {
        code.parent = entries.randomElement(using: &random)?.slug
      }
      entries.append(code)
    }
  }

  /// A text with a few bytes changed, removed or added.
  static func damaged(_ text: String, using random: inout SeededGenerator) -> String {
    var bytes = Array(text.utf8)
    let marks: [UInt8] = Array(":-[]{}#&*!|>\"'\n\t ,;%0".utf8) + [0, 0xE6, 0xFF]
    for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[at] = marks.randomElement(using: &random) ?? 0
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(marks.randomElement(using: &random) ?? 0, at: at)
      default: bytes.removeSubrange(at..<min(bytes.count, at + 30))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
