public import Fieldwork

/// One passage as it is read: the words, where they come from, and what stands around them.
///
/// The names of the columns in files are a contract; see the manual.
public struct Quote: Hashable, Sendable {
  /// The row of `StudySnapshot.codings`, of several the first; -1 for words without a coding.
  public var row: Int
  /// Index into `StudySnapshot.texts`.
  public var text: Int32
  /// The passage as it is cited: `GY-101#12`, and where no coding covers exactly it,
  /// `GY-101@120-180`.
  public var cite: String
  /// The transcript's label.
  public var transcript: String
  /// The number of the first turn that the passage touches, from 1; `nil` where it touches none.
  public var turn: Int?
  /// The number of the last turn that the passage touches.
  public var lastTurn: Int?
  /// The label of the speaker of the first turn, possibly empty.
  public var speaker: String
  /// What the speaker of the first turn does.
  public var role: Role?
  /// The first scalar of the passage in its text.
  public var start: Int32
  /// The scalar after the passage.
  public var end: Int32
  /// The code's slug; of several, parted by `; `; empty for words without a coding.
  public var code: String
  /// The coder's name, several as with codes.
  public var coder: String
  /// The round of coding, from 1; `nil` where codings of several rounds meet, or of none.
  public var round: Int?
  /// Whether one of its codings waits to be confirmed: a correction changed the words.
  public var isToConfirm: Bool
  /// The words.
  ///
  /// A passage over several turns with speakers has one line per turn, each with its speaker's
  /// label; every other passage is exactly as in the text.
  public var quote: String
  /// The turns before the passage, one per line, with their speakers.
  public var before: String
  /// The turns after the passage, one per line, with their speakers.
  public var after: String
  /// The words of the interviewer nearest before the passage, cut with `[…]`; empty where
  /// nobody with that role spoke before.
  public var question: String
  /// The language of the words as a short tag, possibly empty.
  public var language: String
  /// `original` or `translation`.
  public var layer: String
  /// Who translated, empty for an original.
  public var translator: String
  /// How the words were recorded, possibly empty.
  public var recordType: String
  /// Whose experience it is.
  ///
  /// A snapshot does not carry it; a caller that knows it sets it.
  public var voice: Voice?
  /// Where the first turn lies in the recording, as `00:12:34` or `00:12:34.500`; empty where
  /// it is not known.
  public var time: String
  /// The consent that was recorded for the transcript; empty where none was, which counts as
  /// none.
  public var consent: String
  /// The source in the researcher's form: `(Interview #GY-101, June 22nd, 2016)`.
  public var citation: String
  /// The source where its label would say too much: `(Interview, June 22nd, 2016)`.
  public var dateCitation: String
}
