/// What a check of a study found.
public struct CheckReport: Sendable {
  /// One thing that was looked at.
  public struct Item: Sendable {
    /// What was looked at.
    public var title: String
    /// How many were looked at.
    public var count: Int
    /// What is wrong, empty when all is well.
    public var findings: [String]
  }

  /// The items in the order in which they were looked at.
  public var items: [Item]

  /// Whether nothing is wrong.
  public var isClean: Bool { items.allSatisfy(\.findings.isEmpty) }
}
