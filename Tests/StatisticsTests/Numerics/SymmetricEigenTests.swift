import TestSupport
import Testing

@testable import Statistics

@Suite struct SymmetricEigenTests {
  private func product(_ matrix: [Double], _ vector: [Double]) -> [Double] {
    let n = vector.count
    return (0..<n).map { row in (0..<n).reduce(0) { $0 + matrix[row * n + $1] * vector[$1] } }
  }

  @Test func aDiagonalMatrixHasItsElementsGreatestFirst() throws {
    let eigen = try #require(SymmetricEigen([1, 0, 0, 0, -5, 0, 0, 0, 3], order: 3))
    #expect(eigen.values == [3, 1, -5])
  }

  @Test func aTwoByTwoMatrixHasTheRootsOfItsPolynomial() throws {
    // λ² − 4λ + 3
    let eigen = try #require(SymmetricEigen([2, 1, 1, 2], order: 2))
    #expect(agree(eigen.values[0], 3, within: 1e-15))
    #expect(agree(eigen.values[1], 1, within: 1e-15))
  }

  @Test func ordersNoughtAndOneAreNoSpecialCases() throws {
    #expect(try #require(SymmetricEigen([], order: 0)).values == [])
    #expect(try #require(SymmetricEigen([-7], order: 1)).values == [-7])
    #expect(try #require(SymmetricEigen([0, 0, 0, 0], order: 2)).values == [0, 0])
  }

  @Test func aMatrixWithWhatIsNoNumberIsRefused() {
    #expect(SymmetricEigen([.infinity, 0, 0, 1], order: 2) == nil)
  }

  @Test(arguments: [2, 3, 5, 9, 24]) func randomMatricesAreTakenApartAndPutTogether(order n: Int)
    throws
  {
    var generator = SeededGenerator(seed: UInt64(n))
    for round in 0..<20 {
      var matrix = [Double](repeating: 0, count: n * n)
      for row in 0..<n {
        for column in 0...row {
          // Every second matrix has few different elements, and so eigenvalues that coincide.
          let value =
            round % 2 == 0
            ? Double.random(in: -1...1, using: &generator)
            : Double(Int.random(in: 0...1, using: &generator))
          matrix[row * n + column] = value
          matrix[column * n + row] = value
        }
      }
      let eigen = try #require(SymmetricEigen(matrix, order: n))
      #expect(eigen.values == eigen.values.sorted(by: >))
      for (value, vector) in zip(eigen.values, eigen.vectors) {
        for (left, right) in zip(product(matrix, vector), vector) {
          #expect(abs(left - value * right) < 1e-13 * Double(n), "seed \(n), round \(round)")
        }
      }
      for (i, first) in eigen.vectors.enumerated() {
        for (j, second) in eigen.vectors.enumerated() {
          let inner = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
          #expect(abs(inner - (i == j ? 1 : 0)) < 1e-13 * Double(n))
        }
      }
      let trace = (0..<n).reduce(0) { $0 + matrix[$1 * n + $1] }
      #expect(abs(trace - eigen.values.reduce(0, +)) < 1e-12 * Double(n))
    }
  }

  @Test func theSignOfAnAxisIsThatOfItsFarthestCoordinate() {
    #expect(axisSign([1, -2, 1.5]) == -1)
    #expect(axisSign([-1, 2]) == 1)
    #expect(axisSign([-2, 2]) == -1)
    #expect(axisSign([0, 0]) == 1)
  }
}
