import ArgumentParser
import Fieldwork

/// What every command understands.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The study's file or folder (else EMIC_STUDY, else the nearest study.emic).",
      valueName: "path"))
  var study: String?

  @Option(
    help: ArgumentHelp("Who works (else EMIC_CODER, else who made the study).", valueName: "name"))
  var coder: String?

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "Answer as of the end of a day (UTC), a tag, or an entry of the journal.",
      valueName: "date|tag|entry"))
  var asOf: String?

  @Flag(name: .shortAndLong, help: "Results only: no remarks and no progress.")
  var quiet = false

  @Flag(name: .customLong("no-color"), help: "No colour (nothing is coloured when piped, either).")
  var noColor = false
}

extension GlobalOptions {
  /// Refuses to look back where a command works on the study as it is.
  func requirePresent() throws {
    guard asOf != nil else { return }
    throw Problem(
      .usage, "--as-of answers questions; this command works on the study as it is",
      hint: "leave it out; to go back to a state for good: 'emic restore --as-of'")
  }
}

extension ParsableCommand {
  /// Refuses a number that no study can mean.
  func require(_ value: Int?, _ option: String, in range: ClosedRange<Int> = 0...1_000_000) throws {
    guard let value, !range.contains(value) else { return }
    throw ValidationError(
      "\(option) takes a number from \(range.lowerBound) to \(range.upperBound), not \(value).")
  }

  /// Refuses infinity and what is no number.
  func requireFinite(_ value: Double?, _ option: String) throws {
    guard let value, !value.isFinite else { return }
    throw ValidationError("\(option) takes a number, not \(value).")
  }
}

/// What every command that changes the study understands.
struct WritingOptions: ParsableArguments {
  @Flag(name: .customLong("dry-run"), help: "Say what would happen and change nothing.")
  var dryRun = false

  @Option(help: ArgumentHelp("The reason, kept in the journal.", valueName: "text"))
  var why: String?
}

/// The forms in which a table can be written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, tsv, json, jsonl, markdown
}

/// What every command that answers with a table understands.
struct OutputOptions: ParsableArguments {
  @Option(help: "How to write the answer.")
  var format: OutputFormat = .table

  @Option(name: [.short, .long], help: ArgumentHelp("Write to a file instead.", valueName: "file"))
  var output: String?
}
