/// Who speaks in a text, told by role and not by name: `respondent`, `respondent 2`.
struct BlindSpeakers {
  private var given: [String: String] = [:]
  private var counts: [String: Int] = [:]

  /// What stands for a label; the same for the same label and role.
  ///
  /// - Parameter role: the role as it is stored.
  mutating func name(_ label: String, role: String) -> String {
    let key = "\(role)/\(label)"
    if let known = given[key] { return known }
    let base = role == "unknown" || role == "other" ? "speaker" : role
    let count = (counts[base] ?? 0) + 1
    counts[base] = count
    let name = count == 1 ? base : "\(base) \(count)"
    given[key] = name
    return name
  }
}
