import Fieldwork
import Foundation

/// A query that is read instead of written on the command line, where a shell would take its
/// brackets and quotation marks.
enum AskedQuery {
  /// The text of a file, or what is typed until the end of input for `-`.
  static func text(_ path: String) throws -> String {
    guard path == "-" else { return try Files.text(path).trimmingBlanks }
    if isatty(STDIN_FILENO) == 1 { Console.remark("query (one line):") }
    if isatty(STDIN_FILENO) == 1 { return (readLine() ?? "").trimmingBlanks }
    let bytes = FileHandle.standardInput.readDataToEndOfFile()
    return String(decoding: bytes, as: UTF8.self).trimmingBlanks
  }
}
