import Fieldwork
import Foundation
import GRDB

/// What becomes of the codes of another study in this one.
struct MergeCodes {
  /// Slugs of codes that only the other study has, or that are kept beside ours.
  private(set) var added: [String] = []
  /// What the researcher should know.
  private(set) var notes: [String] = []

  private let source: MergeSource
  private let ours: [MergeSource.Code]
  private let verdicts: MergeVerdicts
  /// Whether a code was renamed here by command.
  private let hasRenamed: Bool
  /// The slug here of each of their codes.
  private var slugs: [Int64: String] = [:]
  /// The identifier here of each of their codes, then others under which its codings may stand.
  private var uuids: [Int64: [Data]] = [:]
  /// The slug here of each of their codes, by its slug there.
  private var here: [String: String] = [:]
  private var definitions: [CodeDefinition] = []
  private var renamed: [(id: Int64, slug: String)] = []
  /// The identifiers of the codes that are put beside ours now, by slug.
  private var twins: [String: Data] = [:]

  init(_ source: MergeSource, _ db: Database, _ verdicts: MergeVerdicts) throws {
    self.source = source
    self.verdicts = verdicts
    ours = try MergeRows.codes(db)
    hasRenamed =
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM journal WHERE command = 'codes rename')") ?? false
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
      place(theirs)
      here[code.definition.slug] = slug(code.id)
    }
  }

  /// The slug that one of their codes has here.
  func slug(_ code: Int64) -> String { slugs[code] ?? "" }

  /// The identifiers under which codings of one of their codes can be here, first that of the
  /// code to which they belong.
  func places(_ code: Int64) -> [Data] { uuids[code] ?? [] }

  /// The identifiers there of the codes whose codings can stand under one of ours.
  func origins(of uuid: Data) -> [Data] {
    source.codes.filter { places($0.id).contains(uuid) }.map(\.uuid)
  }

  /// Whether a code is put beside ours by this merge.
  func isNewTwin(_ uuid: Data) -> Bool { twins.values.contains(uuid) }

  private mutating func place(_ theirs: MergeSource.Code) {
    let slug = theirs.definition.slug
    let mine =
      ours.first { $0.uuid == theirs.uuid } ?? ours.first { $0.definition.slug == slug }
    // What was kept beside ours before is where it belongs.
    if let twin = keptBeside(theirs) {
      put(theirs, twin.definition.slug, [twin.uuid, mine?.uuid])
      follow(theirs, in: twin)
      return
    }
    guard let mine else {
      bring(theirs, as: slug, Data(StableUUID(identity: "code", slug).bytes))
      return
    }
    let conflicts = differences(mine, theirs)
    if !conflicts.isEmpty, let twin = equalTwin(of: theirs), !isThere(twin) {
      put(theirs, twin.definition.slug, [twin.uuid, mine.uuid])
      return
    }
    put(theirs, mine.definition.slug, [mine.uuid])
    var definition = mine.definition
    var isBoth = false
    let twin = freeTwinSlug(of: theirs)
    for (field, conflict) in conflicts {
      let side = verdicts.side(of: conflict) { side in
        "code \(slug): " + (side == .both ? "both, theirs as \(twin)" : side.rawValue)
      }
      if side == .theirs { field.take(&definition, theirs.definition) }
      if side == .both { isBoth = true }
    }
    if isBoth {
      let uuid = freeTwinUUID(of: theirs)
      twins[twin] = uuid
      bring(theirs, as: twin, uuid, [mine.uuid])
    } else if definition != mine.definition {
      definitions.append(definition)
      guard definition.slug != mine.definition.slug else { return }
      renamed.append((mine.id, definition.slug))
      put(theirs, definition.slug, [mine.uuid])
    }
  }

  private mutating func put(_ theirs: MergeSource.Code, _ slug: String, _ places: [Data?]) {
    slugs[theirs.id] = slug
    var known: [Data] = []
    for uuid in places.compactMap({ $0 }) + [theirs.uuid] where !known.contains(uuid) {
      // Codings of a code that both have stand under it.
      let isOther = !known.isEmpty && uuid != theirs.uuid
      if isOther, source.codes.contains(where: { $0.uuid == uuid }) { continue }
      known.append(uuid)
    }
    uuids[theirs.id] = known
  }

  private mutating func bring(
    _ theirs: MergeSource.Code, as slug: String, _ uuid: Data, _ others: [Data?] = []
  ) {
    var definition = theirs.definition
    definition.slug = slug
    definitions.append(definition)
    added.append(slug)
    put(theirs, slug, [uuid] + others)
  }

  /// Gives a code that is kept beside ours the wording that it has there, unless it was worded
  /// anew here.
  private mutating func follow(_ theirs: MergeSource.Code, in twin: MergeSource.Code) {
    let wording = MergeSource.Wording(theirs.definition)
    guard !twin.versions.contains(where: { $0.wording == wording }) else { return }
    let isAsThere = theirs.versions.contains {
      $0.wording == MergeSource.Wording(twin.definition)
    }
    if isAsThere {
      definitions.append(wording.definition(of: twin.definition))
    } else {
      let slug = twin.definition.slug
      notes.append(
        "\(slug) was worded anew here and there; what holds here stays, theirs is kept as an "
          + "earlier version")
    }
  }

  /// The identifier of their code where it is kept beside ours, however either is worded.
  ///
  /// - Parameter number: 1, or more where their study was handed out with the one before.
  private func twinUUID(of theirs: MergeSource.Code, _ number: Int) -> Data {
    let bytes = StableUUID(
      identity: "code beside", [UInt8](theirs.uuid).hex, source.coder, "\(number)"
    ).bytes
    return Data(bytes)
  }

  /// The code that was kept beside ours for theirs before.
  private func keptBeside(_ theirs: MergeSource.Code) -> MergeSource.Code? {
    var number = 1
    while let twin = ours.first(where: { $0.uuid == twinUUID(of: theirs, number) }) {
      if !isThere(twin) { return twin }
      number += 1
    }
    return nil
  }

  private func freeTwinUUID(of theirs: MergeSource.Code) -> Data {
    var number = 1
    while ours.contains(where: { $0.uuid == twinUUID(of: theirs, number) }) { number += 1 }
    return twinUUID(of: theirs, number)
  }

  /// Whether the other study has a code of ours itself, so that nothing else belongs there.
  private func isThere(_ mine: MergeSource.Code) -> Bool {
    source.codes.contains { $0.uuid == mine.uuid }
  }

  /// A code that says what theirs says and was put beside ours by an earlier release.
  private func equalTwin(of theirs: MergeSource.Code) -> MergeSource.Code? {
    let base = twinSlug(of: theirs)
    return ours.first { known in
      guard known.definition.slug == base || known.definition.slug.hasPrefix(base + "-") else {
        return false
      }
      var same = theirs.definition
      same.slug = known.definition.slug
      return known.definition == same
    }
  }

  private func twinSlug(of theirs: MergeSource.Code) -> String {
    theirs.definition.slug + "-" + (Fieldwork.slug(from: source.coder) ?? "other")
  }

  /// The slug under which their code would stand beside ours.
  private func freeTwinSlug(of theirs: MergeSource.Code) -> String {
    let base = twinSlug(of: theirs)
    let taken = Set(
      ours.map(\.definition.slug) + source.codes.map(\.definition.slug) + added)
    var slug = base
    var number = 2
    while taken.contains(slug) {
      slug = "\(base)-\(number)"
      number += 1
    }
    return slug
  }

  /// What two definitions of a code say differently.
  ///
  /// What the other study still says as it was handed out, or as ours said before, is no
  /// difference: it was left behind here.
  private func differences(_ mine: MergeSource.Code, _ theirs: MergeSource.Code) -> [(
    field: MergeField, conflict: MergeConflict
  )] {
    var handedOut = source.handedOut[theirs.uuid]
    if let parent = handedOut?.parent { handedOut?.parent = here[parent] ?? parent }
    let wording = MergeSource.Wording(theirs.definition)
    let isOldWording = mine.versions.contains { $0.wording == wording }
    return MergeField.all.compactMap { field in
      let (a, b) = (field.words(mine.definition), field.words(theirs.definition))
      // Another slug is from here only where the journal here knows of a rename.
      let isFromHere =
        (field.name != "slug" || hasRenamed) && handedOut.map(field.words) == b
      guard a != b, !isFromHere else { return nil }
      var conflict = MergeConflict(
        kind: .code, name: theirs.definition.slug, field: field.name, ours: a.quotedShort,
        theirs: b.quotedShort)
      conflict.key = MergeConflict.key(.code, theirs.uuid, field.name, b)
      if field.isWording, isOldWording, !verdicts.isKnown(conflict) { return nil }
      return (field, conflict)
    }
  }
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
    for (slug, uuid) in twins.sorted(by: { $0.key < $1.key }) {
      try writer.db.execute(
        sql: "UPDATE code SET uuid = ? WHERE slug = ?", arguments: [uuid, slug])
    }
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
