import CodingEngine
import Fieldwork
import Foundation
import StudyStore
import TestSupport
import Testing

/// Rules on random texts, half of them Chinese, with emoji and combining marks: what is suggested is
/// what a slow and obvious model suggests, and accepting it is coding it by hand.
///
/// 20 studies of 500 texts.
@Suite struct RandomSuggestionsTests {
  @Test(arguments: 0..<20)
  func `suggestions are those of the model, and accepting is coding by hand`(block: Int) throws {
    let seed = UInt64(7_000 + block)
    var random = SeededGenerator(seed: seed)
    let study = try RandomStudy(texts: 500, &random)
    let fixture = study.fixture
    try study.codeSomething(&random)
    let terms = RandomStudy.terms[block % RandomStudy.terms.count]
    let unit = SuggestionUnit.allCases[block / 3 % 4]
    let comment: Comment = "seed \(seed), \(terms), \(unit)"
    let (snapshot, plan) = try study.suggestions.plan(terms, as: ["papers"], unit: unit)
    let model = try SuggestionModel(terms, unit, snapshot, study.study)
    let drafts = plan.drafts.map {
      SuggestionModel.Passage(text: $0.text, span: $0.span, matches: $0.matches)
    }
    #expect(drafts == model.passages, comment)
    #expect(plan.matches == model.matchCount, comment)
    model.expectSound(drafts, comment)
    #expect(!drafts.isEmpty, comment)
    try acceptAndReject(study, terms, unit, snapshot, drafts, comment, &random)
    // A check reads everything, which takes longer than the rest.
    if block.isMultiple(of: 5) { try fixture.expectClean("seed \(seed)") }
  }

  private func acceptAndReject(
    _ study: RandomStudy, _ terms: [String], _ unit: SuggestionUnit, _ snapshot: StudySnapshot,
    _ drafts: [SuggestionModel.Passage], _ comment: Comment, _ random: inout SeededGenerator
  ) throws {
    let (fixture, suggestions) = (study.fixture, study.suggestions)
    let bare = try fixture.dump()
    let made = try suggestions.suggest(terms, as: ["papers"], unit: unit)
    let numbers = made.outcome[0].numbers.compactMap(\.self)
    #expect(numbers.count == drafts.count, comment)
    let open = try fixture.dump()
    #expect(try suggestions.suggest(terms, as: ["papers"], unit: unit).entry == nil, comment)

    // Accepting all is coding by hand.
    try fixture.perform(DecideSuggestions(numbers, .accept), by: "bo")
    let accepted = try fixture.dump()
    let byRule = try study.codings()
    try study.study.undo(by: fixture.author())
    #expect(try fixture.dump() == open, comment)
    try study.study.redo(by: fixture.author())
    #expect(try fixture.dump() == accepted, comment)
    try study.study.undo(by: fixture.author())
    try fixture.perform(
      AddCodings(
        drafts.map {
          NewCoding(
            text: snapshot.texts[Int($0.text)].key, span: $0.span, code: "papers", coder: "bo")
        }), by: "bo")
    #expect(try study.codings() == byRule, comment)
    try study.study.undo(by: fixture.author())
    #expect(try fixture.dump() == open, comment)

    // What is decided does not come again.
    let rejected = numbers.filter { _ in Bool.random(using: &random) }
    if !rejected.isEmpty { try fixture.perform(DecideSuggestions(rejected, .reject)) }
    #expect(try suggestions.suggest(terms, as: ["papers"], unit: unit).entry == nil, comment)
    #expect(try study.study.suggestions().count == numbers.count - rejected.count, comment)
    if !rejected.isEmpty { try study.study.undo(by: fixture.author()) }
    try study.study.undo(by: fixture.author())
    #expect(try fixture.dump() == bare, comment)
  }
}

/// A study of random texts.
private struct RandomStudy {
  let suggestions: SuggestionFixture
  var fixture: StudyFixture { suggestions.fixture }
  var study: Study { fixture.study }

  static let terms = [
    ["rent"], ["fees"], ["no papers"], ["we", "stay"], ["合同"], ["户口"], ["户口", "户口本", "rent"],
    ["没有合同"], ["戶口"], ["哈哈"], ["cafe"], ["naïve", "不走"], ["paper", "合同", "我们"],
  ]

  private static let english = [
    "rent", "rents", "Fee", "fees", "no", "papers", "We", "stay", "stays", "the", "room", "papers",
    "cafe\u{301}", "nai\u{308}ve", "naïve", "👩‍👧", "🇨🇳", "✌\u{FE0F}", "e\u{301}\u{323}",
  ]
  private static let chinese = [
    "我们", "没有", "合同", "户口", "户口本", "戶口", "不走", "哈", "口\u{301}", "房", "rent", "👩‍👧", "本",
    "Ｆｅｅｓ", "葛\u{E0100}", "老家",
  ]

  init(texts: Int, _ random: inout SeededGenerator) throws {
    suggestions = try SuggestionFixture()
    let drafts = (0..<texts).map { index in
      let isChinese = index.isMultiple(of: 2)
      let turns = Int.random(in: 1...3, using: &random)
      let lines = (0..<turns).map { _ in
        (
          ["Q", "Mei", "Lao"].randomElement(using: &random) ?? "Mei",
          RandomStudy.words(isChinese: isChinese, &random)
        )
      }
      return draft("R-\(index)", lines)
    }
    try suggestions.fixture.perform(ImportTranscripts(drafts))
  }

  private static func words(isChinese: Bool, _ random: inout SeededGenerator) -> String {
    var out = ""
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let list = isChinese ? chinese : english
      let words = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        list.randomElement(using: &random) ?? list[0]
      }
      out += words.joined(separator: isChinese ? "" : " ")
      let ends =
        isChinese
        ? ["。", "，", "？", "！”", "\n", "\n\n", "……"]
        : [". ", "! ", "? ", ", ", "\n", "\n\n", ".” ", "… "]
      out += ends.randomElement(using: &random) ?? ". "
    }
    return out.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Codes random stretches, so that something is coded already.
  func codeSomething(_ random: inout SeededGenerator) throws {
    let texts = try study.snapshot([]).texts
    let buffers = try study.words(of: texts.map(\.key))
    let codings = zip(texts, buffers).compactMap { text, words -> NewCoding? in
      guard Int.random(in: 0..<3, using: &random) == 0 else { return nil }
      let start = Int32.random(in: 0..<text.scalars, using: &random)
      let end = Int32.random(in: (start + 1)...text.scalars, using: &random)
      guard let span = Span(start: start, end: end).map(words.snappedToGraphemes) else {
        return nil
      }
      let code = Bool.random(using: &random) ? "papers" : "rent"
      return NewCoding(text: text.key, span: span, code: code, coder: "ann")
    }
    try fixture.perform(AddCodings(codings))
  }

  func codings() throws -> [[String?]] {
    try study.query(
      """
      SELECT transcript, start, end, code, coder, round, status FROM v_codings
      ORDER BY transcript, start, end, code, coder
      """
    ).rows
  }
}

/// What a rule suggests, found slowly.
private struct SuggestionModel {
  struct Passage: Equatable {
    var text: Int32
    var span: Span
    var matches: [Span]
  }

  private(set) var passages: [Passage] = []
  private(set) var matchCount = 0
  private let turns: [(text: Int32, span: Span)]
  private let buffers: [TextBuffer]

  init(
    _ terms: [String], _ unit: SuggestionUnit, _ snapshot: StudySnapshot, _ study: Study
  ) throws {
    buffers = try study.words(of: snapshot.texts.map(\.key))
    var shelf = TextShelf()
    for (index, buffer) in buffers.enumerated() { shelf[Int32(index)] = buffer }
    let sentences =
      unit == .sentence
      ? SuggestionModel.byText(Sentences(of: snapshot, words: shelf)) : [:]
    let codings = Dictionary(grouping: 0..<snapshot.codings.count) { snapshot.codings.texts[$0] }
    let code = try #require(snapshot.codebook.index(ofSlug: "papers"))
    let wanted = terms.map { Token.list(Array($0.unicodeScalars)).map(\.stem) }
    var turns: [(text: Int32, span: Span)] = []
    for row in 0..<snapshot.turns.count {
      let text = snapshot.turns.texts[row]
      let span = try #require(
        Span(start: snapshot.turns.starts[row], end: snapshot.turns.ends[row]))
      turns.append((text, span))
      guard snapshot.turns.roles[row] != .interviewer else { continue }
      let buffer = buffers[Int(text)]
      let found = SuggestionModel.matches(
        wanted, Array(buffer.words(in: span).unicodeScalars), from: span.start
      ).map { buffer.snappedToGraphemes($0) }
      matchCount += found.count
      var ofTurn: [Passage] = []
      for match in found {
        var touched: [Span] = []
        switch unit {
        case .match: touched = []
        case .turn: touched = [span]
        case .sentence:
          touched = (sentences[text] ?? []).filter { $0.overlaps(match) }
        case .paragraph:
          touched = SuggestionModel.paragraphs(buffer.words(in: span), from: span.start).filter {
            $0.overlaps(match)
          }
        }
        let all = touched + [match]
        let start = all.map(\.start).min() ?? match.start
        let end = all.map(\.end).max() ?? match.end
        let hull = try #require(Span(start: start, end: end))
        if let last = ofTurn.last, last.span.overlaps(hull) {
          ofTurn[ofTurn.count - 1].span = try #require(
            Span(start: min(start, last.span.start), end: max(end, last.span.end)))
          ofTurn[ofTurn.count - 1].matches.append(match)
        } else {
          ofTurn.append(Passage(text: text, span: hull, matches: [match]))
        }
      }
      // What has the code on one of its characters is coded.
      let coded = (codings[text] ?? []).filter { Int(snapshot.codings.codes[$0]) == code }
        .map { snapshot.codings.span($0) }
      for passage in ofTurn {
        let left = passage.matches.filter { match in !coded.contains { $0.overlaps(match) } }
        guard !left.isEmpty else { continue }
        passages.append(Passage(text: text, span: passage.span, matches: left))
      }
    }
    self.turns = turns
  }

  private static func byText(_ sentences: Sentences) -> [Int32: [Span]] {
    var spans: [Int32: [Span]] = [:]
    for row in 0..<sentences.count {
      guard let span = Span(start: sentences.starts[row], end: sentences.ends[row]) else {
        continue
      }
      spans[sentences.texts[row], default: []].append(span)
    }
    return spans
  }

  /// Every passage holds its matches, lies in one turn, and cuts no character.
  func expectSound(_ found: [Passage], _ comment: Comment) {
    for passage in found {
      let buffer = buffers[Int(passage.text)]
      let isWhole =
        buffer.isGraphemeBoundary(passage.span.start)
        && buffer.isGraphemeBoundary(passage.span.end)
      let holds = passage.matches.allSatisfy { passage.span.contains($0) }
      let inTurn = turns.count { $0.text == passage.text && $0.span.contains(passage.span) }
      #expect(isWhole && holds && inTurn == 1 && !passage.matches.isEmpty, comment)
    }
  }

  /// A word, or a Chinese character.
  private struct Token {
    var stem: String
    var start: Int
    var end: Int

    static func list(_ scalars: [Unicode.Scalar]) -> [Token] {
      var tokens: [Token] = []
      var open: (start: Int, word: String)?
      func close(_ end: Int) {
        guard let word = open else { return }
        open = nil
        let plain = word.word.folding(
          options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
        tokens.append(Token(stem: stem(plain), start: word.start, end: end))
      }
      for (index, scalar) in scalars.enumerated() {
        let isMark = scalar.properties.generalCategory == .nonspacingMark
        let isHan = scalar.properties.isIdeographic
        if isHan {
          close(index)
          let simple = scalar == "戶" ? "户" : String(scalar)
          tokens.append(Token(stem: simple, start: index, end: index + 1))
        } else if scalar.properties.isAlphabetic {
          open = (open?.start ?? index, (open?.word ?? "") + String(scalar))
        } else if isMark, open != nil {
          open?.word += String(scalar)
        } else {
          close(index)
        }
      }
      close(scalars.count)
      return tokens
    }

    /// All words of these texts lose an s at most.
    private static func stem(_ word: String) -> String {
      word.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : word
    }
  }

  private static func matches(
    _ wanted: [[String]], _ scalars: [Unicode.Scalar], from start: Int32
  ) -> [Span] {
    let tokens = Token.list(scalars)
    var found: [(low: Int, high: Int, term: Int)] = []
    for (term, words) in wanted.enumerated() where !words.isEmpty {
      var ofTerm: [(low: Int, high: Int, term: Int)] = []
      for first in tokens.indices where first + words.count <= tokens.count {
        let stretch = tokens[first..<first + words.count]
        guard stretch.map(\.stem) == words else { continue }
        let (low, high) = (stretch[first].start, stretch[first + words.count - 1].end)
        // Matches of one term that share words are one.
        if let last = ofTerm.last, low < last.high {
          ofTerm[ofTerm.count - 1].high = high
        } else {
          ofTerm.append((low, high, term))
        }
      }
      found += ofTerm
    }
    found.sort { a, b in (b.high - b.low, a.low, a.term) < (a.high - a.low, b.low, b.term) }
    var kept: [(low: Int, high: Int, term: Int)] = []
    for one in found where !kept.contains(where: { $0.low < one.high && one.low < $0.high }) {
      kept.append(one)
    }
    return kept.sorted { $0.low < $1.low }.compactMap {
      Span(start: start + Int32($0.low), end: start + Int32($0.high))
    }
  }

  private static func paragraphs(_ words: String, from start: Int32) -> [Span] {
    var position = start
    return words.components(separatedBy: "\n\n").compactMap { paragraph in
      let scalars = Array(paragraph.unicodeScalars)
      defer { position += Int32(scalars.count) + 2 }
      let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
      guard let first = scalars.firstIndex(where: { !isBlank($0) }),
        let last = scalars.lastIndex(where: { !isBlank($0) })
      else { return nil }
      return Span(start: position + Int32(first), end: position + Int32(last) + 1)
    }
  }
}
