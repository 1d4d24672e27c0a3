import CodingEngine
import Fieldwork
import StudyStore

extension RandomCommands {
  // MARK: Corrections and suggestions

  mutating func correctAndCode() throws -> Int64? {
    guard let (plan, key, words) = try correction() else { return nil }
    let state = try study.sheetState(of: key, coder: "ann", round: 1)
    var changes = EditCodings.Changes()
    let place = plan.turns.first?.span
    if chance(2), let place { changes.added = [SheetCoding(span: place, code: try slug())] }
    let seen = state.codings.compactMap { coding in
      plan.alignment.place(of: coding.span).span.map { SheetCoding(span: $0, code: coding.code) }
    }
    let target = EditCodings.Target(
      transcript: label(), text: key, coder: "ann", round: 1, journal: state.journal)
    return try perform(
      CorrectAndCode(
        fixture.revisionOfText(plan, key, words), target, changes, seen: chance(2) ? seen : []))
  }

  mutating func suggest() throws -> Int64? {
    guard let place = try span() else { return nil }
    let words = try study.words(of: [place.key])[0]
    let snapped = words.snappedToGraphemes(place.span)
    let code = try slug()
    let rule = SuggestionRule(
      name: "r\(number(1...3))", codes: [code], search: .terms([one(["rent", "合同"]) ?? ""]))
    let suggestion = NewSuggestion(
      text: place.key, span: snapped, matches: [snapped], code: code)
    return try perform(AddSuggestions([.init(rule, [suggestion])]))
  }

  mutating func decide() throws -> Int64? {
    guard let suggestion = one(try study.suggestions()) else { return nil }
    let decision: DecideSuggestions.Decision =
      chance(3) ? .reject : chance(3) ? .acceptAs(span: nil, codes: [try slug()]) : .accept
    return try perform(DecideSuggestions([suggestion.number], decision))
  }

  // MARK: Sets and memos

  private mutating func cite() -> PassageCite {
    PassageCite(transcript: label(), number: Int32(number(1...3)))
  }

  private mutating func set() -> String { chance(2) ? PassageSet.star : "开头" }

  mutating func addToSet() throws -> Int64? { try perform(AddToSet(set(), [cite()])) }

  mutating func removeFromSet() throws -> Int64? {
    try perform(RemoveFromSet(set(), chance(2) ? [cite()] : []))
  }

  mutating func star() throws -> Int64? {
    guard let place = try span() else { return nil }
    let coding = NewCoding(
      text: place.key, span: place.span, code: try slug(), coder: coder(), round: 1)
    return try perform(AddStarredCodings(AddCodings([coding])))
  }

  private mutating func memo() -> String { "m\(number(1...3))" }

  private mutating func target() throws -> MemoTarget {
    switch number(1...5) {
    case 1: .passage(cite())
    case 2: .transcript(label())
    case 3: .case("HH-\(number(1...3))")
    case 4: .participant("\(label())-A")
    default: .code(try slug())
    }
  }

  mutating func writeMemo() throws -> Int64? {
    var memo = MemoDefinition(slug: memo(), kind: "code", body: one(["Why?", "为什么？"]) ?? "")
    if chance(2) { memo.attach(try target()) }
    return try perform(WriteMemo(memo))
  }

  mutating func editMemo() throws -> Int64? {
    var changes = MemoChanges()
    changes.body = one(["a clock", "学校是钟"])
    if chance(2) { changes.isOpen = chance(2) }
    return try perform(EditMemo(memo(), changes))
  }

  mutating func attachMemo() throws -> Int64? {
    try perform(AttachMemo(memo(), to: [try target()], isDetaching: chance(3)))
  }

  mutating func removeMemo() throws -> Int64? { try perform(RemoveMemo(memo())) }
}
