import Fieldwork
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
    /// The high-prevalence codes met so far: those in at least a quarter of the group's
    /// interviews.
    public let high: Int
    /// Of all high-prevalence codes of the group.
    public let highShare: Coefficient
  }

  /// A code in at least one of so many interviews has high prevalence (Hennink, Kaiser & Marconi
  /// 2017: 25 %).
  public static let highPrevalence = 4

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
    var prevalence: [String] = []
    lines = sequence.groups.flatMap { group in
      let part = sequence.incidence.selecting(group.members)
      let accumulation = part.accumulation
      let cumulative = accumulation.cumulative
      let high = NewCodes.high(part, accumulation)
      let all = high.last ?? 0
      if let complete = high.firstIndex(of: all), all > 0 {
        prevalence.append(
          NewCodes.prevalence(
            all, of: cumulative.last ?? 0, after: complete + 1, group,
            sequence.interviews[group.members[complete]].label))
      }
      return group.members.indices.map { place in
        Line(
          group: group.name, order: place + 1,
          interview: sequence.interviews[group.members[place]],
          codes: part.count(inSample: place),
          newCodes: accumulation.newItems[place].map { sequence.codes[$0] },
          cumulative: cumulative[place],
          share: .handing(accumulation.share(after: place + 1)), high: high[place],
          highShare: all > 0
            ? .value(Double(high[place]) / Double(all))
            : .undefined("no code is in a quarter of the interviews"))
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
    if sequence.groups.count == 1 { notes += prevalence }
    if !unheard.isEmpty { notes.append("not heard in these interviews: \(listed(unheard))") }
    self.notes = notes + sequence.notes + [NewCodes.judgement]
  }

  /// The high-prevalence codes met after each interview of a group.
  private static func high(_ part: IncidenceMatrix, _ accumulation: Accumulation) -> [Int] {
    let frequencies = part.frequencies
    var met = 0
    return accumulation.newItems.map { items in
      met += items.count { frequencies[$0] * highPrevalence >= part.samples }
      return met
    }
  }

  private static func prevalence(
    _ high: Int, of heard: Int, after interviews: Int, _ group: InterviewSequence.Group,
    _ label: String
  ) -> String {
    "\(high) of \(counted(heard, "code")) \(high == 1 ? "is" : "are") in at least 25 % of the "
      + "\(counted(group.members.count, "interview")) (high prevalence), the last of them first "
      + "heard in interview \(interviews) (\(label))"
  }

  /// What the numbers cannot show, whatever they are.
  public static let judgement =
    "a code that is heard is not yet a category that is understood; the numbers decide nothing"
}
