import Fieldwork
import Foundation
import GRDB

/// What becomes of the codings of another study in this one.
struct MergeCodings {
  /// The identifier here of each of their codings that is here afterwards.
  private(set) var uuids: [Int64: Data] = [:]
  /// How many of theirs are here already.
  private(set) var alreadyThere = 0

  private var added: [(theirs: MergeSource.Coding, text: Int64, code: String)] = []
  private var changed: [(id: Int64, theirs: MergeSource.Coding)] = []
  private var moved: [(id: Int64, uuid: Data, code: Data, theirs: MergeSource.Coding)] = []
  private var removed: [Int64] = []
  /// Codings that both sides have although no merge brought them, by coder.
  private var twice: [String: Int] = [:]
  private let verdicts: MergeVerdicts

  init(
    _ source: MergeSource, _ db: Database, _ texts: MergeTexts, _ codes: MergeCodes,
    _ verdicts: MergeVerdicts
  ) throws {
    self.verdicts = verdicts
    let ours = try MergeRows.codings(db)
    var known = Dictionary(ours.map { ($0.uuid, $0) }, uniquingKeysWith: { first, _ in first })
    try MergeCodings.addPlaces(of: ours, to: &known, db)
    let history = try Retractions.load(db)
    var there: Set<Data> = []
    for theirs in source.codings {
      guard let place = texts.texts[theirs.text] else { continue }
      let code = codes.slug(theirs.code)
      let name = MergeCodings.name(place.label, theirs, code)
      let places = codes.places(theirs.code)
      let identities = places.map { MergeCodings.identity(theirs, text: place.uuid, code: $0) }
      guard let uuid = identities.first else { continue }
      if let found = identities.first(where: { known[$0] != nil }), let mine = known[found] {
        alreadyThere += 1
        there.insert(mine.uuid)
        if !history.merged.contains(mine.uuid) { twice[theirs.coder, default: 0] += 1 }
        if found != uuid, found == mine.uuid, codes.isNewTwin(places[0]) {
          moved.append((mine.id, uuid, places[0], theirs))
          uuids[theirs.id] = uuid
        } else {
          uuids[theirs.id] = mine.uuid
        }
        compare(mine, theirs, name: name, what: "\(code) by \(theirs.coder)")
        continue
      }
      if let entry = identities.compactMap({ history.takenOff[$0] }).first {
        var conflict = MergeConflict(
          kind: .retraction, name: name, field: "\(code) by \(theirs.coder)",
          ours: "taken off by \(entry)", theirs: "coded")
        conflict.key = MergeConflict.key(.retraction, theirs.uuid, "coding", "coded")
        if settle(conflict) == .ours { continue }
      }
      uuids[theirs.id] = uuid
      added.append((theirs, place.id, code))
    }
    let labels = try MergeCodings.labels(db)
    let textUUIDs = try MergeRows.texts(db).mapValues(\.uuid)
    let slugs = Dictionary(
      try MergeRows.codes(db).map { ($0.id, ($0.definition.slug, $0.uuid)) },
      uniquingKeysWith: { first, _ in first })
    for mine in ours where !there.contains(mine.uuid) {
      guard let (slug, code) = slugs[mine.code], let text = textUUIDs[mine.text] else { continue }
      let identities =
        [mine.uuid]
        + codes.origins(of: code).map { MergeCodings.identity(mine, text: text, code: $0) }
      guard let entry = identities.compactMap({ source.retracted[$0] }).first else { continue }
      var conflict = MergeConflict(
        kind: .retraction, name: MergeCodings.name(labels[mine.text] ?? "", mine, slug),
        field: "\(slug) by \(mine.coder)", ours: "coded", theirs: "taken off by \(entry)")
      conflict.key = MergeConflict.key(.retraction, mine.uuid, "coding", "taken off")
      if settle(conflict) == .theirs { removed.append(mine.id) }
    }
  }

  /// How many stand under a code kept beside ours now.
  var movedCount: Int { moved.count }

  /// What the researcher should know.
  var notes: [String] {
    twice.sorted { $0.key < $1.key }.map { coder, count in
      "\(count) coding\(count == 1 ? " of \(coder) was" : "s of \(coder) were") made here too, "
        + "on the same words: kept once; to code again beside them, use --round 2"
    }
  }

  /// By what a coding is named when something about it is decided.
  private static func name(_ label: String, _ coding: MergeSource.Coding, _ code: String) -> String
  {
    "\(label)@\(coding.span.start)-\(coding.span.end)/\(code)/\(coding.coder)"
      + (coding.round == 1 ? "" : "/\(coding.round)")
  }

  private static func identity(_ coding: MergeSource.Coding, text: Data, code: Data) -> Data {
    CodingIdentity(
      text: text, span: coding.span, code: code, coder: coding.coder, round: coding.round
    ).uuid
  }

  /// Codings that were made on an earlier version of a text keep their identifier; by their place
  /// in the current one they are known, too.
  private static func addPlaces(
    of ours: [MergeSource.Coding], to known: inout [Data: MergeSource.Coding], _ db: Database
  ) throws {
    let texts = try MergeRows.texts(db).mapValues(\.uuid)
    let codes = Dictionary(
      try Row.fetchAll(db, sql: "SELECT id, uuid FROM code").map {
        ($0[0] as Int64, $0[1] as Data)
      },
      uniquingKeysWith: { first, _ in first })
    for mine in ours {
      guard let text = texts[mine.text], let code = codes[mine.code] else { continue }
      let place = identity(mine, text: text, code: code)
      if known[place] == nil { known[place] = mine }
    }
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

  /// The side that a conflict is decided for.
  private func settle(_ conflict: MergeConflict) -> MergeConflict.Side? {
    verdicts.side(of: conflict) { "\(conflict.name) \(conflict.field): \($0.rawValue)" }
  }

  /// Fills what one side left open; what both say differently is to be decided.
  private mutating func compare(
    _ mine: MergeSource.Coding, _ theirs: MergeSource.Coding, name: String, what: String
  ) {
    func pick<Value: Equatable>(
      _ field: String, _ a: Value?, _ b: Value?, _ words: (Value) -> String
    ) -> Value? {
      guard let a, let b, a != b else { return a ?? b }
      var conflict = MergeConflict(
        kind: .coding, name: name, field: "\(field) of \(what)", ours: words(a),
        theirs: words(b))
      conflict.key = MergeConflict.key(.coding, theirs.uuid, field, words(b))
      conflict.notBoth = "both cannot be kept, a coding has one \(field): take ours or theirs"
      return settle(conflict) == .theirs ? b : a
    }
    var merged = mine
    merged.stance = pick("stance", mine.stance, theirs.stance, \.rawValue)
    merged.voice = pick("voice", mine.voice, theirs.voice, \.rawValue)
    merged.weight = pick("weight", mine.weight, theirs.weight) { "\($0)" }
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
    // What somebody coded elsewhere before a code was given up here is not lost.
    inserter.fillsClosedCodes = true
    for (theirs, text, code) in added {
      var coding = NewCoding(
        text: text, span: theirs.span, code: code, coder: theirs.coder, created: theirs.created,
        stance: theirs.stance, voice: theirs.voice, weight: theirs.weight, round: theirs.round)
      coding.wording = versions[theirs.version]
      _ = try inserter.insert(coding)
    }
    try inserter.finish()
    for (id, uuid, code, theirs) in moved {
      try writer.db.execute(
        sql: """
          UPDATE coding SET uuid = :uuid, code_id = (SELECT id FROM code WHERE uuid = :code),
            code_version_id = :version WHERE id = :id
          """,
        arguments: ["uuid": uuid, "code": code, "version": versions[theirs.version], "id": id])
    }
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
