public import Fieldwork

/// Constant comparison (Glaser and Strauss 1967): the passages of one code beside each other, in
/// groups by where they come from, or the new ones beside those that were there.
public struct CodeComparison: Sendable {
  /// By what passages are put beside each other.
  public enum Dimension: String, CaseIterable, Sendable {
    /// By the case that they are about.
    case `case`
    /// By the kind of transcript.
    case kind
    /// By who coded.
    case coder
    /// By the number of the visit, the attribute `visit_no` of transcripts.
    case visit
    /// New ones and those that were there.
    case age
  }

  /// A passage with the codings of the code on it.
  public struct Passage: Hashable, Sendable {
    /// Rows of `StudySnapshot.codings`, at least one.
    public var rows: [Int]
    /// Whether one of them is new.
    public var isNew: Bool
  }

  /// Passages that belong together.
  public struct Group: Hashable, Sendable {
    /// What they have in common: a case's id, a kind, a coder, `visit 2`, `new` or `old`; empty
    /// where nothing is known.
    public var name: String
    /// The passages: new ones first, each in reading order.
    public var passages: [Passage]
  }

  /// Index of the code.
  public let code: Int
  /// By what the passages are grouped.
  public let dimension: Dimension
  /// The groups: cases in natural order, kinds and coders by name, visits by number, new before
  /// old; passages of which nothing is known come last.
  public let groups: [Group]
  /// What a reader must know.
  public let notes: [String]

  /// Compares the passages of a code.
  ///
  /// - Parameters:
  ///   - code: index of the code; only its own codings count.
  ///   - dimension: by what; `age` needs `new`.
  ///   - new: rows of codings that are new; `nil` where nobody asked.
  public init(
    ofCode code: Int, in snapshot: StudySnapshot, by dimension: Dimension, new: Set<Int>? = nil
  ) {
    self.code = code
    self.dimension = dimension
    let columns = snapshot.codings
    let rows = snapshot.inReadingOrder(
      (0..<columns.count).filter { Int(columns.codes[$0]) == code })
    var names: [GroupKey: [Int]] = [:]
    for row in rows {
      let key = CodeComparison.key(of: row, dimension, in: snapshot, isNew: new?.contains(row))
      names[key, default: []].append(row)
    }
    if dimension == .age {
      // What there is none of is told, too.
      for key in [GroupKey.new, .old] where names[key] == nil { names[key] = [] }
    }
    groups = names.keys.sorted().map { key in
      let passages = CodeComparison.passages(names[key] ?? [], snapshot, new)
      return Group(
        name: key.name, passages: passages.filter(\.isNew) + passages.filter { !$0.isNew })
    }
    var notes = snapshot.confirmationNotes
    if let unknown = groups.first(where: { $0.name.isEmpty }), dimension != .age {
      notes.append(CodeComparison.unknown(dimension, unknown.passages.count))
    }
    self.notes = notes
  }

  /// How many passages there are in all groups.
  public var count: Int { groups.reduce(0) { $0 + $1.passages.count } }

  /// Where a group stands, and its name.
  private struct GroupKey: Hashable, Comparable {
    var rank: Int
    var name: String

    static let new = GroupKey(rank: 0, name: "new")
    static let old = GroupKey(rank: 1, name: "old")

    static func < (a: GroupKey, b: GroupKey) -> Bool {
      if a.rank != b.rank { return a.rank < b.rank }
      return a.name.precedesNaturally(b.name)
    }
  }

  private static func key(
    of row: Int, _ dimension: Dimension, in snapshot: StudySnapshot, isNew: Bool?
  ) -> GroupKey {
    let columns = snapshot.codings
    let transcript = snapshot.transcripts[
      Int(snapshot.texts[Int(columns.texts[row])].transcript)]
    let name: String
    switch dimension {
    case .case:
      let place = CaseAttribution.caseIndex(
        ofText: columns.texts[row], columns.span(row), in: snapshot)
      name = place < 0 ? "" : snapshot.cases[Int(place)].id
    case .kind: name = transcript.kind
    case .coder: name = snapshot.coders[Int(columns.coders[row])]
    case .visit:
      let number = transcript.attributes.first { $0.name == "visit_no" }?.value ?? ""
      name = number.isEmpty ? "" : "visit \(number)"
    case .age: return isNew == true ? .new : .old
    }
    return GroupKey(rank: name.isEmpty ? 1 : 0, name: name)
  }

  private static func passages(
    _ rows: [Int], _ snapshot: StudySnapshot, _ new: Set<Int>?
  ) -> [Passage] {
    var found: [Passage] = []
    for row in rows {
      let isNew = new?.contains(row) == true
      if let last = found.last?.rows.last,
        snapshot.codings.texts[last] == snapshot.codings.texts[row],
        snapshot.codings.span(last) == snapshot.codings.span(row)
      {
        found[found.count - 1].rows.append(row)
        found[found.count - 1].isNew = found[found.count - 1].isNew || isNew
      } else {
        found.append(Passage(rows: [row], isNew: isNew))
      }
    }
    return found
  }

  private static func unknown(_ dimension: Dimension, _ count: Int) -> String {
    let passages = counted(count, "passage")
    switch dimension {
    case .case:
      return "\(passages) of no single case: the interview is about none, or about several and "
        + "the speaker decides none"
    case .kind: return "\(passages) in transcripts of no kind"
    case .visit:
      return "\(passages) in transcripts without a visit number; 'emic describe TRANSCRIPT "
        + "visit_no=1' gives one"
    case .coder, .age: return ""
    }
  }
}
