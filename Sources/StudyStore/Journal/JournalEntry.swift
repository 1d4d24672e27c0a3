/// One line of a study's history.
public struct JournalEntry: Hashable, Sendable {
  /// What an entry does to the study.
  public enum Kind: String, Sendable {
    /// An ordinary command.
    case done = "do"
    /// Takes an earlier command back.
    case undo
    /// Does a command again that was taken back.
    case redo
  }

  /// The entry's number, from 1.
  public var number: Int64
  /// The time in UTC, ISO 8601.
  public var at: String
  /// Who did it.
  public var coder: String
  /// The command, such as `import`.
  public var command: String
  /// The command line as typed.
  public var arguments: [String]
  /// The reason that was given.
  public var why: String?
  /// What happened, in words.
  public var summary: String
  /// What the entry does.
  public var kind: Kind
  /// The entry that an undo or redo is about.
  public var of: Int64?
  /// Whether the entry's changes are not in force at the end of the journal.
  public var isUndone: Bool { undoneBy != nil }
  /// The entry that took this one back, where it is not in force at the end of the journal.
  public var undoneBy: Int64?
  /// The entry of the erasure that left nothing of this one's changes.
  public var erasedIn: Int64?
  /// The names of the state after this entry.
  public var tags: [String] = []

  /// Whether the entry made or upgraded the study, which no change set takes back.
  var isOfTheStudyItself: Bool {
    ["init", "upgrade", JournalEntry.restored, JournalEntry.erased].contains(command)
  }

  /// The command of the entry that a study gets which was put in the place of another.
  static let restored = "restore backup"
  /// The command of the entries of an erasure.
  static let erased = "erase"

  /// `entry 41 (2016-08-02, submitted)`: the state after the entry, as notes name it.
  public var moment: String {
    "entry \(number) (" + ([String(at.prefix(10))] + tags).joined(separator: ", ") + ")"
  }

  /// `entry 7 (import: 6 transcripts)`, as messages name it.
  public var title: String { "entry \(number) (\(command): \(summary))" }
}
