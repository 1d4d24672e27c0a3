/// The sheets of a workbook and what its dates are counted from.
final class WorkbookParts: MarkupHandler {
  struct Sheet {
    var name: String
    var relation: String
  }

  private(set) var sheets: [Sheet] = []
  private(set) var startsIn1904 = false

  func begin(_ name: MarkupName, _ attributes: MarkupAttributes) {
    switch name.local {
    case "sheet":
      sheets.append(
        Sheet(name: attributes["name"] ?? "", relation: attributes["id"] ?? ""))
    case "workbookPr":
      startsIn1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    default: break
    }
  }

  func end(_ name: MarkupName) {}
  func text(_ words: String) {}
}

/// Where the parts of a workbook lie.
final class WorkbookRelations: MarkupHandler {
  private(set) var targets: [String: String] = [:]

  func begin(_ name: MarkupName, _ attributes: MarkupAttributes) {
    guard name.local == "Relationship", let id = attributes["Id"] else { return }
    targets[id] = attributes["Target"]
  }

  func end(_ name: MarkupName) {}
  func text(_ words: String) {}
}

/// The words that cells share.
final class SharedStrings: MarkupHandler {
  private(set) var texts: [String] = []
  private var words = ""
  private var isText = false
  private var phonetic = 0

  func begin(_ name: MarkupName, _ attributes: MarkupAttributes) {
    switch name.local {
    case "si": words = ""
    // How a word is pronounced stands beside it in Japanese and Chinese books.
    case "rPh": phonetic += 1
    case "t": isText = phonetic == 0
    default: break
    }
  }

  func end(_ name: MarkupName) {
    switch name.local {
    case "si": texts.append(words)
    case "rPh": phonetic -= 1
    case "t": isText = false
    default: break
    }
  }

  func text(_ part: String) {
    if isText { words += part }
  }
}

/// Which cell styles show a number as a date.
final class WorkbookStyles: MarkupHandler {
  /// The places of the styles that are dates.
  private(set) var dateStyles: Set<Int> = []
  private var ownDates: Set<Int> = []
  private var isCellStyle = false
  private var count = 0

  func begin(_ name: MarkupName, _ attributes: MarkupAttributes) {
    switch name.local {
    case "numFmt":
      guard let id = attributes["numFmtId"].flatMap({ Int($0) }) else { return }
      if Self.isDate(attributes["formatCode"] ?? "") { ownDates.insert(id) }
    case "cellXfs": isCellStyle = true
    case "xf" where isCellStyle:
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      if Self.builtInDates.contains(id) || ownDates.contains(id) { dateStyles.insert(count) }
      count += 1
    default: break
    }
  }

  func end(_ name: MarkupName) {
    if name.local == "cellXfs" { isCellStyle = false }
  }

  func text(_ words: String) {}

  /// Formats of dates that every program knows (ECMA-376 part 1, 18.8.30), those of East Asia among
  /// them.
  private static let builtInDates = Set(14...17).union([22]).union(27...31).union([36])
    .union(50...54).union([57, 58])

  /// Whether a format shows a year or a day, outside of quotes, brackets and escapes.
  static func isDate(_ code: String) -> Bool {
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    for scalar in code.lowercased().unicodeScalars {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch scalar {
      case "\"": isQuoted.toggle()
      case "[": isBracketed = true
      case "]": isBracketed = false
      case "\\", "_", "*": isEscaped = !isQuoted
      case "y", "d", "年", "日": if !isQuoted, !isBracketed { return true }
      default: break
      }
    }
    return false
  }
}
