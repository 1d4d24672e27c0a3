public import Fieldwork

/// What a coding sheet changes in a study.
public struct SheetDifference: Hashable, Sendable {
  /// A coding before and after.
  public struct Change: Hashable, Sendable {
    /// Before.
    public var old: SheetCoding
    /// After.
    public var new: SheetCoding

    /// Pairs two states of a coding.
    public init(old: SheetCoding, new: SheetCoding) {
      self.old = old
      self.new = new
    }
  }

  /// Codings that are new.
  public var added: [SheetCoding] = []
  /// Codings that go.
  public var removed: [SheetCoding] = []
  /// Codings that stay, with other notes.
  public var noted: [Change] = []
  /// Codings whose passage begins or ends elsewhere; stance, voice and weight go along.
  public var moved: [Change] = []

  /// No difference.
  public init() {}

  /// Whether nothing changes.
  public var isEmpty: Bool {
    added.isEmpty && removed.isEmpty && noted.isEmpty && moved.isEmpty
  }

  /// Takes a removed and an added coding of one code for one whose passage was changed, where the
  /// two overlap and neither overlaps another such one.
  mutating func findMoves() {
    func partners(_ coding: SheetCoding, _ others: [SheetCoding]) -> [Int] {
      others.indices.filter {
        others[$0].code == coding.code && others[$0].span.overlaps(coding.span)
      }
    }
    var gone: Set<Int> = []
    var come: Set<Int> = []
    for (index, old) in removed.enumerated() {
      let after = partners(old, added)
      guard after.count == 1, partners(added[after[0]], removed) == [index] else { continue }
      var new = added[after[0]]
      (new.stance, new.voice, new.weight) = (old.stance, old.voice, old.weight)
      moved.append(Change(old: old, new: new))
      gone.insert(index)
      come.insert(after[0])
    }
    removed = removed.indices.filter { !gone.contains($0) }.map { removed[$0] }
    added = added.indices.filter { !come.contains($0) }.map { added[$0] }
  }
}
