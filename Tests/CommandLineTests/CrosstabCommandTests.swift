import Foundation
import TestSupport
import Testing

/// Tables of counts and of files, strata, pairs and grids, through the program as it is built.
@Suite struct CrosstabCommandTests {
  private func csv(_ tool: Tool, _ words: String...) throws -> CSVRows {
    let run = try tool.run(["crosstab"] + words + ["--format", "csv", "--quiet"])
    guard run.code == 0 else { throw Tool.Failure(run.story) }
    return try CSVRows(run.output)
  }

  private func number(_ rows: CSVRows, _ quantity: String, _ column: String = "value") throws
    -> Double
  {
    let row = try #require(rows.records.first { $0["quantity"] == quantity })
    return try #require(Double(row[column] ?? ""))
  }

  @Test func typedCountsNeedNoStudy() throws {
    let files = try ScratchFolder()
    let rows = try csv(Tool(in: files.url), "--counts", "8 2; 1 9", "--test")
    // C(20, 9) tables; those as unlikely are 8, 9 of the first row's ten and their mirror images.
    #expect(abs(try number(rows, "p") - 920.0 / 167_960) < 1e-6)
    #expect(try number(rows, "odds ratio (sample, Woolf)") == 36)
    let cells = try csv(Tool(in: files.url), "--counts", "8 2; 1 9")
    #expect(try cells.column("count") == ["8", "2", "1", "9"])
  }

  @Test func strataOfTypedCountsMayTurnTheWholeRound() throws {
    let files = try ScratchFolder()
    // Within each stratum half as likely; in all the other way.
    let rows = try csv(
      Tool(in: files.url), "--counts", "80 20; 9 1 | 1 9; 20 80", "--test")
    #expect(try number(rows, "common odds ratio (Mantel–Haenszel)") < 1)
    #expect(try number(rows, "odds ratio (sample, Woolf), without strata") > 1)
    let crude = rows.records.first { $0["quantity"]?.contains("without strata") == true }
    #expect(crude?["remark"]?.contains("Simpson") == true)
    #expect(abs(try number(rows, "odds ratio in stratum 1") - 80.0 / 180) < 1e-6)
  }

  @Test func twoColumnsOfAFileArePairsOrStrata() throws {
    let files = try ScratchFolder()
    var text = "户,买房2013,买房2015,地区\n"
    // Two sold, nine bought, one keeps, eight never owned; pairs by hand: 2 * (1 + 11 + 55) / 2^11.
    let changes = Array(repeating: (1, 0), count: 2) + Array(repeating: (0, 1), count: 9)
    let all = changes + [(1, 1)] + Array(repeating: (0, 0), count: 8)
    for (place, pair) in all.enumerated() {
      text += "H\(place),\(pair.0),\(pair.1),\(place % 2 == 0 ? "东" : "西")\n"
    }
    try files.write(text, to: "两次.csv")
    let tool = Tool(in: files.url)
    let pairs = try csv(
      tool, "买房2013", "买房2015", "--table", "两次.csv", "--with", "mcnemar")
    #expect(abs(try number(pairs, "p") - 2.0 * 67 / 2_048) < 1e-6)
    let strata = try csv(
      tool, "买房2013", "买房2015", "--table", "两次.csv", "--test", "--strata", "地区")
    #expect(Set(try strata.column("test")) == ["mantel-haenszel"])
    #expect(try strata.column("quantity").contains("odds ratio in 东"))
  }

  @Test(arguments: [
    (["--counts", "8 x; 1 9"], "'x' is no count"),
    (["--counts", "8 2; 1 9", "a", "b"], "Typed counts have no names"),
    (["--counts", "8 2; 1 9", "--table", "x.csv"], "Ask for one of"),
    (["a", "b", "--holm", "--test"], "--holm belongs to"),
    (["a", "b", "--force"], "belong to --test"),
    (["a", "b", "--strata", "c"], "--strata belongs to --test"),
    (["a", "--table", "x.csv"], "--table takes two variables"),
    (["a", "b", "--schema", "x.yaml"], "--schema belongs to --table"),
    (["--codes", "a"], "A grid takes --codes and --variables"),
    (["a", "b", "--with", "magic"], "'magic' is no test"),
    (["--counts", "8 2; 1 9", "--with", "mantel-haenszel"], "mantel-haenszel is no test of"),
  ])
  func whatDoesNotFitIsSaid(words: [String], message: String) throws {
    let files = try ScratchFolder()
    try files.write("a,b\n1,2\n", to: "x.csv")
    let run = try Tool(in: files.url).run(["crosstab"] + words)
    #expect(run.code != 0)
    #expect(run.errors.contains(message), "\(run.story)")
    #expect(run.output.isEmpty)
  }

  @Test func aGridIsOneFamily() throws {
    let study = try DemoStudy()
    let rows = try csv(
      study.tool, "--codes", "intent-to-stay,school-as-anchor", "--variables",
      "owns_home_city,owns_home_origin", "--test")
    #expect(rows.records.count == 4)
    for row in rows.records {
      let (p, q) = (Double(row["p"] ?? ""), Double(row["q"] ?? ""))
      #expect((p == nil) == (q == nil))
      if let p, let q { #expect(q >= p) }
    }
    let holm = try csv(
      study.tool, "--codes", "intent-to-stay,school-as-anchor", "--variables",
      "owns_home_city,owns_home_origin", "--test", "--holm")
    let pairs = zip(try rows.column("q"), try holm.column("q")).compactMap { q, other in
      Double(q).flatMap { q in Double(other).map { (q, $0) } }
    }
    #expect(!pairs.isEmpty)
    // Holm's is never below that of Benjamini and Hochberg.
    #expect(pairs.allSatisfy { $0.1 >= $0.0 - 1e-12 })
  }

  /// `under CODE` is a list of codes wherever codes are listed.
  @Test func aBranchStandsForItsCodes() throws {
    let study = try DemoStudy()
    let book = try CSVRows(study.tool.run(["codes", "--format", "csv", "--quiet"]).output)
    var parents: [String: String] = [:]
    for row in book.records { parents[row["code"] ?? ""] = row["parent"] ?? "" }
    func isBelow(_ code: String, _ ancestor: String) -> Bool {
      var place = code
      while let next = parents[place], !next.isEmpty {
        if next == ancestor { return true }
        place = next
      }
      return false
    }
    let expected = Set(
      book.records.filter {
        isBelow($0["code"] ?? "", "cat-housing") && $0["codings"] != "0"
      }.compactMap { $0["code"] })
    #expect(expected.count > 1)
    let grid = try csv(
      study.tool, "--codes", "under cat-housing", "--variables", "owns_home_city")
    let matrix = try study.tool.run([
      "matrix", "--codes", "under cat-housing", "--format", "csv", "--quiet",
    ])
    for codes in [try grid.column("code"), try CSVRows(matrix.output).column("code")] {
      #expect(expected.isSubset(of: codes))
      #expect(codes.allSatisfy { $0 == "cat-housing" || isBelow($0, "cat-housing") })
    }
  }
}
