import ArgumentParser
import ReportGenerator

/// How a result is tested against chance where there is one way to do it, by drawing.
struct DrawnTestOptions: ParsableArguments {
  @Flag(help: "Test against chance: turns are put into random order.") var test = false
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
      Parameter("test", .flag(true)), Parameter("permutations", .integer(permutations)),
      Parameter("seed", .text(String(seed))),
    ]
  }
}
