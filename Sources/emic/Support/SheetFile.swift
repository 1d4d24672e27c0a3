import Fieldwork
import Foundation

/// A coding sheet while it is in an editor, and afterwards where it could not be taken: a file in
/// the folder `Sheets` of the study, which only its owner can read.
///
/// It lies beside the study and not among temporary files, so that neither a broken connection
/// nor a restart loses an afternoon's work.
struct SheetFile {
  /// The file.
  let url: URL

  /// The ending of a sheet's name; in files that end in `.txt` editors break long lines.
  private static let ending = ".sheet"

  /// Writes a sheet under a name that no other sheet has.
  static func make(_ text: String, transcript: String, coder: String, in study: URL) throws
    -> SheetFile
  {
    let folder = folder(in: study)
    try makeFolder(folder)
    let stem = name(transcript, coder)
    for number in 1...999 {
      let url = folder.appending(path: stem + (number == 1 ? "" : "-\(number)") + SheetFile.ending)
      let file = Foundation.open(url.path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
      if file < 0, errno == EEXIST { continue }
      guard file >= 0 else { break }
      close(file)
      let sheet = SheetFile(url: url)
      try Files.write(Array(text.utf8), to: url.path, isInternal: true)
      return sheet
    }
    throw Problem(
      .cannotCreate, "the sheet cannot be written", place: folder.path,
      hint: "take away what is not needed there, or use --sheet and --apply")
  }

  /// Earlier sheets of a transcript and coder that nobody took or removed, oldest name first.
  static func earlier(transcript: String, coder: String, in study: URL) -> [SheetFile] {
    let folder = folder(in: study)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let stem = name(transcript, coder)
    let own = names.filter { name in
      guard name.hasPrefix(stem), name.hasSuffix(ending) else { return false }
      let number = name.dropFirst(stem.count).dropLast(ending.count)
      return number.isEmpty || (number.first == "-" && Int(number.dropFirst()) != nil)
    }
    return own.sorted { $0.precedesNaturally($1) }.map {
      SheetFile(url: folder.appending(path: $0))
    }
  }

  /// The sheet at a path, where it is one of those that the study keeps.
  static func kept(at path: String, in study: URL) -> SheetFile? {
    let url = URL(filePath: path).resolvingSymlinksInPath()
    let folder = folder(in: study).resolvingSymlinksInPath()
    return url.deletingLastPathComponent().path == folder.path ? SheetFile(url: url) : nil
  }

  /// What is in the file.
  func text() throws -> String { try Files.text(url.path) }

  /// Takes the file away with the copy that some editors leave beside it, and the folder when it
  /// was the last one.
  func remove() {
    for path in [url.path, url.path + "~"] { unlink(path) }
    let folder = url.deletingLastPathComponent()
    let left = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [""]
    if left.isEmpty { rmdir(folder.path) }
  }

  /// The path as it is typed from here.
  var typed: String {
    let here = FileManager.default.currentDirectoryPath + "/"
    let path = url.resolvingSymlinksInPath().path
    return (path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path).shellWord
  }

  /// The folder for what is being edited.
  static func folder(in study: URL) -> URL {
    study.appending(path: "Sheets", directoryHint: .isDirectory)
  }

  /// Makes the folder, which only its owner can read.
  static func makeFolder(_ folder: URL) throws {
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Problem(
        .cannotCreate, "the folder for the sheet cannot be made", place: folder.path,
        hint: "check that you may write there, or use --sheet and --apply")
    }
  }

  /// The beginning of the name of a file of a transcript and coder.
  static func name(_ transcript: String, _ coder: String) -> String {
    let wanted = "\(transcript)-\(coder)"
    let safe = wanted.map { $0 == "/" || $0.isNewline || $0 == "\0" ? "_" : $0 }
    return safe.first == "." ? "_" + String(safe.dropFirst()) : String(safe)
  }
}

extension String {
  /// The text as a shell takes it for one word, in quotation marks where it needs them.
  var shellWord: String {
    let isPlain = allSatisfy { $0.isLetter || $0.isNumber || "-_./,+@".contains($0) }
    return isPlain && !isEmpty ? self : "'" + replacing("'", with: "'\\''") + "'"
  }
}
