import Fieldwork

/// How words look: attributes that every terminal has, and a colour where colours are wanted.
public struct Style: Hashable, Sendable {
  /// Whether the words are bold.
  public var isBold = false
  /// Whether the words are paler than others.
  public var isFaint = false
  /// Whether colours of words and ground are exchanged.
  public var isReverse = false
  /// Whether the words are underlined.
  public var isUnderlined = false
  /// One of the six colours of a terminal, 1 to 6; 0 for its own.
  public var colour = 0

  /// Plain words.
  public static let plain = Style()
  /// Heads.
  public static let bold = Style(isBold: true)
  /// What stands beside.
  public static let faint = Style(isFaint: true)
  /// What is chosen.
  public static let reverse = Style(isReverse: true)

  /// Describes a look.
  public init(
    isBold: Bool = false, isFaint: Bool = false, isReverse: Bool = false,
    isUnderlined: Bool = false, colour: Int = 0
  ) {
    self.isBold = isBold
    self.isFaint = isFaint
    self.isReverse = isReverse
    self.isUnderlined = isUnderlined
    self.colour = colour
  }
}

/// Words of one look within a line.
public struct Run: Hashable, Sendable {
  /// The words, without anything that steers a terminal.
  public var words: String
  /// How they look.
  public var style: Style

  /// Describes words.
  public init(_ words: String, _ style: Style = .plain) {
    self.words = words
    self.style = style
  }
}

/// A whole screen: one array of runs for each row, and where the cursor blinks.
public struct Frame: Hashable, Sendable {
  /// The rows from the top.
  public var rows: [[Run]]
  /// Row and column from 0; `nil` where nothing is typed.
  public var cursor: (row: Int, column: Int)? {
    get { place.map { ($0[0], $0[1]) } }
    set { place = newValue.map { [$0.row, $0.column] } }
  }
  private var place: [Int]?

  /// Describes a screen.
  public init(rows: [[Run]]) { self.rows = rows }

  /// The rows as plain words, for tests and for people who cannot see the screen.
  public var words: [String] { rows.map { $0.map(\.words).joined() } }
}

/// Turns frames into what a terminal must be sent, only the rows that are different.
public struct FrameWriter: Sendable {
  private var shown: [[Run]] = []
  private let hasColours: Bool

  /// Starts with a screen of which nothing is known.
  public init(hasColours: Bool) { self.hasColours = hasColours }

  /// Forgets what is shown, as after another program has drawn.
  public mutating func reset() { shown = [] }

  /// The bytes that make the terminal show a frame.
  public mutating func bytes(for frame: Frame) -> [UInt8] {
    var out = "\u{1B}[?25l"
    if shown.count != frame.rows.count { out += "\u{1B}[0m\u{1B}[2J" }
    for (row, runs) in frame.rows.enumerated() {
      if shown.count == frame.rows.count, shown[row] == runs { continue }
      out += "\u{1B}[\(row + 1);1H\u{1B}[0m\u{1B}[2K"
      for run in runs { out += codes(run.style) + run.words }
      out += "\u{1B}[0m"
    }
    if let cursor = frame.cursor {
      out += "\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H\u{1B}[?25h"
    }
    shown = frame.rows
    return Array(out.utf8)
  }

  private func codes(_ style: Style) -> String {
    var codes = ["0"]
    if style.isBold { codes.append("1") }
    if style.isFaint { codes.append("2") }
    if style.isUnderlined { codes.append("4") }
    if style.isReverse { codes.append("7") }
    if hasColours, style.colour > 0 { codes.append("\(30 + style.colour)") }
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }
}

extension [Run] {
  /// The words cut or filled with blanks to exactly a number of columns.
  func fitted(toColumns columns: Int) -> [Run] {
    var fitted: [Run] = []
    var left = columns
    for run in self where left > 0 {
      let words = run.words.truncated(toColumns: left)
      fitted.append(Run(words, run.style))
      left -= words.displayWidth
    }
    if left > 0 { fitted.append(Run(String(repeating: " ", count: left))) }
    return fitted
  }
}
