/// An official figure to set beside quotes, with where it comes from.
public struct ContextFigure: Hashable, Sendable {
  /// The stable short name by which a report cites it.
  public var slug: String
  /// The value as its source prints it.
  public var value: String
  /// The unit, possibly empty.
  public var unit: String
  /// The year or years.
  public var year: String
  /// The place.
  public var place: String
  /// What is counted.
  public var definition: String
  /// Who says so.
  public var source: String
  /// A code query: whose quotes stand beside the figure; empty where nobody tied it to codes.
  public var codes: String

  /// Describes a figure.
  public init(
    slug: String, value: String, unit: String = "", year: String = "", place: String = "",
    definition: String = "", source: String = "", codes: String = ""
  ) {
    self.slug = slug
    self.value = value
    self.unit = unit
    self.year = year
    self.place = place
    self.definition = definition
    self.source = source
    self.codes = codes
  }
}
