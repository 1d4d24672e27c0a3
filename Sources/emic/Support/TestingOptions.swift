import ArgumentParser
import CodingEngine
import ReportGenerator

/// How codes are tested against chance.
struct TestingOptions: ParsableArguments {
  @Flag(help: "Test against chance, by the way that the unit allows.") var test = false
  @Flag(help: "Compute a permutation of turns exactly instead of drawing it.") var exact = false
  @Flag(help: "Rotate a code along the turns instead of dealing them: long passages stay whole.")
  var rotate = false
  @Option(help: ArgumentHelp("Random arrangements to draw.", valueName: "n"))
  var permutations = 9_999
  @Option(help: ArgumentHelp("The seed of the random generator.", valueName: "n"))
  var seed: UInt64 = 1

  func check() throws {
    guard (99...1_000_000).contains(permutations) else {
      throw ValidationError(
        "--permutations takes a number from 99 to 1000000, not \(permutations).")
    }
    if rotate, !test || exact {
      throw ValidationError("--rotate belongs to --test, without --exact.")
    }
    if exact, !test { throw ValidationError("--exact belongs to --test.") }
  }

  var plan: CooccurrenceTestPlan {
    CooccurrenceTestPlan(draws: permutations, seed: seed, isExact: exact, isRotated: rotate)
  }

  var parameters: [Parameter] {
    [
      Parameter("test", .flag(true)), Parameter("rotate", .flag(rotate)),
      Parameter("exact", .flag(exact)), Parameter("permutations", .integer(permutations)),
      Parameter("seed", .text(String(seed))),
    ]
  }
}
