public import Fieldwork
import Foundation

/// Reads memo files and folders of them.
public enum MemoFolder {
  /// The memos of some files, and of the Markdown files that lie in some folders.
  ///
  /// README files and hidden ones are passed over in a folder.
  ///
  /// - Parameter paths: files and folders.
  /// - Returns: the memos with the file of each, in the order of the paths, inside a folder in
  ///   natural order of the names.
  /// - Throws: `MemoFailure`, `YAMLFailure`, or a `Problem` when a file is not there.
  public static func read(paths: [String]) throws -> [(file: String, memo: MemoDefinition)] {
    var memos: [(file: String, memo: MemoDefinition)] = []
    var files: [String: String] = [:]
    for path in try paths.flatMap(filesOf) {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw Problem(.missingInput, "the file cannot be read", place: path)
      }
      let memo = try MemosMarkdown.read(
        try TextDecoding.decode(Array(data)).text, fileName: path)
      if let other = files.updateValue(path, forKey: memo.slug) {
        throw MemoFailure.twice(id: memo.slug, files: [other, path])
      }
      memos.append((path, memo))
    }
    return memos
  }

  private static func filesOf(_ path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Problem(.missingInput, "there is no such file", place: path)
    }
    guard isFolder.boolValue else { return [path] }
    let names = try FileManager.default.contentsOfDirectory(atPath: path).filter {
      $0.lowercased().hasSuffix(".md") && !$0.hasPrefix(".") && !$0.uppercased().hasPrefix("README")
    }
    guard !names.isEmpty else { throw MemoFailure.noFiles(folder: path) }
    let folder = path.hasSuffix("/") ? path : path + "/"
    return names.sorted { $0.precedesNaturally($1) }.map { folder + $0 }
  }
}
