import CReadStat
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
final class BoundlessSPSSFile {
  /// The number of rows that the file claims; `nil` where it makes none.
  let claimedRows: Int?
  private let file: Int32
  private let size: Int
  private var position = 0
  /// The bytes that stand in the place of the claim.
  private let boundless: [UInt8]

  /// Where the head counts the rows, in four bytes.
  private static let countPlace = 80..<84

  /// Opens a file.
  ///
  /// - Returns: `nil` where the file is too short to have a head, which the library tells better.
  init?(_ path: String) {
    file = open(path, O_RDONLY)
    guard file >= 0 else { return nil }
    size = Int(lseek(file, 0, SEEK_END))
    var head = [UInt8](repeating: 0, count: Self.countPlace.upperBound)
    guard pread(file, &head, head.count, 0) == head.count else {
      (claimedRows, boundless) = (nil, [])
      return nil
    }
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
  }

  deinit { if file >= 0 { close(file) } }

  /// Hands the file to a parser in the place of the one that it would open; it must live as long.
  func connect(_ parser: ReadStatIntake.OpaqueParser) {
    readstat_set_open_handler(parser) { _, _ in 0 }
    readstat_set_close_handler(parser) { _ in 0 }
    readstat_set_seek_handler(parser) { offset, whence, context in
      guard let context else { return -1 }
      return readstat_off_t(BoundlessSPSSFile.of(context).seek(Int(offset), whence))
    }
    readstat_set_read_handler(parser) { buffer, count, context in
      guard let context, let buffer else { return -1 }
      return BoundlessSPSSFile.of(context).read(
        UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)))
    }
    readstat_set_update_handler(parser) { _, progress, user, context in
      guard let context, let progress else { return READSTAT_OK }
      let file = BoundlessSPSSFile.of(context)
      let share = Double(file.position) / Double(max(1, file.size))
      return progress(share, user) == 0 ? READSTAT_OK : READSTAT_ERROR_USER_ABORT
    }
    readstat_set_io_ctx(parser, Unmanaged.passUnretained(self).toOpaque())
  }

  private static func of(_ context: UnsafeMutableRawPointer) -> BoundlessSPSSFile {
    Unmanaged<BoundlessSPSSFile>.fromOpaque(context).takeUnretainedValue()
  }

  private func seek(_ offset: Int, _ whence: readstat_io_flags_t) -> Int {
    let base =
      switch whence {
      case READSTAT_SEEK_CUR: position
      case READSTAT_SEEK_END: size
      default: 0
      }
    let (target, hasOverflown) = base.addingReportingOverflow(offset)
    guard !hasOverflown, target >= 0 else { return -1 }
    position = target
    return target
  }

  private func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
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
