import CodingEngine
import Fieldwork

/// Co-occurrence by definition.
///
/// Every pair of codings is compared, every character a member of a set. Written from METHODS
/// §1.2 and the rules in the documentation of `CooccurrenceTable`.
struct CooccurrenceModel {
  let study: SpanStudy
  let coders: CoderChoice
  let rollup: Bool
  let includeInterviewer: Bool
  var relation: SpanRelation = .overlaps
  var window = 2

  typealias Mark = SpanStudy.Mark

  /// The n of a code.
  func n(_ code: Int, _ unit: CooccurrenceUnit) -> Int {
    if unit.isIncidence {
      return units(marks(code), unit).count
    }
    return groups.reduce(0) { sum, group in
      let own = marks(code).filter { group.contains($0.coder) }
      switch unit {
      case .characters: return sum + cover(own, counted: true).count
      case .regions: return sum + runs(cover(own, counted: false))
      default: return sum + quotations(own, unit).count
      }
    }
  }

  /// The n of a pair of codes, of the first with the second.
  func both(_ a: Int, _ b: Int, _ unit: CooccurrenceUnit) -> Int {
    if a == b { return 0 }
    if unit.isIncidence {
      var found: Set<Int> = []
      for group in groups {
        let first = units(marks(a).filter { group.contains($0.coder) }, unit)
        found.formUnion(
          first.intersection(units(marks(b).filter { group.contains($0.coder) }, unit)))
      }
      return found.count
    }
    return groups.reduce(0) { sum, group in
      let first = marks(a).filter { group.contains($0.coder) }
      let second = marks(b).filter { group.contains($0.coder) }
      switch unit {
      case .characters:
        return sum + cover(first, counted: true).intersection(cover(second, counted: true)).count
      case .regions:
        return sum
          + runs(cover(first, counted: false).intersection(cover(second, counted: false)))
      case .quotations:
        return sum
          + quotations(first, unit).count { x in
            quotations(second, unit).contains { isRelated(x, $0) }
          }
      default:
        return sum
          + quotations(first, unit).reduce(0) { sum, x in
            sum + quotations(second, unit).count { isRelated(x, $0) }
          }
      }
    }
  }

  func split(_ a: Int, _ b: Int, _ unit: CooccurrenceUnit) -> Int {
    guard unit.isIncidence, a != b else { return 0 }
    return units(marks(a), unit).intersection(units(marks(b), unit)).count - both(a, b, unit)
  }

  /// Whether two stretches are related, by the sets of their positions.
  func isRelated(_ a: Mark, _ b: Mark) -> Bool {
    guard a.text == b.text else { return false }
    let (x, y) = (Set(a.start..<a.end), Set(b.start..<b.end))
    switch relation {
    case .overlaps: return !x.isDisjoint(with: y)
    case .equal: return x == y
    case .inside: return x.isSubset(of: y)
    case .encloses: return y.isSubset(of: x)
    case .partial: return !x.isDisjoint(with: y) && !x.isSubset(of: y) && !y.isSubset(of: x)
    case .touching: return x.isDisjoint(with: y) && nearest(x, y) == 1
    case .near(let limit, .characters):
      return x.isDisjoint(with: y) && nearest(x, y).map { $0 - 1 <= limit } ?? false
    case .near(let limit, .turns):
      let near = nearest(Set(turns(a)), Set(turns(b)))
      return x.isDisjoint(with: y) && near.map { $0 <= limit } ?? false
    case .near(let limit, .sentences):
      let near = nearest(Set(sentences(a)), Set(sentences(b)))
      return x.isDisjoint(with: y) && near.map { $0 <= limit } ?? false
    }
  }

  private func nearest(_ x: Set<Int>, _ y: Set<Int>) -> Int? {
    x.flatMap { p in y.map { abs(p - $0) } }.min()
  }

  private func sentences(_ mark: Mark) -> [Int] {
    let own = study.texts[mark.text].sentences
    return own.indices.filter { mark.start < own[$0].end && own[$0].start < mark.end }
  }

  /// The layer of each transcript in which most is coded, the original where they are equal.
  private func layer(_ transcript: Int) -> Int? {
    let layers = study.texts.indices.filter { study.texts[$0].transcript == transcript }
    func rank(_ text: Int) -> Int {
      study.marks.count { $0.text == text } * 2 + (study.texts[text].isOriginal ? 1 : 0)
    }
    return layers.first { text in layers.allSatisfy { rank($0) <= rank(text) } }
  }

  /// Sentences that are units, as text · 1,000 + position in the text.
  private var unitSentences: Set<Int> {
    var units: Set<Int> = []
    for (index, text) in study.texts.enumerated() where layer(text.transcript) == index {
      for (number, sentence) in text.sentences.enumerated() {
        let isAsked = text.turns.contains {
          $0.role == .interviewer && $0.start <= sentence.start && sentence.end <= $0.end
        }
        if includeInterviewer || !isAsked { units.insert(index * 1_000 + number) }
      }
    }
    return units
  }

  func total(_ unit: CooccurrenceUnit) -> Int? {
    switch unit {
    case .turn: unitTurns.count
    case .window: windows.count
    case .sentence: unitSentences.count
    case .transcript: study.transcripts.count
    case .case: Set(study.transcripts.flatMap(\.cases)).count
    default: nil
    }
  }

  // MARK: - Parts

  private var groups: [Set<Int>] {
    switch coders {
    case .each: (0..<study.coders).map { [$0] }
    case .pooled: [Set(0..<study.coders)]
    case .only(let coder): [[coder]]
    }
  }

  private func marks(_ code: Int) -> [Mark] {
    study.marks.filter { mark in
      let coder = if case .only(let only) = coders { mark.coder == only } else { true }
      return coder && isBelow(mark.code, code)
    }
  }

  private func isBelow(_ code: Int, _ top: Int) -> Bool {
    if code == top { return true }
    return rollup && study.parents[code] >= 0 && isBelow(study.parents[code], top)
  }

  /// Stretches that a coder put the code on, each once; pooled, all coders are one, except in pairs.
  private func quotations(_ marks: [Mark], _ unit: CooccurrenceUnit) -> Set<Mark> {
    Set(
      marks.map {
        let coder = coders == .pooled && unit != .pairs ? 0 : $0.coder
        return Mark(text: $0.text, start: $0.start, end: $0.end, code: 0, coder: coder)
      })
  }

  /// Positions, texts far apart.
  private func cover(_ marks: [Mark], counted: Bool) -> Set<Int> {
    var cover: Set<Int> = []
    for mark in marks {
      for position in mark.start..<mark.end {
        let isAsked = study.texts[mark.text].turns.contains {
          $0.role == .interviewer && $0.start <= position && position < $0.end
        }
        if !counted || includeInterviewer || !isAsked {
          cover.insert(mark.text * 1_000_000 + position)
        }
      }
    }
    return cover
  }

  private func runs(_ cover: Set<Int>) -> Int { cover.count { !cover.contains($0 - 1) } }

  /// Turns of originals that are units, as text · 1,000 + position in the text.
  private var unitTurns: Set<Int> {
    var units: Set<Int> = []
    for (text, entry) in study.texts.enumerated() where entry.isOriginal {
      for (turn, description) in entry.turns.enumerated()
      where includeInterviewer || description.role != .interviewer {
        units.insert(text * 1_000 + turn)
      }
    }
    return units
  }

  /// Every run of neighbouring unit turns of a transcript, all of them where there are fewer.
  private var windows: [[Int]] {
    study.texts.indices.flatMap { text -> [[Int]] in
      let own = unitTurns.filter { $0 / 1_000 == text }.sorted()
      guard own.count > window else { return own.isEmpty ? [] : [own] }
      return (0...own.count - window).map { Array(own[$0..<$0 + window]) }
    }
  }

  private func turns(_ mark: Mark) -> [Int] {
    study.texts[mark.text].turns.indices.filter { turn in
      let words = study.texts[mark.text].turns[turn]
      return mark.start < words.end && words.start < mark.end
    }
  }

  private func units(_ marks: [Mark], _ unit: CooccurrenceUnit) -> Set<Int> {
    if unit == .window {
      let turns = units(marks, .turn)
      return Set(windows.indices.filter { !turns.isDisjoint(with: windows[$0]) })
    }
    return Set(
      marks.flatMap { mark -> [Int] in
        let text = study.texts[mark.text]
        let transcript = text.transcript
        switch unit {
        case .transcript: return [transcript]
        case .sentence:
          return sentences(mark).map { mark.text * 1_000 + $0 }.filter(unitSentences.contains)
        case .turn:
          let original = study.texts.indices.first {
            study.texts[$0].transcript == transcript && study.texts[$0].isOriginal
          }
          guard let original, study.texts[original].turns.count == text.turns.count else {
            return []
          }
          return turns(mark).map { original * 1_000 + $0 }.filter(unitTurns.contains)
        case .participant:
          return turns(mark).map { text.turns[$0] }
            .filter { includeInterviewer || $0.role != .interviewer }.map(\.participant)
            .filter { $0 >= 0 }
        default: return caseOf(mark).map { [$0] } ?? []
        }
      })
  }

  private func caseOf(_ mark: Mark) -> Int? {
    let text = study.texts[mark.text]
    let about = study.transcripts[text.transcript].cases
    if about.count < 2 { return about.first.map(Int.init) }
    let spoken = turns(mark).map { text.turns[$0] }.filter { $0.role != .interviewer }
    let owners = spoken.map { turn -> [Int32] in
      turn.participant < 0
        ? [] : study.participants[turn.participant].filter { about.contains($0) }
    }
    guard let first = owners.first, first.count == 1, owners.allSatisfy({ $0 == first }) else {
      return nil
    }
    return Int(first[0])
  }
}
