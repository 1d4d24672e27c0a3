import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

extension CodebookGroup {
  /// Looks for what the codebook lacks.
  struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lint",
      abstract: "Looks for missing definitions, codes that overlap, and drift (exit 1).",
      discussion: """
        Each finding names the code, the rule and what to try; exit 1 when there is any. The rules:
        \(LintRule.allCases.map(\.rawValue).wrapped)

        Examples:
          emic codebook lint
          emic codebook lint --rule no-example --rule stale
          emic codebook lint --without one-case --levels 3
        """)

    @Option(help: ArgumentHelp("Only this rule; repeat for several.", valueName: "rule"))
    var rule: [String] = []
    @Option(help: ArgumentHelp("All rules but this one; repeat.", valueName: "rule"))
    var without: [String] = []
    @Option(help: ArgumentHelp("How many levels are not too many.", valueName: "n"))
    var levels = 4
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws { try require(levels, "--levels", in: 1...100) }

    private static func rules(_ names: [String]) throws -> [LintRule] {
      try names.map { name in
        guard let rule = LintRule(rawValue: name) else {
          throw Problem(
            .usage, "'\(name)' is no rule of 'codebook lint'",
            hint: "the rules are \(LintRule.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return rule
      }
    }

    func run() throws {
      let session = try Session.reading(options)
      let snapshot = try session.study.snapshot([.turns, .codings, .themes])
      let chosen = try rule.isEmpty ? LintRule.allCases : Lint.rules(rule)
      let rules = Set(chosen).subtracting(try Lint.rules(without))
      let lint = CodebookLint(
        snapshot,
        wordings: try session.study.wordingUses().mapValues {
          CodebookLint.Wordings(earlier: $0.earlier, foreign: $0.foreign)
        },
        texts: rules.contains(.strayExample)
          ? try session.shelf(snapshot.texts.indices.map { Int32($0) }, in: snapshot)
          : TextShelf(), levels: levels, rules: rules)
      try output.answer(EngineTables.codebookLint(lint), options)
      if !lint.findings.isEmpty { throw ExitCode(1) }
    }
  }
}

extension [String] {
  /// The words on lines that fit a help page.
  fileprivate var wrapped: String {
    var lines = [""]
    for word in self {
      let joined = lines[lines.count - 1] + (lines[lines.count - 1].isEmpty ? "" : ", ") + word
      if joined.count > 84 { lines.append(word) } else { lines[lines.count - 1] = joined }
    }
    return lines.joined(separator: ",\n")
  }
}
