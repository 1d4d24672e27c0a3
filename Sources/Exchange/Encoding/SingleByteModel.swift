import Foundation

/// A model of text in a single-byte alphabet: which class of character follows which.
struct SingleByteModel: Sendable {
  /// The classes that matter: ASCII letters and the rest of ASCII, lower- and upper-case
  /// letters above ASCII, punctuation above ASCII, and characters that prose hardly has.
  enum Class: Int, CaseIterable { case asciiLetter, ascii, lower, upper, punctuation, odd }

  var encoding: TextEncoding
  /// What is known before looking, in nats.
  var prior: Double
  /// The class of each byte; `nil` where the encoding has no character.
  var classes: [Class?]
  /// `follow[a][b]`: the logarithm of the probability that a character of class `b` follows
  /// one of class `a`, for one character out of the class.
  var follow: [[Double]]

  /// The log-likelihood of the sample, or `nil` when a byte means nothing in the encoding.
  func score(_ sample: [UInt8]) -> Double? {
    var total = 0.0
    var last = Class.ascii
    for byte in sample {
      guard let next = classes[Int(byte)] else { return nil }
      total += follow[last.rawValue][next.rawValue]
      last = next
    }
    return total
  }

  /// The models that are tried.
  static let all = [windows1251, windows1252]

  private static let windows1251: SingleByteModel = {
    var classes = asciiClasses
    for byte in 0x80...0xFF {
      switch byte {
      case 0x98: classes.append(nil)
      case 0xC0...0xDF, 0xA8: classes.append(.upper)
      case 0xE0...0xFF, 0xB8, 0xB3, 0xBA, 0xBF: classes.append(.lower)
      case 0x91...0x94, 0x96, 0x97, 0xAB, 0xBB, 0xA0, 0xB9, 0x85: classes.append(.punctuation)
      default: classes.append(.odd)
      }
    }
    let shares: [[Double]] = [
      [0.600, 0.390, 0.001, 0.001, 0.007, 0.001],
      [0.100, 0.350, 0.400, 0.130, 0.018, 0.002],
      [0.001, 0.180, 0.808, 0.001, 0.009, 0.001],
      [0.002, 0.150, 0.640, 0.200, 0.007, 0.001],
      [0.050, 0.450, 0.250, 0.240, 0.009, 0.001],
      [0.200, 0.590, 0.100, 0.100, 0.009, 0.001],
    ]
    return SingleByteModel(
      encoding: .windows1251, prior: -2, classes: classes,
      follow: logarithms(shares, sizes: [52, 40, 33, 33, 11, 40]))
  }()

  private static let windows1252: SingleByteModel = {
    var classes = asciiClasses
    for byte in 0x80...0xFF {
      switch byte {
      case 0x81, 0x8D, 0x8F, 0x90, 0x9D: classes.append(nil)
      case 0xC0...0xD6, 0xD8...0xDE, 0x8C: classes.append(.upper)
      case 0xDF...0xF6, 0xF8...0xFF, 0x9C: classes.append(.lower)
      case 0x85, 0x91...0x97, 0xA0, 0xA1, 0xAB, 0xBB, 0xBF, 0xB0, 0x80, 0xA3, 0xA7, 0xB7:
        classes.append(.punctuation)
      default: classes.append(.odd)
      }
    }
    let shares: [[Double]] = [
      [0.740, 0.210, 0.035, 0.002, 0.012, 0.001],
      [0.600, 0.355, 0.020, 0.010, 0.014, 0.001],
      [0.800, 0.175, 0.010, 0.001, 0.013, 0.001],
      [0.850, 0.100, 0.010, 0.030, 0.009, 0.001],
      [0.550, 0.410, 0.010, 0.010, 0.019, 0.001],
      [0.400, 0.570, 0.010, 0.005, 0.014, 0.001],
    ]
    return SingleByteModel(
      encoding: .windows1252, prior: 0, classes: classes,
      follow: logarithms(shares, sizes: [52, 40, 32, 31, 18, 28]))
  }()

  private static let asciiClasses: [Class?] = (0..<128).map { byte in
    (65...90).contains(byte) || (97...122).contains(byte) ? .asciiLetter : .ascii
  }

  private static func logarithms(_ shares: [[Double]], sizes: [Double]) -> [[Double]] {
    shares.map { row in zip(row, sizes).map { log($0 / $1) } }
  }
}
