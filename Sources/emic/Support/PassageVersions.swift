import CodingEngine
import Fieldwork
import StudyStore

/// Finds a passage in the earlier versions of its text.
struct PassageVersions {
  private let session: Session
  private let snapshot: StudySnapshot

  init(_ session: Session, _ snapshot: StudySnapshot) {
    self.session = session
    self.snapshot = snapshot
  }

  /// The stretch of the current text, and of every earlier version the stretch that became it and
  /// every place where the same words stand.
  func passages(_ text: Int32, _ span: Span) throws -> [ErasureTarget.Passage] {
    let key = snapshot.texts[Int(text)].key
    let words = try session.study.words(of: [key])[0]
    let said = words.words(in: span)
    var passages = [ErasureTarget.Passage(text: key, span: span)]
    for version in try session.study.versions(ofText: key) where version.key != key {
      let former = try session.study.words(of: [version.key])[0]
      var spans = PassageVersions.places(of: said, in: former)
      if let place = PassageVersions.place(TextAlignment(words, former).place(of: span)) {
        spans.append(place)
      }
      passages += spans.withoutRepetition.map { .init(text: version.key, span: $0) }
    }
    return passages
  }

  private static func place(_ found: Reanchored) -> Span? {
    switch found {
    case .kept(let span, _): span
    case .proposed(let span): span
    case .gone: nil
    }
  }

  private static func places(of words: String, in text: TextBuffer) -> [Span] {
    let all = Array(String(decoding: text.bytes, as: UTF8.self).unicodeScalars)
    let wanted = Array(words.unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= all.count else { return [] }
    return (0...all.count - wanted.count).compactMap { start in
      guard all[start] == wanted[0], all[start...].starts(with: wanted) else { return nil }
      return Span(start: Int32(start), end: Int32(start + wanted.count))
    }.filter { text.isGraphemeBoundary($0.start) && text.isGraphemeBoundary($0.end) }
  }
}
