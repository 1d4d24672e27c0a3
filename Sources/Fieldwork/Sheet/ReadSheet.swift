/// A place in a coding sheet.
public struct SheetPlace: Hashable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// The character of the line, from 1.
  public var column: Int

  /// Names a place.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The place in words.
  public var words: String { "line \(line), column \(column)" }
}

extension SheetPlace: Comparable {
  /// The order: by line, then by column.
  public static func < (a: SheetPlace, b: SheetPlace) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

/// A coding sheet as it was read, before anything is known of the study: its words without the
/// marks, where the marks stand in them, and what could not be understood.
///
/// `words` and `lines` give the corrected words of each turn where somebody changed them: a line
/// with a turn's number begins the turn, which reaches to the next such line.
public struct ReadSheet: Sendable {
  /// A line of words.
  public struct Line: Hashable, Sendable {
    /// The line of the sheet, from 1.
    public var number: Int
    /// The number of the turn that it begins.
    public var turn: Int?
    /// Its first scalar in `words`.
    public var start: Int32
    /// The scalar behind its last.
    public var end: Int32

    /// Describes a line.
    public init(number: Int, turn: Int? = nil, start: Int32, end: Int32) {
      self.number = number
      self.turn = turn
      self.start = start
      self.end = end
    }
  }

  /// A code behind a mark or at the head of a turn.
  public struct Code: Hashable, Sendable {
    /// The name as written.
    public var name: String
    /// The notes, each once.
    public var memos: [String]
    /// Where the name stands.
    public var place: SheetPlace

    /// Describes a code.
    public init(name: String, memos: [String] = [], place: SheetPlace) {
      self.name = name
      self.memos = memos
      self.place = place
    }
  }

  /// Words that are marked.
  public struct Mark: Hashable, Sendable {
    /// The first scalar in `words`.
    public var start: Int32
    /// The scalar behind the last; the same as `start` where nothing is marked.
    public var end: Int32
    /// The codes.
    public var codes: [Code]
    /// Where the mark is opened.
    public var place: SheetPlace

    /// Describes a mark.
    public init(start: Int32, end: Int32, codes: [Code], place: SheetPlace) {
      self.start = start
      self.end = end
      self.codes = codes
      self.place = place
    }
  }

  /// A turn that is coded at its head.
  public struct TurnMark: Hashable, Sendable {
    /// The turn's number.
    public var turn: Int
    /// The codes.
    public var codes: [Code]
    /// Where the line begins.
    public var place: SheetPlace

    /// Describes a coded turn.
    public init(turn: Int, codes: [Code], place: SheetPlace) {
      self.turn = turn
      self.codes = codes
      self.place = place
    }
  }

  /// A code that is to be made.
  public struct NewCode: Hashable, Sendable {
    /// The code.
    public var code: SheetNewCode
    /// Where it stands.
    public var place: SheetPlace

    /// Describes a code.
    public init(code: SheetNewCode, place: SheetPlace) {
      self.code = code
      self.place = place
    }
  }

  /// Of what the sheet is; `nil` where its first lines do not say.
  public var head: SheetHead?
  /// The words of the sheet, without marks, numbers and comments.
  public var words: [Unicode.Scalar] = []
  /// The lines of the words in order.
  public var lines: [Line] = []
  /// The marks in the order in which they are closed.
  public var marks: [Mark] = []
  /// The turns that are coded whole.
  public var turnMarks: [TurnMark] = []
  /// The codes to make.
  public var newCodes: [NewCode] = []
  /// What could not be understood, in order of place.
  public var faults: [SheetFault] = []

  /// Starts with nothing read.
  public init() {}
}
