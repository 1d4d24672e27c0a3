/// Finds what a memo is to be on, whatever kind of thing it is.
///
/// `GY-101#12` is a passage; everything else is looked for among codes, transcripts, cases,
/// participants, themes and relations, by exact id first, then by exact name in any language.
/// `code:NAME` and the like look among one kind only.
public struct MemoTargetResolver: Sendable {
  private struct Kind: Sendable {
    var word: String
    var things: [NamedThing]
    var resolver: NameResolver
    var target: @Sendable (String) -> MemoTarget
  }

  private let kinds: [Kind]
  private let labels: Set<String>

  /// Prepares the search.
  ///
  /// - Parameter snapshot: a snapshot with its themes and notes.
  public init(_ snapshot: StudySnapshot) {
    func kind(
      _ word: String, _ things: [NamedThing], _ target: @escaping @Sendable (String) -> MemoTarget
    ) -> Kind {
      Kind(
        word: word, things: things, resolver: NameResolver(kind: word, things: things),
        target: target)
    }
    let codes = snapshot.codebook.codes.map { NamedThing(id: $0.slug, names: $0.names.map(\.text)) }
    kinds = [
      kind("code", codes) { .code($0) },
      kind(
        "transcript",
        snapshot.transcripts.map { NamedThing(id: $0.label, names: [$0.title]) }
      ) { .transcript($0) },
      kind("case", snapshot.cases.map { NamedThing(id: $0.id, names: [$0.name]) }) { .case($0) },
      kind(
        "participant", snapshot.participants.map { NamedThing(id: $0.id, names: [$0.name]) }
      ) { .participant($0) },
      kind(
        "theme",
        snapshot.themes.map { NamedThing(id: $0.slug, names: $0.statements.map(\.text)) }
      ) { .theme($0) },
      kind("relation", snapshot.relations.map { NamedThing(id: $0.slug) }) { .relation($0) },
    ]
    labels = Set(snapshot.transcripts.map(\.label))
  }

  /// What is meant.
  ///
  /// - Throws: a `Problem` where nothing is called so, with the nearest names, or where several
  ///   things are, with the ways of writing each.
  public func target(_ typed: String) throws -> MemoTarget {
    let name = typed.trimmingBlanks
    if let colon = name.firstIndex(of: ":"),
      let kind = kinds.first(where: { $0.word == name[..<colon] })
    {
      let rest = String(name[name.index(after: colon)...])
      return kind.target(kind.things[try kind.resolver.index(of: rest, .exact)].id)
    }
    var exact = kinds.filter { $0.resolver.index(ofID: name) != nil }.map { $0.target(name) }
    if let cite = PassageCite(name), labels.contains(cite.transcript) {
      exact.append(.passage(cite))
    }
    if !exact.isEmpty { return try only(exact, name) }
    let named = kinds.flatMap { kind -> [MemoTarget] in
      let folded = name.foldedName
      return kind.things.filter { thing in
        ([thing.id] + thing.names).contains { $0.foldedName == folded }
      }.map { kind.target($0.id) }
    }
    if !folded(name).isEmpty, !named.isEmpty { return try only(named, name) }
    throw unknown(name)
  }

  private func folded(_ name: String) -> String { name.foldedName }

  private func only(_ found: [MemoTarget], _ name: String) throws -> MemoTarget {
    if found.count == 1 { return found[0] }
    throw Problem(
      .data, "'\(name)' may mean more than one thing", hint: "write which",
      candidates: found.map { "\($0.kind):\($0.name)" })
  }

  private func unknown(_ name: String) -> Problem {
    if let cite = PassageCite(name) {
      return Problem(
        .data, "no transcript is called '\(cite.transcript)'",
        hint: "a passage is written as cited, such as GY-101#12; 'emic transcripts' lists them")
    }
    let all = NameResolver(
      kind: "code, transcript, passage, case, participant, theme or relation",
      things: kinds.flatMap(\.things))
    do {
      _ = try all.index(of: name, .exact)
    } catch let failure as NameFailure {
      return failure.problem
    } catch {}
    return Problem(.data, "nothing is called '\(name)'")
  }
}
