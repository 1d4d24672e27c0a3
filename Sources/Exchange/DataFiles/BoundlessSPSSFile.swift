import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An SPSS file as if it claimed to have more rows than any file has.
///
/// The reader library stops at the number that the head of the file claims, so that what stands behind
/// it would be lost without a word, and reads nothing where the head claims none. This way it reads to
/// the end, and what came is compared with the claim.
final class BoundlessSPSSFile: ServedFile {
  /// The number of rows that the file claims; `nil` where it makes none.
  let claimedRows: Int?
  private let file: Int32
  private let bytes: Int
  /// The bytes that stand in the place of the claim.
  private let boundless: [UInt8]

  /// Where the head counts the rows, in four bytes.
  private static let countPlace = 80..<84

  /// Opens a file.
  ///
  /// - Returns: `nil` where the file is too short to have a head, which the library tells better.
  init?(_ path: String) {
    file = open(path, O_RDONLY)
    var head = [UInt8](repeating: 0, count: Self.countPlace.upperBound)
    let isHead = file >= 0 && pread(file, &head, head.count, 0) == head.count
    // The layout code, 2 or 3, tells the order of the bytes.
    let most: [UInt8] = [0x7F, 0xFF, 0xFF, 0xFF]
    let isBigEndian = head[64] == 0 && head[67] != 0
    let field = head[Self.countPlace]
    let bits = (isBigEndian ? Array(field) : field.reversed()).reduce(UInt32(0)) {
      $0 << 8 | UInt32($1)
    }
    boundless = isBigEndian ? most : most.reversed()
    let count = Int(Int32(bitPattern: bits))
    claimedRows = count < 0 ? nil : count
    bytes = file >= 0 ? Int(lseek(file, 0, SEEK_END)) : 0
    super.init()
    guard isHead else { return nil }
  }

  override var size: Int { bytes }

  deinit { if file >= 0 { close(file) } }

  override func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    let got = pread(file, base, buffer.count, off_t(position))
    guard got > 0 else { return got }
    for (place, byte) in zip(Self.countPlace, boundless)
    where (position..<position + got).contains(place) {
      buffer[place - position] = byte
    }
    position += got
    return got
  }
}
