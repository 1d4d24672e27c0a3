import Foundation

/// A model of text in an East Asian encoding of one, two or four bytes a character.
struct DoubleByteModel: Sendable {
  var encoding: TextEncoding
  /// What is known before looking, in nats.
  var prior: Double
  /// The width of the character that begins with these two bytes and the logarithm of its
  /// probability; `nil` when no character does.
  var character: @Sendable (UInt8, UInt8) -> (width: Int, cost: Double)?

  /// The log-likelihood of the sample, or `nil` when its bytes do not fit the encoding.
  func score(_ sample: [UInt8]) -> Double? {
    var total = 0.0
    var index = 0
    while index < sample.count {
      let lead = sample[index]
      if lead < 0x80 {
        total += DoubleByteModel.ascii
        index += 1
        continue
      }
      let trail = index + 1 < sample.count ? sample[index + 1] : 0
      guard let next = character(lead, trail), index + next.width <= sample.count else {
        return nil
      }
      total += next.cost
      index += next.width
    }
    return total
  }

  /// One of about sixty ASCII characters, where every second character is one.
  private static let ascii = log(0.5 / 60)

  /// The logarithm for one character of a class of `size` with this share of the text.
  private static func share(_ share: Double, of size: Double) -> Double { log(0.5 * share / size) }

  /// The models that are tried.
  static let all = [gb18030, big5, cp932]

  private static let gb18030: DoubleByteModel = {
    let punctuation = share(0.13, of: 94)
    let wide = share(0.03, of: 94)
    let symbols = share(0.004, of: 600)
    let common = share(0.81, of: 3755)
    let rare = share(0.02, of: 3008)
    let extended = share(0.004, of: 14_000)
    let userDefined = share(0.000_001, of: 1900)
    let fourBytes = share(0.000_2, of: 20_000)
    return DoubleByteModel(encoding: .gb18030, prior: 2) { lead, trail in
      guard (0x81...0xFE).contains(lead) else { return nil }
      if (0x30...0x39).contains(trail) { return (4, fourBytes) }
      guard (0x40...0x7E).contains(trail) || (0x80...0xFE).contains(trail) else { return nil }
      if trail < 0xA1 { return (2, (0xA1...0xA7).contains(lead) ? userDefined : extended) }
      switch lead {
      case 0xA1: return (2, punctuation)
      case 0xA3: return (2, wide)
      case 0xA2, 0xA4...0xA9: return (2, symbols)
      case 0xB0...0xD7: return (2, common)
      case 0xD8...0xF7: return (2, rare)
      case 0x81...0xA0: return (2, extended)
      default: return (2, userDefined)
      }
    }
  }()

  private static let big5: DoubleByteModel = {
    let punctuation = share(0.15, of: 157)
    let symbols = share(0.01, of: 250)
    let common = share(0.81, of: 5401)
    let rare = share(0.02, of: 7652)
    let userDefined = share(0.000_01, of: 6000)
    return DoubleByteModel(encoding: .big5, prior: 0) { lead, trail in
      guard (0x81...0xFE).contains(lead),
        (0x40...0x7E).contains(trail) || (0xA1...0xFE).contains(trail)
      else { return nil }
      switch lead {
      case 0xA1: return (2, punctuation)
      case 0xA2, 0xA3: return (2, symbols)
      case 0xA4...0xC5: return (2, common)
      case 0xC6: return (2, trail < 0x80 ? common : userDefined)
      case 0xC9...0xF9: return (2, rare)
      default: return (2, userDefined)
      }
    }
  }()

  private static let cp932: DoubleByteModel = {
    let punctuation = share(0.12, of: 108)
    let wide = share(0.03, of: 62)
    let hiragana = share(0.45, of: 83)
    let katakana = share(0.12, of: 86)
    let common = share(0.26, of: 2965)
    let rare = share(0.01, of: 3390)
    let halfWidth = share(0.005, of: 63)
    let other = share(0.000_1, of: 2000)
    return DoubleByteModel(encoding: .cp932, prior: -1) { lead, trail in
      if (0xA1...0xDF).contains(lead) { return (1, halfWidth) }
      guard (0x81...0x9F).contains(lead) || (0xE0...0xFC).contains(lead),
        (0x40...0x7E).contains(trail) || (0x80...0xFC).contains(trail)
      else { return nil }
      switch (lead, trail) {
      case (0x81, ...0xAC): return (2, punctuation)
      case (0x82, 0x9F...0xF1): return (2, hiragana)
      case (0x82, 0x4F...0x9A): return (2, wide)
      case (0x83, ...0x96): return (2, katakana)
      case (0x88, 0x9F...), (0x89...0x97, _), (0x98, ...0x72): return (2, common)
      case (0x98, 0x9F...), (0x99...0x9F, _), (0xE0...0xEA, _): return (2, rare)
      default: return (2, other)
      }
    }
  }()
}
