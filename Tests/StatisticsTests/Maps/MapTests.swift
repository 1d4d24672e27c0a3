import Statistics
import TestSupport
import Testing

@Suite struct ClassicalScalingTests {
  @Test func pointsOnAPlaneComeBackWithTheirDistances() throws {
    var generator = SeededGenerator(seed: 2)
    let points = (0..<9).map { _ in
      (0..<2).map { _ in Double.random(in: -3...3, using: &generator) }
    }
    let distances = try DistanceMatrix.euclidean(points)
    let map = try #require(ClassicalScaling(distances))
    let shown = try DistanceMatrix.euclidean(map.points)
    for (got, want) in zip(shown.pairs, distances.pairs) { #expect(abs(got - want) < 1e-12) }
    #expect(agree(map.fitOfAbsolute.value, 1, within: 1e-12))
    for axis in 0..<2 {
      let coordinates = map.points.map { $0[axis] }
      #expect(abs(coordinates.reduce(0, +)) < 1e-12, "centred")
      #expect((coordinates.max() ?? 0) >= -(coordinates.min() ?? 0), "the farthest is positive")
    }
  }

  @Test func pointsOnALineHaveOneAxisOnly() throws {
    let map = try #require(ClassicalScaling(try DistanceMatrix(count: 4) { Double($0 - $1) }))
    #expect(map.points.allSatisfy { $0.count == 1 })
  }

  @Test func thingsOnOnePointHaveNoMap() throws {
    let map = try #require(ClassicalScaling(try DistanceMatrix(count: 3) { _, _ in 0 }))
    #expect(map.points == [[], [], []])
    #expect(map.fitOfPositive.reason == "all things lie on one point")
    #expect(ClassicalScaling(try DistanceMatrix(count: 0) { _, _ in 0 })?.points == [])
  }
}

@Suite struct CorrespondenceAnalysisTests {
  private func tables() -> [[[Int]]] {
    var generator = SeededGenerator(seed: 4)
    return (0..<30).map { index in
      (0..<2 + index % 5).map { _ in
        (0..<2 + index % 7).map { _ in 1 + Int.random(in: 0...9, using: &generator) }
      }
    }
  }

  @Test func theTotalIsChiSquareOverNAndIsSharedOut() throws {
    for table in tables() {
      let map = try CorrespondenceAnalysis(table)
      let chiSquare = try #require(try ContingencyTable(table).chiSquare.statistic.value)
      #expect(abs(map.totalInertia - chiSquare / map.total) < 1e-12)
      #expect(abs(map.inertias.reduce(0, +) - map.totalInertia) < 1e-12)
      #expect(map.inertias.count <= min(table.count, table[0].count) - 1)
      for side in [map.rows, map.columns] {
        #expect(abs(side.reduce(0) { $0 + $1.inertia } - map.totalInertia) < 1e-12)
        #expect(abs(side.reduce(0) { $0 + $1.mass } - 1) < 1e-12)
        for axis in map.inertias.indices {
          #expect(abs(side.reduce(0) { $0 + $1.contributions[axis] } - 1) < 1e-9)
          // Centred, and with the inertia of the axis.
          #expect(abs(side.reduce(0) { $0 + $1.mass * $1.coordinates[axis] }) < 1e-9)
          let inertia = side.reduce(0) {
            $0 + $1.mass * $1.coordinates[axis] * $1.coordinates[axis]
          }
          #expect(abs(inertia - map.inertias[axis]) < 1e-12)
        }
        for point in side {
          let quality = point.quality.compactMap(\.value)
          if quality.count == point.quality.count, !quality.isEmpty {
            #expect(abs(quality.reduce(0, +) - 1) < 1e-9)
          }
        }
      }
    }
  }

  @Test func distancesBetweenRowsAreThoseOfTheirProfiles() throws {
    for table in tables() {
      let map = try CorrespondenceAnalysis(table)
      for (i, first) in map.rows.enumerated() {
        for (j, second) in map.rows.enumerated() {
          let shown = zip(first.coordinates, second.coordinates).reduce(0) {
            $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
          }
          let profiles = map.columns.enumerated().reduce(0.0) { sum, column in
            let a = Double(table[i][column.offset]) / Double(table[i].reduce(0, +))
            let b = Double(table[j][column.offset]) / Double(table[j].reduce(0, +))
            return sum + (a - b) * (a - b) / column.element.mass
          }
          #expect(abs(shown - profiles) < 1e-10)
        }
      }
    }
  }

  @Test func turningTheTableTurnsTheMap() throws {
    for table in tables() {
      let turned = table[0].indices.map { column in table.map { $0[column] } }
      let (map, other) = (try CorrespondenceAnalysis(table), try CorrespondenceAnalysis(turned))
      for axis in map.inertias.indices {
        for (a, b) in zip(map.rows, other.columns) {
          #expect(abs(abs(a.coordinates[axis]) - abs(b.coordinates[axis])) < 1e-9)
        }
      }
    }
  }

  @Test func whatHasNoCountIsLeftOutAndNamed() throws {
    let map = try CorrespondenceAnalysis([[1, 0, 2], [0, 0, 0], [2, 0, 1]])
    #expect(map.emptyRows == [1] && map.emptyColumns == [1])
    #expect(map.rows.map(\.index) == [0, 2] && map.columns.map(\.index) == [0, 2])
    #expect(map.inertias.count == 1)
  }

  @Test func equalProfilesLieAtTheCentreWithoutAnyAxis() throws {
    let map = try CorrespondenceAnalysis([[1, 2, 3], [2, 4, 6]])
    #expect(map.inertias.isEmpty)
    #expect(map.rows.allSatisfy { $0.coordinates.isEmpty })
  }

  @Test func theRowFarthestFromNoughtIsPositive() throws {
    for table in tables() {
      let map = try CorrespondenceAnalysis(table)
      for axis in map.inertias.indices {
        let coordinates = map.rows.map { $0.coordinates[axis] }
        #expect((coordinates.max() ?? 0) >= -(coordinates.min() ?? 0) * (1 - 1e-8))
      }
    }
  }

  @Test func whatIsNoTableIsRefused() {
    #expect(throws: TableError.empty) { try CorrespondenceAnalysis([[0, 0]]) }
    #expect(throws: TableError.empty) { try CorrespondenceAnalysis([]) }
    #expect(throws: TableError.ragged(row: 2, columns: 1, expected: 2)) {
      try CorrespondenceAnalysis([[1, 2], [1]])
    }
    #expect(throws: TableError.self) { try CorrespondenceAnalysis([[1, -2]]) }
  }
}
