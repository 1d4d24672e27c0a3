import Fieldwork

/// Finding passages and sets of them as people write them.
extension StudySnapshot {
  /// The passage that is cited, under its transcript's own label.
  ///
  /// - Throws: `Problem` for what is no citation, `NameFailure` for an unknown transcript.
  func cite(_ typed: String) throws -> PassageCite {
    guard let cite = PassageCite(typed) else {
      throw Problem(
        .data, "'\(typed)' is no passage",
        hint: "write it as cited, such as GY-101#12; 'emic show GY-101' lists them")
    }
    return PassageCite(
      transcript: transcripts[try transcript(cite.transcript, .exact)].label, number: cite.number)
  }
}

extension [PassageSet] {
  /// The set that is meant.
  func named(_ name: String, _ strictness: NameResolver.Strictness) throws -> PassageSet {
    let resolver = NameResolver(kind: "set", things: map { NamedThing(id: $0.slug) })
    do {
      return self[try resolver.index(of: name, strictness)]
    } catch let failure as NameFailure {
      var problem = failure.problem
      problem.hint =
        problem.hint ?? (isEmpty ? "make one with 'emic sets add'" : "'emic sets' lists them")
      throw problem
    }
  }
}
