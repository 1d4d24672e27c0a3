import CodingEngine
import Fieldwork
import StudyStore

/// Finds passages in the texts of a study, each text prepared once.
final class CodingDesk {
  private let session: Session
  private let snapshot: StudySnapshot
  private var texts: [Int32: KnownText] = [:]
  private var resolvers: [Int32: AnchorResolver] = [:]

  init(session: Session, snapshot: StudySnapshot) {
    self.session = session
    self.snapshot = snapshot
  }

  /// The text and stretch that a typed passage means.
  func find(_ typed: String, in transcript: String, layer: String? = nil) throws -> (
    text: Int32, resolution: AnchorResolution
  ) {
    let text = try text(of: transcript, layer: layer)
    let anchor = try Anchor(typed)
    do {
      return (text.index, try resolve(anchor, in: text.index))
    } catch let error as any ProblemReporting {
      throw error.problem.placed(snapshot.transcripts[Int(text.entry.transcript)].label)
    }
  }

  /// The text of a transcript, of its original where no layer is named.
  func text(of transcript: String, layer: String?) throws -> (index: Int32, entry: TextEntry) {
    let index = try snapshot.text(of: try snapshot.transcript(transcript, .exact), language: layer)
    return (index, snapshot.texts[Int(index)])
  }

  /// The stretch of a text that an anchor means; a text is prepared for searching only when a
  /// quotation asks for it.
  ///
  /// - Parameters:
  ///   - position: for `.next`, the scalar from which on places are taken.
  ///   - ambiguity: what to do with a quotation that stands in several places.
  /// - Throws: `AnchorFailure`, or what reading the text throws.
  func resolve(
    _ anchor: Anchor, in text: Int32, after position: Int32? = nil,
    ambiguity: AnchorAmbiguity = .refuse
  ) throws -> AnchorResolution {
    let known = try known(text)
    if let settled = try known.positions.resolve(anchor) { return settled }
    let resolver = resolvers[text] ?? AnchorResolver(text: known.words, turns: known.turns)
    resolvers[text] = resolver
    return try resolver.resolve(anchor, after: position, ambiguity: ambiguity)
  }

  /// The words of a stretch.
  func words(_ text: Int32, _ span: Span) throws -> String {
    try known(text).words.words(in: span)
  }

  /// Forgets a text that is done with, so that an import of a whole study keeps one in memory.
  func forget(_ text: Int32) {
    texts[text] = nil
    resolvers[text] = nil
  }

  private func known(_ text: Int32) throws -> KnownText {
    if let known = texts[text] { return known }
    let words = try session.study.words(of: [snapshot.texts[Int(text)].key])
    let turns = snapshot.turns.anchors(ofText: text)
    let made = KnownText(words: words[0], turns: turns)
    texts[text] = made
    return made
  }
}

/// A text with its turns.
private struct KnownText {
  let words: TextBuffer
  let turns: [AnchorTurn]
  let positions: PositionResolver

  init(words: TextBuffer, turns: [AnchorTurn]) {
    self.words = words
    self.turns = turns
    positions = PositionResolver(text: words, turns: turns)
  }
}

extension Problem {
  /// The problem at a place, with the place that it names already behind it.
  func placed(_ place: String) -> Problem {
    var placed = self
    placed.place = self.place.map { "\(place), \($0)" } ?? place
    return placed
  }
}

extension AnchorResolution {
  /// What the coder should know of how the passage was found.
  var remark: String? {
    var parts: [String] = []
    switch method {
    case .exact, .turns, .offsets: break
    default: parts.append("found by \(method.rawValue), not to the letter")
    }
    if snapped { parts.append("widened to whole characters") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}

extension String {
  /// The text on one line, cut after some characters.
  func onOneLine(_ limit: Int) -> String {
    let line = split(whereSeparator: \.isNewline).joined(separator: " / ")
    return line.count <= limit ? line : String(line.prefix(limit)) + "…"
  }
}
