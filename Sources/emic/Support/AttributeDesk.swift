import CodingEngine
import Exchange
import Fieldwork
import Foundation
import ReportGenerator
import StudyStore

/// Filling in and showing the attributes of a transcript, participant or case.
struct AttributeDesk {
  let session: Session
  let snapshot: StudySnapshot
  let owner: AttributeOwner
  let index: Int32
  /// The command that fills in: `cases fill`.
  let command: String

  init(_ session: Session, _ owner: AttributeOwner, _ name: String, command: String) throws {
    self.session = session
    self.owner = owner
    self.command = command
    snapshot = try session.study.snapshot([.turns, .notes])
    index = Int32(try snapshot.index(of: owner, name, .exact))
  }

  /// The label or id of whose attributes they are.
  var id: String { snapshot.id(of: owner, index) }

  // MARK: Values

  /// Performs a change and says what is different.
  func perform(_ values: [SetAttributes.Value], _ writing: WritingOptions) throws {
    let performed = try session.perform(
      SetAttributes(owner, id, values, name: command), writing)
    guard !performed.isNothing else { return session.say("\(id): nothing changed") }
    for change in performed.outcome {
      let now = change.after.map { words($0) } ?? "taken away"
      var line = "\(id)  \(change.name): \(now)"
      if let before = change.before, before.content != change.after?.content {
        line += ", before \(words(before))"
      }
      let source = change.after?.source.map { " (\($0.words))" } ?? ""
      session.say((writing.dryRun ? "would set " : "") + line + source)
    }
  }

  private func words(_ value: AttributeValue) -> String { value.words }

  /// The values of `rooms=3 tenure=missing:refused`.
  func values(
    _ typed: [String], from: [String], source: AttributeSource?, note: String, makesNew: Bool
  ) throws -> [SetAttributes.Value] {
    let passages = try from.map(passage)
    return try typed.map { word in
      guard let sign = word.firstIndex(of: "="), sign != word.startIndex else {
        throw Problem(.usage, "'\(word)' is not name=value", hint: "write rooms=3")
      }
      let name = String(word[..<sign]).trimmingBlanks
      let content = try placed(name) {
        try AttributeContent(String(word[word.index(after: sign)...]))
      }
      if content == .nothing, !passages.isEmpty || source != nil || !note.isEmpty {
        throw Problem(
          .usage, "'\(name)' has a source and no value",
          hint: "write \(name)=VALUE, or \(name)= alone to take the value away")
      }
      return SetAttributes.Value(
        name: try attribute(name, makesNew: makesNew), content: content,
        source: source ?? (passages.isEmpty ? nil : .interview), note: note, passages: passages)
    }
  }

  /// The values of a sheet.
  func values(ofSheet text: String, makesNew: Bool) throws -> [SetAttributes.Value] {
    try AttributeSheet.read(text, of: owner, id).map { entry in
      do {
        let passages = try entry.from.map(passage)
        return SetAttributes.Value(
          name: try attribute(entry.name, makesNew: makesNew), content: entry.content,
          source: entry.source ?? (passages.isEmpty ? nil : .interview), note: entry.note,
          passages: passages)
      } catch let error as any ProblemReporting {
        throw error.problem.placed("line \(entry.line)")
      }
    }
  }

  /// The exact name of an attribute that somebody has or defined.
  private func attribute(_ name: String, makesNew: Bool) throws -> String {
    if owner.fields.contains(name.foldedName) {
      throw Problem(
        .data, "'\(name)' is a field of every \(owner.rawValue) and no attribute",
        hint: owner == .transcript
          ? "emic describe \(id.shellWord) \(name)=…" : "import it with 'emic \(owner)s import'")
    }
    let defined = snapshot.attributeDefinitions.filter { $0.owner == owner }
    let used = Set(
      snapshot.indices(of: owner).flatMap { snapshot.attributes(owner, $0).map(\.name) })
    let names = defined.map(\.name) + used.subtracting(defined.map(\.name)).sorted()
    let resolver = NameResolver(
      kind: "attribute",
      things: names.map { name in
        NamedThing(
          id: name,
          names: defined.filter { $0.name == name && !$0.label.isEmpty }.map(\.label))
      })
    do {
      return names[try resolver.index(of: name, .exact)]
    } catch let failure as NameFailure {
      if makesNew, case .unknown = failure {
        guard AttributeID("\(owner.rawValue).\(name)") != nil else {
          throw Problem(.data, "'\(name)' cannot be the name of an attribute")
        }
        return name
      }
      var problem = failure.problem
      let hint = "--new makes an attribute of any words"
      problem.hint = [problem.hint, hint].compactMap(\.self).joined(separator: "; ")
      throw problem
    }
  }

  private func placed<Value>(_ name: String, _ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let error as any ProblemReporting {
      throw error.problem.placed(name)
    }
  }

  // MARK: Passages

  /// The stretch that `GY-105 t12:"words"`, `t12` or `GY-105#3` means.
  private func passage(_ typed: String) throws -> SetAttributes.Value.Passage {
    let words = typed.trimmingBlanks
    if let cite = PassageCite(words) { return try passage(cited: cite) }
    let (label, anchor) = try split(words)
    let desk = CodingDesk(session: session, snapshot: snapshot)
    let (text, resolution) = try desk.find(anchor, in: label)
    if let remark = resolution.remark { session.remark("note: \(typed): \(remark)") }
    return .init(text: snapshot.texts[Int(text)].key, span: resolution.span)
  }

  private func passage(cited cite: PassageCite) throws -> SetAttributes.Value.Passage {
    let label = snapshot.transcripts[try snapshot.transcript(cite.transcript, .exact)].label
    let codings = try session.study.snapshot([.codings])
    let row = (0..<codings.codings.count).first { row in
      let text = codings.texts[Int(codings.codings.texts[row])]
      return codings.codings.numbers[row] == cite.number
        && codings.transcripts[Int(text.transcript)].label == label
    }
    guard let row else {
      throw Problem(
        .data, "there is no passage \(cite.words)",
        hint: "'emic show \(label.shellWord)' lists the passages with their numbers")
    }
    return .init(
      text: codings.texts[Int(codings.codings.texts[row])].key, span: codings.codings.span(row))
  }

  /// The transcript before an anchor; without one the only interview of whose value it is.
  private func split(_ words: String) throws -> (label: String, anchor: String) {
    let labels = snapshot.transcripts.map(\.label).sorted { $0.count > $1.count }
    for label in labels where words.hasPrefix(label + " ") {
      return (label, String(words.dropFirst(label.count)).trimmingBlanks)
    }
    let interviews = snapshot.interviews(of: owner, index).map {
      snapshot.transcripts[Int($0)].label
    }
    if interviews.count == 1, labels.allSatisfy({ $0 != words }) {
      return (interviews[0], words)
    }
    throw Problem(
      .data,
      labels.contains(words)
        ? "'\(words)' names no passage" : "'\(words)' does not say in which transcript",
      hint: "write GY-105 t12:\"words\", with one of "
        + (interviews.isEmpty ? "the transcripts" : interviews.joined(separator: ", ")))
  }

  // MARK: Sheets

  /// The attributes that are not yet known, or all, to be filled in.
  func sheet(withKnown: Bool) throws -> AttributeSheet {
    let known = Dictionary(
      snapshot.attributes(owner, index).filter { !owner.fields.contains($0.name) }.map {
        ($0.name, $0)
      }, uniquingKeysWith: { first, _ in first })
    let definitions = snapshot.attributeDefinitions.filter {
      $0.owner == owner && $0.isAbout(kind: snapshot.kind(of: owner, index))
    }
    var items = definitions.filter { withKnown || known[$0.name] == nil }.map {
      AttributeSheet.Item(
        name: $0.name, definition: $0, value: known[$0.name]?.content.typed ?? "")
    }
    if withKnown {
      let others = known.keys.filter { name in !definitions.contains { $0.name == name } }
      items += others.sorted { $0.precedesNaturally($1) }.map {
        AttributeSheet.Item(name: $0, value: known[$0]?.content.typed ?? "")
      }
    }
    guard !items.isEmpty else {
      throw Problem(
        .data,
        definitions.isEmpty
          ? "no attribute is defined for it" : "every attribute that is defined for it is known",
        place: id,
        hint: definitions.isEmpty
          ? "emic attributes define \(owner.rawValue).rooms --type number, or write name=VALUE --new"
          : "--all shows those that are known too")
    }
    let interviews = snapshot.interviews(of: owner, index).map { place in
      let entry = snapshot.transcripts[Int(place)]
      return [entry.label, entry.date.map { "(\($0.iso))" } ?? ""].filter { !$0.isEmpty }
        .joined(separator: " ")
    }
    return AttributeSheet(
      owner: owner, id: id,
      about: interviews.isEmpty ? [] : ["interviews: \(interviews.joined(separator: ", "))"],
      items: items)
  }

  /// Lets the researcher fill in a sheet in an editor; one that cannot be taken is kept.
  func fillInEditor(withKnown: Bool, makesNew: Bool, _ writing: WritingOptions) throws {
    let written = try sheet(withKnown: withKnown).write()
    let text = try EditedText.edit(
      written.trimmingBlanks, name: id, file: "values.txt",
      otherwise: "write name=VALUE, or use --sheet FILE and --apply FILE")
    guard text.trimmingBlanks != written.trimmingBlanks else {
      return session.say("\(id): nothing changed")
    }
    do {
      try take(text, makesNew: makesNew, writing)
      if writing.dryRun { session.remark("the sheet is kept: \(try keep(text))") }
    } catch let error as any ProblemReporting {
      var problem = error.problem
      let hint = "nothing was changed; your sheet is kept: correct it and run: \(try keep(text))"
      problem.hint = [problem.hint, hint].compactMap(\.self).joined(separator: "; ")
      throw problem
    }
  }

  /// Takes a sheet.
  func take(_ text: String, makesNew: Bool, _ writing: WritingOptions) throws {
    let values = try values(ofSheet: text, makesNew: makesNew)
    guard !values.isEmpty else { return session.say("\(id): nothing changed") }
    try perform(values, writing)
  }

  private func keep(_ text: String) throws -> String {
    let kept = try SheetFile.make(
      text + "\n", transcript: "values", coder: id, in: session.folder)
    return "emic \(command) \(id.shellWord) --apply \(kept.typed)"
  }

  // MARK: Showing

  /// The values with what they rest on.
  static func show(
    _ owner: AttributeOwner, _ name: String, _ output: OutputOptions, _ options: GlobalOptions
  ) throws {
    let session = try Session.reading(options)
    let snapshot = try session.study.snapshot([.turns, .notes])
    let index = Int32(try snapshot.index(of: owner, name, .prefix))
    try output.answer(
      EngineTables.attributeValues(
        snapshot, owner, index, quotes: try session.attributeQuotes(in: snapshot)), options)
  }

  /// What the values were.
  static func history(
    _ owner: AttributeOwner, _ name: String, _ attribute: String?, _ output: OutputOptions,
    _ options: GlobalOptions
  ) throws {
    let session = try Session.reading(options)
    let snapshot = try session.study.snapshot([])
    let index = Int32(try snapshot.index(of: owner, name, .prefix))
    let id = snapshot.id(of: owner, index)
    let moments = try session.study.attributeHistory(owner, id, attribute)
    guard !moments.isEmpty else {
      throw Problem(
        .data,
        attribute.map { "nothing was ever said of '\($0)'" } ?? "it never had an attribute",
        place: id, hint: "'emic \(owner.rawValue)s show \(id.shellWord)' shows what it has")
    }
    try output.answer(
      EngineTables.attributeHistory(
        moments.map {
          ($0.entry, String($0.time.prefix(10)), $0.coder, $0.name, $0.value, $0.command)
        },
        snapshot, owner, id), options)
  }
}

extension StudySnapshot {
  /// The index of a transcript, participant or case.
  func index(
    of owner: AttributeOwner, _ name: String, _ strictness: NameResolver.Strictness
  ) throws -> Int {
    switch owner {
    case .transcript: try transcript(name, strictness)
    case .participant: try participant(name, strictness)
    case .place: try caseIndex(name, strictness)
    }
  }
}

extension Session {
  /// What values of attributes rest on, for a snapshot with turns and notes.
  func attributeQuotes(in snapshot: StudySnapshot) throws -> AttributeQuotes {
    guard !snapshot.attributePassages.isEmpty else { return AttributeQuotes() }
    let texts = Set(snapshot.attributePassages.map(\.text)).sorted()
    let current = Set(snapshot.texts.map(\.key))
    let former = Set(snapshot.attributePassages.map(\.key)).subtracting(current).sorted()
    return AttributeQuotes(
      snapshot, texts: try shelf(texts, in: snapshot),
      former: Dictionary(
        zip(former, try study.words(of: former)), uniquingKeysWith: { first, _ in first }))
  }
}
