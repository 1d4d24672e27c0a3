public import CodingEngine
public import Fieldwork

extension EngineTables {
  /// What the attributes are and how many have them: `attribute, type, unit, label, values, kinds,
  /// known, missing, nothing`.
  ///
  /// Of those that nobody defined the type is empty; `missing` counts by reason; `nothing` counts
  /// the others of the kinds that it is about.
  public static func attributes(_ snapshot: StudySnapshot) -> ResultTable {
    var table = Table(columns: [
      Column("attribute"), Column("type"), Column("unit"), .prose("label"), .prose("values"),
      .prose("kinds"), .number("known"), .prose("missing"), .number("nothing"),
    ])
    for id in snapshot.attributeIDs {
      let definition = snapshot.attribute(id.owner, id.name)
      var known = 0
      var nothing = 0
      var missing: [AttributeMissing: Int] = [:]
      for index in snapshot.indices(of: id.owner) {
        let value = snapshot.attributes(id.owner, index).first { $0.name == id.name }
        if let reason = value?.missing {
          missing[reason, default: 0] += 1
        } else if value != nil {
          known += 1
        } else if definition?.isAbout(kind: snapshot.kind(of: id.owner, index)) ?? true {
          nothing += 1
        }
      }
      let reasons = AttributeMissing.allCases.compactMap { reason in
        missing[reason].map { "\($0) \(reason.words)" }
      }
      table.append([
        .text("\(id.owner.rawValue).\(id.name)"), .text(definition?.type.rawValue ?? ""),
        .text(definition?.unit ?? ""), .text(definition?.label ?? ""),
        .text(definition?.values.listed ?? ""),
        .text(definition?.kinds.joined(separator: "; ") ?? ""), .integer(known),
        .text(reasons.joined(separator: ", ")), .integer(nothing),
      ])
    }
    let loose = snapshot.attributeIDs.count { snapshot.attribute($0.owner, $0.name) == nil }
    if loose > 0 {
      table.notes.append(
        "\(counted(loose, "attribute")) without a type: 'emic attributes define' says what it is, "
          + "so that numbers and dates are compared as such")
    }
    return ResultTable(
      command: "attributes", unit: "attribute", n: table.rows.count, table: table)
  }

  /// The values of one transcript, participant or case: `attribute, value, source, where, quote,
  /// note`; a missing one says why.
  public static func attributeValues(
    _ snapshot: StudySnapshot, _ owner: AttributeOwner, _ index: Int32, quotes: AttributeQuotes
  ) -> ResultTable {
    var table = Table(columns: [
      Column("attribute"), .prose("value"), Column("source"), .prose("where"), .prose("quote"),
      .prose("note"),
    ])
    for value in snapshot.inDefinedOrder(owner, index) {
      let said = quotes.quotes(owner, index, value.name)
      table.append([
        .text(value.name), .text(snapshot.worded(value, of: owner)),
        .text(value.source?.words ?? ""),
        .text(unique(said.map(\.cite)).joined(separator: "; ")),
        .text(said.map(\.said).joined(separator: " / ")), .text(value.note),
      ])
    }
    let open = snapshot.openAttributes(owner, index)
    if !open.isEmpty {
      table.notes.append("not yet known: \(open.map(\.name).joined(separator: ", "))")
    }
    return ResultTable(
      command: "\(owner.rawValue)s show",
      parameters: [Parameter(owner.rawValue, snapshot.id(of: owner, index))], unit: "attribute",
      n: table.rows.count, table: table)
  }

  /// What the attributes of one of them were: `entry, date, coder, attribute, value, source, note,
  /// command`.
  public static func attributeHistory(
    _ rows: [(
      entry: Int64, date: String, coder: String, name: String, value: AttributeValue?,
      command: String
    )],
    _ snapshot: StudySnapshot, _ owner: AttributeOwner, _ id: String
  ) -> ResultTable {
    var table = Table(columns: [
      .number("entry"), Column("date"), Column("coder"), Column("attribute"), .prose("value"),
      Column("source"), .prose("note"), Column("command"),
    ])
    for row in rows {
      table.append([
        .integer(Int(row.entry)), .text(row.date), .text(row.coder), .text(row.name),
        .text(row.value.map { snapshot.worded($0, of: owner) } ?? "(taken away)"),
        .text(row.value?.source?.words ?? ""), .text(row.value?.note ?? ""), .text(row.command),
      ])
    }
    return ResultTable(
      command: "\(owner.rawValue)s history", parameters: [Parameter(owner.rawValue, id)],
      unit: "change", n: rows.count, table: table)
  }
}

extension StudySnapshot {
  /// A value in words, with label and unit where they are known; `missing (refused)` where it is.
  func worded(_ value: AttributeValue, of owner: AttributeOwner) -> String {
    guard value.missing == nil, let definition = attribute(owner, value.name) else {
      return value.words
    }
    return definition.variable.wordedWithUnit(definition.surveyValue(value.value))
  }

  /// The values of an owner: those of defined attributes in order of definition, then by name.
  func inDefinedOrder(_ owner: AttributeOwner, _ index: Int32) -> [AttributeValue] {
    let order = Dictionary(
      attributeDefinitions.enumerated().filter { $1.owner == owner }.map { ($1.name, $0) },
      uniquingKeysWith: { first, _ in first })
    return attributes(owner, index).sorted { a, b in
      let (x, y) = (order[a.name] ?? Int.max, order[b.name] ?? Int.max)
      return x == y ? a.name.precedesNaturally(b.name) : x < y
    }
  }

  /// All attributes, the defined ones first.
  fileprivate var attributeIDs: [AttributeID] {
    var ids = attributeDefinitions.compactMap { AttributeID($0.id) }
    let defined = Set(ids)
    for owner in AttributeOwner.allCases {
      let names = Set(indices(of: owner).flatMap { attributes(owner, $0).map(\.name) })
      // What is a field of its own is no attribute.
      ids += names.sorted { $0.precedesNaturally($1) }
        .compactMap { AttributeID("\(owner.rawValue).\($0)") }.filter { !defined.contains($0) }
    }
    return ids
  }
}
