import CZip
public import Fieldwork

/// A ZIP archive held in memory, read member by member; nothing is unpacked to the disk.
///
/// Every member is read only up to a limit, so that a small archive cannot fill the memory
/// (the sizes inside a ZIP are claims and are not trusted).
final class ZIPContainer {
  /// The most that one member may unpack to, in bytes: 128 MiB, many times a long interview.
  static let usualLimit = 128 << 20

  private let archive: OpaquePointer
  private let storage: UnsafeMutableBufferPointer<UInt8>

  /// Opens an archive.
  ///
  /// - Throws: `ZIPFailure.notAnArchive` when the bytes are no ZIP file or are cut off.
  init(_ bytes: [UInt8]) throws {
    storage = .allocate(capacity: max(1, bytes.count))
    _ = storage.update(fromContentsOf: bytes)
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard
      let source = zip_source_buffer_create(
        storage.baseAddress, zip_uint64_t(bytes.count), 0, &error)
    else {
      storage.deallocate()
      throw ZIPFailure.notAnArchive
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      storage.deallocate()
      throw ZIPFailure.notAnArchive
    }
    self.archive = archive
  }

  deinit {
    zip_discard(archive)
    storage.deallocate()
  }

  /// The names of the members, in the order of the archive.
  var names: [String] {
    let count = zip_get_num_entries(archive, 0)
    guard count > 0 else { return [] }
    return (0..<zip_uint64_t(count)).compactMap { index in
      zip_get_name(archive, index, 0).map { String(cString: $0) }
    }
  }

  /// Whether there is a member of that name.
  func holds(_ name: String) -> Bool { zip_name_locate(archive, name, 0) >= 0 }

  /// The unpacked bytes of a member.
  ///
  /// - Throws: `ZIPFailure` when there is none, it is damaged or encrypted, or it unpacks to
  ///   more than `limit` bytes.
  func bytes(of name: String, limit: Int = ZIPContainer.usualLimit) throws -> [UInt8] {
    guard let file = zip_fopen(archive, name, 0) else {
      throw holds(name) ? ZIPFailure.damaged(name) : ZIPFailure.noMember(name)
    }
    defer { zip_fclose(file) }
    var out: [UInt8] = []
    let chunk = 1 << 16
    while true {
      var got: zip_int64_t = 0
      let block = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
        got = zip_fread(file, buffer.baseAddress, zip_uint64_t(chunk))
        count = max(0, Int(got))
      }
      if got < 0 { throw ZIPFailure.damaged(name) }
      if got == 0 { return out }
      if out.count + block.count > limit { throw ZIPFailure.tooLarge(name, limit: limit) }
      out += block
    }
  }
}

/// Why a member of an archive cannot be read.
public enum ZIPFailure: ProblemReporting, Hashable {
  /// The bytes are no ZIP archive, or it is cut off.
  case notAnArchive
  /// There is no member of that name.
  case noMember(String)
  /// The member's check sum or packing is wrong, or it is encrypted.
  case damaged(String)
  /// The member unpacks to more bytes than are allowed.
  case tooLarge(String, limit: Int)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .notAnArchive:
      Problem(.data, "the file is no ZIP archive, or it is cut off", hint: "copy it again")
    case .noMember(let name):
      Problem(.data, "the archive holds no '\(name)'", hint: "is it a file of another program?")
    case .damaged(let name):
      Problem(
        .data, "'\(name)' in the archive is damaged or encrypted",
        hint: "open it in its program and save it again without a password")
    case .tooLarge(let name, let limit):
      Problem(
        .data, "'\(name)' in the archive unpacks to more than \(limit >> 20) MiB",
        hint: "this is no transcript; split it if it is")
    }
  }
}
