import CodingEngine
import Fieldwork
import TestSupport
import Testing

@Suite struct CodeMapTests {
  private let table = unitTable([
    [1, 1, 0, 0], [1, 1, 0, 0], [1, 0, 1, 0], [0, 0, 1, 1], [0, 0, 1, 1], [0, 1, 0, 1],
  ])

  @Test func nearCodesLieNearEachOther() throws {
    let map = try CodeMap(CodeUnits(table), distance: .rootJaccard)
    func apart(_ a: Int, _ b: Int) -> Double {
      let (x, y) = (map.points[a].x - map.points[b].x, map.points[a].y - map.points[b].y)
      return (x * x + y * y).squareRoot()
    }
    #expect(apart(0, 1) < apart(0, 3))
    #expect(map.axes == 2 && map.eigenvalues.count == 4)
    #expect(map.eigenvalues.allSatisfy { $0 > -1e-12 }, "the distance is Euclidean")
    #expect(map.notes[0].contains("no theme"))
  }

  @Test func fewerThanThreeCodesMakeNoMap() {
    #expect(throws: ClusterFailure.tooFewCodes(left: 2, needed: 3, leftOut: 0)) {
      try CodeMap(CodeUnits(unitTable([[1, 1], [0, 1]])))
    }
  }

  @Test func codesInTheSamePlacesLieOnOnePoint() throws {
    let map = try CodeMap(CodeUnits(unitTable([[1, 1, 1], [1, 1, 1]])))
    #expect(map.axes == 0 && map.points.allSatisfy { $0.x == 0 && $0.y == 0 })
    #expect(map.fitOfAbsolute.value == nil)
  }
}

@Suite struct CodeCorrespondenceTests {
  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func smokersLieWhereTheyWerePublished() throws {
    let oracle = try OracleCases.named("B-CA-SMOKE")
    let table = try oracle.input.member("table").intTable()
    let columns = try oracle.input.member("cols").list().map { try $0.text() }
    let rows = try oracle.input.member("rows").list().map { try $0.text() }
    // A table has units as rows, so the groups of staff are the codes.
    let map = try CodeCorrespondence(
      UnitTable(
        units: columns, codes: rows, counts: columns.indices.map { c in table.map { $0[c] } }))
    let coordinates =
      try oracle.expected.member("abs_row_principal").list()
      + oracle.expected.member("abs_col_principal").list()
    #expect(map.points.map(\.label) == rows + columns)
    for (point, want) in zip(map.points, coordinates) {
      for (got, want) in zip(point.coordinates, try want.numbers()) {
        #expect(oracle.tolerance.accepts(abs(got), for: want))
      }
    }
    let inertias = try oracle.expected.member("principal_inertias").numbers()
    #expect(map.inertias.count == inertias.count)
    for (got, want) in zip(map.inertias, inertias) {
      #expect(oracle.tolerance.accepts(got, for: want))
    }
    #expect(map.notes.contains("the first axes carry 87.8 % and 11.8 % of the inertia 0.085"))
  }

  @Test func codingsOfAStudyAreAnalysedByKind() throws {
    var study = SnapshotBuilder()
    for code in ["a", "b", "c"] { study.code(code) }
    study.interview("H-1", kind: "household", [.says("one two three")])
    study.interview("H-2", kind: "office", [.says("one two")])
    study.interview("H-3", kind: "school", [.says("one")])
    study.put("a", on: "one", in: "H-1")
    study.put("a", on: "two", in: "H-1")
    study.put("b", on: "three", in: "H-1")
    study.put("b", on: "one", in: "H-2")
    let snapshot = try study.snapshot()
    let map = try CodeCorrespondence(Matrix(snapshot, by: .kinds), in: snapshot)
    #expect(map.points.map(\.label) == ["a", "b", "household", "office"])
    #expect(map.points.map(\.n) == [2, 2, 3, 1])
    #expect(map.emptyCodes == ["c"] && map.emptyColumns == ["school"])
    #expect(map.notes.contains("codes without any count: c"))
    #expect(map.notes.contains("without any count: school"))
    #expect(map.columnKind == "kind" && map.total == 4 && map.inertias.count == 1)
    // The farthest code is on the positive side; a never occurs in the office, so it is there
    // with the household.
    #expect(map.points[0].coordinates[0] * map.points[2].coordinates[0] > 0)
  }

  @Test func nothingCodedIsNothingToMap() throws {
    var study = SnapshotBuilder()
    study.code("a")
    study.interview("T-1", [.says("one")])
    let snapshot = try study.snapshot()
    #expect(throws: ClusterFailure.nothingCounted) {
      try CodeCorrespondence(Matrix(snapshot, by: .transcripts), in: snapshot)
    }
  }

  @Test func equalProfilesHaveNoAxisAndSayIt() throws {
    let map = try CodeCorrespondence(unitTable([[1, 1], [1, 1]]))
    #expect(map.inertias.isEmpty && map.points.allSatisfy { $0.coordinates.isEmpty })
    #expect(map.notes.contains("all codes have the same profile: there is no axis"))
    #expect(map.points[0].inertia.value == nil)
  }
}
