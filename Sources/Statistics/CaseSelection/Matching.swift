/// Pairs of cases from two groups that lie near each other.
public enum Matching {
  /// Gives each case of the first group the nearest case of the second that is still free, one
  /// after the other; of equally near ones the first.
  ///
  /// - Parameters:
  ///   - distances: one row per case of the first group, one column per case of the second.
  ///   - order: in which order the rows choose.
  /// - Returns: for each row its column, or `nil` where none was left.
  public static func nearest(_ distances: [[Double]], order: [Int]) -> [Int?] {
    var result = [Int?](repeating: nil, count: distances.count)
    var taken: Set<Int> = []
    for row in order {
      var best: Int?
      for column in distances[row].indices where !taken.contains(column) {
        if best.map({ distances[row][column] < distances[row][$0] }) ?? true { best = column }
      }
      guard let best else { continue }
      taken.insert(best)
      result[row] = best
    }
    return result
  }

  /// The pairs with the smallest sum of distances, by the method of Kuhn and Munkres with
  /// potentials; the sum is unique, the pairs need not be.
  ///
  /// - Parameter distances: finite; one row per case of the smaller group.
  /// - Returns: for each row its column and the sum; `nil` where there are more rows than columns.
  public static func optimal(_ distances: [[Double]]) -> (columns: [Int], total: Double)? {
    let (n, m) = (distances.count, distances.first?.count ?? 0)
    guard n > 0, n <= m, distances.allSatisfy({ $0.count == m && $0.allSatisfy(\.isFinite) })
    else { return nil }
    var rowPotential = [Double](repeating: 0, count: n + 1)
    var columnPotential = [Double](repeating: 0, count: m + 1)
    // Row and column 0 stand for nobody.
    var owner = [Int](repeating: 0, count: m + 1)
    for row in 1...n {
      owner[0] = row
      var column = 0
      var least = [Double](repeating: .infinity, count: m + 1)
      var before = [Int](repeating: 0, count: m + 1)
      var used = [Bool](repeating: false, count: m + 1)
      repeat {
        used[column] = true
        let here = owner[column]
        var delta = Double.infinity
        var next = 0
        for other in 1...m where !used[other] {
          let cost =
            distances[here - 1][other - 1] - rowPotential[here] - columnPotential[other]
          if cost < least[other] {
            least[other] = cost
            before[other] = column
          }
          if least[other] < delta {
            delta = least[other]
            next = other
          }
        }
        for other in 0...m {
          if used[other] {
            rowPotential[owner[other]] += delta
            columnPotential[other] -= delta
          } else {
            least[other] -= delta
          }
        }
        column = next
      } while owner[column] != 0
      while column != 0 {
        let previous = before[column]
        owner[column] = owner[previous]
        column = previous
      }
    }
    var columns = [Int](repeating: 0, count: n)
    for column in 1...m where owner[column] > 0 { columns[owner[column] - 1] = column - 1 }
    let total = columns.enumerated().reduce(0) { $0 + distances[$1.offset][$1.element] }
    return (columns, total)
  }
}
