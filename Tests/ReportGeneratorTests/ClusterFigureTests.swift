import CodingEngine
import Fieldwork
import Testing

@testable import ReportGenerator

private let table = UnitTable(
  units: ["1", "2", "3", "4", "5", "6"], codes: ["work", "上学", "<b>", "garden", "pension"],
  counts: [
    [1, 1, 1, 0, 0], [1, 1, 0, 0, 0], [1, 1, 1, 0, 0], [0, 0, 0, 1, 1], [0, 0, 0, 1, 1],
    [0, 0, 1, 1, 1],
  ])

extension Drawing {
  /// The points of each stroke.
  fileprivate var strokes: [[[Double]]] {
    all("polyline").map { line in
      (line.attributes["points"] ?? "").split(separator: " ").map { point in
        point.split(separator: ",").compactMap { Double($0) }
      }
    }
  }

  fileprivate func expectInside(_ picture: SVGPicture) {
    for point in strokes.joined() {
      #expect(point.count == 2 && (0...picture.width).contains(point[0]))
      #expect((0...picture.height).contains(point[1]))
    }
    for element in all("rect") {
      #expect(element.number("x") >= 0)
      #expect(element.number("x") + element.number("width") <= picture.width)
      #expect(element.number("y") + element.number("height") <= picture.height)
    }
    for element in all("text") {
      #expect((0...picture.width).contains(element.number("x")), "\(element.text)")
      #expect((0...picture.height).contains(element.number("y")), "\(element.text)")
    }
  }
}

@Suite struct DendrogramFigureTests {
  private func figure(_ k: Int?) throws -> DendrogramFigure {
    DendrogramFigure(try CodeClusters(CodeUnits(table), clusters: k))
  }

  @Test func everyMergeIsABracketAtItsHeight() throws {
    let result = try CodeClusters(CodeUnits(table), clusters: 2)
    let figure = DendrogramFigure(result)
    let picture = figure.picture(id: "x")
    let drawing = try Drawing(picture)
    drawing.expectInside(picture)
    let brackets = drawing.strokes.filter { $0.count == 4 }
    #expect(brackets.count == 4)
    let greatest = try #require(result.steps.map(\.height).max())
    let ends = brackets.map { $0[1][0] }
    let (left, right) = (try #require(brackets[0].first?[0]), try #require(ends.max()))
    for (bracket, step) in zip(brackets, result.steps) {
      let place = left + (right - left) * step.height / greatest
      // Coordinates have two decimals.
      #expect(abs(bracket[1][0] - place) < 0.011 && bracket[1][0] == bracket[2][0])
      #expect(bracket[0][1] < bracket[3][1], "the first part lies above")
    }
  }

  @Test func labelsStandFromTheTopWithTheirCountsAndGroups() throws {
    let drawing = try Drawing(try figure(2).picture(id: "x"))
    let words = drawing.all("text").map(\.text)
    for label in ["work (3)", "上学 (3)", "<b> (3)", "garden (3)", "pension (3)"] {
      #expect(words.contains(label))
    }
    #expect(words.contains("1") && words.contains("2"))
    let dashed = drawing.all("polyline").filter { $0.attributes["stroke-dasharray"] != nil }
    #expect(dashed.count == 1)
    #expect(
      try Drawing(figure(1).picture(id: "x")).all("polyline").allSatisfy {
        $0.attributes["stroke-dasharray"] == nil
      })
  }

  @Test func theCutLineLiesBetweenTheMergesThatItParts() throws {
    for k in 2...5 {
      let figure = try figure(k)
      let cut = try #require(figure.cut)
      let below = figure.merges.count { $0.height < cut }
      let at = figure.merges.count { $0.height == cut }
      // Merges of equal height cannot be parted by a line; it then lies on them.
      #expect(below <= 5 - k && below + at >= 5 - k)
    }
  }

  @Test func theSameTreeGivesTheSameBytes() throws {
    #expect(try figure(2).picture(id: "x") == figure(2).picture(id: "x"))
  }
}

@Suite struct PointMapTests {
  @Test func bothKindsOfMapsLieInsideTheirPicture() throws {
    for map in [
      PointMap(try CodeMap(CodeUnits(table))), PointMap(try CodeCorrespondence(table)),
    ] {
      let picture = map.picture(id: "x")
      let drawing = try Drawing(picture)
      drawing.expectInside(picture)
      let words = drawing.all("text").map(\.text).joined(separator: "\n")
      for code in table.codes { #expect(words.contains(code)) }
    }
  }

  @Test func codesAreDotsAndColumnsSquares() throws {
    let drawing = try Drawing(PointMap(try CodeCorrespondence(table)).picture(id: "x"))
    #expect(drawing.all("circle").count == 5)
    let squares = drawing.all("rect").filter { $0.attributes["width"] == "7" }
    #expect(squares.count == 6)
  }

  @Test func aStepIsAsLongOnBothAxes() throws {
    let points = [(0.0, 0.0), (2, 0), (0, 1)].map {
      PointMap.Point("p\($0.0)\($0.1)", x: $0.0, y: $0.1, tip: "")
    }
    let map = PointMap(
      title: "t", description: "d", points: points, axisX: "x", axisY: "y", legend: "l")
    let dots = try Drawing(map.picture(id: "x")).all("circle")
    let right = dots[1].number("cx") - dots[0].number("cx")
    let up = dots[0].number("cy") - dots[2].number("cy")
    #expect(abs(right - 2 * up) < 0.03 && up > 0)
  }

  @Test func thingsOnOnePlaceShareALabel() throws {
    let points = ["a", "b"].map { PointMap.Point($0, x: 1, y: 1, tip: $0) }
    let map = PointMap(
      title: "t", description: "d", points: points, axisX: "x", axisY: "y", legend: "l")
    let drawing = try Drawing(map.picture(id: "x"))
    #expect(drawing.all("text").contains { $0.text == "a · b" })
    #expect(drawing.all("circle").count == 2)
  }

  @Test func whatFindsNoRoomGetsANumberAndItsNamesBelow() throws {
    let names = (1...9).map { "a-rather-long-name-of-a-code-\($0)" }
    let near = names.enumerated().map {
      PointMap.Point($0.element, x: Double($0.offset) * 0.01, y: 0, tip: "")
    }
    let far = PointMap.Point("far", x: 1, y: 1, tip: "")
    let map = PointMap(
      title: "t", description: "d", points: near + [far], axisX: "x", axisY: "y", legend: "l")
    let picture = map.picture(id: "x")
    let drawing = try Drawing(picture)
    drawing.expectInside(picture)
    let words = drawing.all("text").map(\.text)
    #expect(words.contains("1") && words.contains("far"))
    for name in names { #expect(words.contains { $0.contains(name) }, "\(name)") }
  }

  @Test func aLongListOfNamesIsWrapped() {
    let names = (1...30).map { "code-number-\($0)" }
    let lines = MapLabels.Entry(number: 3, names: names).lines(width: 300)
    #expect(lines.count > 3 && lines.allSatisfy { labelWidth($0, size: 11.5) <= 330 })
    #expect(lines.joined().filter { $0 == "," }.count == 29)
    #expect(lines[0].hasPrefix("3: code-number-1, "))
  }

  @Test func withoutAnyPointThereIsStillAPicture() throws {
    let map = PointMap(
      title: "t", description: "d", points: [], axisX: "x", axisY: "y", legend: "l")
    #expect(try Drawing(map.picture(id: "x")).all("circle").isEmpty)
  }
}

@Suite struct AxisTickTests {
  @Test func ticksAreRoundAndWithinTheRange() {
    for (low, high) in [(0.0, 1.0), (0, 0.37), (-1.2, 3.4), (0, 5), (-40, 1234), (0, 0.002)] {
      let ticks = axisTicks(from: low, to: high)
      #expect((3...20).contains(ticks.values.count), "\(low) \(high)")
      #expect(
        ticks.values.allSatisfy { $0 >= low - 1e-9 * (high - low) && $0 <= high * (1 + 1e-9) })
      let words = ticks.values.map { $0.fixed(ticks.digits) }
      #expect(Set(words).count == words.count)
      for (word, value) in zip(words, ticks.values) {
        #expect(abs((Double(word) ?? .nan) - value) < 1e-9 * (high - low))
      }
    }
    #expect(axisTicks(from: 1, to: 1).values == [1])
  }
}

@Suite struct ParadigmFigureTests {
  @Test func everyCodeIsABoxAndEveryRelationAnArrow() throws {
    var snapshot = StudySnapshot(
      name: "s", journalNumber: 1,
      codebook: try Codebook(
        [("a", "condition"), ("b", "context"), ("c", "context"), ("d<", nil)].map { slug, role in
          var code = CodeDefinition(slug: slug)
          code.paradigm = role
          return code
        }))
    snapshot.relations = [
      ("a", "leads-to", "b"), ("b", "leads-to", "c"), ("d<", "weakens", "a"),
      ("a", "leads-to", "gone"),
    ].enumerated().map {
      RelationDefinition(
        slug: "L\($0.offset)", from: $0.element.0, kind: $0.element.1, to: $0.element.2)
    }
    let picture = ParadigmFigure(ParadigmNet(snapshot)).picture(id: "x")
    let drawing = try Drawing(picture)
    drawing.expectInside(picture)
    #expect(drawing.all("rect").count == 4)
    // The relation with an unknown code is left out; none has evidence, so all are dashed.
    let arrows = drawing.all("path")
    #expect(arrows.count == 3 && drawing.all("polygon").count == 3)
    #expect(arrows.allSatisfy { $0.attributes["stroke-dasharray"] != nil })
    #expect(Set(arrows.compactMap { $0.attributes["stroke"] }).count == 2)
    let words = drawing.all("text").map(\.text)
    for title in ["condition", "context", "(no role)", "d< (0)"] { #expect(words.contains(title)) }
    #expect(picture == ParadigmFigure(ParadigmNet(snapshot)).picture(id: "x"))
  }
}
