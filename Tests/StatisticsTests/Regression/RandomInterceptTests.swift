import Foundation
import Statistics
import TestSupport
import Testing

/// The invented records and lme4's estimates that lie beside this file, with the script that made
/// them.
private enum Reference {
  static let folder = SharedFiles.packageRoot
    .appending(path: "Tests/StatisticsTests/Regression/RandomIntercept")

  static func rows(_ name: String) throws -> [[String]] {
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").map(String.init)
    }
  }

  static func records(
    _ set: String
  ) throws -> (design: DesignMatrix, outcome: [Double], groups: [Int]) {
    let own = try rows("records.csv").filter { $0[0] == set }
    let numbers = own.map { $0.dropFirst().compactMap { Double($0) } }
    let design = try DesignMatrix(
      names: ["(Intercept)", "x", "z"],
      columns: [numbers.map { _ in 1 }, numbers.map { $0[1] }, numbers.map { $0[2] }])
    return (design, numbers.map { $0[3] }, numbers.map { Int($0[0]) - 1 })
  }
}

private func isNear(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
  abs(a - b) <= tolerance * max(1, abs(b))
}

/// The integral over the intercept of each group by the trapezium rule on a fine grid, which for a
/// smooth integrand that vanishes at both ends is exact to the last figures.
private func bruteForce(
  _ design: DesignMatrix, _ outcome: [Double], _ groups: [Int], _ beta: [Double], _ sigma: Double
) -> Double {
  var sum = 0.0
  for group in 0...(groups.max() ?? 0) {
    let rows = groups.indices.filter { groups[$0] == group }
    var integral = 0.0
    let step = 0.01
    for index in -1000...1000 {
      let u = Double(index) * step
      var density = exp(-u * u / 2) / (2 * Double.pi).squareRoot()
      for row in rows {
        var eta = sigma * u
        for column in beta.indices { eta += design.columns[column][row] * beta[column] }
        density *= outcome[row] == 1 ? 1 / (1 + exp(-eta)) : 1 / (1 + exp(eta))
      }
      integral += density * step
    }
    sum += log(integral)
  }
  return sum
}

@Suite struct RandomInterceptTests {
  private func random(
    _ random: inout SeededGenerator
  ) throws -> (design: DesignMatrix, outcome: [Double], groups: [Int], beta: [Double], Double) {
    let count = Int.random(in: 2...6, using: &random)
    let groups = (0..<count).flatMap { group in
      [Int](repeating: group, count: Int.random(in: 1...7, using: &random))
    }
    let x = groups.map { _ in Double.random(in: -2...2, using: &random) }
    let design = try DesignMatrix(
      names: ["(Intercept)", "x"], columns: [groups.map { _ in 1 }, x])
    let outcome = groups.map { _ in Double(Int.random(in: 0...1, using: &random)) }
    let beta = [
      Double.random(in: -1...1, using: &random), Double.random(in: -1...1, using: &random),
    ]
    return (design, outcome, groups, beta, Double.random(in: 0.05...2.5, using: &random))
  }

  @Test func manyNodesAreTheIntegral() throws {
    let seed: UInt64 = 71
    print("integrals of groups: seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var worst = 0.0
    for _ in 0..<12 {
      let (design, outcome, groups, beta, sigma) = try random(&generator)
      let ours = try RandomInterceptFit.logLikelihood(
        design, outcome: outcome, groups: groups, nodes: 40, coefficients: beta, deviation: sigma)
      worst = max(worst, abs(ours - bruteForce(design, outcome, groups, beta, sigma)))
    }
    #expect(worst < 1e-8, "off by \(worst)")
  }

  @Test func moreNodesComeNearerAndNoSpreadIsTheSingleLevel() throws {
    var generator = SeededGenerator(seed: 72)
    for _ in 0..<200 {
      let (design, outcome, groups, beta, sigma) = try random(&generator)
      func value(_ nodes: Int, _ sigma: Double) throws -> Double {
        try RandomInterceptFit.logLikelihood(
          design, outcome: outcome, groups: groups, nodes: nodes, coefficients: beta,
          deviation: sigma)
      }
      let exact = try value(40, sigma)
      let errors = [1, 5, 15].map { nodes in
        ((try? value(nodes, sigma)) ?? .infinity) - exact
      }.map(abs)
      #expect(errors[1] <= errors[0] + 1e-12 && errors[2] <= errors[1] + 1e-12)
      // Without spread each group's integral is the product of its cases.
      var single = 0.0
      for row in outcome.indices {
        let eta = beta[0] + beta[1] * design.columns[1][row]
        single -= log1p(exp(outcome[row] == 1 ? -eta : eta))
      }
      for nodes in [1, 9] {
        #expect(isNear(try value(nodes, 0), single, 1e-12))
        #expect(isNear(try value(nodes, -sigma), try value(nodes, sigma), 1e-12))
      }
    }
  }

  @Test(arguments: ["cities", "pairs"], [1, 9, 25])
  func estimatesAreThoseOfAnotherProgram(set: String, nodes: Int) throws {
    let (design, outcome, groups) = try Reference.records(set)
    let fit = try RandomInterceptFit(design, outcome: outcome, groups: groups, nodes: nodes)
    let all = try Reference.rows("reference.csv")
    let row = try #require(all.first { $0[0] == set && $0[1] == "\(nodes)" })
    let theirs = row.map { Double($0) ?? .nan }
    for place in 0..<3 {
      #expect(isNear(fit.coefficients[place], theirs[2 + place], 2e-4), "\(fit.coefficients)")
      #expect(isNear(fit.standardErrors[place], theirs[7 + place], 5e-4), "\(fit.standardErrors)")
      #expect(isNear(fit.intercepts[place], theirs[10 + place], 5e-4), "\(fit.intercepts)")
    }
    #expect(isNear(fit.deviation, theirs[5], 2e-4), "σ \(fit.deviation)")
    if nodes == 1 {
      let gain = fit.logLikelihood - fit.singleLevelLogLikelihood
      #expect(isNear(gain, theirs[6], 1e-5), "gain \(gain)")
    }
    #expect(!fit.isSingular)
  }

  @Test func whereGroupsAreAlikeTheLevelIsDropped() throws {
    let (design, outcome, groups) = try Reference.records("alike")
    let single = try LogisticFit(design, outcome: outcome)
    for nodes in [1, 15] {
      let fit = try RandomInterceptFit(design, outcome: outcome, groups: groups, nodes: nodes)
      #expect(fit.isSingular && fit.deviation == 0 && fit.intraclassCorrelation == 0)
      #expect(fit.coefficients == single.coefficients && fit.ratio == 0 && fit.ratioP == 1)
      #expect(fit.deviationError.value == nil)
    }
  }

  @Test func noNeighbourOfTheTopIsHigher() throws {
    var generator = SeededGenerator(seed: 73)
    var fitted = 0
    for _ in 0..<40 {
      let (design, outcome, groups, _, _) = try random(&generator)
      guard Set(outcome).count == 2, outcome.count > 8,
        Separation(design, outcome: outcome).kind == .none
      else { continue }
      guard let fit = try? RandomInterceptFit(design, outcome: outcome, groups: groups, nodes: 11)
      else { continue }
      fitted += 1
      func value(_ beta: [Double], _ sigma: Double) throws -> Double {
        try RandomInterceptFit.logLikelihood(
          design, outcome: outcome, groups: groups, nodes: 11, coefficients: beta,
          deviation: sigma)
      }
      let top = fit.logLikelihood + 1e-8
      for shift in [-0.02, 0.02] {
        #expect(
          try value([fit.coefficients[0] + shift, fit.coefficients[1]], fit.deviation) <= top)
        #expect(
          try value([fit.coefficients[0], fit.coefficients[1] + shift], fit.deviation) <= top)
        #expect(try value(fit.coefficients, fit.deviation + shift) <= top)
      }
    }
    #expect(fitted >= 20, "only \(fitted) could be fitted")
  }
}
