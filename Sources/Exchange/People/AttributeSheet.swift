public import Fieldwork

/// The attributes of a transcript, participant or case as a text in which somebody fills in values,
/// each with the passage behind it.
public struct AttributeSheet: Hashable, Sendable {
  /// An attribute to fill in.
  public struct Item: Hashable, Sendable {
    /// The name.
    public var name: String
    /// What it is, where somebody defined it.
    public var definition: AttributeDefinition?
    /// The value that is there, as it is written; empty where there is none.
    public var value: String

    /// Describes an attribute.
    public init(name: String, definition: AttributeDefinition? = nil, value: String = "") {
      self.name = name
      self.definition = definition
      self.value = value
    }
  }

  /// What was written behind an attribute.
  public struct Entry: Hashable, Sendable {
    /// The line, from 1.
    public var line: Int
    /// The attribute's name.
    public var name: String
    /// The value, why it is missing, or nothing.
    public var content: AttributeContent
    /// The passages as typed.
    public var from: [String]
    /// Where the value comes from, where somebody wrote it.
    public var source: AttributeSource?
    /// A note, possibly empty.
    public var note: String
  }

  /// Whose values they are.
  public var owner: AttributeOwner
  /// Its label or id.
  public var id: String
  /// Further words on it, a line each.
  public var about: [String]
  /// The attributes in order.
  public var items: [Item]

  /// Describes a sheet.
  public init(owner: AttributeOwner, id: String, about: [String] = [], items: [Item]) {
    self.owner = owner
    self.id = id
    self.about = about
    self.items = items
  }

  /// What the first line says before the id.
  private static func head(_ owner: AttributeOwner) -> String { "# values of \(owner.rawValue) " }

  /// The sheet as text.
  public func write() -> String {
    var lines = [AttributeSheet.head(owner) + id]
    lines += about.map { "# \($0)" }
    lines += [
      "#",
      "# Behind the colon stands the value, below it where it was said, as for 'emic code':",
      "#   rooms: 3",
      "#     from: t12:\"two rooms and a kitchen\"",
      "# 'from' may stand several times; 'source' (\(AttributeSource.listed))",
      "# and 'note' may follow. A value that is not there: missing:refused, or missing: and one of",
      "# not-asked, dont-know, not-applicable, not-recorded.",
      "# What stays empty stays as it is; lines with # are not read.",
    ]
    for item in items {
      lines.append("")
      let words = item.words
      if !words.isEmpty { lines.append("# \(words)") }
      lines.append("\(item.name):\(item.value.isEmpty ? "" : " " + item.value)")
      lines.append("  from:")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads what somebody wrote into a sheet; what is empty is left out.
  ///
  /// - Throws: a `Problem` with the line at fault, also for a sheet of somebody else.
  public static func read(_ text: String, of owner: AttributeOwner, _ id: String) throws -> [Entry]
  {
    var entries: [Entry] = []
    var lines: [String: Int] = [:]
    for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let line = index + 1
      let words = String(raw).trimmingBlanks
      if words.hasPrefix("# values of "), !words.hasPrefix(head(owner) + id) || !words.hasSuffix(id)
      {
        throw Problem(
          .data, "the sheet is of \(words.dropFirst("# values of ".count))", place: "line \(line)",
          hint: "take it there, or make a sheet of \(id)")
      }
      guard !words.isEmpty, !words.hasPrefix("#") else { continue }
      let isInside = raw.first?.isWhitespace ?? false
      guard let colon = words.firstIndex(where: { $0 == ":" || $0 == "：" }) else {
        throw Problem(
          .data, "'\(words)' has no colon", place: "line \(line)", hint: "write: rooms: 3")
      }
      let name = String(words[..<colon]).trimmingBlanks
      let value = String(words[words.index(after: colon)...]).trimmingBlanks
      if !isInside {
        if let other = lines.updateValue(line, forKey: name) {
          throw Problem(
            .data, "'\(name)' stands in the sheet twice", place: "lines \(other) and \(line)",
            hint: "keep one of them")
        }
        entries.append(
          Entry(
            line: line, name: name, content: try content(value, line), from: [], source: nil,
            note: ""))
      } else {
        try add(name, value, line, to: &entries)
      }
    }
    for entry in entries where entry.content == .nothing && !entry.from.isEmpty {
      throw Problem(
        .data, "'\(entry.name)' has a passage and no value", place: "line \(entry.line)",
        hint: "write the value behind the colon, or take the passage away")
    }
    return entries.filter { $0.content != .nothing }
  }

  private static func content(_ value: String, _ line: Int) throws -> AttributeContent {
    do {
      return try AttributeContent(value)
    } catch let failure as AttributeValueFailure {
      var problem = failure.problem
      problem.place = "line \(line)"
      throw problem
    }
  }

  private static func add(
    _ name: String, _ value: String, _ line: Int, to entries: inout [Entry]
  ) throws {
    guard !entries.isEmpty else {
      throw Problem(
        .data, "'\(name)' stands below no attribute", place: "line \(line)",
        hint: "begin the line of an attribute without blanks")
    }
    let last = entries.count - 1
    switch name.foldedName {
    case "from": if !value.isEmpty { entries[last].from.append(value) }
    case "note": entries[last].note = value
    case "source":
      guard !value.isEmpty else { return }
      guard let source = AttributeSource(typed: value) else {
        throw Problem(
          .data, "a value cannot come from '\(value)'", place: "line \(line)",
          hint: "write one of \(AttributeSource.listed)")
      }
      entries[last].source = source
    default:
      throw Problem(
        .data, "below an attribute stands '\(name)'", place: "line \(line)",
        hint: "write from, source or note; an attribute begins its line without blanks")
    }
  }
}

extension AttributeSource {
  /// All sources, for a message.
  public static var listed: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension AttributeSheet.Item {
  /// What it is, on one line: `Rooms that the household lives in · number · rooms`.
  fileprivate var words: String {
    guard let definition else { return "" }
    let values = definition.values.isEmpty ? "" : definition.values.listed
    return [definition.label, definition.type.rawValue, definition.unit, values]
      .filter { !$0.isEmpty }.joined(separator: " · ")
  }
}
