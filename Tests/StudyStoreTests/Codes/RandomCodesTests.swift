import Fieldwork
import Foundation
import StudyStore
import TestSupport
import Testing

/// Random codebooks, codings and changes of codes: no coded word is lost or gained, and taking
/// everything back gives the tables of every earlier moment.
@Suite struct RandomCodesTests {
  /// Histories of 25 commands; one of two texts is Chinese.
  ///
  /// With other numbers of seeds ten thousand commands passed too; these few are for every day.
  @Test(arguments: 0..<20)
  func `whatever happens to codes, every coded character stays coded, and all of it can be undone`(
    block: Int
  ) throws {
    for step in 0..<3 { try oneHistory(seed: UInt64(block * 20 + step)) }
  }

  /// Who coded which character of which transcript in which round, by code.
  private typealias Coverage = [String: Set<String>]

  private struct Change {
    var entry: Int64?
    /// The codes whose coverage may flow, and the code into which all of it must; none for parts.
    var from: Set<String> = []
    var into: Set<String> = []
    var renamed: (old: String, new: String)?
    var isCoding = false
  }

  private func oneHistory(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let study = try CodeFixture()
    var states = [try study.fixture.dump()]
    var covered = try coverage(study)
    for _ in 0..<25 {
      let change = try accepted(in: study, &random)
      let state = try study.fixture.dump()
      guard let change else {
        #expect(state == states.last, "a refused command changed something, seed \(seed)")
        continue
      }
      states.append(state)
      let now = try coverage(study)
      if !change.isCoding { expect(change, covered, now, seed) }
      covered = now
    }
    // Refusing everything would pass too.
    #expect(states.count > 8, "seed \(seed)")
    try study.fixture.expectClean("seed \(seed)")
    for state in states.dropLast().reversed() {
      try study.study.undo(by: study.fixture.author())
      #expect(try study.fixture.dump() == state, "undo, seed \(seed)")
    }
    guard seed.isMultiple(of: 5) else { return }
    for state in states.dropFirst() {
      try study.study.redo(by: study.fixture.author())
      #expect(try study.fixture.dump() == state, "redo, seed \(seed)")
    }
  }

  /// What a random command changed; `nil` where it was refused in words or had nothing to do.
  ///
  /// - Throws: what is no refusal, such as a statement that the database does not take.
  private func accepted(
    in study: CodeFixture, _ random: inout SeededGenerator
  ) throws -> Change? {
    do {
      let change = try randomCommand(in: study, &random)
      return change.entry == nil ? nil : change
    } catch let refusal as any ProblemReporting where refusal.problem.kind != .internalFailure {
      return nil
    }
  }

  private func expect(_ change: Change, _ before: Coverage, _ after: Coverage, _ seed: UInt64) {
    var wanted = before
    if let (old, new) = change.renamed { wanted[new] = wanted.removeValue(forKey: old) }
    let touched = change.from.union(change.into)
    for slug in Set(wanted.keys).union(after.keys).subtracting(touched) {
      #expect(wanted[slug] == after[slug], "\(slug), seed \(seed)")
    }
    if touched.isEmpty { return }
    let was = touched.reduce(into: Set<String>()) { $0.formUnion(wanted[$1] ?? []) }
    let isNow = touched.reduce(into: Set<String>()) { $0.formUnion(after[$1] ?? []) }
    #expect(was == isNow, "seed \(seed)")
    guard let target = change.into.first, change.into.count == 1 else { return }
    #expect(after[target] ?? [] == was, "\(target), seed \(seed)")
  }

  private func coverage(_ study: CodeFixture) throws -> Coverage {
    var covered: Coverage = [:]
    let rows = try study.study.query(
      "SELECT code, transcript, coder, round, start, end FROM v_codings"
    ).rows.map { $0.compactMap(\.self) }
    for row in rows where row.count == 6 {
      guard let start = Int(row[4]), let end = Int(row[5]) else { continue }
      for at in start..<end {
        covered[row[0], default: []].insert("\(row[1]) \(row[2]) \(row[3]) \(at)")
      }
    }
    return covered
  }

  private func randomCommand(
    in study: CodeFixture, _ random: inout SeededGenerator
  ) throws -> Change {
    let book = try study.study.snapshot([]).codebook
    let slugs = book.codes.map(\.slug)
    func some() -> String { slugs.randomElement(using: &random) ?? "rent" }
    let fresh = ["walk", "debt", "路远", "欠租", "noise"].randomElement(using: &random) ?? "walk"
    switch Int.random(in: 0..<20, using: &random) {
    case 0...7:
      let snapshot = try study.study.snapshot([])
      guard let text = snapshot.texts.randomElement(using: &random) else { return Change() }
      let start = Int32.random(in: 0..<(text.scalars - 1), using: &random)
      let end = min(text.scalars, start + Int32.random(in: 1...8, using: &random))
      guard let span = Span(start: start, end: end) else { return Change() }
      let coding = NewCoding(
        text: text.key, span: span, code: some(), coder: ["ann", "bo"][Int(random.next() % 2)],
        memo: random.next() % 3 == 0 ? "why \(random.next() % 4)" : nil,
        stance: random.next() % 6 == 0 ? .deny : nil, voice: random.next() % 6 == 0 ? .own : nil,
        round: random.next() % 4 == 0 ? 2 : 1)
      return Change(entry: try study.perform(AddCodings([coding])).entry, isCoding: true)
    case 8:
      var code = CodeDefinition(
        slug: fresh, parent: Bool.random(using: &random) ? some() : nil,
        isCodable: random.next() % 4 != 0)
      code.short = "Version \(random.next() % 3)"
      return Change(entry: try study.perform(AddCode(code)).entry)
    case 9:
      let old = some()
      let entry = try study.perform(RenameCode(old, to: fresh)).entry
      return Change(entry: entry, renamed: (old, fresh))
    case 10, 11:
      let neighbour = some()
      let place = MoveCode.Place(
        parent: Bool.random(using: &random) ? .top : .under(some()),
        neighbour: random.next() % 2 == 0 ? nil : .before(neighbour))
      return Change(entry: try study.perform(MoveCode(some(), to: place)).entry)
    case 12:
      guard let old = book.codes.randomElement(using: &random) else { return Change() }
      var new = old
      new.full = "Wording \(random.next() % 3)"
      return Change(entry: try study.perform(EditCode(old, to: new)).entry)
    case 13:
      let isRetired = Bool.random(using: &random)
      return Change(entry: try study.perform(RetireCode(some(), isRetired: isRetired)).entry)
    case 14...16:
      let target = some()
      let from = Set((0..<Int.random(in: 1...2, using: &random)).map { _ in some() }).sorted()
      let command = MergeIntoCode(
        from, into: target, joins: Bool.random(using: &random),
        preference: random.next() % 4 == 0 ? nil : .from)
      let entry = try study.perform(command).entry
      return Change(entry: entry, from: Set(from), into: [target])
    case 17:
      return Change(
        entry: try study.perform(SplitCode(some(), into: [fresh, some()])).entry)
    default:
      return try randomAssignment(in: study, &random)
    }
  }

  private func randomAssignment(
    in study: CodeFixture, _ random: inout SeededGenerator
  ) throws -> Change {
    guard let split = try study.study.openSplits().randomElement(using: &random) else {
      return Change()
    }
    let rows = try study.study.query(
      "SELECT DISTINCT cite FROM v_codings WHERE code = '\(split.code)' ORDER BY cite"
    ).rows
    let cites = rows.compactMap { $0.first ?? nil }.filter { _ in random.next() % 3 != 0 }
    let parts = split.parts.map(\.code)
    let assignments = try cites.map { cite -> AssignSplit.Assignment in
      let place = try SplitRow(cite: cite, codes: []).place()
      let chosen = parts.filter { _ in random.next() % 2 == 0 }
      return AssignSplit.Assignment(
        transcript: place.label, number: place.number, coder: random.next() % 4 == 0 ? "bo" : nil,
        parts: chosen.isEmpty ? [parts[0]] : chosen)
    }
    let entry = try study.perform(AssignSplit(split.code, assignments)).entry
    return Change(entry: entry, from: Set([split.code]), into: Set(parts))
  }
}
