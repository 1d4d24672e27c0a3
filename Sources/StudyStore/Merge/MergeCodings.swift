import Fieldwork
import Foundation
import GRDB

/// What becomes of the codings of another study in this one.
struct MergeCodings {
  /// What nobody decided.
  private(set) var undecided: [MergeConflict] = []
  /// What was decided, in words.
  private(set) var decided: [String] = []
  /// The identifier here of each of their codings that is here afterwards.
  private(set) var uuids: [Int64: Data] = [:]
  /// How many of theirs are here already.
  private(set) var alreadyThere = 0

  private var added: [(theirs: MergeSource.Coding, text: Int64, code: String)] = []
  private var changed: [(id: Int64, theirs: MergeSource.Coding)] = []
  private var removed: [Int64] = []
  private let decisions: MergeDecisions

  init(
    _ source: MergeSource, _ db: Database, _ texts: MergeTexts, _ codes: MergeCodes,
    _ decisions: MergeDecisions
  ) throws {
    self.decisions = decisions
    let ours = try MergeRows.codings(db)
    let known = Dictionary(ours.map { ($0.uuid, $0) }, uniquingKeysWith: { first, _ in first })
    let retracted = try Retractions.load(db)
    for theirs in source.codings {
      guard let place = texts.texts[theirs.text] else { continue }
      let uuid = CodingIdentity(
        text: place.uuid, span: theirs.span, code: codes.uuid(theirs.code), coder: theirs.coder,
        round: theirs.round
      ).uuid
      let code = codes.slug(theirs.code)
      let name = passage(place.label, theirs.span)
      if let mine = known[uuid] {
        alreadyThere += 1
        uuids[theirs.id] = uuid
        compare(mine, theirs, name: name, what: "\(code) by \(theirs.coder)")
        continue
      }
      if let entry = retracted[uuid] {
        let keep = settle(
          MergeConflict(
            kind: .retraction, name: name, field: "\(code) by \(theirs.coder)",
            ours: "taken off by \(entry)", theirs: "coded"))
        if keep == .ours { continue }
      }
      uuids[theirs.id] = uuid
      added.append((theirs, place.id, code))
    }
    let there = Set(uuids.values)
    let labels = try MergeCodings.labels(db)
    let slugs = Dictionary(
      try MergeRows.codes(db).map { ($0.id, $0.definition.slug) },
      uniquingKeysWith: { first, _ in first })
    for mine in ours where !there.contains(mine.uuid) {
      guard let entry = source.retracted[mine.uuid] else { continue }
      let side = settle(
        MergeConflict(
          kind: .retraction, name: passage(labels[mine.text] ?? "", mine.span),
          field: "\(slugs[mine.code] ?? "") by \(mine.coder)", ours: "coded",
          theirs: "taken off by \(entry)"))
      if side == .theirs { removed.append(mine.id) }
    }
  }

  private func passage(_ label: String, _ span: Span) -> String {
    "\(label)@\(span.start)-\(span.end)"
  }

  private static func labels(_ db: Database) throws -> [Int64: String] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT text.id, transcript.label FROM text JOIN layer ON layer.id = text.layer_id
        JOIN transcript ON transcript.id = layer.transcript_id
        """)
    return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
  }

  /// The side that a conflict is decided for, or `nil` with the conflict noted.
  @discardableResult
  private mutating func settle(_ conflict: MergeConflict) -> MergeConflict.Side? {
    let side = decisions.side(conflict.name)
    // One coding has one stance, voice and weight.
    guard let side, conflict.kind != .coding || side != .both else {
      undecided.append(conflict)
      return nil
    }
    decided.append("\(conflict.name) \(conflict.field): \(side.rawValue)")
    return side
  }

  /// Fills what one side left open; what both say differently is to be decided.
  private mutating func compare(
    _ mine: MergeSource.Coding, _ theirs: MergeSource.Coding, name: String, what: String
  ) {
    let fields: [(field: String, ours: String?, theirs: String?)] = [
      ("stance", mine.stance?.rawValue, theirs.stance?.rawValue),
      ("voice", mine.voice?.rawValue, theirs.voice?.rawValue),
      ("weight", mine.weight.map(String.init), theirs.weight.map(String.init)),
    ]
    var takesTheirs = false
    for field in fields {
      guard let a = field.ours, let b = field.theirs, a != b else { continue }
      let conflict = MergeConflict(
        kind: .coding, name: name, field: "\(field.field) of \(what)", ours: a, theirs: b)
      if settle(conflict) == .theirs { takesTheirs = true }
    }
    var merged = mine
    merged.stance = takesTheirs ? theirs.stance ?? mine.stance : mine.stance ?? theirs.stance
    merged.voice = takesTheirs ? theirs.voice ?? mine.voice : mine.voice ?? theirs.voice
    merged.weight = takesTheirs ? theirs.weight ?? mine.weight : mine.weight ?? theirs.weight
    if merged.stance != mine.stance || merged.voice != mine.voice || merged.weight != mine.weight {
      changed.append((mine.id, merged))
    }
  }
}

extension MergeCodings {
  /// Writes the codings.
  ///
  /// - Parameter versions: the key here of each of their wordings.
  func write(to writer: StudyWriter, versions: [Int64: Int64]) throws -> (
    added: Int, changed: Int, removed: Int
  ) {
    var inserter = CodingInserter(writer)
    for (theirs, text, code) in added {
      var coding = NewCoding(
        text: text, span: theirs.span, code: code, coder: theirs.coder, created: theirs.created,
        stance: theirs.stance, voice: theirs.voice, weight: theirs.weight, round: theirs.round)
      coding.wording = versions[theirs.version]
      _ = try inserter.insert(coding)
    }
    try inserter.finish()
    for (id, coding) in changed {
      try writer.db.execute(
        sql: "UPDATE coding SET stance = ?, voice = ?, weight = ? WHERE id = ?",
        arguments: [coding.stance?.rawValue, coding.voice?.rawValue, coding.weight, id])
    }
    if !removed.isEmpty {
      let ids = removed.map(String.init).joined(separator: ",")
      let segments = try Int64.fetchAll(
        writer.db, sql: "SELECT DISTINCT segment_id FROM coding WHERE id IN (\(ids))")
      try writer.deleteCodings(where: "coding.id IN (\(ids))")
      let left = segments.map(String.init).joined(separator: ",")
      try writer.db.execute(
        sql: """
          DELETE FROM segment WHERE id IN (\(left))
            AND id NOT IN (SELECT segment_id FROM coding)
          """)
    }
    return (added.count, changed.count, removed.count)
  }
}
