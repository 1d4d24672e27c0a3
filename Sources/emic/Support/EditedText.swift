import Fieldwork
import Foundation

/// A text that the researcher writes in an editor of their own.
enum EditedText {
  /// Opens an editor with a text and takes what is there when it closes.
  ///
  /// The file lies in a folder that only its owner can open, and goes when the editor closes.
  ///
  /// - Parameters:
  ///   - file: the name of the file that the editor shows.
  ///   - otherwise: what to do without an editor.
  static func edit(
    _ text: String, name: String, file fileName: String = "summary.txt",
    otherwise: String = "name a file with --summary-file"
  ) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "emic-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: fileName)
    try Data((text.isEmpty ? "" : text + "\n").utf8).write(to: file)
    try TextEditor.open(file.path, hint: "set EDITOR, or \(otherwise)")
    return try Files.text(file.path).trimmingBlanks
  }
}
