import Foundation

/// Runs the built program on studies of three sizes and gathers what it cost.
struct Bench {
  /// One line of the report.
  struct Line {
    var work: String
    var costs: [Cost]
    var budget: Double?
    /// In bytes; `nil` where what is asked for is itself larger.
    var memoryBudget: Int? = 150_000_000

    var minimum: Double { costs.map(\.seconds).min() ?? 0 }
    var median: Double { costs.map(\.seconds).sorted()[costs.count / 2] }
    var processor: Double { costs.map(\.processorSeconds).min() ?? 0 }
    var peakBytes: Int { costs.map(\.peakBytes).max() ?? 0 }
  }

  let program: String
  let runs: Int
  let folder: URL
  private let says: (String) -> Void

  init(program: String, runs: Int, folder: URL, says: @escaping (String) -> Void) {
    self.program = program
    self.runs = runs
    self.folder = folder
    self.says = says
  }

  /// What the study of one size costs.
  struct Study {
    var lines: [Line]
    /// The growth of the file by importing texts, as a multiple of the text.
    var growth: Double
    var textBytes: Int
    var codings: Int
  }

  /// Makes a study of so many documents, and asks it everything.
  func study(documents: Int) throws -> Study {
    let place = folder.appending(path: "\(documents)")
    says("generating \(documents) documents")
    let corpus = try Corpus(in: place.appending(path: "corpus"), documents: documents)
    var imports: [Cost] = []
    var codings: [Cost] = []
    var study = place
    var growth = 0.0
    for run in 0..<min(runs, 3) {
      says("importing, run \(run + 1)")
      study = place.appending(path: "study-\(run)")
      _ = try emic(["init", study.path], nil)
      let empty = try bytes(study)
      imports.append(try emic(["import", corpus.texts], study))
      growth = Double(try bytes(study) - empty) / Double(corpus.textBytes)
      _ = try emic(["codebook", "import", corpus.codebook], study)
      codings.append(try emic(["import", "codings", corpus.codings], study))
    }
    var lines = [
      Line(work: "import of the texts, with search index", costs: imports, budget: 1.5),
      Line(work: "import of the codings, by offsets", costs: codings, budget: nil),
    ]
    // Round by round, so that a slow minute of the machine does not fall on one question alone.
    let asked = questions(corpus)
    var costs = [[Cost]](repeating: [], count: asked.count)
    for run in 0..<runs {
      says("\(asked.count) commands, round \(run + 1)")
      for (index, question) in asked.enumerated() {
        costs[index].append(try emic(question.1, study))
      }
    }
    for (question, costs) in zip(asked, costs) {
      lines.append(Line(work: question.0, costs: costs, budget: question.2))
    }
    return Study(
      lines: lines, growth: growth, textBytes: corpus.textBytes, codings: corpus.codingCount)
  }

  private func questions(_ corpus: Corpus) -> [(String, [String], Double?)] {
    let csv = ["--format", "csv"]
    return [
      ("status", ["status"], 0.030),
      ("counts: codes", ["codes"] + csv, 0.15),
      ("counts: code × transcript matrix", ["matrix", "--all"] + csv, 0.15),
      (
        "co-occurrence 80 × 80, characters",
        ["cooccurrence", "--coders", "pooled", "--all"] + csv, 0.15
      ),
      (
        "co-occurrence 80 × 80, pairs",
        ["cooccurrence", "--unit", "pairs", "--coders", "pooled", "--all"] + csv, 0.15
      ),
      (
        "co-occurrence 80 × 80, turns",
        ["cooccurrence", "--unit", "turn", "--coders", "pooled", "--all"] + csv, 0.15
      ),
      (
        "agreement of two coders, 1,000 resamples",
        ["agreement", "--resamples", "1000"] + csv, 2
      ),
      ("quotes of one code", ["quotes", corpus.frequentCode] + csv, 0.05),
      ("CSV of every coding, with its quote", ["quotes", corpus.everything] + csv, 0.5),
      ("CSV of every coding, through the view", ["sql", "SELECT * FROM v_codings"] + csv, 0.5),
      ("search of two Chinese characters", ["search", corpus.twoCharacters] + csv, 0.05),
      ("check", ["check"], nil),
    ]
  }

  /// What does not grow with a study: starting, and the report of the demonstration.
  func fixed(sources: String) throws -> [Line] {
    says("start-up and report")
    let demo = folder.appending(path: "demo")
    _ = try emic(["demo", "--at", demo.path], nil, more: ["EMIC_DEMO=\(sources)"])
    return [
      Line(
        work: "emic --version",
        costs: try (0..<runs * 2).map { _ in try emic(["--version"], nil) }, budget: 0.012),
      Line(
        work: "HTML report of the demonstration study",
        costs: try (0..<runs).map { _ in try emic(["report", "--by", "owns_home_city"], demo) },
        budget: 0.5),
    ]
  }

  /// A coding sheet of 50 KB of text with 500 codings of one coder: written, and taken with twenty
  /// changes.
  func sheet() throws -> [Line] {
    let place = folder.appending(path: "sheet")
    says("coding sheets")
    let corpus = try Corpus(in: place.appending(path: "corpus"), documents: 4, codingsEach: 1_000)
    let study = place.appending(path: "study")
    _ = try emic(["init", study.path], nil)
    _ = try emic(["import", corpus.texts], study)
    _ = try emic(["codebook", "import", corpus.codebook], study)
    _ = try emic(["import", "codings", corpus.codings], study)
    let sheet = place.appending(path: "sheet.txt")
    let edit = ["edit", "D10000", "--coder", "ann"]
    var opened: [Cost] = []
    for _ in 0..<runs {
      try? FileManager.default.removeItem(at: sheet)
      opened.append(try emic(edit + ["--sheet", sheet.path], study))
    }
    let text = try String(contentsOf: sheet, encoding: .utf8)
    var changed = text
    for turn in 1...20 { changed = changed.replacing("\nt\(turn) ", with: "\nt\(turn) {c069} ") }
    guard changed != text else { throw ChildProcess.Failure(description: "no turn to code") }
    try Data(changed.utf8).write(to: sheet)
    let taken = try (0..<runs).map { _ in
      let cost = try emic(edit + ["--apply", sheet.path], study)
      _ = try emic(["undo"], study)
      return cost
    }
    return [
      Line(work: "coding sheet of 50 KB with 500 codings: written", costs: opened, budget: 0.05),
      Line(work: "the same with 20 changes: taken", costs: taken, budget: 0.1),
    ]
  }

  /// Questions as of the beginning of a long journal: a study of so many documents in which ten
  /// thousand commands coded and uncoded, one after the other.
  func lookingBack(documents: Int, entries: Int = 10_000) throws -> [Line] {
    let place = folder.appending(path: "journal")
    let corpus = try Corpus(in: place.appending(path: "corpus"), documents: documents)
    let study = place.appending(path: "study")
    _ = try emic(["init", study.path], nil)
    _ = try emic(["import", corpus.texts], study)
    _ = try emic(["codebook", "import", corpus.codebook], study)
    _ = try emic(["import", "codings", corpus.codings], study)
    _ = try emic(["tag", "start"], study)
    says("\(entries) commands")
    for number in 0..<entries / 2 {
      let document = "D\(10_000 + number % documents)"
      _ = try emic(
        ["code", document, "t\(number / documents % 20 + 1)", "--as", "c0\(number % 60 + 10)"],
        study)
      if number % 10 == 0 { says("\(2 * number) of \(entries) commands") }
      _ = try emic(number % 2 == 0 ? ["undo"] : ["tag", "s-\(number)"], study)
    }
    return [
      Line(
        work: "codes as of \(grouped(entries)) entries ago",
        costs: try (0..<runs).map { _ in try emic(["codes", "--as-of", "start"], study) },
        budget: 0.5)
    ]
  }

  /// A hundred megabytes of text, without codings.
  func large() throws -> [Line] {
    let place = folder.appending(path: "large")
    says("generating 2,000 documents")
    let corpus = try Corpus(
      in: place.appending(path: "corpus"), documents: 2_000, codingsEach: 4)
    let study = place.appending(path: "study")
    _ = try emic(["init", study.path], nil)
    says("importing 100 MB")
    let imported = try emic(["import", corpus.texts], study)
    says("searching 100 MB")
    return [
      Line(work: "import of 100 MB", costs: [imported], budget: nil),
      Line(
        work: "search of two Chinese characters in 100 MB",
        costs: try (0..<runs).map { _ in
          try emic(["search", corpus.twoCharacters, "--format", "csv"], study)
        }, budget: 0.05),
    ]
  }

  /// A survey of 40,000 records and 1,400 variables in a Stata file of 450 MB: three variables into a
  /// study, and all of it read.
  func survey(records: Int = 40_000, variables: Int = 1_400) throws -> [Line] {
    says("generating a survey of \(grouped(records)) × \(grouped(variables))")
    let file = folder.appending(path: "wide.dta")
    try WideSurvey.write(to: file, rows: records, columns: variables)
    defer { try? FileManager.default.removeItem(at: file) }
    let study = folder.appending(path: "survey")
    _ = try emic(["init", study.path], nil)
    says("importing three of its variables")
    let imported = try (0..<3).map { _ in
      let cost = try emic(
        ["survey", "import", file.path, "--key", "hhid", "--variables", "v3,v700,v1399"], study)
      _ = try emic(["undo"], study)
      return cost
    }
    says("reading all of them")
    let read = try (0..<3).map { _ in
      try emic(["survey", "variables", "--table", file.path, "--format", "csv"], nil)
    }
    let size = "\(grouped(records)) × \(grouped(variables))"
    return [
      Line(work: "survey \(size): three variables into a study", costs: imported, budget: 1),
      Line(
        work: "survey \(size): all of it read, with counts", costs: read, budget: 6,
        memoryBudget: nil),
    ]
  }

  /// A key at the coder's screen: the slowest of two thousand keys in each run.
  func keys() throws -> Line {
    says("keys at the coder's screen")
    let output = folder.appending(path: "keys.txt").path
    let costs = try (0..<3).map { _ in
      let cost = try ChildProcess.run(
        [Self.executable, "keys", "2000"], environment: environment(nil, []), output: output)
      let text = try String(contentsOfFile: output, encoding: .utf8)
      let slowest = text.split(separator: "\n").last.flatMap { Double($0) }
      guard let slowest else { throw ChildProcess.Failure(description: "keys said: \(text)") }
      return Cost(seconds: slowest, processorSeconds: slowest, peakBytes: cost.peakBytes)
    }
    let work = "a key at the coder's screen, the slowest of 2,000"
    return Line(work: work, costs: costs, budget: 0.016)
  }

  /// The engine alone, in a process of its own so that its memory is its own.
  func engine(codings: Int, codes: Int) throws -> Line {
    says("the engine on \(codings) codings")
    let output = folder.appending(path: "engine.txt").path
    let cost = try ChildProcess.run(
      [Self.executable, "engine", "\(codings)", "\(codes)", "\(runs)"],
      environment: environment(nil, []), output: output)
    let text = try String(contentsOfFile: output, encoding: .utf8)
    let seconds = text.split(separator: "\n").map { line in
      line.split(separator: " ").compactMap { Double($0) }
    }
    guard seconds.count == runs, seconds.allSatisfy({ $0.count == 3 }) else {
      throw ChildProcess.Failure(description: "the engine said: \(text)")
    }
    return Line(
      work: "co-occurrence in memory, \(grouped(codings)) codings × \(codes) codes",
      costs: seconds.map {
        Cost(seconds: $0[0], processorSeconds: $0[1], peakBytes: cost.peakBytes)
      },
      budget: codings == 1_000_000 && codes == 500 ? 0.5 : nil)
  }

  private static var executable: String {
    URL(filePath: Bundle.main.executablePath ?? CommandLine.arguments[0]).path
  }

  private func emic(_ arguments: [String], _ study: URL?, more: [String] = []) throws -> Cost {
    try ChildProcess.run(
      [program] + arguments + ["--quiet"].filter { _ in arguments != ["--version"] },
      environment: environment(study, more))
  }

  private func environment(_ study: URL?, _ more: [String]) -> [String] {
    let own = ProcessInfo.processInfo.environment
      .filter { !$0.key.hasPrefix("EMIC_") }.map { "\($0.key)=\($0.value)" }.sorted()
    return own + ["EMIC_CODER=bench"] + (study.map { ["EMIC_STUDY=\($0.path)"] } ?? []) + more
  }

  private func bytes(_ study: URL) throws -> Int {
    let facts = try FileManager.default.attributesOfItem(
      atPath: study.appending(path: "study.emic").path)
    return facts[.size] as? Int ?? 0
  }
}
