/// A half-open stretch `[start, end)` of one text version, in Unicode scalars of the
/// LF-normalised text.
///
/// An empty or negative span cannot exist: the initialiser refuses it. Spans are ordered by
/// start, then end.
public struct Span: Hashable, Sendable {
  /// The first scalar of the stretch, counted from 0.
  public let start: Int32
  /// The scalar after the last one; always greater than `start`.
  public let end: Int32

  /// Makes a span, or `nil` when `start` is negative or `end` does not lie after it.
  public init?(start: Int32, end: Int32) {
    guard start >= 0, end > start else { return nil }
    self.start = start
    self.end = end
  }

  /// A span whose ends an owner has checked already.
  init(checkedStart start: Int32, end: Int32) {
    assert(start >= 0 && end > start)
    self.start = start
    self.end = end
  }

  /// The number of scalars, at least 1.
  public var length: Int32 { end - start }

  /// Whether the two spans share at least one scalar; touching spans do not overlap.
  public func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }

  /// Whether every scalar of `other` lies in this span.
  public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }

  /// The scalars that both spans have, or `nil` when they have none.
  public func intersection(_ other: Span) -> Span? {
    Span(start: max(start, other.start), end: min(end, other.end))
  }
}

extension Span: Comparable {
  /// The order: by the first part that differs.
  public static func < (a: Span, b: Span) -> Bool { (a.start, a.end) < (b.start, b.end) }
}
