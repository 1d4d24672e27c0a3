import CodingEngine
import Fieldwork
import StudyStore

/// Finds passages in the texts of a study, each text prepared once.
final class CodingDesk {
  private let session: Session
  private let snapshot: StudySnapshot
  private var buffers: [Int32: TextBuffer] = [:]
  private var resolvers: [Int32: AnchorResolver] = [:]

  init(session: Session, snapshot: StudySnapshot) {
    self.session = session
    self.snapshot = snapshot
  }

  /// The text and stretch that a typed passage means.
  func find(_ typed: String, in transcript: String, layer: String? = nil) throws -> (
    text: Int32, resolution: AnchorResolution
  ) {
    let index = try snapshot.transcript(transcript, .exact)
    let text = try textIndex(index, layer)
    let anchor = try Anchor(typed)
    let resolver = try resolver(text)
    do {
      return (text, try resolver.resolve(anchor))
    } catch {
      throw error.problem.placed(snapshot.transcripts[index].label)
    }
  }

  /// The resolver of a text.
  func resolver(_ text: Int32) throws -> AnchorResolver {
    if let known = resolvers[text] { return known }
    let turns = snapshot.turns.rows(ofText: text).compactMap { row -> AnchorTurn? in
      Span(start: snapshot.turns.starts[row], end: snapshot.turns.ends[row]).map {
        AnchorTurn(
          number: snapshot.turns.numbers[row], span: $0, speaker: snapshot.turns.speaker(row))
      }
    }
    let made = AnchorResolver(text: try buffer(text), turns: turns)
    resolvers[text] = made
    return made
  }

  /// The words of a stretch.
  func words(_ text: Int32, _ span: Span) throws -> String { try buffer(text).words(in: span) }

  /// Forgets a text that is done with, so that an import of a whole study keeps one in memory.
  func forget(_ text: Int32) {
    buffers[text] = nil
    resolvers[text] = nil
  }

  private func buffer(_ text: Int32) throws -> TextBuffer {
    if let known = buffers[text] { return known }
    let words = try session.study.words(of: [snapshot.texts[Int(text)].key])
    buffers[text] = words[0]
    return words[0]
  }

  private func textIndex(_ transcript: Int, _ layer: String?) throws -> Int32 {
    guard let layer else { return try snapshot.originalText(of: transcript) }
    let found = snapshot.texts.firstIndex {
      Int($0.transcript) == transcript && $0.language == layer
    }
    guard let found else {
      throw Problem(
        .data, "\(snapshot.transcripts[transcript].label) has no text in '\(layer)'",
        hint: "'emic show' names its languages")
    }
    return Int32(found)
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
