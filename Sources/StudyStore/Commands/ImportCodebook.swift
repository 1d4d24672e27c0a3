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
    /// Slugs of the file whose codes have other slugs now, with these.
    public var renamed: [String: String] = [:]
  }

  /// The name in the journal.
  public let name: String
  private let entries: [CodebookDraft.Entry]
  private let followsRenames: Bool

  /// Prepares an import.
  ///
  /// - Parameters:
  ///   - entries: the entries, parents named by slug.
  ///   - name: the command that the journal names.
  ///   - followsRenames: whether a slug that a code had before it was renamed means that code.
  public init(
    _ entries: [CodebookDraft.Entry], name: String = "codebook import", followsRenames: Bool = true
  ) {
    self.entries = entries
    self.name = name
    self.followsRenames = followsRenames
  }

  /// Prepares an import of entries that say everything.
  ///
  /// - Parameters:
  ///   - definitions: the entries, parents named by slug.
  ///   - name: the command that the journal names.
  public init(_ definitions: [CodeDefinition], name: String = "codebook import") {
    self.init(
      definitions.map { CodebookDraft.Entry(definition: $0, line: 0) }, name: name,
      followsRenames: false)
  }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    var outcome = Outcome()
    var stored = try writer.storedCodes()
    let wasStored = Set(stored.keys)
    if followsRenames { outcome.renamed = ImportCodebook.renamed(entries, stored) }
    let definitions = ImportCodebook.merged(
      ImportCodebook.following(outcome.renamed, entries), with: stored.mapValues(\.definition))
    // Checking the whole tree first words cycles and missing parents for people; the rows are
    // then written parents before children.
    let merged =
      definitions
      + stored.values.map(\.definition).filter { entry in
        !definitions.contains { $0.slug == entry.slug }
      }.sorted { $0.slug < $1.slug }
    let book = try Codebook(merged)
    try ImportCodebook.refuseSecondCore(book, stored)
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
        stored[definition.slug] = .init(id: id, identity: "", definition: definition)
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

  /// Slugs of the file that codes had before they were renamed, with the slugs that they have.
  ///
  /// A file that has the later slug too speaks of two codes.
  private static func renamed(
    _ entries: [CodebookDraft.Entry], _ stored: [String: StudyWriter.StoredCode]
  ) -> [String: String] {
    let here = Dictionary(
      stored.map { ($0.value.identity, $0.key) }, uniquingKeysWith: { first, _ in first })
    let inFile = Set(entries.map(\.definition.slug))
    var renamed: [String: String] = [:]
    for slug in inFile where stored[slug] == nil {
      guard let now = here[CodebookState.identity(ofSlug: slug)], !inFile.contains(now) else {
        continue
      }
      renamed[slug] = now
    }
    return renamed
  }

  /// The entries under the slugs that their codes have now.
  private static func following(
    _ renamed: [String: String], _ entries: [CodebookDraft.Entry]
  ) -> [CodebookDraft.Entry] {
    if renamed.isEmpty { return entries }
    return entries.map { entry in
      var entry = entry
      entry.definition.slug = renamed[entry.definition.slug] ?? entry.definition.slug
      entry.definition.parent = entry.definition.parent.map { renamed[$0] ?? $0 }
      return entry
    }
  }

  private static func refuseSecondCore(
    _ book: Codebook, _ stored: [String: StudyWriter.StoredCode]
  ) throws {
    let cores = book.codes.filter(\.isCore).map(\.slug)
    // A study of an earlier release that has two is not stopped at everything else.
    guard cores.count > 1, stored.values.count(where: \.definition.isCore) < 2 else { return }
    let first = cores.first { stored[$0]?.definition.isCore == true } ?? cores[0]
    let second = cores.first { $0 != first } ?? ""
    throw Problem(
      .data, "'\(second)' cannot be the core category, '\(first)' is",
      hint: "a study has one; 'emic codes edit \(first) --no-core' takes it away first")
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
    var identity: String
    var definition: CodeDefinition

    init(id: Int64, identity: String, definition: CodeDefinition) {
      self.id = id
      self.identity = identity
      self.definition = definition
    }

    fileprivate init(_ row: CodeRows.Entry) {
      self.init(id: row.id, identity: row.identity, definition: row.definition)
    }
  }

  fileprivate func storedCodes() throws -> [String: StoredCode] {
    let rows = try CodeRows.load(db)
    return Dictionary(
      rows.map { ($0.definition.slug, StoredCode($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Makes a code with the first version of its definition.
  func insert(_ code: CodeDefinition, parent: Int64?, position: Int) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO code (uuid, slug, parent_id, position, codable, core, paradigm, origin,
          interviewees, questions, dimensions, sensitive, status)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        try freeIdentity(ofSlug: code.slug), code.slug, parent, position,
        code.isCodable, code.isCore, code.paradigm, code.origin, encodeJSON(code.interviewees),
        encodeJSON(code.questions), encodeJSON(code.dimensions), code.isSensitive,
        code.isRetired ? "retired" : "active",
      ])
    let id = db.lastInsertedRowID
    try insertVersion(of: id, number: 1, code)
    try insertLabels(of: id, code)
    return id
  }

  /// The identity of a new code: that of its slug, unless a code that was renamed has it.
  private func freeIdentity(ofSlug slug: String) throws -> Data {
    var uuid = Data(StableUUID(identity: "code", slug).bytes)
    var number = 1
    while try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM code WHERE uuid = ?)", arguments: [uuid]) == true
    {
      number += 1
      uuid = Data(StableUUID(identity: "code", slug, "\(number)").bytes)
    }
    return uuid
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
        let waiting = try SuggestionRows.openCount(ofCode: stored.id, db)
        if waiting > 0 {
          throw StudyFailure.inUse(
            what: "'\(code.slug)' cannot become a category",
            reason: "\(counted(waiting, "suggestion")) of it \(waiting == 1 ? "waits" : "wait")",
            hint: "keep it a code, or 'emic suggestions reject --code \(code.slug)' first")
        }
      }
      try db.execute(
        sql: """
          UPDATE code SET parent_id = ?, codable = ?, core = ?, paradigm = ?, origin = ?,
            interviewees = ?, questions = ?, dimensions = ?, sensitive = ?, status = ? WHERE id = ?
          """,
        arguments: [
          parent, code.isCodable, code.isCore, code.paradigm, code.origin,
          encodeJSON(code.interviewees), encodeJSON(code.questions), encodeJSON(code.dimensions),
          code.isSensitive, code.isRetired ? "retired" : "active", stored.id,
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
