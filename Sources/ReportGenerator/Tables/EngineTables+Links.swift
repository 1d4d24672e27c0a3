public import CodingEngine
public import Fieldwork

extension EngineTables {
  /// Where interview and questionnaire differ: `bridge, case, finding, survey, interviews, group,
  /// passages, said`.
  ///
  /// - Parameters:
  ///   - lines: the lines to show.
  ///   - texts: the words of the passages.
  ///   - longest: how many columns of each quote people read; files have all of it.
  public static func conflicts(
    _ check: BridgeCheck, _ lines: [BridgeCheck.Line], in snapshot: StudySnapshot,
    texts: TextShelf, longest: Int?
  ) -> ResultTable {
    var table = Table(columns: [
      Column("bridge"), Column("case"), Column("finding"), .prose("survey"), .prose("said"),
      Column("passages"),
    ])
    for line in lines {
      let found = CodingEngine.quotes(rows: line.rows, in: snapshot, texts: texts, context: 0)
      var said: [String] = []
      var cites: [String] = []
      for quote in found where !cites.contains(quote.cite) {
        cites.append(quote.cite)
        let words = quote.quote.onOneLine
        said.append("“\(longest.map { words.truncated(toColumns: $0) } ?? words)” (\(quote.cite))")
      }
      if !line.why.isEmpty { said.append(line.why) }
      table.append([
        .text(check.bridges.bridges[line.bridge].slug),
        .text(snapshot.cases[Int(line.place)].id), .text(line.finding.rawValue),
        .text(line.survey), .text(said.joined(separator: "; ")),
        .text(cites.joined(separator: "; ")),
      ])
    }
    if longest != nil {
      table = table.selecting(["bridge", "case", "finding", "survey", "said"])
    }
    table.notes =
      check.bridges.bridges.indices.map { index in
        let bridge = check.bridges.bridges[index]
        let found = BridgeCheck.Finding.allCases.filter { check.count($0, ofBridge: index) > 0 }
          .map { "\($0.rawValue) \(check.count($0, ofBridge: index))" }
        let note = bridge.note.isEmpty ? "" : " (\(bridge.note))"
        return "\(bridge.slug) ↔ \(bridge.survey), \(bridge.expectation.rawValue): "
          + found.map { $0.replacing(", ", with: " but ") }.joined(separator: "; ") + note
      } + check.notes
    return ResultTable(
      command: "survey conflicts", parameters: [Parameter("bridges", check.bridges.file)],
      unit: "case", n: check.cases.count, table: table)
  }

  /// What is to be known before cases and records are compared: `check, subject, detail`.
  public static func linkChecks(
    _ checks: LinkChecks, _ parameters: [Parameter], cases: Int
  ) -> ResultTable {
    var table = Table(columns: [Column("check"), Column("subject"), .prose("detail")])
    for line in checks.lines {
      table.append([.text(line.check.rawValue), .text(line.subject), .text(line.detail)])
    }
    table.notes =
      [
        LinkChecks.Check.allCases.compactMap { check in
          let count = checks.lines.count { $0.check == check }
          return count > 0 ? "\(check.rawValue) \(count)" : nil
        }.joined(separator: ", ")
      ].filter { !$0.isEmpty } + checks.notes
    return ResultTable(
      command: "cases check", parameters: parameters, unit: "case", n: cases, table: table)
  }

  /// Those who were interviewed beside all others: `variable, label, level, interviewed,
  /// sd_interviewed, n_interviewed, others, sd_others, n_others, missing, smd`; `interviewed` and
  /// `others` are means, of a category shares.
  ///
  /// - Parameter isText: whether people read it: shares of few are counts then.
  public static func balance(
    _ balance: SurveyBalance, _ parameters: [Parameter], isText: Bool, notes: [String] = []
  ) -> ResultTable {
    var table = Table(columns: [
      Column("variable"), .prose("label"), .prose("level"), .number("interviewed"),
      .number("sd_interviewed"), .number("n_interviewed"), .number("others"),
      .number("sd_others"), .number("n_others"), .number("missing"), .number("smd"),
    ])
    func mean(_ side: SurveyBalance.Side) -> Cell {
      guard let mean = side.mean else { return .undefined(reason: "nobody has a value") }
      if isText, let count = side.count { return .text("\(count) of \(side.n)") }
      return .number(mean, digits: 2)
    }
    func deviation(_ side: SurveyBalance.Side) -> Cell {
      side.deviation.map { .number($0, digits: 2) } ?? .empty
    }
    for line in balance.lines {
      let (a, b) = (line.interviewed, line.others)
      table.append([
        .text(line.variable.name), .text(line.variable.label), .text(line.level ?? ""), mean(a),
        deviation(a), .integer(a.n), mean(b), deviation(b), .integer(b.n),
        .integer(a.missing + b.missing), cell(line.difference, digits: 2),
      ])
    }
    if isText {
      table = table.selecting(["variable", "level", "interviewed", "others", "missing", "smd"])
    }
    table.notes = balance.notes + notes
    return ResultTable(
      command: "survey balance", parameters: parameters, unit: "record",
      n: balance.n.interviewed + balance.n.others, table: table)
  }
}
