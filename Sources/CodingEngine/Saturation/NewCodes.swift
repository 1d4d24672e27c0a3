import Statistics

/// What each interview added to the codes that were there before it, in the order of the field.
public struct NewCodes: Sendable {
  /// One interview within its group.
  public struct Line: Hashable, Sendable {
    /// The group.
    public let group: String
    /// The place in the group's order, from 1.
    public let order: Int
    /// The interview.
    public let interview: InterviewSequence.Interview
    /// The codes in the interview.
    public let codes: Int
    /// Those that no interview of the group before it had, in the order of the codebook.
    public let newCodes: [String]
    /// The codes met so far.
    public let cumulative: Int
    /// Of the codes that occur in the group at all.
    public let share: Coefficient
  }

  /// The interviews, group by group.
  public let lines: [Line]
  /// The codes that occur in no interview asked, in the order of the codebook.
  public let unheard: [String]
  /// The number of interviews.
  public let n: Int
  /// What a reader of the numbers must know.
  public let notes: [String]

  /// Counts.
  public init(_ sequence: InterviewSequence) {
    lines = sequence.groups.flatMap { group in
      let part = sequence.incidence.selecting(group.members)
      let accumulation = part.accumulation
      let cumulative = accumulation.cumulative
      return group.members.indices.map { place in
        Line(
          group: group.name, order: place + 1,
          interview: sequence.interviews[group.members[place]],
          codes: part.count(inSample: place),
          newCodes: accumulation.newItems[place].map { sequence.codes[$0] },
          cumulative: cumulative[place],
          share: .handing(accumulation.share(after: place + 1)))
      }
    }
    let frequencies = sequence.incidence.frequencies
    unheard = frequencies.indices.filter { frequencies[$0] == 0 }.map { sequence.codes[$0] }
    n = sequence.interviews.count
    var notes = [
      "counted: codes, each once, where it occurs first; categories are no codes; coders are "
        + "pooled unless one is named"
    ]
    let heard = sequence.codes.count - unheard.count
    notes.append(
      "\(heard) of \(counted(sequence.codes.count, "code")) occur in these interviews; share is of "
        + (sequence.groups.count > 1 ? "those that occur in the group" : "these \(heard)"))
    if !unheard.isEmpty { notes.append("not heard in these interviews: \(listed(unheard))") }
    self.notes = notes + sequence.notes + [NewCodes.judgement]
  }

  /// What the numbers cannot show, whatever they are.
  public static let judgement =
    "a code that is heard is not yet a category that is understood; the numbers decide nothing"
}
