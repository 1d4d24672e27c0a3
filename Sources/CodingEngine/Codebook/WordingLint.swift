import Fieldwork

/// What can be seen in the codebook alone.
struct WordingLint {
  let book: Codebook
  let active: [Int]
  let levels: Int

  func look(_ add: CodebookLint.Add) {
    for index in active {
      let code = book.codes[index]
      if code.isCodable {
        if code.short.isEmpty, code.full.isEmpty {
          add(index, .noDefinition, "has no definition", "")
        }
        if code.include.isEmpty { add(index, .noInclude, "does not say when to use it", "") }
        if code.exclude.isEmpty { add(index, .noExclude, "does not say when not to use it", "") }
        if code.examples.isEmpty { add(index, .noExample, "has no example", "") }
      } else if !book.subtree(index).dropFirst().contains(where: { !book.codes[$0].isRetired }) {
        add(index, .emptyCategory, "is a category with nothing below it", "")
      }
      if book.depths[index] >= levels {
        add(
          index, .tooDeep,
          "lies on level \(book.depths[index] + 1), below "
            + book.path(index).dropLast().joined(separator: " > "), "")
      }
    }
    compareNames(add)
    compareDefinitions(add)
  }

  /// Each pair is told once, at the later of the two.
  private func compareNames(_ add: CodebookLint.Add) {
    let names = active.map { index -> [String] in
      let code = book.codes[index]
      return Array(Set(([code.slug] + code.names.map(\.text)).map(\.foldedName))).sorted()
    }
    let scalars = names.map { $0.map { Array($0.unicodeScalars) } }
    for (position, index) in active.enumerated() {
      for earlier in 0..<position {
        let other = book.codes[active[earlier]].slug
        if let same = names[position].first(where: names[earlier].contains) {
          add(index, .sameName, "is called '\(same)', as '\(other)' is", other)
          continue
        }
        let pair = similar(scalars[earlier], scalars[position])
        if let pair {
          add(index, .similarName, "is called '\(pair.1)', '\(other)' is called '\(pair.0)'", other)
        }
      }
    }
  }

  /// Two names of at least six letters, or three Chinese characters, that differ in one.
  private func similar(_ a: [[Unicode.Scalar]], _ b: [[Unicode.Scalar]]) -> (String, String)? {
    for first in a {
      for second in b where abs(first.count - second.count) <= 1 {
        let isLong =
          first.contains(where: \.isHan)
          ? min(first.count, second.count) > 3 : min(first.count, second.count) > 5
        guard isLong, WordingLint.differByOne(first, second) else { continue }
        return (WordingLint.word(first), WordingLint.word(second))
      }
    }
    return nil
  }

  private static func word(_ scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Whether one letter less, more or another makes two different words equal.
  static func differByOne(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    guard long.count - short.count <= 1, short != long else { return false }
    var start = 0
    while start < short.count, short[start] == long[start] { start += 1 }
    let rest = long.count == short.count ? short.dropFirst(start + 1) : short.dropFirst(start)
    return Array(rest) == Array(long.dropFirst(start + 1))
  }

  private func compareDefinitions(_ add: CodebookLint.Add) {
    var seen: [String: String] = [:]
    for index in active {
      let code = book.codes[index]
      for words in Set([code.short, code.full].map(\.foldedName)).sorted() where !words.isEmpty {
        if let other = seen[words], other != code.slug {
          add(index, .sameWords, "has the words of '\(other)' in its definition", other)
        }
        seen[words] = seen[words] ?? code.slug
      }
    }
  }
}
