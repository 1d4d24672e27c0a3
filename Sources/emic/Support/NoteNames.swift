import Fieldwork

/// Finding memos, relations and figures by name, and checking what a file says they are on.
extension StudySnapshot {
  /// The index of a memo.
  func memo(_ name: String, _ strictness: NameResolver.Strictness = .prefix) throws -> Int {
    try NameResolver(
      kind: "memo", things: memos.map { NamedThing(id: $0.slug, names: [$0.title]) }
    ).index(of: name, strictness)
  }

  /// The index of a relation.
  func relation(_ name: String, _ strictness: NameResolver.Strictness = .prefix) throws -> Int {
    try NameResolver(kind: "relation", things: relations.map { NamedThing(id: $0.slug) })
      .index(of: name, strictness)
  }

  /// The index of a participant.
  func participant(_ name: String, _ strictness: NameResolver.Strictness) throws -> Int {
    try NameResolver(
      kind: "participant", things: participants.map { NamedThing(id: $0.id, names: [$0.name]) }
    ).index(of: name, strictness)
  }

  /// The index of a figure.
  func figure(_ name: String) throws -> Int {
    try NameResolver(
      kind: "figure", things: figures.map { NamedThing(id: $0.slug, names: [$0.definition]) }
    ).index(of: name, .prefix)
  }

  /// The memo with everything that it is on under its own id.
  ///
  /// - Throws: `Problem` with the nearest names, placed at the file.
  func resolved(_ memo: MemoDefinition, from file: String) throws -> MemoDefinition {
    var memo = memo
    memo.codes = try placed(file) { try memo.codes.map(codeSlug) }
    memo.transcripts = try placed(file) {
      try memo.transcripts.map { transcripts[try transcript($0, .exact)].label }
    }
    memo.cases = try placed(file) { try memo.cases.map { cases[try caseIndex($0, .exact)].id } }
    memo.themes = try placed(file) { try memo.themes.map { themes[try theme($0, .exact)].slug } }
    memo.participants = try placed(file) {
      try memo.participants.map { participants[try participant($0, .exact)].id }
    }
    memo.relations = try placed(file) {
      try memo.relations.map { relations[try relation($0, .exact)].slug }
    }
    memo.passages = try placed(file) {
      try memo.passages.map { cite in
        let label = transcripts[try transcript(cite.transcript, .exact)].label
        return PassageCite(transcript: label, number: cite.number)
      }
    }
    return memo
  }

  /// The relation between codes under their slugs.
  ///
  /// - Throws: `Problem` with the nearest names, placed at the file and relation.
  func resolved(_ relation: RelationDefinition, from file: String) throws -> RelationDefinition {
    var relation = relation
    try placed("\(file), relation \(relation.slug)") {
      relation.from = try codeSlug(relation.from)
      relation.to = try codeSlug(relation.to)
    }
    return relation
  }

  private func codeSlug(_ name: String) throws -> String {
    codebook.codes[try codebook.resolver.index(of: name, .exact)].slug
  }

  private func placed<Value>(_ place: String, _ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let error as NameFailure {
      throw error.problem.placed(place)
    }
  }
}
