public import Fieldwork
import Foundation

/// The transcripts of an import, with everything that was not one.
public struct TranscriptBatch: Sendable {
  /// A transcript with the file it came from.
  public struct Item: Sendable {
    /// The file, as it was named or found.
    public var path: String
    /// What was read.
    public var draft: TranscriptDraft
  }

  /// The transcripts: in the order of the paths given, inside a folder in natural order.
  public var items: [Item] = []
  /// Files that could not be read, each with its path as place.
  public var failures: [Problem] = []
  /// Files of a folder whose format is unknown; README, LICENSE, metadata.csv and hidden files
  /// are passed over in silence.
  public var skipped: [String] = []
  /// Conflicts between metadata, rows without a file, labels that occur twice.
  public var notes: [String] = []

  /// Starts without any file.
  public init() {}
}

/// Reads transcript files and whole folders of them.
public enum TranscriptFolder {
  /// Reads files and folders, folders with everything below them.
  ///
  /// A file that cannot be read becomes a failure and the others are read nevertheless. The
  /// `metadata.csv` beside a file wins over the file's own metadata.
  ///
  /// - Parameters:
  ///   - paths: files and folders.
  ///   - options: what is known about every file.
  ///   - progress: called after each file with the number done and the number in all.
  /// - Throws: nothing at present; failures are collected. Declared so that a cancelled
  ///   import may stop between two files.
  public static func read(
    paths: [String], options: TranscriptReadingOptions, progress: (Int, Int) -> Void
  ) throws -> TranscriptBatch {
    var batch = TranscriptBatch()
    var search = TranscriptFileSearch()
    for path in paths { search.add(path) }
    batch.failures = search.failures
    batch.skipped = search.skipped
    var tables = MetadataTables(wholeFolders: search.folders)
    for (done, path) in search.files.enumerated() {
      try Task.checkCancellation()
      do {
        guard let data = FileManager.default.contents(atPath: path) else {
          throw Problem(.missingInput, "the file cannot be read", hint: "check its permissions")
        }
        let name = path.split(separator: "/").last.map { String($0) } ?? path
        var draft = try TranscriptReader.read(name: name, bytes: Array(data), options: options)
        batch.notes += tables.apply(to: &draft, path: path)
        batch.items.append(TranscriptBatch.Item(path: path, draft: draft))
      } catch let error as any ProblemReporting {
        tables.markUsed(path: path)
        var problem = error.problem
        problem.place = problem.place.map { "\(path), \($0)" } ?? path
        batch.failures.append(problem)
      }
      progress(done + 1, search.files.count)
    }
    batch.failures += tables.failures
    batch.notes += tables.rowsWithoutFile()
    batch.notes += repeatedLabels(batch.items)
    return batch
  }

  private static func repeatedLabels(_ items: [TranscriptBatch.Item]) -> [String] {
    var paths: [String: [String]] = [:]
    for item in items { paths[item.draft.label, default: []].append(item.path) }
    let repeated = paths.filter { $0.value.count > 1 }.sorted { $0.key.precedesNaturally($1.key) }
    return repeated.map { label, paths in
      "\(paths.count) files give the label \(label): \(paths.joined(separator: ", "))"
    }
  }
}
