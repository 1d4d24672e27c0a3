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

/// Names in a sentence: all of up to eight, else the first eight and how many more.
public func listed(_ names: [String]) -> String {
  let shown = names.prefix(8).joined(separator: ", ")
  return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
}
