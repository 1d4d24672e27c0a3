/// Why a coding sheet cannot be taken as it is, with the place.
public struct SheetFault: ProblemReporting, Hashable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// A line of the head is missing or cannot be read.
    case headLine(String)
    /// The line that begins a section is missing.
    case noSection(String)
    /// The line that begins a section stands twice, or a line only looks like one.
    case strangeSection(String)
    /// A mark is opened, here with its label, and not closed.
    case unclosed(String?)
    /// A mark without a label goes on over the beginning of a turn.
    case overTurns(Int)
    /// A mark is closed that is not open.
    case closesNothing
    /// Only marks with labels are open where one without is closed.
    case closesLabelled(String)
    /// No mark with this label is open.
    case unknownLabel(String)
    /// Two open marks have the same label.
    case labelTwice(String)
    /// A mark has no codes behind it.
    case noCodes
    /// The braces are not closed on their line.
    case openBraces
    /// A backslash before something that needs none.
    case strayBackslash
    /// A mark without words.
    case noWords
    /// A mark begins or ends inside a character.
    case cutsCharacter
    /// The text has no turn of this number.
    case unknownTurn(Int)
    /// The number of a turn stands twice.
    case turnTwice(Int)
    /// The number of a turn is not there.
    case noTurn(Int)
    /// The turns are not in order.
    case turnOrder(Int)
    /// A new code has no name.
    case noName
    /// A new code is defined twice, differently.
    case definedTwice(String)
    /// A name that leads to no code, or a code that takes no codings, in words.
    case code(Problem)
  }

  /// What is wrong.
  public var kind: Kind
  /// Where.
  public var place: SheetPlace

  /// Describes a fault.
  public init(_ kind: Kind, _ place: SheetPlace) {
    self.kind = kind
    self.place = place
  }

  /// The fault in words: what, where, what to try.
  public var problem: Problem {
    if case .code(let problem) = kind {
      var placed = problem
      placed.place = place.words
      return placed
    }
    return Problem(.data, words.what, place: place.words, hint: words.hint)
  }

  private var words: (what: String, hint: String?) {
    switch kind {
    case .headLine(let name):
      ("the head has no readable line '# \(name): …'", "copy it from a new sheet")
    case .noSection(let name):
      ("the line '\(name)' is missing", "put it back, or begin with a new sheet")
    case .strangeSection(let line):
      ("the line '\(line)' is no part of a sheet", "take it out, or write \\=== for words")
    case .unclosed(let label):
      (
        "this mark is not closed",
        "close it with ]]\(label ?? ""){code}, or write \\[[ for words"
      )
    case .overTurns(let turn):
      (
        "this mark is not closed before turn t\(turn)",
        "close it with ]]{code}; over several turns it needs a label: [[a: … ]]a{code}"
      )
    case .closesNothing:
      ("no mark is open that could be closed here", "open it with [[, or write \\]] for words")
    case .closesLabelled(let label):
      ("the open mark has the label \(label)", "close it with ]]\(label){code}")
    case .unknownLabel(let label):
      ("no open mark has the label \(label)", "open it with [[\(label): or correct the label")
    case .labelTwice(let label):
      ("a mark with the label \(label) is open already", "give this one another label")
    case .noCodes:
      ("no code stands behind this mark", "write it in braces: ]]{code}, or take the mark out")
    case .openBraces:
      ("the braces are not closed on this line", "close them with }, or write \\{ for words")
    case .strayBackslash:
      ("a backslash stands before nothing that needs it", "write \\\\ for a backslash")
    case .noWords: ("this mark has no words", "take it out, or put words into it")
    case .cutsCharacter:
      ("this mark cuts a character in two", "begin and end it between whole characters")
    case .unknownTurn(let turn):
      ("the text has no turn t\(turn)", "put the number back, or write \\t\(turn) for words")
    case .turnTwice(let turn): ("turn t\(turn) stands twice", "take one of them out")
    case .noTurn(let turn):
      ("turn t\(turn) is missing before this line", "put its number and words back")
    case .turnOrder(let turn):
      ("turn t\(turn) stands in another place than in the text", "put it back")
    case .noName: ("a new code has no name", "write 'new-slug: definition'")
    case .definedTwice(let name):
      ("the new code '\(name)' is defined twice", "keep one of the definitions")
    case .code: ("", nil)
    }
  }
}
