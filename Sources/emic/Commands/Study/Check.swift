import ArgumentParser
import Fieldwork
import StudyStore

/// Looks whether everything holds.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Looks whether everything in the study holds together.",
    discussion: """
      Examples:
        emic check
        emic check --rebuild-index       makes the search index anew first
      """)

  @Flag(name: .customLong("rebuild-index"), help: "Make the search index anew from the turns.")
  var rebuildIndex = false
  @OptionGroup var options: GlobalOptions

  func run() throws {
    if rebuildIndex { try Session.writing(options).study.rebuildIndex() }
    let session = try Session.readingPresent(options)
    let progress = Progress("checking", options)
    let report = try session.study.check { progress.show($0) }
    progress.clear()
    for item in report.items {
      let verdict = item.findings.isEmpty ? "ok" : "\(item.findings.count) found"
      Console.line(
        item.title.padded(toColumns: 48) + "\(item.count)".padded(toColumns: 9) + verdict)
      for finding in item.findings { Console.line("  \(finding)") }
    }
    guard report.isClean else { throw ExitCode(1) }
  }
}
