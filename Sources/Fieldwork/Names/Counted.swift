/// A count with its noun: `1 interview`, `2 interviews`, `3 matches`.
///
/// - Parameter plural: the plural where it is not made with an s.
public func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}

extension Sequence where Element: Hashable {
  /// Each element once, where it stands first.
  public var withoutRepetition: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
