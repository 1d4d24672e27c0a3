public import Foundation

/// The folder of real files, oracles and benchmark corpora beside the checkout, which the published
/// package does not carry.
///
/// Tests that need it say so and are skipped without it.
public enum SharedFiles {
  /// The folder, or `nil` where it is absent.
  public static let folder: URL? = {
    let root = packageRoot.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: root.path) ? root : nil
  }()

  /// Whether the folder is there, for `.enabled(if:)`.
  public static var arePresent: Bool { folder != nil }

  /// A file in the folder.
  public static func url(_ path: String) throws -> URL {
    guard let folder else { throw Absent() }
    return folder.appending(path: path)
  }

  /// The checkout that the tests were built from.
  public static let packageRoot = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder is not there.
  public struct Absent: Error {
    /// Made where a test runs although its condition should have skipped it.
    public init() {}
  }
}
