import CodingEngine
import Exchange
import Fieldwork

/// Finding what people name on the command line.
extension StudySnapshot {
  /// The index of a transcript.
  ///
  /// A file name stands for the label without its extension.
  func transcript(_ name: String, _ strictness: NameResolver.Strictness) throws -> Int {
    try transcriptNames.index(of: name, strictness)
  }

  /// The names of the transcripts; made anew at each call.
  var transcriptNames: NameResolver {
    NameResolver(
      kind: "transcript", things: transcripts.map { NamedThing(id: $0.label, names: [$0.title]) })
  }

  /// The index of a case.
  func caseIndex(_ name: String, _ strictness: NameResolver.Strictness) throws -> Int {
    try NameResolver(kind: "case", things: cases.map { NamedThing(id: $0.id, names: [$0.name]) })
      .index(of: name, strictness)
  }

  /// The index of a theme.
  func theme(_ name: String, _ strictness: NameResolver.Strictness) throws -> Int {
    try NameResolver(
      kind: "theme",
      things: themes.map { NamedThing(id: $0.slug, names: $0.statements.map(\.text)) }
    ).index(of: name, strictness)
  }

  /// The index of a survey; without a name the only one there is, or the only one that is about
  /// a kind of case of the study, as one of households is and one of their members is not.
  ///
  /// Where participants are meant, it is the only one that they are tied to.
  ///
  /// Of a survey that was asked several times the last wave is meant where none is named.
  func survey(_ name: String?, of level: LinkLevel? = nil) throws -> Int {
    if let name {
      let isThere = surveys.contains { $0.name == name }
      if !isThere, let last = waves(called: name).last { return last }
      return try NameResolver(
        kind: "survey", things: surveys.map { NamedThing(id: $0.name, names: [$0.title]) }
      ).index(of: name, .prefix)
    }
    if surveys.count == 1 { return 0 }
    // The waves of one survey are one survey.
    if let family = surveys.first?.wave?.family,
      surveys.allSatisfy({ $0.wave?.family.foldedName == family.foldedName }),
      let last = waves(called: family).last
    {
      return last
    }
    let ofPersons = surveys.indices.filter(isOfParticipants)
    if (level ?? caseLevel) == .participant, ofPersons.count == 1 { return ofPersons[0] }
    let about = surveys.indices.filter { index in
      !surveys[index].caseKind.isEmpty
        && cases.contains { !$0.kind.isEmpty && surveys[index].isAbout($0) }
    }
    if let first = about.first {
      let family = waves(of: first)
      if family.count > 1, about.allSatisfy(family.contains), let last = family.last { return last }
    }
    guard about.count == 1 else {
      throw Problem(
        .data,
        surveys.isEmpty ? "the study has no survey" : "the study has \(surveys.count) surveys",
        hint: surveys.isEmpty
          ? "import one with 'emic survey import FILE.csv --schema FILE.yaml'"
          : "name one with --survey: \(surveys.map(\.name).joined(separator: ", "))")
    }
    return about[0]
  }

  /// What is said where a wave was meant that nobody named.
  func wordsOfWave(_ survey: Int, named name: String?) -> [String] {
    guard let wave = surveys[survey].wave, name != surveys[survey].name,
      waves(of: survey).count > 1
    else { return [] }
    return [
      "wave \(wave.wave) of \(wave.family), the last; --survey \(wave.family)@WAVE takes another"
    ]
  }

  /// The index of a variable of a survey.
  func variable(_ name: String, survey: Int) throws -> Int {
    let things = surveys[survey].variables.map {
      NamedThing(id: $0.name, names: $0.labels.map(\.text))
    }
    return try NameResolver(kind: "variable", things: things).index(of: name, .prefix)
  }

  /// The indices of variables of a survey, each once: names and labels, or patterns with `*`, which
  /// pass the key over.
  func variables(_ names: [String], survey: Int) throws -> [Int] {
    let table = surveys[survey]
    var seen: Set<Int> = []
    return try names.flatMap { name -> [Int] in
      guard name.contains("*") else { return [try variable(name, survey: survey)] }
      let patterns = try VariablePatterns(name, among: table.variables.map(\.name))
      return table.variables.indices.filter { index in
        let own = table.variables[index].name
        return own != table.keyVariable && patterns.fits(own)
      }
    }.filter { seen.insert($0).inserted }
  }

  /// Whose codings count: `each`, `pooled`, or a coder's name.
  func coders(_ choice: String) throws -> CoderChoice {
    switch choice {
    case "each": return .each
    case "pooled": return .pooled
    default:
      let resolver = NameResolver(kind: "coder", things: coders.map { NamedThing(id: $0) })
      return .only(try resolver.index(of: choice, .prefix))
    }
  }

  /// The index of the original text of a transcript.
  func originalText(of transcript: Int) throws -> Int32 {
    let index = texts.firstIndex { Int($0.transcript) == transcript && $0.isOriginal }
    guard let index else {
      throw Problem(.internalFailure, "\(transcripts[transcript].label) has no text")
    }
    return Int32(index)
  }

  /// The text of a transcript in a language, the original without one.
  func text(of transcript: Int, language: String?) throws -> Int32 {
    guard let language else { return try originalText(of: transcript) }
    let layers = texts.indices.filter { Int(texts[$0].transcript) == transcript }
    if let found = layers.first(where: { texts[$0].language == language }) { return Int32(found) }
    throw Problem(
      .data, "\(transcripts[transcript].label) has no text in '\(language)'",
      hint: "its languages are \(layers.map { texts[$0].language }.joined(separator: ", "))")
  }

  /// The codes that are named, each once; `nil` where none is.
  ///
  /// `under CODE` stands for every code of its branch that can be put on a passage.
  func codes(_ names: [String]) throws -> [Int]? {
    if names.isEmpty { return nil }
    var seen: Set<Int> = []
    return try names.flatMap { name -> [Int] in
      let isBranch = name.hasPrefix("under ")
      let code = try codebook.resolver.index(
        of: isBranch ? String(name.dropFirst(6)).trimmingBlanks : name, .prefix)
      return isBranch ? codebook.subtree(code).filter { codebook.codes[$0].isCodable } : [code]
    }.filter { seen.insert($0).inserted }
  }
}
