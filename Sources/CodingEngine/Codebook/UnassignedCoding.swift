public import Fieldwork

/// A coding of a code that is being split, with its words.
public struct UnassignedCoding: Hashable, Sendable {
  /// The passage as cited.
  public var cite: String
  /// Who coded.
  public var coder: String
  /// In which round, from 1.
  public var round: Int
  /// The words.
  public var quote: String

  /// The codings of a code in the order of transcripts and text.
  ///
  /// - Parameters:
  ///   - snapshot: the study with its codings.
  ///   - texts: the words of the texts in which the code lies.
  public static func list(
    of code: Int, in snapshot: StudySnapshot, texts: TextShelf
  ) -> [UnassignedCoding] {
    let codings = snapshot.codings
    return (0..<codings.count).filter { Int(codings.codes[$0]) == code }.map { row in
      let transcript = snapshot.transcripts[Int(snapshot.transcript(ofCoding: row))]
      return UnassignedCoding(
        cite: "\(transcript.label)#\(codings.numbers[row])",
        coder: snapshot.coders[Int(codings.coders[row])], round: codings.round(row),
        quote: texts.words(ofText: codings.texts[row], in: codings.span(row)))
    }
  }
}
