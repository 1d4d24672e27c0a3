/// A passage as it is cited: `GY-101#12`.
///
/// The running number belongs to one passage of the transcript for good; it is never used again,
/// so that a citation of a passage that nobody codes any more leads to nothing, never to another.
public struct PassageCite: Hashable, Sendable {
  /// The transcript's label.
  public var transcript: String
  /// The running number, from 1.
  public var number: Int32

  /// Cites a passage.
  public init(transcript: String, number: Int32) {
    self.transcript = transcript
    self.number = number
  }

  /// Reads `GY-101#12`; `nil` for everything else.
  public init?(_ typed: String) {
    let text = typed.trimmingBlanks
    guard let sign = text.lastIndex(of: "#") else { return nil }
    let digits = text[text.index(after: sign)...]
    let label = text[..<sign]
    // `Int32` would take a sign, too.
    guard !label.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
      let number = Int32(digits), number >= 1
    else { return nil }
    transcript = String(label)
    self.number = number
  }

  /// The citation: `GY-101#12`.
  public var words: String { "\(transcript)#\(number)" }
}

extension PassageCite: Comparable {
  /// In natural order of the transcripts' labels, then by number.
  public static func < (a: PassageCite, b: PassageCite) -> Bool {
    if a.transcript != b.transcript { return a.transcript.precedesNaturally(b.transcript) }
    return a.number < b.number
  }
}
