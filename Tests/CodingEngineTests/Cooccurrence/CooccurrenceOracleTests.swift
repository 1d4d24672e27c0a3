import CodingEngine
import Fieldwork
import Foundation
import TestSupport
import Testing

@Suite(
  "Co-occurrence gives the published and recomputed numbers",
  .enabled(if: SharedFiles.arePresent, "the oracle files lie beside the checkout"))
struct CooccurrenceOracleTests {
  @Test("on quotations cut from real texts, every open case of the family")
  func spans() throws {
    let family = OracleFamily(
      "cooccurrence-spans", checks: ["A-SPAN-GFDL": compareSpans, "A-SPAN-GPL2": compareSpans])
    #expect(try family.problems() == [])
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

/// Every expected number of a case of spans, from the tables that the command prints.
@Sendable private func compareSpans(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let own = try SpanOracle.read(oracle.id)
  let snapshot = try own.study.snapshot()
  func table(_ unit: CooccurrenceUnit, _ relation: SpanRelation = .overlaps) throws
    -> CooccurrenceTable
  {
    cooccurrence(in: snapshot, asking: try CooccurrenceQuery(unit: unit, relation: relation))
  }
  let (pairs, quotations, regions) = try (table(.pairs), table(.quotations), table(.regions))
  let (characters, turns) = try (table(.characters), table(.turn))
  for (row, name) in own.names.enumerated() {
    let spans = try oracle.input.member("codes").member(name).intTable()
    let path = "per_code/\(name)"
    ledger.compare("\(path)/n_quotations", Double(pairs.n[row]))
    #expect(quotations.n[row] == pairs.n[row])
    #expect(spans.count == pairs.n[row])
    ledger.skip("\(path)/sum_chars", because: "a length with overlaps counted twice; never shown")
    ledger.compare("\(path)/merged_chars", Double(characters.n[row]))
    ledger.compare("\(path)/merged_segments", Double(regions.n[row]))
    ledger.compare("\(path)/n_turns", Double(turns.n[row]))
  }
  let relations: [(String, CooccurrenceTable)] = try [
    ("pairs_equal", table(.pairs, .equal)), ("pairs_A_inside_B", table(.pairs, .inside)),
    ("pairs_B_inside_A", table(.pairs, .encloses)), ("pairs_partial", table(.pairs, .partial)),
    ("pairs_touching_gap0", table(.pairs, .touching)),
    ("pairs_gap_le_k", table(.pairs, .near(100, .characters))),
  ]
  for (a, b) in pairs.pairs {
    let path = "pairs/\(own.names[a])|\(own.names[b])"
    for (key, table) in relations { ledger.compare("\(path)/\(key)", Double(table[a, b])) }
    ledger.compare("\(path)/k", 100)
    ledger.compare("\(path)/pairs_overlap", Double(pairs[a, b]))
    ledger.compare("\(path)/A_quotations_with_B", Double(quotations[a, b]))
    ledger.compare("\(path)/B_quotations_with_A", Double(quotations[b, a]))
    ledger.compare("\(path)/intersection_chars", Double(characters[a, b]))
    let union = characters.n[a] + characters.n[b] - characters[a, b]
    ledger.compare("\(path)/union_chars", Double(union))
    ledger.compare("\(path)/turns_both", Double(turns[a, b]))
    ledger.compare("\(path)/n_turns_total", turns.total.map(Double.init))
    ledger.compare("\(path)/char_jaccard", characters.coefficient(.jaccard, a, b).value)
    ledger.compare("\(path)/turn_jaccard", turns.coefficient(.jaccard, a, b).value)
    let atlas = try #require(pairs.atlas(a, b))
    ledger.compare("\(path)/atlas_c_pairs", atlas.c.value)
    ledger.compare("\(path)/atlas_c_pairs_out_of_range", atlas.isOutOfRange)
    #expect(pairs.coefficient(.jaccard, a, b).value == nil)
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

  struct Expected: Decodable {}

  var citation: String
  /// The codes in the order of the file's pairs.
  var names: [String]
  var study: SpanStudy

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
    return SpanOracle(citation: oracle.citation, names: names, study: study)
  }
}
