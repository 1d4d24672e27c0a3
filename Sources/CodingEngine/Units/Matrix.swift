public import Fieldwork

/// What the columns of a matrix of codes are.
public enum MatrixColumns: String, CaseIterable, Sendable {
  /// One column per transcript.
  case transcripts
  /// One column per case that an interview is about.
  case cases
  /// One column per kind of transcript that occurs.
  case kinds
  /// One column per site of a transcript; a site that only lies around others has none.
  case sites
  /// One column per coder.
  case coders
}

/// A column of a matrix.
public struct MatrixColumn: Hashable, Sendable {
  /// What it is called: a label, an id, a kind, a name.
  public var label: String
  /// The index of the transcript, case, site or coder in the snapshot; -1 for a kind and for
  /// the column of what has no kind or site.
  public var index: Int32
  /// The n of the column: the transcripts behind it, for a coder those with a coding of theirs.
  public var transcripts: Int

  /// Describes a column.
  public init(label: String, index: Int32, transcripts: Int) {
    self.label = label
    self.index = index
    self.transcripts = transcripts
  }
}

/// Codings of codes by where they lie or who made them.
///
/// A translation is a layer of its transcript: what is coded in it counts for the transcript,
/// and it adds no column and nothing to any n.
public struct Matrix: Sendable {
  /// What a cell counts.
  public let unit = "codings"
  /// What the columns are.
  public let by: MatrixColumns
  /// The rows, as indices into `Codebook.codes`, in the order of the codebook.
  public let codes: [Int]
  /// The columns, in the order of the snapshot, kinds in natural order.
  ///
  /// What has no kind or no site comes last and only where it occurs.
  public let columns: [MatrixColumn]
  /// The cells, row by row.
  public let counts: [Int32]
  /// The codings of the coders that were asked, of whatever code.
  public let n: Int
  /// What a reader of the numbers must know.
  public let notes: [String]
  private let coders: CoderChoice
  private let rollup: Bool

  /// Counts.
  ///
  /// - Parameters:
  ///   - snapshot: the study.
  ///   - by: what the columns are.
  ///   - codes: the rows, as indices into `Codebook.codes`; all codable ones when `nil`.
  ///   - coders: whose codings count; `.each` and `.pooled` both mean all.
  ///   - rollup: whether a row has the codings of everything below its code as well.
  ///   - attribution: the cases of the codings, where they are known already.
  public init(
    _ snapshot: StudySnapshot, by: MatrixColumns, codes: [Int]? = nil,
    coders: CoderChoice = .pooled, rollup: Bool = false, attribution: CaseAttribution? = nil
  ) {
    let layout = MatrixLayout(snapshot, by, coders, attribution)
    let selection = CodeSelection(snapshot.codebook, codes, rollup: rollup)
    let codings = snapshot.codings
    var counts = [Int32](repeating: 0, count: selection.codes.count * layout.columns.count)
    var asked = 0
    var unplaced = 0
    for row in 0..<codings.count where coders.includes(codings.coders[row]) {
      asked += 1
      let column = layout.column(ofCoding: row)
      guard column >= 0 else {
        unplaced += 1
        continue
      }
      for line in selection.rows(ofCode: Int(codings.codes[row])) {
        counts[Int(line) * layout.columns.count + column] += 1
      }
    }
    self.by = by
    self.codes = selection.codes
    columns = layout.columns
    self.counts = counts
    n = asked
    self.coders = coders
    self.rollup = rollup
    let tally = RoleTally(snapshot, TouchedTurns(snapshot)) { coders.includes(codings.coders[$0]) }
    notes =
      tally.notes + CaseAttribution.notes(withoutCase: unplaced) + snapshot.confirmationNotes
  }

  /// One cell.
  public subscript(row: Int, column: Int) -> Int32 { counts[row * columns.count + column] }

  /// The codings behind a cell, as rows of `StudySnapshot.codings`, in order; as many as the
  /// cell says.
  ///
  /// - Parameter snapshot: the one that was counted.
  public func codings(row: Int, column: Int, in snapshot: StudySnapshot) -> [Int] {
    let layout = MatrixLayout(snapshot, by, coders, nil)
    let below = rollup ? snapshot.codebook.subtree(codes[row]) : codes[row]..<codes[row] + 1
    let codings = snapshot.codings
    return (0..<codings.count).filter {
      coders.includes(codings.coders[$0]) && below.contains(Int(codings.codes[$0]))
        && layout.column(ofCoding: $0) == column
    }
  }
}
