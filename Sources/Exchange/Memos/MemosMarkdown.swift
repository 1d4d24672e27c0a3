public import Fieldwork

/// Memos as Markdown files: what a memo is on in a front matter, its words below.
///
/// ```markdown
/// ---
/// id: two-kinds-of-staying
/// kind: theoretical
/// title: Two kinds of staying
/// on: {codes: [intent-to-stay], transcripts: [GY-101], passages: ["GY-101#12"]}
/// coder: gold
/// date: 2016-07-10
/// ---
///
/// The words.
/// ```
public enum MemosMarkdown {
  /// The sorts of memos.
  public static let kinds = MemoDefinition.kinds

  private static let keys = ["id", "kind", "title", "on", "coder", "date", "open"]
  private static let targets = [
    "codes", "transcripts", "cases", "themes", "passages", "participants", "relations",
  ]

  /// Reads a memo; whether what it is on exists is for the study to say.
  ///
  /// Empty lines round the words do not belong to them. Without an `id` the name of the file
  /// without its extension stands for it.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `MemoFailure`, or `YAMLFailure` with the line at fault.
  public static func read(_ text: String, fileName: String) throws -> MemoDefinition {
    let bytes = LineEnds.normalised(Array(text.utf8))
    guard let (yaml, end) = FrontMatter.range(bytes) else {
      throw MemoFailure.noFrontMatter(file: fileName)
    }
    // The empty line stands for the opening one, so that lines are counted as in the file.
    let root = try YAMLItem.read("\n" + bytes.text(yaml), fileName: fileName)
    guard let fields = try root.fields() else {
      throw root.mismatch("the front matter", expected: "a mapping")
    }
    var memo = MemoDefinition(slug: stem(fileName), kind: "", body: "")
    for field in fields { try take(field, into: &memo) }
    guard !memo.kind.isEmpty else {
      throw YAMLFailure.missingKey(
        file: fileName, line: root.line, what: "the memo '\(memo.slug)'", key: "kind")
    }
    memo.body = words(bytes.text(end..<bytes.count))
    guard !memo.body.isEmpty else {
      throw MemoFailure.noWords(
        file: fileName, line: bytes[..<end].reduce(into: 1) { if $1 == 0x0A { $0 += 1 } })
    }
    return memo
  }

  private static func take(_ field: YAMLField, into memo: inout MemoDefinition) throws {
    let value = field.value
    switch field.key {
    case "id":
      if let id = try value.text("the id")?.trimmingBlanks, !id.isEmpty { memo.slug = id }
    case "kind":
      let kind = try value.text("the kind")?.trimmingBlanks ?? ""
      guard kinds.contains(kind) else {
        throw value.refusal("the kind", value: kind, allowed: kinds.joined(separator: ", "))
      }
      memo.kind = kind
    case "title": memo.title = try value.text("the title")?.trimmingBlanks ?? ""
    case "coder": memo.coder = try value.text("the coder")?.trimmingBlanks ?? ""
    case "date":
      let date = try value.text("the date")?.trimmingBlanks ?? ""
      guard date.isEmpty || isDate(date) else {
        throw value.refusal("the date", value: date, allowed: "it as 2016-06-22")
      }
      memo.written = date
    case "open":
      if !value.isNull { memo.isOpen = try value.flag("open") }
    case "on":
      guard !value.isNull else { break }
      guard let on = try value.fields() else {
        throw value.mismatch("'on'", expected: "a mapping of \(targets.joined(separator: ", "))")
      }
      for target in on {
        let names = try target.value.texts(target.key)
        switch target.key {
        case "codes": memo.codes = names
        case "transcripts": memo.transcripts = names
        case "cases": memo.cases = names
        case "themes": memo.themes = names
        case "participants": memo.participants = names
        case "relations": memo.relations = names
        case "passages":
          memo.passages = try names.map { name in
            guard let cite = PassageCite(name) else {
              throw target.value.refusal(
                "a passage", value: name, allowed: "it as cited, such as GY-101#12")
            }
            return cite
          }
        default: throw target.unknown(targets)
        }
      }
    default: throw field.unknown(keys)
    }
  }

  /// A memo as a file with LF line ends; reading it gives the same memo, empty lines round its
  /// words left out.
  public static func write(_ memo: MemoDefinition) -> String {
    var out = "---\n"
    func add(_ key: String, _ value: String) {
      if !value.isEmpty { out += "\(key): \(YAMLScalarWriting.inline(value))\n" }
    }
    add("id", memo.slug)
    add("kind", memo.kind)
    add("title", memo.title)
    let on = zip(
      targets,
      [
        memo.codes, memo.transcripts, memo.cases, memo.themes, memo.passages.map(\.words),
        memo.participants, memo.relations,
      ]
    ).filter { !$0.1.isEmpty }
    if !on.isEmpty {
      out += "on:\n"
      for (target, names) in on { out += "  \(target): \(YAMLScalarWriting.flow(names))\n" }
    }
    add("coder", memo.coder)
    add("date", memo.written)
    if memo.isOpen { out += "open: true\n" }
    return out + "---\n\n" + words(memo.body) + "\n"
  }

  /// A date, alone or with a time behind it.
  private static func isDate(_ text: String) -> Bool {
    guard CivilDate(String(text.prefix(10))) != nil else { return false }
    return text.count == 10 || text.dropFirst(10).first == "T"
  }

  private static func stem(_ fileName: String) -> String {
    let name = fileName.split(separator: "/").last.map(String.init) ?? fileName
    return name.hasSuffix(".md") ? String(name.dropLast(3)) : name
  }

  /// The words without the empty lines at both ends.
  private static func words(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let first = lines.first, first.allSatisfy(\.isWhitespace) { lines.removeFirst() }
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
