public import Fieldwork

/// Codes that were made after an interview was last coded, so that nobody can have looked for
/// them there.
public struct UnreadCodes: Sendable {
  /// One code.
  public struct Line: Hashable, Sendable {
    /// The slug.
    public let code: String
    /// The journal entry that made it, and when.
    public let entry: Int64, at: String
    /// The interviews that were coded before and never since, in the order of the field.
    public let interviews: [String]
  }

  /// The codes with at least one such interview, in the order of the codebook.
  public let lines: [Line]
  /// What is known, in one sentence or two.
  public let notes: [String]

  /// Compares when codes were made with when interviews were coded.
  ///
  /// - Parameters:
  ///   - labels: the interviews that are asked about; all when `nil`.
  ///   - isAsOfThen: whether the numbers beside are those of the codebook as of then.
  public init(
    _ snapshot: StudySnapshot, _ history: CodebookHistory, labels: Set<String>? = nil,
    isAsOfThen: Bool = false
  ) {
    let times = Dictionary(
      history.changes.map { ($0.entry, $0.at) }, uniquingKeysWith: { first, _ in first })
    let order = snapshot.fieldOrder.map { snapshot.transcripts[Int($0)].label }
      .filter { history.lastCoded[$0] != nil && labels?.contains($0) ?? true }
    let holders = snapshot.labelsByCode
    lines = snapshot.codebook.codable.compactMap { code in
      let slug = snapshot.codebook.codes[code].slug
      guard let made = history.made[slug] else { return nil }
      let unread = order.filter { label in
        (history.lastCoded[label] ?? made) < made && !holders[code].contains(label)
      }
      guard !unread.isEmpty else { return nil }
      return Line(code: slug, entry: made, at: times[made] ?? "", interviews: unread)
    }
    notes =
      (isAsOfThen ? [] : ["codebook: today's, applied backwards"])
      + UnreadCodes.sentences(lines, history, snapshot, interviews: order.count)
  }

  private static func sentences(
    _ lines: [Line], _ history: CodebookHistory, _ snapshot: StudySnapshot, interviews: Int
  ) -> [String] {
    if snapshot.codings.count == 0 {
      return ["nothing is coded yet, so nothing is known of what was read for which code"]
    }
    if interviews == 0 {
      return ["nothing is coded in the interviews asked about"]
    }
    if !lines.isEmpty {
      let affected = Set(lines.flatMap(\.interviews)).count
      let one = lines.count == 1
      return [
        "\(counted(lines.count, "code")) \(one ? "was" : "were") made after an interview was last "
          + "coded; never re-read for \(one ? "it" : "them"): \(affected) of "
          + "\(counted(interviews, "interview")) ('emic saturation --unread' lists them)"
      ]
    }
    let slugs = snapshot.codebook.codable.map { snapshot.codebook.codes[$0].slug }
    let entries = Set(slugs.compactMap { history.made[$0] })
    if let entry = entries.first, entries.count == 1,
      let change = history.changes.first(where: { $0.entry == entry })
    {
      return [
        "all codes came into the study at once (\(change.command), entry \(entry), "
          + "\(change.at.prefix(10))), so when each was made in the field is not known here"
      ]
    }
    return ["every interview was coded again after the last code that is not in it was made"]
  }
}

extension StudySnapshot {
  /// For each code the labels of the transcripts that carry it.
  fileprivate var labelsByCode: [Set<String>] {
    var holders = [Set<Int32>](repeating: [], count: codebook.codes.count)
    for row in 0..<codings.count {
      holders[Int(codings.codes[row])].insert(transcript(ofCoding: row))
    }
    return holders.map { Set($0.map { transcripts[Int($0)].label }) }
  }
}
