public import Fieldwork
import GRDB

/// Sets values of attributes of one transcript, participant or case, each with its source and the
/// passages that it rests on.
public struct SetAttributes: StudyCommand {
  /// One value.
  public struct Value: Hashable, Sendable {
    /// A stretch of a text.
    public struct Passage: Hashable, Sendable {
      /// The store's key of the text, from `TextEntry.key`.
      public var text: Int64
      /// The stretch, in scalars of that text.
      public var span: Span

      /// Describes a stretch.
      public init(text: Int64, span: Span) {
        self.text = text
        self.span = span
      }
    }

    /// The attribute's name.
    public var name: String
    /// The value, why it is missing, or nothing to take it away.
    public var content: AttributeContent
    /// Where it comes from, where somebody says so.
    public var source: AttributeSource?
    /// A note, possibly empty.
    public var note: String
    /// What it rests on.
    public var passages: [Passage]

    /// Describes a value.
    public init(
      name: String, content: AttributeContent, source: AttributeSource? = nil, note: String = "",
      passages: [Passage] = []
    ) {
      self.name = name
      self.content = content
      self.source = source
      self.note = note
      self.passages = passages
    }
  }

  /// What became of one value.
  public struct Change: Hashable, Sendable {
    /// The attribute's name.
    public var name: String
    /// The value before; `nil` where there was none.
    public var before: AttributeValue?
    /// The value now; `nil` where it was taken away.
    public var after: AttributeValue?
    /// How many passages it rests on now.
    public var passages: Int
  }

  /// The name in the journal.
  public let name: String
  private let owner: AttributeOwner
  private let id: String
  private let values: [Value]

  /// Prepares values.
  ///
  /// - Parameters:
  ///   - owner: whose they are.
  ///   - id: the owner's exact label or id.
  ///   - name: the command that the journal names.
  public init(_ owner: AttributeOwner, _ id: String, _ values: [Value], name: String) {
    self.owner = owner
    self.id = id
    self.values = values
    self.name = name
  }

  /// Writes the values.
  ///
  /// A value that is the same keeps its source where none is given, and gets the passages that are
  /// new; another value starts without either.
  ///
  /// - Throws: `StudyFailure.unknown` for the owner; a `Problem` for a value that the attribute
  ///   cannot have and a passage that is not in its text.
  public func apply(to writer: StudyWriter) throws -> [Change] {
    let db = writer.db
    let row = try writer.requiredID(in: AttributeRows.owners(owner), named: id)
    return try values.map { value in
      let before = try writer.attribute(value.name, of: owner, owner: row)
      var source = value.source
      if source == nil, !value.passages.isEmpty { source = .interview }
      try writer.setAttribute(
        value.name, value.content, of: owner, owner: row, named: id,
        like: (source, value.note))
      if value.content != .nothing {
        for passage in value.passages {
          try writer.expectInText(passage, named: id)
          try db.execute(
            sql: """
              INSERT OR IGNORE INTO \(AttributeRows.passages(of: owner)) VALUES (?, ?, ?, ?, ?)
              """,
            arguments: [
              row, value.name, passage.text, passage.span.start, passage.span.end,
            ])
        }
      }
      return Change(
        name: value.name, before: before,
        after: try writer.attribute(value.name, of: owner, owner: row),
        passages: try AttributeRows.passageCount(
          of: value.name, owner, owner: row, db))
    }
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: [Change]) -> String {
    "\(id): "
      + outcome.map { change in
        change.after.map { "\(change.name) \($0.words)" } ?? "\(change.name) taken away"
      }.joined(separator: ", ")
  }
}

extension StudyWriter {
  /// The value that is there, or `nil`.
  fileprivate func attribute(_ name: String, of owner: AttributeOwner, owner id: Int64) throws
    -> AttributeValue?
  {
    try Row.fetchOne(
      db,
      sql: """
        SELECT name, value, missing, source, note FROM \(AttributeRows.table(of: owner))
        WHERE \(AttributeRows.column(of: owner)) = ? AND name = ?
        """, arguments: [id, name]
    ).map { AttributeRows.value($0, from: 0) }
  }

  fileprivate func expectInText(_ passage: SetAttributes.Value.Passage, named place: String)
    throws
  {
    let words = try Bodies.words(of: [passage.text], in: db)[passage.text]
    guard let words, words.holds(passage.span), words.isGraphemeBoundary(passage.span.start),
      words.isGraphemeBoundary(passage.span.end)
    else {
      throw Problem(
        .data, "a passage does not lie in its text", place: place,
        hint: "another program changed the study; try again")
    }
  }
}

extension AttributeRows {
  /// How many passages a value rests on.
  fileprivate static func passageCount(
    of name: String, _ owner: AttributeOwner, owner id: Int64, _ db: Database
  ) throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT count(*) FROM \(passages(of: owner)) WHERE \(column(of: owner)) = ? AND name = ?
        """, arguments: [id, name]) ?? 0
  }
}
