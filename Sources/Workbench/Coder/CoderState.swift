public import Fieldwork

/// A sitting at the coder's screen: the transcript, what is chosen, what is asked.
///
/// A value: `handle` takes an event and says what is wanted of the study, `frame` says what the
/// screen shows. Neither knows a terminal or a database.
public struct CoderState: Sendable {
  /// What is asked on the lower part of the screen.
  enum Prompt: Hashable, Sendable {
    /// Choosing codes: letters typed, position among the matches, slugs chosen besides.
    case palette(typed: String, position: Int, marked: [String])
    case search(String)
    case turn(String)
    case memo(String, [CoderCoding])
    case correction(String, of: Span)
    case removal([CoderCoding])
    case help
  }

  /// The transcript.
  public let document: CoderDocument
  /// Who codes.
  public let coder: String
  var palette: CodePalette
  /// All codings of the text, by start, end, code and coder.
  public internal(set) var codings: [CoderCoding]
  /// Places where the words are wrong, in order, with the right ones; the transcript gets them when
  /// the sitting ends.
  public internal(set) var corrections: [TextEdit] = []
  var grain = Grain.sentence
  /// The piece under the cursor.
  var unit: Span
  /// Where a longer choice begins.
  var held: Span?
  /// A choice whose ends were moved by hand.
  var adjusted: Span?
  var prompt: Prompt?
  var message = ""
  /// Slugs used in this sitting, last first.
  var recent: [String] = []
  /// What `r` puts on the next words.
  var lastCodes: [String] = []
  var showsOthers = false
  var searched = ""
  var examples: [String: [String]] = [:]
  /// The width for which the screen is laid out.
  public internal(set) var columns: Int
  /// The height for which the screen is laid out.
  public internal(set) var rows: Int
  var layout: PageLayout
  /// The first line that is shown.
  var top = 0
  /// The transcript's words for searching, one scalar for one.
  private let folded: [Unicode.Scalar]

  /// Opens a transcript at its first turn.
  ///
  /// - Parameters:
  ///   - codings: all codings of the text, of all coders.
  ///   - columns: the width of the terminal.
  ///   - rows: the height of the terminal.
  /// - Returns: `nil` for a transcript without turns.
  public init?(
    _ document: CoderDocument, coder: String, palette: CodePalette, codings: [CoderCoding],
    columns: Int, rows: Int
  ) {
    guard let first = document.turns.first else { return nil }
    self.document = document
    self.coder = coder
    self.palette = palette
    self.codings = codings
    self.columns = columns
    self.rows = rows
    layout = PageLayout(document, columns: ScreenMetrics(document, columns, rows).text)
    folded = document.words.text.unicodeScalars.map(\.foldedForSearch)
    unit = first.span
    unit = document.unit(grain, at: first.span.start)
    message = "? shows the keys"
  }

  /// The words that a code would go on.
  public var selection: Span {
    if let adjusted { return adjusted }
    guard let held else { return unit }
    return Span(start: min(held.start, unit.start), end: max(held.end, unit.end)) ?? unit
  }

  /// The codings that the screen shows: one's own, those of others when they are revealed.
  var shown: [CoderCoding] { showsOthers ? codings : codings.filter { $0.coder == coder } }

  /// The shown codings that share a character with a stretch.
  func codings(on span: Span) -> [CoderCoding] { shown.filter { $0.span.overlaps(span) } }

  /// The turns of others than interviewers without a coding of one's own.
  var uncodedTurns: [Int] {
    let own = codings.filter { $0.coder == coder }.map(\.span)
    return document.turns.indices.filter { turn in
      let entry = document.turns[turn]
      return entry.role != .interviewer && !own.contains { $0.overlaps(entry.span) }
    }
  }

  /// Forgets the last quotes of a code, which are others now.
  public mutating func forgetExamples(of slug: String) { examples[slug] = nil }

  /// What the screen asks of the study when this has happened.
  @discardableResult
  public mutating func handle(_ event: CoderEvent) -> [CoderRequest] {
    switch event {
    case .key(let key):
      let requests = press(key)
      scroll()
      return requests
    case .resized(let columns, let rows):
      self.columns = columns
      self.rows = rows
      layout = PageLayout(document, columns: ScreenMetrics(document, columns, rows).text)
      scroll()
    case .codings(let codings, let said):
      self.codings = codings
      message = said
    case .corrections(let corrections, let said):
      self.corrections = corrections
      message = said
    case .newCode(let code):
      palette.add(code)
      use(lastCodes + [code.slug])
    case .codebook(let palette):
      self.palette = palette
      lastCodes.removeAll { palette.code($0) == nil }
    case .examples(let slug, let quotes): examples[slug] = quotes
    case .refused(let why): message = why
    }
    return []
  }

  /// Puts the cursor on the piece at a scalar.
  mutating func go(to scalar: Int32) {
    adjusted = nil
    unit = document.unit(grain, at: scalar)
  }

  /// Finds typed words behind the choice, then from the beginning.
  mutating func find(_ typed: String) {
    let wanted = typed.unicodeScalars.map(\.foldedForSearch)
    guard !wanted.isEmpty, wanted.count <= folded.count else { return }
    let places = 0...(folded.count - wanted.count)
    let after = Int(selection.start) + 1
    let order = [places.clamped(to: min(after, places.upperBound)...places.upperBound), places]
    for range in order {
      let found = range.first { start in
        folded[start] == wanted[0] && folded[start..<start + wanted.count].elementsEqual(wanted)
          && (range == places || start >= after)
      }
      guard let found,
        let span = Span(start: Int32(found), end: Int32(found + wanted.count))
      else { continue }
      held = nil
      go(to: span.start)
      adjusted = document.words.snappedToGraphemes(span)
      message = "‘\(typed)’ found; // finds the next"
      return
    }
    message = "‘\(typed)’ is not in this transcript"
  }

  /// Keeps the cursor's line on the screen, with a line of what stands before and after.
  private mutating func scroll() {
    let height = ScreenMetrics(document, columns, rows).body(isAsking: prompt != nil)
    let line = layout.line(of: unit.start)
    if line < top + 1 { top = line - 1 }
    if line > top + height - 3 { top = line - height + 3 }
    top = max(0, min(top, layout.lines.count - 1))
  }
}

extension Unicode.Scalar {
  /// The scalar as words are searched: half width, small letter.
  fileprivate var foldedForSearch: Unicode.Scalar {
    let narrow = narrowed
    if narrow.isASCII {
      let isCapital = (0x41...0x5A).contains(narrow.value)
      return isCapital ? Unicode.Scalar(UInt8(narrow.value + 32)) : narrow
    }
    let small = narrow.properties.lowercaseMapping.unicodeScalars
    return small.count == 1 ? small.first ?? narrow : narrow
  }
}
