import Foundation
import TestSupport

/// The generated corpus, its truth, and a study that the built program made of it.
struct TruthCorpus {
  /// What the generator counted.
  struct Truth: Decodable {
    let perCode: [String: Int]
    let byDocument: [String: [String: Int]]
    let overlappingPairs: [String: Int]
    let sameDocument: [String: Int]

    private enum CodingKeys: String, CodingKey {
      case perCode = "percode"
      case byDocument = "bydoc"
      case overlappingPairs = "overlap_pairs"
      case sameDocument = "same_document_units"
    }
  }

  /// The program at work on the study.
  let emic: BuiltProgram
  let truth: Truth
  /// The bytes of all texts.
  let textBytes: Int
  /// The paragraphs of all texts, each a turn: what blank lines keep apart.
  let paragraphs: Int
  /// The different stretches that carry codings.
  let passages: Int
  /// The bytes by which importing the texts grew the study.
  let growth: Int

  /// Generates with seed 7 and imports texts, codebook and codings.
  init() throws {
    let folder = BuiltProgram.url.deletingLastPathComponent().appending(path: "truth-test")
    try? FileManager.default.removeItem(at: folder)
    let corpus = folder.appending(path: "generated")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let generated = try BuiltProgram.run(
      URL(filePath: "/usr/bin/env"),
      ["python3", try SharedFiles.url("bench/gen_corpus.py").path, corpus.path, "--seed", "7"])
    guard generated.status == 0 else { throw BuiltProgram.Failed(description: generated.errors) }
    truth = try JSONDecoder().decode(
      Truth.self, from: Data(contentsOf: corpus.appending(path: "truth.json")))
    let texts = corpus.appending(path: "corpus")
    textBytes = try Self.bytes(in: texts)
    paragraphs = try Self.paragraphs(in: texts)
    passages = try Self.passages(in: corpus.appending(path: "codings.csv"))

    let study = folder.appending(path: "study")
    emic = BuiltProgram(study: study)
    try emic("init", study.path, "--quiet")
    let empty = try Self.bytes(in: study)
    try emic("import", texts.path, "--quiet")
    growth = try Self.bytes(in: study) - empty
    try emic("codebook", "import", corpus.appending(path: "codebook.csv").path, "--quiet")
    try emic("import", "codings", corpus.appending(path: "codings.csv").path, "--quiet")
  }

  private static func paragraphs(in folder: URL) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).reduce(0) { sum, name in
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return sum + text.components(separatedBy: "\n\n").count
    }
  }

  /// Rows are `id,doc,coder,code,start_char,end_char,…`; no cell has a comma in it.
  private static func passages(in file: URL) throws -> Int {
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    let stretches = lines.dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return [cells[1], cells[4], cells[5]].joined(separator: ",")
    }
    return Set(stretches).count
  }

  /// The bytes of the files in a folder, without its folders: of a study also what lies beside
  /// the store until it is closed.
  private static func bytes(in folder: URL) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).reduce(0) { sum, name in
      let facts = try FileManager.default.attributesOfItem(
        atPath: folder.appending(path: name).path)
      guard facts[.type] as? FileAttributeType == .typeRegular else { return sum }
      return sum + (facts[.size] as? Int ?? 0)
    }
  }
}
