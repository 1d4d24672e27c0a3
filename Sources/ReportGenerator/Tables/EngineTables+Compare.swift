public import CodingEngine
public import Fieldwork

extension EngineTables {
  /// The codings of a comparison: `group, cite, transcript, turn, speaker, kind, coder, new, quote,
  /// language, citation`.
  ///
  /// - Parameters:
  ///   - comparison: the groups.
  ///   - since: the moment from which on codings are new, as it was typed; `nil` leaves `new` empty.
  public static func comparison(
    _ comparison: CodeComparison, in snapshot: StudySnapshot, texts: TextShelf, since: String?
  ) -> ResultTable {
    var table = Table(columns: [
      Column("group"), Column("cite"), Column("transcript"), .number("turn"), Column("speaker"),
      Column("kind"), Column("coder"), Column("new"), .prose("quote"), Column("language"),
      .prose("citation"),
    ])
    for group in comparison.groups {
      for passage in group.passages {
        let age = since == nil ? "" : passage.isNew ? "yes" : "no"
        let heading = comparison.heading(of: group, since: since)
        for quote in CodingEngine.quotes(
          rows: passage.rows, in: snapshot, texts: texts, context: 0)
        {
          let transcript = snapshot.transcripts[Int(snapshot.texts[Int(quote.text)].transcript)]
          var row: [Cell] = [.text(heading), .text(quote.cite), .text(quote.transcript)]
          if let turn = quote.turn { row.append(.integer(turn)) } else { row.append(.empty) }
          row += [.text(quote.speaker), .text(transcript.kind), .text(quote.coder), .text(age)]
          row += [.text(quote.quote), .text(quote.language), .text(quote.citation)]
          table.append(row)
        }
      }
    }
    table.notes = comparison.notes
    let slug = snapshot.codebook.codes[comparison.code].slug
    var parameters = [Parameter("code", slug), Parameter("by", comparison.dimension.rawValue)]
    if let since { parameters.append(Parameter("since", since)) }
    var result = ResultTable(
      command: "compare", parameters: parameters, unit: "passage", n: comparison.count,
      table: table)
    result.limit(by: snapshot)
    return result
  }
}

extension CodeComparison {
  /// What a group is called.
  func heading(of group: Group, since: String?) -> String {
    if dimension == .age {
      let since = since ?? ""
      // A day belongs to what is new, a journal entry to what was there.
      let isEntry = Int(since) != nil
      if group.name == "new" { return isEntry ? "after entry \(since)" : "since \(since)" }
      return isEntry ? "up to entry \(since)" : "before \(since)"
    }
    if !group.name.isEmpty { return group.name }
    switch dimension {
    case .case: return "no single case"
    case .kind: return "no kind"
    case .visit: return "no visit number"
    case .coder, .age: return ""
    }
  }
}
