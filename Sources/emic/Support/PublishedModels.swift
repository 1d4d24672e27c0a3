import Exchange
import Fieldwork

/// Reading a regression table that somebody printed.
enum PublishedModels {
  /// The table in a YAML or CSV file.
  static func read(_ path: String) throws -> PublishedModel {
    let text = try Files.text(path)
    let name = Files.name(path)
    return ["yaml", "yml"].contains(Files.kind(path))
      ? try PublishedModelYAML.read(text, fileName: name)
      : try PublishedModelCSV.read(text, fileName: name)
  }
}
