import Fieldwork
import Foundation
import GRDB

/// What becomes of the codes of another study in this one.
struct MergeCodes {
  /// What nobody decided.
  private(set) var undecided: [MergeConflict] = []
  /// What was decided, in words.
  private(set) var decided: [String] = []
  /// Slugs of codes that only the other study has, or that are kept beside ours.
  private(set) var added: [String] = []

  private let source: MergeSource
  private let ours: [MergeSource.Code]
  /// The slug here of each of their codes.
  private var slugs: [Int64: String] = [:]
  /// The identifier here of each of their codes.
  private var uuids: [Int64: Data] = [:]
  /// The slug here of each of their codes, by its slug there.
  private var here: [String: String] = [:]
  private var definitions: [CodeDefinition] = []
  private var renamed: [(id: Int64, slug: String)] = []

  init(_ source: MergeSource, _ db: Database, _ decisions: MergeDecisions) throws {
    self.source = source
    ours = try MergeRows.codes(db)
    // A code is placed after the entry above it, whose name here it needs.
    let order = try Codebook(source.codes.map(\.definition)).codes.map(\.slug)
    let places = Dictionary(
      order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let sorted = source.codes.sorted {
      places[$0.definition.slug, default: 0] < places[$1.definition.slug, default: 0]
    }
    for code in sorted {
      var theirs = code
      theirs.definition.parent = code.definition.parent.map { here[$0] ?? $0 }
      place(theirs, decisions)
      here[code.definition.slug] = slug(code.id)
    }
  }

  /// The slug that one of their codes has here.
  func slug(_ code: Int64) -> String { slugs[code] ?? "" }

  /// The identifier that one of their codes has here.
  func uuid(_ code: Int64) -> Data { uuids[code] ?? Data() }

  private mutating func place(_ theirs: MergeSource.Code, _ decisions: MergeDecisions) {
    let slug = theirs.definition.slug
    guard
      let mine = ours.first(where: { $0.uuid == theirs.uuid })
        ?? ours.first(where: { $0.definition.slug == slug })
    else {
      bring(theirs, as: slug)
      return
    }
    put(theirs, mine.definition.slug, mine.uuid)
    let conflicts = differences(mine, theirs)
    guard !conflicts.isEmpty else { return }
    // What was kept beside ours before is where it belongs.
    let twin = twin(of: theirs)
    if let known = ours.first(where: { $0.definition.slug == twin }) {
      put(theirs, twin, known.uuid)
      return
    }
    switch decisions.side(slug) {
    case nil: undecided += conflicts
    case .ours: decided.append("code \(slug): ours")
    case .theirs:
      decided.append("code \(slug): theirs")
      definitions.append(theirs.definition)
      if mine.definition.slug != slug {
        renamed.append((mine.id, slug))
        put(theirs, slug, mine.uuid)
      }
    case .both:
      decided.append("code \(slug): both, theirs as \(twin)")
      bring(theirs, as: twin)
    }
  }

  private mutating func put(_ theirs: MergeSource.Code, _ slug: String, _ uuid: Data) {
    slugs[theirs.id] = slug
    uuids[theirs.id] = uuid
  }

  private mutating func bring(_ theirs: MergeSource.Code, as slug: String) {
    var definition = theirs.definition
    definition.slug = slug
    definitions.append(definition)
    added.append(slug)
    put(theirs, slug, Data(StableUUID(identity: "code", slug).bytes))
  }

  /// The slug under which their code stands, or would stand, beside ours.
  private func twin(of theirs: MergeSource.Code) -> String {
    let base = theirs.definition.slug + "-" + (Fieldwork.slug(from: source.coder) ?? "other")
    var number = 1
    while true {
      let slug = number == 1 ? base : "\(base)-\(number)"
      guard let known = ours.first(where: { $0.definition.slug == slug }) else { return slug }
      var same = theirs.definition
      same.slug = slug
      if known.definition == same { return slug }
      number += 1
    }
  }

  /// What two definitions of a code say differently.
  ///
  /// A wording that ours had before is no difference: it was left behind, or decided about, here.
  private func differences(
    _ mine: MergeSource.Code, _ theirs: MergeSource.Code
  ) -> [MergeConflict] {
    let (a, b) = (mine.definition, theirs.definition)
    var fields: [(name: String, ours: String, theirs: String)] = [
      ("slug", a.slug, b.slug), ("name", names(a.names), names(b.names)),
      ("place", a.parent ?? "at the top", b.parent ?? "at the top"),
      ("entry", a.isCodable ? "a code" : "a category", b.isCodable ? "a code" : "a category"),
      ("core", a.isCore ? "yes" : "no", b.isCore ? "yes" : "no"),
      ("paradigm", a.paradigm ?? "", b.paradigm ?? ""), ("origin", a.origin ?? "", b.origin ?? ""),
      ("interviewees", list(a.interviewees), list(b.interviewees)),
      ("questions", list(a.questions), list(b.questions)),
      ("dimensions", list(a.dimensions), list(b.dimensions)),
      ("sensitive", a.isSensitive ? "yes" : "no", b.isSensitive ? "yes" : "no"),
    ]
    if !mine.versions.contains(where: { $0.wording == MergeSource.Wording(b) }) {
      fields += [
        ("short definition", a.short, b.short), ("definition", a.full, b.full),
        ("when to use", a.include, b.include), ("when not to use", a.exclude, b.exclude),
        ("examples", names(a.examples), names(b.examples)),
      ]
    }
    return fields.filter { $0.ours != $0.theirs }.map { field in
      MergeConflict(
        kind: .code, name: b.slug, field: field.name, ours: field.ours.quotedShort,
        theirs: field.theirs.quotedShort)
    }
  }

  private func names(_ texts: [LocalizedText]) -> String {
    list(texts.map { $0.language.isEmpty ? $0.text : "\($0.language): \($0.text)" })
  }

  private func list(_ words: [String]) -> String { words.joined(separator: "; ") }
}

extension MergeCodes {
  /// Writes new and changed codes, and every wording under which somebody coded.
  ///
  /// - Returns: the key here of each of their wordings, by their key.
  func write(to writer: StudyWriter) throws -> (versions: [Int64: Int64], redefined: [String]) {
    for (id, slug) in renamed {
      try writer.db.execute(
        sql: "UPDATE code SET slug = ? WHERE id = ?", arguments: [slug, id])
    }
    let book =
      definitions.isEmpty
      ? ImportCodebook.Outcome() : try ImportCodebook(definitions).apply(to: writer)
    var versions: [Int64: Int64] = [:]
    for theirs in source.codes {
      let id = try writer.requiredID(in: .code, named: slug(theirs.id))
      let known = try writer.keepWordings(theirs, of: id)
      for version in theirs.versions { versions[version.id] = known[version.wording] }
    }
    return (versions, Array(Set(book.redefined + book.changed)).sorted())
  }
}

extension StudyWriter {
  /// Adds the wordings of a code that its history here lacks, so that a coding stands under the
  /// definition by which it was made; what holds today holds afterwards.
  ///
  /// - Returns: the first version that has each wording.
  fileprivate func keepWordings(_ theirs: MergeSource.Code, of code: Int64) throws
    -> [MergeSource.Wording: Int64]
  {
    func stored() throws -> [(id: Int64, number: Int, wording: MergeSource.Wording)] {
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, version, short, full, include, exclude, examples FROM code_version
          WHERE code_id = ? ORDER BY version
          """, arguments: [code]
      ).map { ($0[0], $0[1], MergeSource.Wording($0, from: 2)) }
    }
    let before = try stored()
    var missing: [MergeSource.Wording] = []
    for version in theirs.versions
    where !missing.contains(version.wording)
      && !before.contains(where: { $0.wording == version.wording })
    {
      missing.append(version.wording)
    }
    if !missing.isEmpty, let current = before.last {
      for (offset, wording) in (missing + [current.wording]).enumerated() {
        try insertVersion(
          of: code, number: current.number + 1 + offset, wording.definition(of: theirs.definition))
      }
    }
    return Dictionary(
      try stored().map { ($0.wording, $0.id) }, uniquingKeysWith: { first, _ in first })
  }
}

extension MergeSource.Wording {
  /// A definition with this wording.
  fileprivate func definition(of code: CodeDefinition) -> CodeDefinition {
    var definition = code
    (definition.short, definition.full) = (short, full)
    (definition.include, definition.exclude) = (include, exclude)
    definition.examples = examples
    return definition
  }
}

extension String {
  /// The words in quotation marks on one line, cut after sixty characters.
  var quotedShort: String {
    let line = split(whereSeparator: \.isNewline).joined(separator: " ")
    if line.isEmpty { return "nothing" }
    return "“\(line.count <= 60 ? line : String(line.prefix(59)) + "…")”"
  }
}
