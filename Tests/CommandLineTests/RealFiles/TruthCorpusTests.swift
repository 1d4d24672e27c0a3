import Foundation
import TestSupport
import Testing

/// A generated study of two hundred documents and forty thousand codings whose generator also
/// writes the truth: what any correct program must count in it.
///
/// It is generated and imported once for all the tests, beside the program.
@Suite(
  .enabled(if: SharedFiles.arePresent, "the shared files (bench) are not here"), .serialized)
struct TruthCorpusTests {
  private static let corpus = Result { try TruthCorpus() }

  @Test func theCorpusIsTheOneThatTheTruthWasPublishedFor() throws {
    let corpus = try Self.corpus.get()
    #expect(corpus.truth.perCode.count == 80)
    #expect(corpus.truth.perCode.values.reduce(0, +) == 40_000)
    #expect(corpus.truth.byDocument.count == 200)
    #expect(corpus.textBytes > 10_000_000)
  }

  @Test func tenMegabytesGrowTheFileByLessThanThreeTimesTheText() throws {
    let corpus = try Self.corpus.get()
    #expect(corpus.growth > corpus.textBytes)
    #expect(corpus.growth < 3 * corpus.textBytes)
  }

  @Test func theCheckFindsNothing() throws {
    let corpus = try Self.corpus.get()
    let lines = try corpus.emic("check", "--quiet").split(separator: "\n")
    #expect(lines.allSatisfy { $0.hasSuffix(" ok") })
    func count(_ title: String) -> Int? {
      lines.first { $0.hasPrefix(title) }?.split(separator: " ").compactMap { Int($0) }.last
    }
    #expect(count("text versions") == 200)
    #expect(count("turns") == corpus.paragraphs)
    #expect(count("passages") == corpus.passages)
  }

  @Test func theCodingsOfEveryCodeAreCounted() throws {
    let corpus = try Self.corpus.get()
    let rows = Table(try corpus.emic("codes", "--format", "csv", "--quiet")).rows
    let counts = Dictionary(
      uniqueKeysWithValues: rows.map { ($0["code"] ?? "", Int($0["codings"] ?? "")) })
    #expect(counts == corpus.truth.perCode.mapValues { $0 })
  }

  @Test func everyCellOfCodesByDocumentsIsCounted() throws {
    let corpus = try Self.corpus.get()
    let rows = Table(
      try corpus.emic("matrix", "--all", "--format", "csv", "--quiet")
    ).rows
    #expect(rows.count == 80 * 200)
    var wrong: [String] = []
    for row in rows {
      let (code, document) = (row["code"] ?? "", row["transcript"] ?? "")
      let expected = corpus.truth.byDocument["\(document).txt"].map { $0[code] ?? 0 }
      if Int(row["n"] ?? "") != expected { wrong.append("\(code) in \(document)") }
    }
    #expect(wrong.isEmpty)
  }

  @Test func everyPairOfCodesOverlapsAsOftenAsItShould() throws {
    try compare(unit: "pairs") { $0.overlappingPairs }
  }

  @Test func everyPairOfCodesSharesAsManyDocumentsAsItShould() throws {
    try compare(unit: "transcript") { $0.sameDocument }
  }

  /// Every one of the 3,160 pairs, also those that never meet.
  private func compare(unit: String, _ counts: (TruthCorpus.Truth) -> [String: Int]) throws {
    let corpus = try Self.corpus.get()
    let expected = counts(corpus.truth)
    let rows = Table(
      try corpus.emic(
        "cooccurrence", "--unit", unit, "--coders", "pooled", "--all", "--format", "csv",
        "--quiet")
    ).rows
    var seen: Set<String> = []
    var wrong: [String] = []
    for row in rows {
      let pair = [row["code_a"] ?? "", row["code_b"] ?? ""].sorted().joined(separator: "|")
      seen.insert(pair)
      if Int(row["n_ab"] ?? "") != expected[pair] ?? 0 { wrong.append(pair) }
    }
    #expect(wrong.isEmpty)
    #expect(seen.count == 80 * 79 / 2 && seen.isSuperset(of: expected.keys))
  }
}
