import Foundation

/// `emic-bench EMIC [--runs N] [--large] [--documents N]`: what the program at EMIC costs.
@main
enum Main {
  static func main() throws {
    var words = Array(CommandLine.arguments.dropFirst())
    if words.first == "engine", words.count == 4, let codings = Int(words[1]),
      let codes = Int(words[2]), let times = Int(words[3])
    {
      return try Engine.run(codings: codings, codes: codes, times: times)
    }
    if words.first == "keys", words.count == 2, let times = Int(words[1]) {
      return try Keys.run(times: times)
    }
    let runs = number(after: "--runs", in: &words) ?? 8
    let documents = number(after: "--documents", in: &words) ?? 200
    let wantsLarge = words.contains("--large")
    words.removeAll { $0 == "--large" }
    guard words.count == 1, runs > 0, documents >= 4,
      FileManager.default.isExecutableFile(atPath: words[0])
    else {
      say("usage: emic-bench EMIC [--runs N] [--documents N] [--large]")
      exit(64)
    }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "emic-bench-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let bench = Bench(
      program: URL(filePath: words[0]).path, runs: runs, folder: folder, says: say)
    let report = try BenchReport(
      studies: [4, 2, 1].map { try bench.study(documents: documents / $0) },
      fixed: bench.fixed(sources: sources) + [bench.keys()] + bench.sheet()
        + bench.survey(),
      engines: [250_000, 500_000, 1_000_000].map { try bench.engine(codings: $0, codes: 500) },
      grown: [50, 500].flatMap { codes in
        try [10_000, 100_000, 1_000_000].map { try bench.engine(codings: $0, codes: codes) }
      },
      large: wantsLarge ? bench.large() + bench.lookingBack(documents: documents) : [])
    print(report.text, terminator: "")
  }

  /// The checkout, which holds the sources of the demonstration study.
  private static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private static func number(after flag: String, in words: inout [String]) -> Int? {
    guard let place = words.firstIndex(of: flag), words.indices.contains(place + 1) else {
      return nil
    }
    let value = Int(words[place + 1])
    words.removeSubrange(place...place + 1)
    return value
  }

  private static func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
