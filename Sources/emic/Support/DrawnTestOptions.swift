import ArgumentParser
import ReportGenerator

/// How a result is tested against chance where there is one way to do it, by drawing.
struct DrawnTestOptions: ParsableArguments {
  @Flag(help: "Test against chance: turns are put into random order.") var test = false
  @OptionGroup var draws: DrawOptions

  func check() throws { try draws.check() }

  var parameters: [Parameter] { [Parameter("test", .flag(true))] + draws.parameters }
}
