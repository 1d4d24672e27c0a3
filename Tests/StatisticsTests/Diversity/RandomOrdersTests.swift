import Statistics
import TestSupport
import Testing

@Suite struct RandomOrdersTests {
  @Test func `a seed gives the same orders again and another seed others`() throws {
    let matrix = SmallMatrices.random(samples: 12, items: 40, seed: 3)
    let rule = InformationRule(base: 4, run: 2, percent: 5)
    let one = RandomOrders(matrix, orders: 200, seed: 1, rule: rule)
    #expect(one == RandomOrders(matrix, orders: 200, seed: 1, rule: rule))
    #expect(one != RandomOrders(matrix, orders: 200, seed: 2, rule: rule))
  }

  @Test func `the last sample of every order has met everything`() throws {
    let matrix = SmallMatrices.random(samples: 8, items: 30, seed: 5)
    let orders = RandomOrders(matrix, orders: 100, seed: 1)
    #expect(orders.cumulative.count == 8)
    #expect(orders.cumulative.last?.lower == matrix.observed)
    #expect(orders.cumulative.last?.upper == matrix.observed)
    #expect(orders.before == nil)
  }

  /// With 6 samples all 720 orders can be listed; limits from 20,000 drawn ones must be theirs.
  @Test func `limits are those of all orders`() throws {
    let matrix = SmallMatrices.random(samples: 6, items: 25, seed: 11)
    let rule = try #require(InformationRule(base: 2, run: 2, percent: 20))
    let drawn = RandomOrders(matrix, orders: 20_000, seed: 7, rule: rule)
    let all = SmallMatrices.permutations(6).map { matrix.selecting($0).accumulation }
    for position in 0..<6 {
      let values = all.map { $0.cumulative[position] }.sorted()
      let spread = drawn.cumulative[position]
      // A limit may fall between two neighbours only where their shares lie at the limit.
      #expect(near(spread.median, values, 0.5))
      #expect(near(spread.lower, values, 0.05))
      #expect(near(spread.upper, values, 0.95))
    }
    let never = all.count { InformationRuns(new: $0.new, rule: rule).first == nil }
    #expect(abs(Double(drawn.never) / 20_000 - Double(never) / 720) < 0.015)
  }

  private func near(_ value: Int?, _ sorted: [Int], _ share: Double) -> Bool {
    guard let value else { return false }
    let upTo = Double(sorted.count { $0 <= value }) / Double(sorted.count)
    let below = Double(sorted.count { $0 < value }) / Double(sorted.count)
    return upTo > share - 0.015 && below < share + 0.015
  }

  @Test func `an order that never gets below the threshold is beyond every number`() throws {
    // Every sample brings an item of its own, so no run is ever empty.
    var matrix = IncidenceMatrix(samples: 6, items: 6)
    for item in 0..<6 { matrix.insert(item, into: item) }
    let rule = try #require(InformationRule(base: 2, run: 2, percent: 0))
    let orders = RandomOrders(matrix, orders: 50, seed: 1, rule: rule)
    #expect(orders.never == 50)
    #expect(orders.before?.median == nil)
  }

  @Test func `the median of a single order is that order`() {
    let matrix = SmallMatrices.random(samples: 5, items: 9, seed: 2)
    for spread in RandomOrders(matrix, orders: 1, seed: 9).cumulative {
      #expect(spread.lower == spread.upper)
      #expect(spread.median == spread.upper)
    }
  }
}
