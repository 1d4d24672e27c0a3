/// Whose codings are asked, and whether coders are kept apart.
public enum CoderChoice: Hashable, Sendable {
  /// All coders, each for themselves: relations between codings are looked for only within the
  /// codings of one coder.
  case each
  /// All coders as if they were one.
  case pooled
  /// One coder, as an index into `StudySnapshot.coders`.
  case only(Int)

  /// Whether the codings of a coder are asked at all.
  ///
  /// - Parameter coder: an index into `StudySnapshot.coders`.
  public func includes(_ coder: Int32) -> Bool {
    if case .only(let chosen) = self { return Int(coder) == chosen }
    return true
  }
}
