import ArgumentParser
import CodingEngine
import ReportGenerator

/// The rule of Guest, Namey & Chen, and how random orders are drawn.
struct InformationOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Interviews that make the base (4).", valueName: "n"))
  var base: Int?
  @Option(help: ArgumentHelp("Interviews that make a run (2).", valueName: "n"))
  var run: Int?
  @Option(help: ArgumentHelp("Share of new codes that is few enough (5).", valueName: "percent"))
  var threshold: Double?
  @Flag(help: "Every run instead of the first at or below the threshold.") var runs = false
  @Option(help: ArgumentHelp("How many random orders (1000).", valueName: "n"))
  var orders: Int?
  @Option(help: ArgumentHelp("The seed of the random orders.", valueName: "number"))
  var seed: UInt64 = 1

  /// Whether the rule is asked for.
  var isAsked: Bool { base != nil || run != nil || threshold != nil || runs }

  /// The rule with what was left open.
  var rule: NewInformation.Rule {
    NewInformation.Rule(base: base ?? 4, run: run ?? 2, percent: threshold ?? 5)
  }

  /// The rule as it was applied.
  var parameters: [Parameter] {
    [
      Parameter("base", .integer(rule.base)), Parameter("run", .integer(rule.run)),
      Parameter("threshold", .number(rule.percent)),
    ]
  }

  mutating func validate() throws {
    for (value, name, range) in [
      (base, "--base", 1...100_000), (run, "--run", 1...100_000), (orders, "--orders", 1...100_000),
    ] {
      guard let value, !range.contains(value) else { continue }
      throw ValidationError(
        "\(name) takes a number from \(range.lowerBound) to \(range.upperBound), not \(value).")
    }
    if let threshold, !(0...100).contains(threshold) {
      throw ValidationError("--threshold takes a percentage from 0 to 100, not \(threshold).")
    }
  }
}
