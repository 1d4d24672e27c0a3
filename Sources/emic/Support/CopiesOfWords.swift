import Fieldwork
import Foundation
import StudyStore

/// The files of a study's folder in which erased words may still stand.
struct CopiesOfWords {
  private var copies: [String] = []
  private var sources: [String] = []
  private var others: [String] = []
  private let folder: URL

  /// Looks through the folder of a study.
  init(beside path: String, _ erased: ErasureReport) {
    folder = URL(filePath: path).deletingLastPathComponent()
    let own = URL(filePath: path).lastPathComponent
    let files = FileManager.default.enumerator(
      at: folder, includingPropertiesForKeys: [.isRegularFileKey, .fileSizeKey])
    let names = Set(erased.fileNames)
    while let file = files?.nextObject() as? URL {
      let values = try? file.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
      guard values?.isRegularFile == true else { continue }
      let name = String(
        file.standardizedFileURL.path.dropFirst(folder.standardizedFileURL.path.count)
      )
      .drop { $0 == "/" }
      guard ![own, own + "-wal", own + "-shm"].contains(String(name)) else { continue }
      if CopiesOfWords.isDatabase(file) {
        copies.append(String(name))
      } else if names.contains(file.lastPathComponent) {
        sources.append(String(name))
      } else if (values?.fileSize ?? 0) <= 50_000_000, holds(file, erased.samples) {
        others.append(String(name))
      }
    }
  }

  /// Names the files.
  func tell(_ session: Session) {
    func line(_ what: String, _ names: [String]) {
      if !names.isEmpty {
        session.remark("note: \(what): \(names.sorted().joined(separator: ", "))")
      }
    }
    line("studies and backups in this folder, which may hold the words", copies)
    line("files that the texts came from", sources)
    line("other files with the words", others)
    session.remark(
      "note: backups, handouts and exports elsewhere are not known here: erase or delete them too")
  }

  /// Whether a file is one of SQLite.
  private static func isDatabase(_ file: URL) -> Bool {
    guard let handle = try? FileHandle(forReadingFrom: file) else { return false }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: 16)) ?? nil == Data("SQLite format 3\0".utf8)
  }

  private func holds(_ file: URL, _ samples: [String]) -> Bool {
    guard let data = try? Data(contentsOf: file) else { return false }
    return samples.contains { data.firstRange(of: Data($0.utf8)) != nil }
  }
}
