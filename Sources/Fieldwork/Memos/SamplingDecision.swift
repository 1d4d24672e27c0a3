/// A dated decision on whether somebody is to be interviewed, and how far it has come.
///
/// It is kept as a memo of the kind `methodological` whose first lines say what was decided, so that
/// it can be read, edited, searched, exported and taken back as any other memo:
///
/// ```
/// decision: chosen
/// record: HH-088
/// contact: not yet
/// consent: not asked
///
/// Poor, uninsured and an owner: the model expects otherwise.
/// ```
public struct SamplingDecision: Hashable, Sendable {
  /// What was decided.
  public enum Verdict: String, CaseIterable, Sendable {
    /// To be interviewed.
    case chosen
    /// To be interviewed if somebody else cannot be.
    case reserve
    /// Not to be interviewed.
    case dropped
  }

  /// What was decided.
  public var verdict: Verdict
  /// The id of the case, or the key of the survey record.
  public var record: String
  /// How far contact has come, possibly empty.
  public var contact: String
  /// What is known of consent before the interview, possibly empty.
  public var consent: String
  /// Why.
  public var why: String

  /// Describes a decision.
  public init(
    _ verdict: Verdict, record: String, contact: String = "", consent: String = "", why: String
  ) {
    self.verdict = verdict
    self.record = record
    self.contact = contact
    self.consent = consent
    self.why = why
  }

  /// Reads a decision from a memo; `nil` where the memo is none.
  public init?(_ memo: MemoDefinition) {
    guard memo.kind == "methodological" else { return nil }
    let lines = memo.body.split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines.prefix { !$0.allSatisfy(\.isWhitespace) }
    var fields: [String: String] = [:]
    for line in head {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let name = String(line[..<colon]).trimmingBlanks.lowercased()
      fields[name] = String(line[line.index(after: colon)...]).trimmingBlanks
    }
    guard let verdict = fields["decision"].flatMap({ Verdict(rawValue: $0.lowercased()) }),
      let record = fields["record"], !record.isEmpty
    else { return nil }
    self.verdict = verdict
    self.record = record
    contact = fields["contact"] ?? ""
    consent = fields["consent"] ?? ""
    why = lines.dropFirst(head.count).joined(separator: "\n").trimmingBlanks
  }

  /// The words of its memo.
  public var body: String {
    var lines = ["decision: \(verdict.rawValue)", "record: \(record)"]
    if !contact.isEmpty { lines.append("contact: \(SamplingDecision.line(contact))") }
    if !consent.isEmpty { lines.append("consent: \(SamplingDecision.line(consent))") }
    return (lines + ["", why]).joined(separator: "\n")
  }

  private static func line(_ words: String) -> String {
    words.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
