/// Words that mean one thing to the researcher and are searched for together, such as 户口, hukou
/// and household registration.
public struct SynonymSet: Hashable, Sendable {
  /// The name of the set.
  public var name: String
  /// The words and phrases, in the researcher's order.
  public var terms: [String]

  /// Names a set.
  public init(name: String, terms: [String]) {
    self.name = name
    self.terms = terms
  }
}
