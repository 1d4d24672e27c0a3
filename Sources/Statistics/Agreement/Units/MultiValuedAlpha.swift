/// Krippendorff's alpha where a rating is a set of labels, such as all codes on a turn
/// (Krippendorff & Craggs 2016).
///
/// Two sets differ by |C △ K| / (|C| + |K|); two empty sets do not differ.
public struct MultiValuedAlpha: Hashable, Sendable {
  /// 1 − D_o / D_e.
  public let alpha: Estimate
  /// The disagreement observed.
  public let observed: Estimate
  /// The disagreement expected by chance.
  public let expected: Estimate

  /// Computes the coefficient.
  ///
  /// The expectation runs over all pairs of label sets of the sizes that occur. Their weights
  /// and differences depend on the sizes and on how many labels are shared, so they are summed
  /// label by label, in time proportional to the labels and not to 2 to their power.
  ///
  /// - Parameters:
  ///   - units: for each unit the labels of each rater, `nil` where the rating is missing; an
  ///     empty set is a rating. Labels count from 0.
  ///   - labels: how many labels there are.
  /// - Throws: `RatingError.noCategory`.
  public init(units: [[Set<Int>?]], labels: Int) throws(RatingError) {
    var total = 0
    var difference = 0.0
    var uses = [Int](repeating: 0, count: labels)
    var sizes: [Int: Int] = [:]
    for (index, unit) in units.enumerated() {
      let given = unit.compactMap(\.self)
      guard given.count >= 2 else { continue }
      var sum = 0.0
      for (place, first) in given.enumerated() {
        for label in first {
          guard label >= 0, label < labels else {
            throw .noCategory(row: index + 1, rating: label)
          }
          uses[label] += 1
        }
        sizes[first.count, default: 0] += 1
        for second in given[..<place] { sum += MultiValuedAlpha.difference(first, second) }
      }
      total += given.count
      difference += 2 * sum / Double(given.count - 1)
    }
    guard total > 0 else {
      let none = Estimate.undefined(reason: AgreementEstimate.noPairs)
      (alpha, observed, expected) = (none, none, none)
      return
    }
    let observed = difference / Double(total)
    let expected = MultiValuedAlpha.expected(uses, sizes, total: total)
    self.observed = .value(observed)
    self.expected = .value(expected)
    alpha = .ratio(expected - observed, expected, else: AgreementEstimate.noVariation)
  }

  private static func difference(_ first: Set<Int>, _ second: Set<Int>) -> Double {
    let all = first.count + second.count
    return all == 0 ? 0 : Double(first.symmetricDifference(second).count) / Double(all)
  }

  /// Σ over sizes of both sets, by their shares, of the mean difference of such sets, every pair
  /// of sets weighted by Π n_c over the labels of either, and n_c − 1 once more for shared ones.
  private static func expected(_ uses: [Int], _ sizes: [Int: Int], total: Int) -> Double {
    let most = sizes.keys.max() ?? 0
    let side = most + 1
    // weight[(a·side + b)·side + s]: sets of a and b labels of which s are shared. A common
    // factor of all labels cancels within each pair of sizes and keeps the sums small.
    let scale = 1 / max(1, uses.map(Double.init).reduce(0, +))
    var weight = [Double](repeating: 0, count: side * side * side)
    weight[0] = 1
    for use in uses where use > 0 {
      let one = Double(use) * scale
      let both = one * Double(use - 1) * scale
      for a in stride(from: most, through: 0, by: -1) {
        for b in stride(from: most, through: 0, by: -1) {
          for s in stride(from: min(a, b), through: 0, by: -1) {
            var sum = weight[(a * side + b) * side + s]
            if a > 0 { sum += one * weight[((a - 1) * side + b) * side + s] }
            if b > 0 { sum += one * weight[(a * side + b - 1) * side + s] }
            if a > 0, b > 0, s > 0 {
              sum += both * weight[((a - 1) * side + b - 1) * side + s - 1]
            }
            weight[(a * side + b) * side + s] = sum
          }
        }
      }
    }
    var expected = 0.0
    for (a, countA) in sizes.sorted(by: { $0.key < $1.key }) {
      for (b, countB) in sizes.sorted(by: { $0.key < $1.key }) where a + b > 0 {
        var (sum, different) = (0.0, 0.0)
        for s in 0...min(a, b) {
          let part = weight[(a * side + b) * side + s]
          sum += part
          different += part * Double(a + b - 2 * s) / Double(a + b)
        }
        if sum > 0 {
          expected +=
            Double(countA) / Double(total) * Double(countB) / Double(total)
            * different / sum
        }
      }
    }
    return expected
  }
}
