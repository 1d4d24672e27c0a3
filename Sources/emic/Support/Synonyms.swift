import Exchange
import Fieldwork
import Foundation

/// The sets of synonyms that a command means.
enum Synonyms {
  /// Where a study keeps its sets, in the order in which they are looked for.
  static let places = [
    "synonyms.yaml", "synonyms.csv", "Codebooks/synonyms.yaml", "Codebooks/synonyms.csv",
  ]

  /// The sets that are named, in this order.
  ///
  /// - Parameters:
  ///   - words: names of sets, and at most one file (a name with `.yaml`, `.yml` or `.csv`) that
  ///     holds them; a file alone means all its sets.
  ///   - folder: the study's folder, whose file is meant where none is named.
  static func sets(_ words: [String], in folder: URL) throws -> [SynonymSet] {
    let files = words.filter { ["yaml", "yml", "csv"].contains(Files.kind($0)) }
    let names = words.filter { !files.contains($0) }
    guard files.count < 2 else {
      throw Problem(.usage, "name one file of synonyms, not \(files.count)")
    }
    let sets = try read(try files.first ?? file(in: folder))
    if names.isEmpty { return sets }
    let resolver = NameResolver(
      kind: "set of synonyms", things: sets.map { NamedThing(id: $0.name) })
    return try names.map { sets[try resolver.index(of: $0, .prefix)] }
  }

  private static func file(in folder: URL) throws -> String {
    let found = places.map { folder.appending(path: $0).path }.first {
      FileManager.default.fileExists(atPath: $0)
    }
    guard let found else {
      throw Problem(
        .missingInput, "there is no file of synonyms beside the study",
        hint: "write one such as \(places[0]) with a line 'hukou: [hukou, 户口]', or name a file")
    }
    return found
  }

  private static func read(_ path: String) throws -> [SynonymSet] {
    let text = try Files.text(path)
    return Files.kind(path) == "csv"
      ? try SynonymsCSV.read(text, fileName: Files.name(path))
      : try SynonymsYAML.read(text, fileName: Files.name(path))
  }
}
