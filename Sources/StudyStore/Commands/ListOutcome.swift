/// How many rows of a list were new, changed, or there already.
public struct ListOutcome: Hashable, Sendable {
  /// Rows whose id was new.
  public var added: [String] = []
  /// Rows of things that were in the study already.
  public var updated: [String] = []

  var words: String { "\(added.count) new, \(updated.count) known" }
}
