import CReadStat

/// A file that is handed to the reader library byte by byte, in the place of the one that it would
/// open.
class ServedFile {
  /// Where the library reads next, in bytes from the beginning.
  final var position = 0

  /// How many bytes there are.
  var size: Int { 0 }

  /// Fills a buffer from the position and moves on.
  ///
  /// - Returns: how many bytes came; 0 at the end, -1 where the file cannot be read.
  func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int { -1 }

  /// Hands the file to a parser; it must live as long.
  final func connect(_ parser: ReadStatIntake.OpaqueParser) {
    readstat_set_open_handler(parser) { _, _ in 0 }
    readstat_set_close_handler(parser) { _ in 0 }
    readstat_set_seek_handler(parser) { offset, whence, context in
      guard let context else { return -1 }
      return readstat_off_t(ServedFile.of(context).seek(Int(offset), whence))
    }
    readstat_set_read_handler(parser) { buffer, count, context in
      guard let context, let buffer else { return -1 }
      return ServedFile.of(context).read(
        UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)))
    }
    readstat_set_update_handler(parser) { _, progress, user, context in
      guard let context, let progress else { return READSTAT_OK }
      let file = ServedFile.of(context)
      let share = Double(file.position) / Double(max(1, file.size))
      return progress(share, user) == 0 ? READSTAT_OK : READSTAT_ERROR_USER_ABORT
    }
    readstat_set_io_ctx(parser, Unmanaged.passUnretained(self).toOpaque())
  }

  private static func of(_ context: UnsafeMutableRawPointer) -> ServedFile {
    Unmanaged<ServedFile>.fromOpaque(context).takeUnretainedValue()
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
}
