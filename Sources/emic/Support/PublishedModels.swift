import Exchange
import Fieldwork
import Foundation

/// Reading a regression table that somebody printed.
enum PublishedModels {
  /// The table in a YAML or CSV file, or that of a name in the study's folder `Surveys`.
  ///
  /// - Parameters:
  ///   - named: a path, or the name of a file of that folder without its ending.
  ///   - folder: the folder of the study; `nil` where none is asked.
  static func read(_ named: String, in folder: URL? = nil) throws -> PublishedModel {
    let path = isFile(named) ? named : file(named, in: folder) ?? named
    let text = try Files.text(path)
    let name = Files.name(path)
    return ["yaml", "yml"].contains(Files.kind(path))
      ? try PublishedModelYAML.read(text, fileName: name)
      : try PublishedModelCSV.read(text, fileName: name)
  }

  /// The files `Surveys/published-*` of a study, in order of name.
  static func known(in folder: URL) -> [String] {
    let surveys = folder.appending(path: "Surveys").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: surveys)) ?? []
    return names.filter { $0.hasPrefix("published-") && endings.contains(Files.kind($0)) }
      .sorted().map { surveys + "/" + $0 }
  }

  private static let endings = ["yaml", "yml", "csv"]

  private static func file(_ name: String, in folder: URL?) -> String? {
    guard let folder, !name.contains("/") else { return nil }
    let path = folder.appending(path: "Surveys").path + "/" + name
    return endings.map { "\(path).\($0)" }.first(where: isFile)
  }

  private static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue
  }
}
