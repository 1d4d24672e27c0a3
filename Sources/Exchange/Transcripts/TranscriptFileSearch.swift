import Fieldwork
import Foundation

/// Finds the transcript files that paths mean.
struct TranscriptFileSearch {
  /// The files to read; none twice.
  private(set) var files: [String] = []
  /// The folders that were searched whole.
  private(set) var folders: [String] = []
  /// Files of unknown formats in folders.
  private(set) var skipped: [String] = []
  /// Paths that lead nowhere.
  private(set) var failures: [Problem] = []
  private var seen: Set<String> = []

  /// Adds a file, or a folder with everything below it.
  mutating func add(_ path: String) {
    var isFolder = ObjCBool(false)
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      failures.append(
        Problem(
          .missingInput, "there is no such file or folder", place: path,
          hint: "check the spelling and the folder that you are in"))
      return
    }
    if isFolder.boolValue {
      search(path, depth: 0)
    } else if seen.insert(path).inserted {
      files.append(path)
    }
  }

  private mutating func search(_ folder: String, depth: Int) {
    // Deep enough for any study; a circle of links ends here.
    guard depth < 32 else { return }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      failures.append(
        Problem(
          .missingInput, "the folder cannot be read", place: folder, hint: "check its permissions"))
      return
    }
    folders.append(folder)
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    for name in names.sorted(by: { $0.precedesNaturally($1) }) where !Self.isPassedOver(name) {
      let path = prefix + name
      var isFolder = ObjCBool(false)
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
      if isFolder.boolValue {
        search(path, depth: depth + 1)
      } else if TranscriptReader.isTranscriptFile(named: name) {
        if seen.insert(path).inserted { files.append(path) }
      } else {
        skipped.append(path)
      }
    }
  }

  /// README*, LICENSE*, metadata.csv, hidden files, and the lock files of word processors.
  static func isPassedOver(_ name: String) -> Bool {
    let folded = name.lowercased()
    return folded.hasPrefix(".") || folded.hasPrefix("readme") || folded.hasPrefix("license")
      || folded.hasPrefix("~$") || folded == "metadata.csv"
  }
}
