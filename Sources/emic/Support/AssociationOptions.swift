import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator

/// How two measures are tested against each other.
struct AssociationOptions: ParsableArguments {
  @Flag(help: "Test the association, by the types of both measures.") var test = false
  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "Test by these, joined by commas; the first decides: "
        + AssociationMethod.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      valueName: "tests"))
  var methods: String?
  @Flag(help: "Correct a grid by Holm instead of Benjamini and Hochberg.") var holm = false
  @Flag(help: "Test against the rules for few cases; the output is stamped.") var force = false
  @OptionGroup var draws: DrawOptions

  func check() throws {
    try draws.check()
    _ = try wanted()
    if force || holm, !test, methods == nil {
      throw ValidationError("--force and --holm belong to --test.")
    }
  }

  private func wanted() throws -> [AssociationMethod] {
    let names = (methods ?? "").split(separator: ",").map { String($0).trimmingBlanks }
      .filter { !$0.isEmpty }
    return try names.map { name in
      guard let method = AssociationMethod(rawValue: name) else {
        throw ValidationError(
          "'\(name)' is no test; there are "
            + AssociationMethod.allCases.map(\.rawValue).joined(separator: ", ") + ".")
      }
      return method
    }
  }

  /// How to test; `nil` where no test is asked for.
  var plan: AssociationPlan? {
    guard test || methods != nil else { return nil }
    return AssociationPlan(
      methods: (try? wanted()) ?? [], isForced: force, draws: draws.permutations,
      seed: draws.seed)
  }

  var parameters: [Parameter] {
    guard plan != nil else { return [] }
    return [
      Parameter("test", .flag(true)), methods.map { Parameter("with", $0) },
      holm ? Parameter("holm", .flag(true)) : nil, force ? Parameter("force", .flag(true)) : nil,
    ].compactMap { $0 } + draws.parameters
  }
}

/// What is counted of a code in each case.
enum AmountChoice: String, ExpressibleByArgument, CaseIterable {
  case presence, count, coverage

  var amount: CodeAmount {
    switch self {
    case .presence: .presence
    case .count: .count
    case .coverage: .coverage
    }
  }
}
