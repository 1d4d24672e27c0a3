import Foundation
import ReportGenerator
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads a drawing with Foundation's XML parser.
final class Drawing: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""
    func number(_ name: String) -> Double { attributes[name].flatMap(Double.init) ?? .nan }
  }

  private(set) var elements: [Element] = []
  private var open: [Int] = []

  init(_ picture: SVGPicture) throws {
    super.init()
    let parser = XMLParser(data: Data(picture.markup.utf8))
    parser.delegate = self
    try #require(parser.parse(), "not well-formed")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    open.append(elements.count)
    elements.append(Element(name: name, attributes: attributes))
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) { open.removeLast() }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if let last = open.last { elements[last].text += string }
  }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }
}

/// The relative luminance of a colour after WCAG 2.1.
private func luminance(_ colour: String) throws -> Double {
  let value = try #require(Int(colour.dropFirst(), radix: 16))
  let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
    let share = Double(part) / 255
    return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
}

@Suite struct FigureTests {
  private func ramp(_ values: [Double?], digits: Int = 0) -> HeatMap {
    HeatMap(
      title: "t", description: "d", rowLabels: ["r"],
      columnLabels: values.indices.map { "c\($0)" }, values: [values], digits: digits, legend: "l")
  }

  /// The colour of each cell in order of the values.
  private func fills(_ map: HeatMap) throws -> [String] {
    let boxes = try Drawing(map.picture(id: "x")).all("rect")
    return boxes.prefix(map.values.joined().count).compactMap { $0.attributes["fill"] }
  }

  @Test func `darker is more, and equal is equal`() throws {
    let fills = try fills(ramp([0, 5, 15, 25, 35, 45, 55, 60, 60]))
    let light = try fills.map(luminance)
    #expect(zip(light, light.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(fills[7] == fills[8] && Set(fills).count == 7)
  }

  @Test func `every number can be read on its cell`() throws {
    let values = (0...60).map { Double?(Double($0)) } + [nil]
    let drawing = try Drawing(ramp(values).picture(id: "x"))
    let boxes = drawing.all("rect").prefix(values.count)
    let words = drawing.all("text").filter { $0.attributes["pointer-events"] != nil }
    #expect(words.count == values.count)
    for (box, word) in zip(boxes, words) {
      let ground = try luminance(box.attributes["fill"] ?? "")
      let ink = try luminance(word.attributes["fill"] ?? "#1f2429")
      #expect((max(ground, ink) + 0.05) / (min(ground, ink) + 0.05) >= 4.5, "\(word)")
    }
  }

  @Test func `the legend says which counts have which colour`() throws {
    for greatest in 1...40 {
      let map = ramp((1...greatest).map { Double($0) })
      let fills = try fills(map)
      let drawing = try Drawing(map.picture(id: "x"))
      let swatches = drawing.all("rect").dropFirst(greatest).compactMap { $0.attributes["fill"] }
      let labels = drawing.all("text").suffix(swatches.count).map(\.text)
      var seen: [String] = []
      for (colour, label) in zip(swatches, labels) {
        let ends = label.split(separator: "–").compactMap { Int($0) }
        let first = try #require(ends.first)
        for count in first...(ends.last ?? first) { seen.append("\(count) \(colour)") }
      }
      #expect(seen == fills.enumerated().map { "\($0.offset + 1) \($0.element)" }, "\(greatest)")
    }
  }

  @Test func `zero is printed, and nothing is not zero`() throws {
    let words = try Drawing(ramp([0, nil, 2]).picture(id: "x")).all("text").map(\.text)
    #expect(words.contains("0") && words.contains("n/a") && words.contains("2"))
  }

  @Test func `a triangular figure draws the diagonal and what lies below`() throws {
    let names = ["a", "b", "c", "d"]
    let counts = (0..<4).map { row in (0..<4).map { Int?(row * 4 + $0) } }
    let map = HeatMap(
      title: "t", description: "d", rowLabels: names, columnLabels: names, counts: counts,
      isTriangular: true, diagonal: .plain, legend: "l")
    let tips = try Drawing(map.picture(id: "x")).all("title").map(\.text).dropFirst()
    #expect(
      Array(tips) == [
        "a: 0", "b × a: 4", "b: 5", "c × a: 8", "c × b: 9", "c: 10", "d × a: 12", "d × b: 13",
        "d × c: 14", "d: 15",
      ])
    #expect(map.table.rows[1] == ["b", 4, 5, .empty, .empty])
  }

  @Test(arguments: [
    ReportSample.heat.picture(id: "a&b"), ReportSample.bars.picture(id: "c"),
  ]) func `everything lies inside the picture, at two decimals`(_ picture: SVGPicture) throws {
    let drawing = try Drawing(picture)
    let svg = try #require(drawing.elements.first)
    #expect(
      svg.attributes["viewBox"]
        == "0 0 \(svg.attributes["width"] ?? "") \(svg.attributes["height"] ?? "")")
    for box in drawing.all("rect") {
      #expect(box.number("x") >= 0 && box.number("x") + box.number("width") <= picture.width)
      #expect(box.number("y") >= 0 && box.number("y") + box.number("height") <= picture.height)
    }
    for element in drawing.elements {
      for name in ["x", "y", "width", "height"] {
        let decimals = element.attributes[name]?.split(separator: ".").dropFirst().first?.count ?? 0
        #expect(decimals <= 2)
      }
    }
  }

  @Test func `a bar is as long as its share, and none is drawn for no households`() throws {
    let bars = ShareBars(
      title: "t", description: "d",
      bars: [
        .init("a", 1, of: 4), .init("b", 4, of: 4), .init("c", 0, of: 0), .init("d", 0, of: 7),
      ],
      legend: "l")
    let drawing = try Drawing(bars.picture(id: "x"))
    let tracks = drawing.all("rect").filter { $0.attributes["stroke"] != nil }
    let filled = drawing.all("rect").filter { $0.attributes["stroke"] == nil }
    #expect(tracks.count == 4 && filled.count == 2)
    #expect(filled[0].number("width") == tracks[0].number("width") / 4)
    #expect(filled[1].number("width") == tracks[1].number("width"))
    #expect(drawing.all("text").map(\.text).contains("0 of 0"))
  }
}
