import ArgumentParser
import CodingEngine
import Fieldwork
import StudyStore

/// Which suggestions a command means.
struct SuggestionSelection: ParsableArguments {
  @Argument(help: "Suggestions by number, such as s12 or s3-s7.") var numbers: [String] = []
  @Option(help: ArgumentHelp("Of this code; repeat for several.", valueName: "code"))
  var code: [String] = []
  @Option(help: ArgumentHelp("Of this rule; repeat for several.", valueName: "name"))
  var rule: [String] = []
  @Option(help: ArgumentHelp("In this transcript; repeat for several.", valueName: "label"))
  var transcript: [String] = []
  @OptionGroup var filter: FilterOptions

  /// Whether something other than numbers says what is meant.
  var isByKind: Bool {
    !code.isEmpty || !rule.isEmpty || !transcript.isEmpty || filter.filter != nil
  }

  func validate() throws {
    if !numbers.isEmpty, isByKind {
      throw ValidationError("Name suggestions by number, or by --code, --rule and the like.")
    }
  }

  /// What is meant, as a value.
  ///
  /// - Parameter takesPassages: whether a passage as it is cited means the suggestions of which
  ///   its codings were made.
  func choice(takesPassages: Bool = false) throws -> SuggestionChoice {
    let passages = takesPassages ? numbers.filter { $0.contains("#") } : []
    return SuggestionChoice(
      numbers: try SuggestionChoice.numbers(numbers.filter { !passages.contains($0) }),
      passages: passages, codes: code, rules: rule, transcripts: transcript,
      filter: filter.filter)
  }
}

/// Which suggestions are meant, by the names that were typed.
struct SuggestionChoice {
  var numbers: [Int32] = []
  var passages: [String] = []
  var codes: [String] = []
  var rules: [String] = []
  var transcripts: [String] = []
  var filter: String?

  /// The numbers that are named.
  ///
  /// - Throws: a `Problem` for what is no number.
  static func numbers(_ typed: [String]) throws -> [Int32] {
    try typed.flatMap { typed -> [Int32] in
      let ends = typed.split(separator: "-", omittingEmptySubsequences: false).map { part in
        Int32(part.hasPrefix("s") ? part.dropFirst() : part)
      }
      guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1], first >= 1,
        last >= first, last - first < 100_000
      else {
        throw Problem(
          .data, "'\(typed)' is no suggestion", hint: "write s12, or s3-s7 for several")
      }
      return Array(first...last)
    }.withoutRepetition
  }
}

/// Suggestions with the words round them, in order of transcripts and places.
struct SuggestionList {
  /// A suggestion where it lies.
  struct Item {
    var suggestion: Suggestion
    /// The text; one of an earlier version where the words were corrected since.
    var words: TextBuffer
    /// The first turn that it touches; `nil` in an earlier version.
    var turn: Turn?
  }

  /// A turn as a reader sees it.
  struct Turn {
    var number: Int32
    var speaker: String
    /// From its beginning to the end of the last turn that the suggestion touches.
    var span: Span
  }

  /// The suggestions.
  private(set) var items: [Item] = []
  /// The passages by which they were named.
  let passages: [String]
  /// The codebook, for the meaning of codes.
  let codebook: Codebook

  /// Loads suggestions.
  ///
  /// - Parameters:
  ///   - strictness: how names are found; commands that write take exact names only.
  ///   - statuses: what became of those that are wanted; of those named by number all are.
  init(
    _ choice: SuggestionChoice, _ statuses: Set<SuggestionStatus>,
    _ strictness: NameResolver.Strictness, _ session: Session
  ) throws {
    let numbers = Set(choice.numbers)
    passages = choice.passages
    let isNamed = !numbers.isEmpty || !choice.passages.isEmpty
    let wanted = isNamed ? Set(SuggestionStatus.allCases) : statuses
    let all = try session.study.suggestions(wanted).filter { one in
      !isNamed || numbers.contains(one.number)
        || one.cites.contains { choice.passages.contains($0) }
    }
    if let missing = numbers.subtracting(all.map(\.number)).min() {
      throw Problem(
        .data, "there is no suggestion \(Suggestion.name(missing))",
        hint: "'emic suggestions --status all' lists them")
    }
    let snapshot =
      try choice.filter.map {
        try ResolvedFilter(
          try Filter($0), in: try session.study.snapshot([.turns, .codings, .surveys])
        ).limited()
      } ?? session.study.snapshot(showing: Set(all.map(\.text)))
    codebook = snapshot.codebook
    let codes = Set(
      try choice.codes.map { name in
        codebook.codes[try codebook.resolver.index(of: name, strictness)].slug
      })
    let labels = Set(
      try choice.transcripts.map {
        snapshot.transcripts[try snapshot.transcript($0, strictness)].label
      })
    let rules = Set(try SuggestionList.rules(choice.rules, strictness, session))
    let kept = all.filter {
      (codes.isEmpty || codes.contains($0.code)) && (rules.isEmpty || rules.contains($0.rule))
        && (labels.isEmpty || labels.contains($0.transcript))
    }
    try place(kept, in: snapshot, session)
  }

  private static func rules(
    _ names: [String], _ strictness: NameResolver.Strictness, _ session: Session
  ) throws -> [String] {
    if names.isEmpty { return [] }
    let known = try session.study.suggestionRules().map(\.name)
    let resolver = NameResolver(kind: "rule", things: known.map { NamedThing(id: $0) })
    return try names.map { known[try resolver.index(of: $0, strictness)] }
  }

  private mutating func place(
    _ suggestions: [Suggestion], in snapshot: StudySnapshot, _ session: Session
  ) throws {
    let keys = Set(suggestions.map(\.text)).sorted()
    let words = Dictionary(
      zip(keys, try session.study.words(of: keys)), uniquingKeysWith: { first, _ in first })
    let index = Dictionary(
      snapshot.texts.enumerated().map { ($1.key, Int32($0)) },
      uniquingKeysWith: { first, _ in first })
    var placed: [(order: Int32, item: Item)] = []
    for suggestion in suggestions {
      let text = index[suggestion.text]
      let rows = text.map { snapshot.turns.rows(ofText: $0, touching: suggestion.span) }
      if snapshot.limits != nil {
        // What lies in an earlier version has no turns to ask.
        guard let first = rows?.first, snapshot.holds(turn: first) else { continue }
      }
      var item = Item(suggestion: suggestion, words: words[suggestion.text] ?? TextBuffer(""))
      if let first = rows?.first, let last = rows?.last,
        let span = Span(start: snapshot.turns.starts[first], end: snapshot.turns.ends[last])
      {
        item.turn = Turn(
          number: snapshot.turns.numbers[first], speaker: snapshot.turns.speaker(first) ?? "",
          span: span)
      }
      placed.append((text ?? .max, item))
    }
    items = placed.sorted { a, b in
      let (x, y) = (a.item.suggestion, b.item.suggestion)
      return (a.order, x.text, x.span, x.number) < (b.order, y.text, y.span, y.number)
    }.map(\.item)
  }
}
