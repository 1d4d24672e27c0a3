public import CodingEngine
public import Fieldwork

extension EngineTables {
  /// How the places stand to each relation: `id, from, relation, to, level, supporting,
  /// contradicting, open, silent, n`.
  public static func standings(_ snapshot: StudySnapshot) -> ResultTable {
    var table = Table(columns: [
      Column("id"), Column("from"), Column("relation"), Column("to"), Column("level"),
      .number("supporting"), .number("contradicting"), .number("open"), .number("silent"),
      .number("n"),
    ])
    let attribution = CaseAttribution(snapshot)
    for relation in snapshot.relations {
      for line in RelationStanding.levels(relation, in: snapshot, attribution: attribution) {
        table.append([
          .text(relation.slug), .text(relation.from), .text(relation.kind), .text(relation.to),
          .text(line.level.rawValue), .integer(line.supporting.count),
          .integer(line.contradicting.count), .integer(line.open.count), .integer(line.silent),
          .integer(line.n),
        ])
      }
    }
    table.notes =
      RelationStanding.notes(attribution)
    return ResultTable(
      command: "relations evidence", unit: "place", n: snapshot.relations.count, table: table)
  }

  /// Which places stand how to one relation: `level, verdict, where`.
  public static func standing(_ relation: RelationDefinition, in snapshot: StudySnapshot)
    -> ResultTable
  {
    var table = Table(columns: [Column("level"), Column("verdict"), Column("where")])
    let attribution = CaseAttribution(snapshot)
    func name(_ level: RelationStanding.Level, _ index: Int32) -> String {
      switch level {
      case .segment: snapshot.cite(ofCoding: Int(index))
      case .transcript: snapshot.transcripts[Int(index)].label
      case .case: snapshot.cases[Int(index)].id
      }
    }
    var n = 0
    var counts: [String] = []
    for line in RelationStanding.levels(relation, in: snapshot, attribution: attribution) {
      for (verdict, places) in [
        ("supporting", line.supporting), ("contradicting", line.contradicting), ("open", line.open),
      ] {
        for place in places {
          table.append([
            .text(line.level.rawValue), .text(verdict), .text(name(line.level, place)),
          ])
          n += 1
        }
      }
      counts.append("\(line.silent) of \(line.n) \(line.level.rawValue)s")
    }
    table.notes =
      [
        "\(relation.from) \(relation.kind) \(relation.to)",
        "silent, and not listed: \(counts.joined(separator: ", "))",
      ] + RelationStanding.notes(attribution)
    return ResultTable(
      command: "relations evidence", parameters: [Parameter("relation", relation.slug)],
      unit: "place", n: n, table: table)
  }

  /// What is missing or odd in the net: `check, about, remark`.
  public static func checks(_ checks: RelationChecks, in snapshot: StudySnapshot) -> ResultTable {
    var table = Table(columns: [Column("check"), .prose("about"), .prose("remark")])
    for finding in checks.findings {
      table.append([
        .text(finding.kind.rawValue), .text(finding.about.joined(separator: "; ")),
        .text(finding.words),
      ])
    }
    table.notes = checks.notes
    return ResultTable(
      command: "relations check", unit: "relation", n: snapshot.relations.count, table: table)
  }

  /// How central each code is: `code, degree, cases, score`.
  public static func cores(_ checks: RelationChecks, in snapshot: StudySnapshot) -> ResultTable {
    var table = Table(columns: [
      Column("code"), .number("degree"), .number("cases"), .number("score"),
    ])
    for core in checks.cores {
      table.append([
        .text(core.code), .integer(core.degree), .integer(core.cases), .integer(core.score),
      ])
    }
    table.notes = [
      "score: relations × cases; equal ones stand in the order of the codebook; which category is "
        + "the core one, a researcher decides"
    ]
    return ResultTable(
      command: "relations check", parameters: [Parameter("cores", .flag(true))], unit: "relation",
      n: snapshot.relations.count, table: table)
  }

  /// The coding paradigm by case: `case`, one count of codes for each role, `relations`.
  public static func paradigm(_ paradigm: ParadigmCases, in snapshot: StudySnapshot)
    -> ResultTable
  {
    var keys: Set<String> = ["case", "relations", "which"]
    let roles = paradigm.roles.enumerated().map { index, role in
      // Two roles may differ in signs only.
      let words = (slug(from: role) ?? "role").split(separator: "-").joined(separator: "_")
      let key = keys.insert(words).inserted ? words : "\(words)_\(index + 1)"
      return Column.number(key, role)
    }
    var table = Table(
      columns: [Column("case")] + roles + [.number("relations"), .prose("which")])
    for line in paradigm.lines {
      table.append(
        [.text(snapshot.cases[Int(line.caseIndex)].id)]
          + line.codes.map { sparse($0.count) }
          + [
            .integer(line.relations.count), .text(line.relations.joined(separator: "; ")),
          ])
    }
    table.notes =
      [
        "codes of each role: "
          + zip(paradigm.roles, paradigm.sizes).map { "\($0) \($1)" }.joined(separator: ", "),
        "relations: those of which the case has both codes",
      ] + paradigm.notes
    return ResultTable(
      command: "relations paradigm", unit: "case", n: paradigm.lines.count, table: table)
  }
}
