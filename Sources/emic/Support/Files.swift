import Exchange
import Fieldwork
import Foundation

/// Reading and writing the files that a command names.
enum Files {
  /// The bytes of a file.
  static func bytes(_ path: String) throws -> [UInt8] {
    try requireFile(path)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Problem(.missingInput, "the file cannot be read", place: path)
    }
    return [UInt8](data)
  }

  /// Refuses what is no file that can be read.
  static func requireFile(_ path: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Problem(.missingInput, "there is no such file", place: path)
    }
    guard !isFolder.boolValue else {
      throw Problem(.missingInput, "this is a folder", place: path, hint: "name a file")
    }
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw Problem(.missingInput, "the file cannot be read", place: path)
    }
  }

  /// The text of a file, whatever its encoding.
  static func text(_ path: String, encoding: String? = nil) throws -> String {
    try placing(path) { try TextDecoding.decode(try bytes(path), declared: encoding).text }
  }

  /// Does something with a file, and names the file where what went wrong has no place.
  static func placing<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch let error as any ProblemReporting {
      var problem = error.problem
      problem.place = problem.place ?? path
      throw problem
    }
  }

  /// Writes a file whole or not at all; a device or pipe that has the name gets the bytes.
  ///
  /// - Parameter isInternal: whether people can be recognised in it, so that only the owner may
  ///   read it.
  static func write(_ bytes: [UInt8], to path: String, isInternal: Bool = false) throws {
    do {
      try OutputFile(path, isInternal: isInternal).write(bytes)
    } catch {
      throw Problem(
        .cannotCreate, "the file cannot be written", place: path,
        hint: "check that the folder exists and that you may write there")
    }
  }

  /// The file's name without its folders.
  static func name(_ path: String) -> String { URL(filePath: path).lastPathComponent }

  /// The file's extension in lower case.
  static func kind(_ path: String) -> String { URL(filePath: path).pathExtension.lowercased() }
}
