/// What a speaker does in an interview.
///
/// `unknown` is a value of its own: a turn whose speaker nobody has assigned is counted as
/// neither question nor answer, and notes say how many there are.
public enum Role: String, CaseIterable, Sendable {
  case interviewer, respondent, other, unknown
}
