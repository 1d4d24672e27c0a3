/// How many rows of a list were new, changed, or there already.
public struct ListOutcome: Hashable, Sendable {
  /// Rows whose id was new.
  public var added: [String] = []
  /// Rows of things that were in the study already.
  public var updated: [String] = []
  /// Of those, the ones that are different now, with what is, where a command tells it.
  public var changes: [Change] = []

  /// What is different about one thing.
  public struct Change: Hashable, Sendable {
    /// The thing's short name.
    public var name: String
    /// Its parts that are others now.
    public var parts: [String]
  }

  var words: String {
    "\(added.count) new, \(updated.count) known"
      + (changes.isEmpty ? "" : ", \(changes.count) changed")
  }
}
