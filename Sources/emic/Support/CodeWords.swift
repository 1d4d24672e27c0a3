import Fieldwork

/// What commands that change codes say of themselves.
enum CodeWords {
  /// What was done, or would be.
  static func done(
    _ did: String, _ would: String, _ what: String, _ writing: WritingOptions
  ) -> String {
    (writing.dryRun ? would : did) + " " + what
  }

  /// What names another code now.
  static func followed(_ names: [String], _ session: Session) {
    if !names.isEmpty { session.remark("followed: \(names.joined(separator: ", "))") }
  }

  /// So many codings.
  static func codings(_ count: Int) -> String { count == 1 ? "1 coding" : "\(count) codings" }
}
