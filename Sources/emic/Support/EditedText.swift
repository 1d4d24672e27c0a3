import Fieldwork
import Foundation

/// A text that the researcher writes in an editor of their own.
enum EditedText {
  /// Opens an editor with a text and takes what is there when it closes.
  ///
  /// The file lies in a folder that only its owner can open, and goes when the editor closes.
  static func edit(_ text: String, name: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "emic-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "summary.txt")
    try Data((text.isEmpty ? "" : text + "\n").utf8).write(to: file)
    try TextEditor.open(file.path, hint: "set EDITOR, or name a file with --summary-file")
    return try Files.text(file.path).trimmingBlanks
  }
}
