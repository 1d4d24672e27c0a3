import CodingEngine
import Fieldwork
import Foundation
import TestSupport
import Testing

@Suite(
  "Co-occurrence gives the published and recomputed numbers",
  .enabled(if: SharedFiles.arePresent, "the oracle files lie beside the checkout"))
struct CooccurrenceOracleTests {
  @Test("on quotations cut from real texts", arguments: ["A-SPAN-GFDL", "A-SPAN-GPL2"])
  func spans(id: String) throws {
    let oracle = try SpanOracle.read(id)
    let snapshot = try oracle.study.snapshot()
    let pairs = cooccurrence(in: snapshot, unit: .pairs)
    let quotations = cooccurrence(in: snapshot, unit: .quotations)
    let regions = cooccurrence(in: snapshot, unit: .regions)
    let characters = cooccurrence(in: snapshot, unit: .characters)
    let turns = cooccurrence(in: snapshot, unit: .turn)
    var compared = 0
    for (row, name) in oracle.names.enumerated() {
      let expected = try #require(oracle.expected.per_code[name])
      #expect(pairs.n[row] == expected.n_quotations)
      #expect(quotations.n[row] == expected.n_quotations)
      #expect(regions.n[row] == expected.merged_segments)
      #expect(characters.n[row] == expected.merged_chars)
      #expect(turns.n[row] == expected.n_turns)
      compared += 4
    }
    for (a, b) in pairs.pairs {
      let name = "\(oracle.names[a])|\(oracle.names[b])"
      let expected = try #require(oracle.expected.pairs[name])
      #expect(pairs[a, b] == expected.pairs_overlap, "\(name)")
      #expect(quotations[a, b] == expected.A_quotations_with_B, "\(name)")
      #expect(quotations[b, a] == expected.B_quotations_with_A, "\(name)")
      #expect(characters[a, b] == expected.intersection_chars, "\(name)")
      let union = characters.n[a] + characters.n[b] - characters[a, b]
      #expect(union == expected.union_chars, "\(name)")
      #expect(turns[a, b] == expected.turns_both, "\(name)")
      #expect(turns.total == expected.n_turns_total, "\(name)")
      #expect(isNear(characters.jaccard(a, b).value, expected.char_jaccard), "\(name)")
      #expect(isNear(turns.jaccard(a, b).value, expected.turn_jaccard), "\(name)")
      let c = Coefficient.atlasC(both: pairs[a, b], first: pairs.n[a], second: pairs.n[b]).value
      #expect(isNear(c, expected.atlas_c_pairs), "\(name)")
      let isOutside = c.map { !(0...1).contains($0) } ?? true
      #expect(isOutside == expected.atlas_c_pairs_out_of_range, "\(name)")
      #expect(pairs.jaccard(a, b).value == nil)
      compared += 9
    }
    #expect(compared == oracle.names.count * 4 + oracle.expected.pairs.count * 9)
  }

  @Test(
    "and their texts, as Debian has them, lead from the words back to the same passages",
    .enabled(
      if: FileManager.default.fileExists(atPath: "/usr/share/common-licenses/GFDL-1.3"),
      "the licence texts come with Debian"))
  func texts() throws {
    for (id, file) in [("A-SPAN-GFDL", "GFDL-1.3"), ("A-SPAN-GPL2", "GPL-2")] {
      let url = URL(filePath: "/usr/share/common-licenses/\(file)")
      guard let words = try? String(contentsOf: url, encoding: .utf8) else { continue }
      let oracle = try SpanOracle.read(id)
      let text = TextBuffer(words)
      guard oracle.citation.contains(text.digest.hex) else { continue }
      let resolver = AnchorResolver(text: text, turns: [])
      for mark in oracle.study.marks {
        let span = try #require(Span(start: Int32(mark.start), end: Int32(mark.end)))
        let anchor = Anchor.quotation(text.words(in: span), within: nil)
        let found = try resolver.resolve(anchor, after: span.start, ambiguity: .next)
        // The oracle's passages may begin or end on a blank, quotations never do.
        #expect(span.contains(found.span))
        #expect(
          text.words(in: found.span).trimmingBlanks == text.words(in: span).trimmingBlanks)
      }
    }
  }

  @Test("on codes in documents, A-COOC-DUNE")
  func documents() throws {
    struct Input: Decodable {
      var codes: [String]
      var documents: Int
      var presence: [[Int]]
    }
    struct Expected: Decodable {
      var i, j, n1, n2, n12, N: [Int]
      var jaccard, dice: [Double]
    }
    let oracle = try Oracle<Input, Expected>.read("A-COOC-DUNE", in: "r_families.json")
    let count = oracle.input.documents
    var study = SpanStudy(
      transcripts: (0..<count).map { TranscriptEntry(label: "D\($0)", cases: [Int32($0)]) },
      texts: (0..<count).map {
        .init(transcript: $0, scalars: 90, turns: [.init(start: 0, end: 90)])
      },
      cases: count, parents: oracle.input.codes.map { _ in -1 })
    // One passage per code, none touching another, so that only the document joins them.
    study.marks = oracle.input.presence.enumerated().flatMap { document, row in
      row.indices.filter { row[$0] == 1 }.map {
        .init(text: document, start: $0 * 10, end: $0 * 10 + 5, code: $0)
      }
    }
    let snapshot = try study.snapshot()
    let expected = oracle.expected
    for unit in [CooccurrenceUnit.transcript, .case, .turn] {
      let table = cooccurrence(in: snapshot, unit: unit)
      #expect(table.pairs.map(\.first) == expected.i.map { $0 - 1 })
      #expect(table.pairs.map(\.second) == expected.j.map { $0 - 1 })
      for (index, (a, b)) in table.pairs.enumerated() {
        #expect(table.n[a] == expected.n1[index])
        #expect(table.n[b] == expected.n2[index])
        #expect(table[a, b] == expected.n12[index])
        #expect(table.total == expected.N[index])
        #expect(isNear(table.jaccard(a, b).value, expected.jaccard[index]))
        let both = Double(table[a, b])
        let dice = 2 * both / Double(table.n[a] + table.n[b])
        #expect(isNear(dice, expected.dice[index]))
        #expect(table.passages(ofPair: a, b, in: snapshot).count == expected.n12[index])
      }
    }
    #expect(cooccurrence(in: snapshot, unit: .characters).pairs.count == expected.i.count)
    let shared = cooccurrence(in: snapshot, unit: .characters)
    #expect(shared.pairs.allSatisfy { shared[$0.first, $0.second] == 0 })
  }

  private func isNear(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 - expected) <= 1e-10 + 1e-8 * abs(expected) } ?? false
  }
}

/// A case of an oracle file, as far as these tests read it.
private struct Oracle<Input: Decodable, Expected: Decodable>: Decodable {
  var id: String
  var citation: String
  var input: Input
  var expected: Expected

  static func read(_ id: String, in file: String) throws -> Oracle {
    let data = try Data(contentsOf: SharedFiles.url("oracles/" + file))
    let cases = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    let own = try #require(cases.first { $0["id"] as? String == id })
    return try JSONDecoder().decode(Oracle.self, from: JSONSerialization.data(withJSONObject: own))
  }
}

/// Quotations on a real text with the numbers of a second implementation.
private struct SpanOracle {
  struct Input: Decodable {
    var text_length: Int
    var patterns: [[String]]
    var turns: [[Int]]
    var codes: [String: [[Int]]]
  }

  struct PerCode: Decodable {
    var n_quotations, merged_chars, merged_segments, n_turns: Int
  }

  struct PerPair: Decodable {
    var pairs_overlap, A_quotations_with_B, B_quotations_with_A: Int
    var intersection_chars, union_chars, turns_both, n_turns_total: Int
    var char_jaccard, turn_jaccard, atlas_c_pairs: Double
    var atlas_c_pairs_out_of_range: Bool
  }

  struct Expected: Decodable {
    var per_code: [String: PerCode]
    var pairs: [String: PerPair]
  }

  var citation: String
  /// The codes in the order of the file's pairs.
  var names: [String]
  var study: SpanStudy
  var expected: Expected

  static func read(_ id: String) throws -> SpanOracle {
    let oracle = try Oracle<Input, Expected>.read(id, in: "py_families.json")
    let names = oracle.input.patterns.map { $0[0] }
    var study = SpanStudy(
      texts: [
        .init(
          transcript: 0, scalars: oracle.input.text_length,
          turns: oracle.input.turns.map { .init(start: $0[0], end: $0[1]) })
      ], parents: names.map { _ in -1 })
    study.marks = names.enumerated().flatMap { code, name in
      (oracle.input.codes[name] ?? []).map { .init(start: $0[0], end: $0[1], code: code) }
    }
    return SpanOracle(
      citation: oracle.citation, names: names, study: study, expected: oracle.expected)
  }
}
