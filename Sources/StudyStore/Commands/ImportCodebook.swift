public import Fieldwork
import Foundation
import GRDB

/// Brings a codebook file into the study: new codes are made, changed definitions become new
/// versions, codes that the file does not name stay as they are, and so does of a known code
/// whatever the file has no place for.
public struct ImportCodebook: StudyCommand {
  /// What an import of a codebook did.
  public struct Outcome: Hashable, Sendable {
    /// Slugs of new entries.
    public var added: [String] = []
    /// Slugs of entries whose definition has a new version.
    public var redefined: [String] = []
    /// Slugs of entries with another name, place or flag.
    public var changed: [String] = []
    /// Slugs that the study has and the file does not.
    public var notInFile: [String] = []
  }

  /// The name in the journal.
  public let name: String
  private let entries: [CodebookDraft.Entry]

  /// Prepares an import.
  ///
  /// - Parameters:
  ///   - entries: the entries, parents named by slug.
  ///   - name: the command that the journal names.
  public init(_ entries: [CodebookDraft.Entry], name: String = "codebook import") {
    self.entries = entries
    self.name = name
  }

  /// Prepares an import of entries that say everything.
  ///
  /// - Parameters:
  ///   - definitions: the entries, parents named by slug.
  ///   - name: the command that the journal names.
  public init(_ definitions: [CodeDefinition], name: String = "codebook import") {
    self.init(
      definitions.map { CodebookDraft.Entry(definition: $0, line: 0) }, name: name)
  }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    var outcome = Outcome()
    var stored = try writer.storedCodes()
    let wasStored = Set(stored.keys)
    let definitions = ImportCodebook.merged(entries, with: stored.mapValues(\.definition))
    // Checking the whole tree first words cycles and missing parents for people; the rows are
    // then written parents before children.
    let merged =
      definitions
      + stored.values.map(\.definition).filter { entry in
        !definitions.contains { $0.slug == entry.slug }
      }.sorted { $0.slug < $1.slug }
    let book = try Codebook(merged)
    let inFile = Set(definitions.map(\.slug))
    var position =
      try Int.fetchOne(writer.db, sql: "SELECT coalesce(max(position), 0) FROM code") ?? 0
    for definition in book.codes where inFile.contains(definition.slug) {
      let parent = definition.parent.flatMap { stored[$0]?.id }
      if let known = stored[definition.slug] {
        let change = try writer.update(known, to: definition, parent: parent)
        if change.isRedefined { outcome.redefined.append(definition.slug) }
        if change.isChanged { outcome.changed.append(definition.slug) }
      } else {
        position += 1
        let id = try writer.insert(definition, parent: parent, position: position)
        stored[definition.slug] = .init(id: id, definition: definition)
        outcome.added.append(definition.slug)
      }
    }
    outcome.notInFile = wasStored.subtracting(inFile).sorted()
    return outcome
  }

  /// The entries with what the study knows of them and the file does not say.
  ///
  /// An entry that is only named, such as the category in a column, is the known one with this
  /// slug, else the known category with this name.
  private static func merged(
    _ entries: [CodebookDraft.Entry], with stored: [String: CodeDefinition]
  ) -> [CodeDefinition] {
    var known: [String: String] = [:]
    for entry in entries where entry.silent == CodeField.all {
      let slug = entry.definition.slug
      guard stored[slug] == nil else { continue }
      let names = Set(([slug] + entry.definition.names.map(\.text)).map(\.foldedName))
      let same = stored.values.filter { code in
        !code.isCodable
          && ([code.slug] + code.names.map(\.text)).contains { names.contains($0.foldedName) }
      }
      if same.count == 1 { known[slug] = same.first?.slug }
    }
    return entries.compactMap { entry in
      var definition = entry.definition
      if known[definition.slug] != nil { return nil }
      definition.parent = definition.parent.map { known[$0] ?? $0 }
      return stored[definition.slug].map { definition.keeping(entry.silent, of: $0) } ?? definition
    }
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    var parts: [String] = []
    if !outcome.added.isEmpty { parts.append("\(outcome.added.count) new codes") }
    if !outcome.redefined.isEmpty { parts.append("\(outcome.redefined.count) redefined") }
    if !outcome.changed.isEmpty { parts.append("\(outcome.changed.count) changed") }
    return parts.isEmpty ? "nothing new" : parts.joined(separator: ", ")
  }
}

extension StudyWriter {
  struct StoredCode {
    var id: Int64
    var definition: CodeDefinition
  }

  fileprivate func storedCodes() throws -> [String: StoredCode] {
    let rows = try CodeRows.load(db)
    return Dictionary(
      rows.map { ($0.definition.slug, StoredCode(id: $0.id, definition: $0.definition)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Makes a code with the first version of its definition.
  func insert(_ code: CodeDefinition, parent: Int64?, position: Int) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO code (uuid, slug, parent_id, position, codable, core, paradigm, origin,
          interviewees, questions, dimensions, sensitive) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        Data(StableUUID(identity: "code", code.slug).bytes), code.slug, parent, position,
        code.isCodable, code.isCore, code.paradigm, code.origin, encodeJSON(code.interviewees),
        encodeJSON(code.questions), encodeJSON(code.dimensions), code.isSensitive,
      ])
    let id = db.lastInsertedRowID
    try insertVersion(of: id, number: 1, code)
    try insertLabels(of: id, code)
    return id
  }

  fileprivate func update(_ stored: StoredCode, to code: CodeDefinition, parent: Int64?) throws
    -> (isRedefined: Bool, isChanged: Bool)
  {
    let before = stored.definition
    let isRedefined =
      before.short != code.short || before.full != code.full || before.include != code.include
      || before.exclude != code.exclude || before.examples != code.examples
    if isRedefined {
      let last =
        try Int.fetchOne(
          db, sql: "SELECT max(version) FROM code_version WHERE code_id = ?",
          arguments: [stored.id]) ?? 0
      try insertVersion(of: stored.id, number: last + 1, code)
    }
    var sameText = before
    (sameText.short, sameText.full, sameText.include) = (code.short, code.full, code.include)
    (sameText.exclude, sameText.examples) = (code.exclude, code.examples)
    let isChanged = sameText != code
    if isChanged {
      if before.isCodable, !code.isCodable {
        let codings =
          try Int.fetchOne(
            db, sql: "SELECT count(*) FROM coding WHERE code_id = ?", arguments: [stored.id]) ?? 0
        if codings > 0 {
          throw StudyFailure.inUse(
            what: "'\(code.slug)' cannot become a category",
            reason: "it carries \(codings) codings",
            hint: "keep it a code, or take its codings off first")
        }
      }
      try db.execute(
        sql: """
          UPDATE code SET parent_id = ?, codable = ?, core = ?, paradigm = ?, origin = ?,
            interviewees = ?, questions = ?, dimensions = ?, sensitive = ? WHERE id = ?
          """,
        arguments: [
          parent, code.isCodable, code.isCore, code.paradigm, code.origin,
          encodeJSON(code.interviewees), encodeJSON(code.questions), encodeJSON(code.dimensions),
          code.isSensitive, stored.id,
        ])
      if before.names != code.names {
        try db.execute(sql: "DELETE FROM code_label WHERE code_id = ?", arguments: [stored.id])
        try insertLabels(of: stored.id, code)
      }
    }
    return (isRedefined, isChanged)
  }

  /// Adds a version of a code's definition.
  func insertVersion(of code: Int64, number: Int, _ wording: CodeDefinition) throws {
    try db.execute(
      sql: """
        INSERT INTO code_version (code_id, version, short, full, include, exclude, examples)
        VALUES (?,?,?,?,?,?,?)
        """,
      arguments: [
        code, number, wording.short, wording.full, wording.include, wording.exclude,
        encodeTexts(wording.examples),
      ])
  }

  private func insertLabels(of code: Int64, _ definition: CodeDefinition) throws {
    for (position, name) in definition.names.enumerated() {
      try db.execute(
        sql: "INSERT INTO code_label VALUES (?,?,?,?)",
        arguments: [code, position, name.language, name.text])
    }
  }
}
