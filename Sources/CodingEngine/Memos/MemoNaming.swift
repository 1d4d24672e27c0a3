public import Fieldwork

/// The short name of a memo that nobody named, and its kind where nobody said one.
public enum MemoNaming {
  /// A short name made of the title, else of the first words, that no other memo has.
  ///
  /// - Parameters:
  ///   - title: the title, possibly empty.
  ///   - body: the words.
  ///   - taken: the short names that are used.
  public static func slug(title: String, body: String, taken: Set<String>) -> String {
    let words = title.isEmpty ? String(body.prefix(200)) : title
    let whole = Fieldwork.slug(from: words) ?? "memo"
    var stem = ""
    // Whole words up to a length that one types; Chinese has none, so it is cut anywhere.
    for part in whole.split(separator: "-") {
      let next = stem.isEmpty ? String(part.prefix(24)) : "\(stem)-\(part)"
      if !stem.isEmpty, next.displayWidth > 32 { break }
      stem = next
    }
    var slug = stem
    var number = 1
    while taken.contains(slug) {
      number += 1
      slug = "\(stem)-\(number)"
    }
    return slug
  }

  /// The kind that fits what a memo is on: `code` on codes alone, `case` on cases or participants
  /// alone, `theoretical` for everything else.
  public static func kind(on targets: [MemoTarget]) -> String {
    let kinds = Set(targets.map(\.kind))
    if kinds == ["code"] { return "code" }
    if !kinds.isEmpty, kinds.isSubset(of: ["case", "participant"]) { return "case" }
    return "theoretical"
  }
}
