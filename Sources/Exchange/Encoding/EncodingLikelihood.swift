/// Ranks legacy encodings by how likely the bytes are under each.
///
/// Every encoding has a small model of the text written in it: how often a character of a
/// class occurs (common characters, rare ones, punctuation, user-defined areas), spread evenly
/// over the class, and for single-byte alphabets how often one class follows another. The score
/// is the sum of the logarithms, so that short files are decided by the same rule as long ones.
/// The classes are the levels of GB 2312, Big5 and JIS X 0208; the shares are round numbers.
enum EncodingLikelihood {
  /// An encoding with its log-likelihood, in nats.
  struct Candidate: Sendable {
    var encoding: TextEncoding
    var score: Double
  }

  /// Differences below this many nats are called a guess.
  static let doubtfulMargin = 6.0

  /// The encodings whose byte structure fits, the best first.
  static func rank(_ bytes: [UInt8]) -> [Candidate] {
    let sample = excerpt(bytes)
    var found: [Candidate] = []
    for model in DoubleByteModel.all {
      if let score = model.score(sample) {
        found.append(Candidate(encoding: model.encoding, score: score + model.prior))
      }
    }
    for model in SingleByteModel.all {
      if let score = model.score(sample) {
        found.append(Candidate(encoding: model.encoding, score: score + model.prior))
      }
    }
    return found.sorted { $0.score > $1.score }
  }

  /// The lines that hold bytes above ASCII, up to 64 KiB of them: the rest says nothing.
  private static func excerpt(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var lineStart = 0
    var telling = false
    for (index, byte) in bytes.enumerated() {
      if byte >= 0x80 { telling = true }
      if byte == 0x0A || byte == 0x0D || index == bytes.count - 1 {
        if telling { out += bytes[lineStart...index] }
        if out.count > 65_536 { break }
        lineStart = index + 1
        telling = false
      }
    }
    return out
  }
}
