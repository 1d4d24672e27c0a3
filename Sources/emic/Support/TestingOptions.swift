import ArgumentParser
import CodingEngine
import ReportGenerator

/// How codes are tested against chance.
struct TestingOptions: ParsableArguments {
  @Flag(help: "Test against chance, by the way that the unit allows.") var test = false
  @Flag(help: "Compute a permutation of turns exactly instead of drawing it.") var exact = false
  @Flag(help: "Rotate a code along the turns instead of dealing them: long passages stay whole.")
  var rotate = false
  @OptionGroup var draws: DrawOptions

  func check() throws {
    try draws.check()
    if rotate, !test || exact {
      throw ValidationError("--rotate belongs to --test, without --exact.")
    }
    if exact, !test { throw ValidationError("--exact belongs to --test.") }
  }

  var plan: CooccurrenceTestPlan {
    CooccurrenceTestPlan(
      draws: draws.permutations, seed: draws.seed, isExact: exact, isRotated: rotate)
  }

  var parameters: [Parameter] {
    [
      Parameter("test", .flag(true)), Parameter("rotate", .flag(rotate)),
      Parameter("exact", .flag(exact)),
    ] + draws.parameters
  }
}
