import Fieldwork
import Foundation

/// The `metadata.csv` files beside the transcripts of an import.
///
/// A row belongs to the file that its `file` column names, or whose name without extension is
/// its `id`.
struct MetadataTables {
  /// Tables that could not be read.
  private(set) var failures: [Problem] = []
  private let wholeFolders: Set<String>
  private var tables: [String: Table] = [:]

  private struct Row {
    var line: Int
    var fields: [(key: String, values: [String])]
    var name: String
    var isUsed = false
  }
  private struct Table {
    var path: String
    var rows: [Row] = []
    var byFile: [String: Int] = [:]
    var byID: [String: Int] = [:]
  }

  /// Prepares the search; rows without a file are reported for folders that were read whole.
  init(wholeFolders: [String]) {
    self.wholeFolders = Set(wholeFolders.map(Self.plain))
    for folder in wholeFolders { load(Self.plain(folder)) }
  }

  /// Lays the row of a file over its metadata.
  ///
  /// - Returns: notes on conflicts, each with the file's path.
  mutating func apply(to draft: inout TranscriptDraft, path: String) -> [String] {
    guard let (folder, index) = row(for: path, id: draft.metadata.id) else { return [] }
    guard let row = tables[folder]?.rows[index] else { return [] }
    tables[folder]?.rows[index].isUsed = true
    var layers = MetadataLayers(draft.metadata, from: "the file")
    layers.add(fields: row.fields, from: "metadata.csv")
    draft.metadata = layers.metadata
    if let id = draft.metadata.id { draft.label = id }
    return layers.notes.map { "\(path): \($0) (metadata.csv line \(row.line))" }
  }

  /// Remembers that the row of a file has its file, though that could not be read.
  mutating func markUsed(path: String) {
    guard let (folder, index) = row(for: path, id: nil) else { return }
    tables[folder]?.rows[index].isUsed = true
  }

  /// A note for each row that no file answers to.
  func rowsWithoutFile() -> [String] {
    let folders = tables.keys.filter(wholeFolders.contains).sorted { $0.precedesNaturally($1) }
    return folders.flatMap { folder -> [String] in
      guard let table = tables[folder] else { return [] }
      return table.rows.filter { !$0.isUsed }.map { row in
        "\(table.path) line \(row.line): no file for '\(row.name)'"
      }
    }
  }

  private mutating func row(for path: String, id: String?) -> (folder: String, index: Int)? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let name = String(parts.last ?? "")
    let folder = parts.count > 1 ? Self.plain(parts.dropLast().joined(separator: "/")) : "."
    if tables[folder] == nil { load(folder) }
    guard let table = tables[folder] else { return nil }
    if let index = table.byFile[name] { return (folder, index) }
    let keys = [TranscriptFormat.stem(of: name)] + (id.map { [$0] } ?? [])
    for key in keys {
      if let index = table.byID[key] { return (folder, index) }
    }
    return nil
  }

  private mutating func load(_ folder: String) {
    guard tables[folder] == nil else { return }
    let path = folder + "/metadata.csv"
    var table = Table(path: path)
    defer { tables[folder] = table }
    guard let data = FileManager.default.contents(atPath: path) else { return }
    do {
      let decoded = try TextDecoding.decode(Array(data))
      let csv = try CSVTable.read(decoded.text, fileName: "metadata.csv")
      let header = csv.header.map(\.trimmed)
      for row in csv.rows where row.cells.contains(where: { !$0.trimmed.isEmpty }) {
        var fields: [(key: String, values: [String])] = []
        var file: String?
        for (column, cell) in zip(header, row.cells) {
          let value = cell.trimmed
          if value.isEmpty || column.isEmpty { continue }
          if column.lowercased() == "file" {
            file = value
          } else {
            fields.append((column, [value]))
          }
        }
        let id = fields.first { MetadataField(key: $0.key) == .id }?.values.first
        let index = table.rows.count
        table.rows.append(Row(line: row.line, fields: fields, name: file ?? id ?? "?"))
        if let file {
          table.byFile[file.split(separator: "/").last.map { String($0) } ?? file] = index
        }
        // An id stands for a file of that name, unless the row's own file is there.
        let hasOwnFile = file.map { FileManager.default.fileExists(atPath: folder + "/" + $0) }
        if let id, hasOwnFile != true { table.byID[id] = index }
      }
    } catch let error as any ProblemReporting {
      var problem = error.problem
      problem.place = problem.place.map { "\(path), \($0)" } ?? path
      failures.append(problem)
    } catch {
      failures.append(Problem(.data, "the table cannot be read", place: path))
    }
  }

  private static func plain(_ folder: String) -> String {
    folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
  }
}
