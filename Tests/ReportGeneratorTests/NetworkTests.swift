import CodingEngine
import Fieldwork
import Foundation
import ReportGenerator
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct NetworkTests {
  /// Two codes twice together, a third once with the first; names that formats must escape.
  private func table(_ relation: SpanRelation = .overlaps) throws -> (CooccurrenceTable, Codebook) {
    var entries = ["a", "b\"x", "c&<d", "alone"].map { CodeDefinition(slug: $0) }
    entries[1].names = [LocalizedText(language: "en", text: "B \"quoted\" \\ & co")]
    let rows: [(Int32, Int32, Int32)] = [
      (0, 5, 0), (0, 5, 1), (10, 15, 0), (10, 15, 1), (10, 15, 2), (30, 35, 3),
    ]
    let columns = CodingColumns(
      texts: rows.map { _ in 0 }, starts: rows.map(\.0), ends: rows.map(\.1), codes: rows.map(\.2),
      coders: rows.map { _ in 0 }, numbers: rows.map(\.0))
    let codebook = try Codebook(entries)
    let snapshot = StudySnapshot(
      name: "n", journalNumber: 1, transcripts: [TranscriptEntry(label: "T")],
      texts: [TextEntry(key: 0, transcript: 0, scalars: 40)], codebook: codebook, coders: ["x"],
      codings: try #require(columns))
    let query = try CooccurrenceQuery(unit: .pairs, relation: relation)
    return (cooccurrence(in: snapshot, asking: query), codebook)
  }

  /// Counts elements with a parser that nobody here wrote.
  private final class Counter: NSObject, XMLParserDelegate {
    var elements: [String: Int] = [:]
    var attributes: [String] = []

    func parser(
      _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String] = [:]
    ) {
      elements[element, default: 0] += 1
      if let id = attributes["id"], element == "node" { self.attributes.append(id) }
    }
  }

  private func counted(_ bytes: [UInt8]) throws -> Counter {
    let counter = Counter()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = counter
    #expect(parser.parse(), "\(String(decoding: bytes, as: UTF8.self))")
    return counter
  }

  @Test func `a network holds the codes with an edge and says how many pairs are left out`() throws
  {
    let (table, codebook) = try table()
    let network = CodeNetwork(table, codebook: codebook, least: 2)
    #expect(network.nodes.map(\.slug) == ["a", "b\"x"])
    #expect(network.edges.map(\.n) == [2] && network.omitted == 2 && !network.isDirected)
    let all = CodeNetwork(table, codebook: codebook, least: 1)
    #expect(all.nodes.count == 3 && all.edges.count == 3 && all.omitted == 0)
  }

  @Test func `GraphML is read by a parser, with every name intact`() throws {
    let (table, codebook) = try table()
    let bytes = GraphMLRenderer().bytes(CodeNetwork(table, codebook: codebook, least: 1))
    let counter = try counted(bytes)
    #expect(counter.attributes == ["a", "b\"x", "c&<d"])
    #expect(counter.elements["edge"] == 3 && counter.elements["key"] == 4)
  }

  @Test func `DOT quotes what could end a name`() throws {
    let (table, codebook) = try table()
    let text = String(
      decoding: DOTRenderer().bytes(CodeNetwork(table, codebook: codebook, least: 2)),
      as: UTF8.self)
    #expect(text.hasPrefix("graph cooccurrence {\n") && text.hasSuffix("}\n"))
    #expect(text.contains("\"b\\\"x\" [label=\"B \\\"quoted\\\" \\\\ & co (2)\", n=2];"))
    #expect(text.contains("\"a\" -- \"b\\\"x\" [weight=2, label=2, penwidth=6.00];"))
  }

  @Test func `a relation with two directions makes a directed network`() throws {
    let (table, codebook) = try table(.inside)
    let network = CodeNetwork(table, codebook: codebook, least: 1)
    #expect(network.isDirected && network.edges.count == 6)
    let text = String(decoding: DOTRenderer().bytes(network), as: UTF8.self)
    #expect(text.hasPrefix("digraph") && text.contains("\"a\" -> "))
  }

  @Test func `the drawings are well-formed and show every code and pair`() throws {
    let (table, codebook) = try table()
    let network = CodeNetwork(table, codebook: codebook, least: 1)
    let picture = NetworkFigure(network).picture(id: "n")
    let counter = try counted(Array(picture.markup.utf8))
    #expect(counter.elements["circle"] == 3 && counter.elements["line"] == 3)
    let empty = NetworkFigure(CodeNetwork(table, codebook: codebook, least: 99)).picture(id: "n")
    #expect(try counted(Array(empty.markup.utf8)).elements["circle"] == nil)
    let map = HeatMap(table, codebook: codebook, all: false)
    #expect(map.rowLabels == ["a", "b\"x", "c&<d"] && map.values[1][0] == 2)
    #expect(HeatMap(table, codebook: codebook, all: true).rowLabels.count == 4)
    #expect(try counted(Array(map.picture(id: "h").markup.utf8)).elements["svg"] == 1)
  }
}
