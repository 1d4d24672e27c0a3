import ArgumentParser
import ReportGenerator

/// How many random arrangements a test draws, and from which seed.
struct DrawOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Random arrangements to draw.", valueName: "n"))
  var permutations = 9_999
  @Option(help: ArgumentHelp("The seed of the random generator.", valueName: "n"))
  var seed: UInt64 = 1

  func check() throws {
    guard (99...1_000_000).contains(permutations) else {
      throw ValidationError(
        "--permutations takes a number from 99 to 1000000, not \(permutations).")
    }
  }

  var parameters: [Parameter] {
    [
      Parameter("permutations", .integer(permutations)), Parameter("seed", .text(String(seed))),
    ]
  }
}
