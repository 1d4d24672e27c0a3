/// Codes in order, from a table that belongs to no study: documents with turns that carry codes.
///
/// It becomes a study of its own, so that the same functions count it.
public struct TurnTable: Hashable, Sendable {
  /// A turn, or a row of a table of units.
  public struct Turn: Hashable, Sendable {
    /// How the file calls it.
    public var label: String
    /// Positions in `codes`, each once.
    public var codes: [Int]

    /// Describes a turn.
    public init(label: String, codes: [Int]) {
      self.label = label
      self.codes = codes
    }
  }

  /// A document, or a stratum of units.
  public struct Document: Hashable, Sendable {
    /// How the file calls it.
    public var label: String
    /// The turns in order.
    public var turns: [Turn]

    /// Describes a document.
    public init(label: String, turns: [Turn]) {
      self.label = label
      self.turns = turns
    }
  }

  /// The names of the codes, which differ.
  public var codes: [String]
  /// The documents in order.
  public var documents: [Document]

  /// Describes a table.
  public init(codes: [String], documents: [Document]) {
    self.codes = codes
    self.documents = documents
  }

  /// The table as a study: one transcript for each document, one turn of one character for each
  /// turn, one coder.
  ///
  /// - Throws: `CodebookFailure` when two codes have the same name.
  public func snapshot() throws -> StudySnapshot {
    var texts: [Int32] = []
    var numbers: [Int32] = []
    var starts: [Int32] = []
    var coded: (texts: [Int32], starts: [Int32], codes: [Int32]) = ([], [], [])
    for (document, entry) in documents.enumerated() {
      for (turn, marks) in entry.turns.enumerated() {
        texts.append(Int32(document))
        numbers.append(Int32(turn + 1))
        starts.append(Int32(turn))
        for code in marks.codes.sorted() {
          coded.texts.append(Int32(document))
          coded.starts.append(Int32(turn))
          coded.codes.append(Int32(code))
        }
      }
    }
    let ends = starts.map { $0 + 1 }
    let turns = TurnColumns(
      texts: texts, numbers: numbers, starts: starts, ends: ends,
      speakerIndices: texts.map { _ in -1 }, roles: texts.map { _ in .respondent },
      participants: texts.map { _ in -1 }, times: texts.map { _ in -1 }, speakers: [])
    let codings = CodingColumns(
      texts: coded.texts, starts: coded.starts, ends: coded.starts.map { $0 + 1 },
      codes: coded.codes, coders: coded.codes.map { _ in 0 }, numbers: coded.starts.map { $0 + 1 })
    return StudySnapshot(
      name: "table", journalNumber: 0,
      transcripts: documents.map { TranscriptEntry(label: $0.label) },
      texts: documents.enumerated().map { index, entry in
        TextEntry(
          key: Int64(index), transcript: Int32(index), scalars: Int32(max(1, entry.turns.count)))
      },
      turns: turns, codebook: try Codebook(codes.map { CodeDefinition(slug: $0) }),
      coders: ["table"], codings: codings ?? .empty)
  }
}
