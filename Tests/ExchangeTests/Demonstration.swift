import Foundation
import TestSupport

/// The files of the demonstration study in the checkout.
enum Demonstration {
  static func path(_ path: String) -> String {
    SharedFiles.packageRoot.appending(path: path).path
  }

  static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: Demonstration.path(path))
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: SharedFiles.packageRoot.appending(path: path), encoding: .utf8)
  }
}
