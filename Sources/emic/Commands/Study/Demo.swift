import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import Foundation
import StudyStore

/// Shows the whole job on an invented study.
struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Builds the demonstration study and runs the whole job on it, command by command.",
    discussion: """
      The people are invented and the findings planted. A demo that is there already is brought
      up to date, never doubled. Where the words of a transcript are others now, the study is
      built anew and the old one is kept beside it.

      Examples:
        emic demo
        emic demo --at /tmp/emic-demo
      """)

  @Option(help: ArgumentHelp("The folder of the demo.", valueName: "folder")) var at = "emic-demo"
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let sources = try DemoSources.find()
    let folder = URL(filePath: at, directoryHint: .isDirectory).standardizedFileURL
    try sources.copy(to: folder)
    guard FileManager.default.changeCurrentDirectoryPath(folder.path) else {
      throw Problem(.cannotCreate, "the folder cannot be entered", place: folder.path)
    }
    // A study that the surroundings name would be worked on instead of the demo.
    unsetenv("EMIC_STUDY")
    if let kept = try setAsideOutdated() {
      Console.remark(
        "The words of a transcript are others now, so the demo is built anew; "
          + "the study as it was is kept in \(kept).")
    }
    if !FileManager.default.fileExists(atPath: Study.fileName) {
      try step(Demo.opening)
    }
    for command in Demo.story { try step(command) }
    Console.line("\nThe report lies in \(folder.appending(path: "Reports/report.html").path)")
    Console.line("Look round: cd \(at) && emic status && emic show GY-101")
  }

  private static let opening = [
    "init", ".", "--name", "Settling without membership", "--language", "zh", "--about",
    "A demonstration: every person, school and utterance is invented, and the findings are planted. "
      + "Migrant households in Guiyang, Anshun and Pingba, two schools, officials and an expert were "
      + "interviewed; a survey measured the same households. The question is who stays for good, "
      + "and on what. The coder 'gold' coded every talking point once; 'speakers' coded the group "
      + "interview GY-131 again by speaker, so that each of its households can be counted.",
  ]

  /// Moves the study away when it would refuse the sources, since its words are coded already.
  ///
  /// - Returns: the new name of the old study.
  private func setAsideOutdated() throws -> String? {
    guard FileManager.default.fileExists(atPath: Study.fileName) else { return nil }
    let session = try Session.writing(options)
    let sources = try TranscriptFolder.read(
      paths: ["Transcripts"], options: TranscriptReadingOptions()
    ) { _, _ in }
    let nobody = Author(coder: Environment.userName, time: Environment.now())
    let trial = try session.study.perform(
      ImportTranscripts(sources.items.map(\.draft)), by: nobody, dryRun: true)
    // Folds the log of recent writes into the file that may be moved.
    try session.study.close()
    let isOutdated = trial.outcome.reports.contains { report in
      report.result == .refused(StudyFailure.otherWords(label: report.label).problem)
    }
    return isOutdated ? try Demo.setAside(Study.fileName) : nil
  }

  private static func setAside(_ name: String) throws -> String {
    let files = FileManager.default
    var number = 1
    while files.fileExists(atPath: "\(name).before-\(number)") { number += 1 }
    let kept = "\(name).before-\(number)"
    do {
      try files.moveItem(atPath: name, toPath: kept)
      for part in ["-wal", "-shm"] where files.fileExists(atPath: name + part) {
        try files.moveItem(atPath: name + part, toPath: kept + part)
      }
    } catch {
      throw Problem(
        .cannotCreate, "the study cannot be moved aside", place: kept,
        hint: "choose another folder with --at")
    }
    return kept
  }

  /// The main job, as a researcher would type it.
  static let story: [[String]] = [
    ["fieldwork", "2016-06-14..2017-07-10", "--quiet"],
    ["import", "Transcripts", "--quiet"],
    ["sites", "import", "People/sites.csv", "--quiet"],
    ["cases", "import", "People/cases.csv", "--quiet"],
    ["participants", "import", "People/participants.csv", "--quiet"],
    ["codebook", "import", "Codebooks/settling.yaml", "--quiet"],
    ["import", "codings", "Codings/gold.csv", "--quiet"],
    ["import", "codings", "Codings/speakers.csv", "--quiet"],
    ["themes", "import", "Codebooks/themes.yaml", "--quiet"],
    ["relations", "import", "Codebooks/relations.csv", "--quiet"],
    ["topics", "import", "People/topics.csv", "People/topics-reached.csv", "--quiet"],
    ["context", "import", "Surveys/context.csv", "--quiet"],
    ["memo", "import", "Memos", "--quiet"],
    ["survey", "import", "Surveys/households.yaml", "--quiet"],
    ["survey", "import", "Surveys/members.yaml", "--quiet"],
    ["link", "--quiet"],
    ["status"],
    ["quotes", "school-as-anchor", "and", "intent-to-stay", "--coders", "gold"],
    ["crosstab", "intent-to-stay", "owns_home_city", "--no-quotes"],
    [
      "crosstab", "intent-to-stay", "owns_home_origin", "--where", "in_model_sample is yes",
      "--no-quotes",
    ],
    ["check"],
    [
      "report", "--by", "owns_home_city", "--crosstab", "intent-to-stay owns_home_origin",
      "--where", "in_model_sample is yes",
    ],
  ]

  private func step(_ arguments: [String]) throws {
    let typed = arguments.filter { $0 != "--quiet" }.map { $0.contains(" ") ? "\"\($0)\"" : $0 }
    Console.line("\n$ emic " + typed.joined(separator: " "))
    var command = try Emic.parseAsRoot(arguments + (options.quiet ? ["--quiet"] : []))
    try command.run()
  }
}

/// Where the sources of the demonstration study lie.
struct DemoSources {
  private let folder: URL
  private static let parts = [
    "Codebooks", "Codings", "Memos", "People", "Surveys", "Transcripts",
  ]

  /// Looks in EMIC_DEMO, in the checkout that the program was built from, and in `share/emic`
  /// beside the program.
  static func find() throws -> DemoSources {
    var candidates: [URL] = []
    if let named = Environment.value("EMIC_DEMO") { candidates.append(URL(filePath: named)) }
    let program = URL(filePath: Bundle.main.executablePath ?? CommandLine.arguments[0])
      .resolvingSymlinksInPath()
    var above = program.deletingLastPathComponent()
    for _ in 0..<6 {
      candidates.append(above)
      candidates.append(above.appending(path: "share/emic"))
      above = above.deletingLastPathComponent()
    }
    for candidate in candidates {
      let probe = candidate.appending(path: "Codebooks/settling.yaml").path
      if FileManager.default.fileExists(atPath: probe) { return DemoSources(folder: candidate) }
    }
    throw Problem(
      .missingInput, "the sources of the demonstration study are not beside the program",
      hint: "run it from the checkout, or name their folder in EMIC_DEMO")
  }

  /// Copies every source file, replacing older copies and leaving everything else alone.
  func copy(to target: URL) throws {
    let files = FileManager.default
    do {
      for part in DemoSources.parts {
        let from = folder.appending(path: part)
        let to = target.appending(path: part)
        try files.createDirectory(at: to, withIntermediateDirectories: true)
        for name in try files.contentsOfDirectory(atPath: from.path).sorted()
        where !name.hasPrefix(".") {
          guard let data = files.contents(atPath: from.appending(path: name).path) else { continue }
          if files.contents(atPath: to.appending(path: name).path) != data {
            try data.write(to: to.appending(path: name), options: .atomic)
          }
        }
      }
    } catch {
      throw Problem(
        .cannotCreate, "the demonstration study cannot be copied", place: target.path,
        hint: "choose a folder that you may write with --at")
    }
  }
}
