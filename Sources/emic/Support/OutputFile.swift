import Foundation

/// A place that somebody named for an answer: a file, new or to be replaced, or something that
/// only takes bytes, such as a pipe or device.
struct OutputFile {
  private let path: String
  /// The mode of the file that is there, or that an internal one must have; `nil` for a new one.
  private let mode: mode_t?
  private let takesBytesOnly: Bool

  /// Looks what is there, behind symbolic links.
  init(_ path: String, isInternal: Bool = false) {
    var status = stat()
    let isThere = stat(path, &status) == 0
    let isFile = status.st_mode & S_IFMT == S_IFREG
    // What `/dev/stdout` and its kin stand for belongs to the shell, also where it is a file.
    let isStream = ["/dev/stdout", "/dev/stderr"].contains(path) || path.hasPrefix("/dev/fd/")
    takesBytesOnly = isThere && !isFile || isStream
    mode = isInternal ? 0o600 : isThere ? status.st_mode & 0o7777 : nil
    self.path = takesBytesOnly ? path : OutputFile.target(of: path)
  }

  /// Writes all bytes; a file has either all of them or is as it was.
  func write(_ bytes: [UInt8]) throws {
    if path == "/dev/stdout" {
      Console.write(bytes)
      return
    }
    if takesBytesOnly {
      try OutputFile.pour(bytes, into: try opened(path, O_WRONLY))
      return
    }
    let partial = "\(path).\(getpid()).part"
    unlink(partial)
    do {
      let file = try opened(partial, O_WRONLY | O_CREAT | O_EXCL)
      if let mode { fchmod(file, mode) }
      try OutputFile.pour(bytes, into: file)
      guard rename(partial, path) == 0 else { throw POSIXError.last }
    } catch {
      unlink(partial)
      throw error
    }
  }

  private func opened(_ path: String, _ flags: Int32) throws -> Int32 {
    let file = open(path, flags | O_CLOEXEC, mode ?? 0o666)
    guard file >= 0 else { throw POSIXError.last }
    return file
  }

  /// Writes everything and closes.
  private static func pour(_ bytes: [UInt8], into file: Int32) throws {
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    try handle.write(contentsOf: bytes)
    try handle.close()
  }

  /// What the last part of a path leads to, so that a link stays one.
  private static func target(of path: String) -> String {
    var url = URL(filePath: path)
    for _ in 0..<40 {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: url.path) else {
        break
      }
      url = URL(filePath: next, relativeTo: url.deletingLastPathComponent())
    }
    return url.path
  }
}

extension POSIXError {
  /// Why the last call of the system failed.
  fileprivate static var last: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
