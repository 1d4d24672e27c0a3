/// Whom a study means to meet: some values together, and how many of such.
public struct PlannedSample: Hashable, Sendable {
  /// The line of the file, from 1.
  public var line: Int
  /// The attributes with the values that are wanted together.
  public var wanted: [AttributeValue]
  /// How many.
  public var count: Int
  /// Why.
  public var why: String

  /// Describes a row of a plan.
  public init(line: Int, wanted: [AttributeValue], count: Int = 1, why: String = "") {
    self.line = line
    self.wanted = wanted
    self.count = count
    self.why = why
  }
}
