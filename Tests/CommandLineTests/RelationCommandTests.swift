import TestSupport
import Testing

@Suite struct RelationCommandTests {
  @Test func placesAddUpOnEveryLevelOfEveryRelation() throws {
    let study = try DemoStudy()
    try expectDone(study.tool, "relations", "import", "Codebooks/relations.csv")
    let rows = try study.csv("relations", "evidence")
    #expect(
      rows.header == [
        "id", "from", "relation", "to", "level", "supporting", "contradicting", "open", "silent",
        "n",
      ])
    let known = try study.csv("relations").records
    #expect(rows.rows.count == 3 * known.count)
    for row in rows.records {
      let parts = ["supporting", "contradicting", "open", "silent"].compactMap {
        Int(row[$0] ?? "")
      }
      #expect(parts.count == 4 && parts.reduce(0, +) == Int(row["n"] ?? ""))
    }
    // Both commands count the same cases.
    for relation in known {
      let line = rows.records.first { $0["id"] == relation["id"] && $0["level"] == "case" }
      let both = (Int(line?["supporting"] ?? "") ?? 0) + (Int(line?["open"] ?? "") ?? 0)
      #expect(both == Int(relation["cases"] ?? ""))
    }
  }

  @Test func thePlacesOfOneRelationAreNamed() throws {
    let study = try DemoStudy()
    try expectDone(study.tool, "relations", "import", "Codebooks/relations.csv")
    let rows = try study.csv("relations", "evidence", "L48")
    #expect(rows.header == ["level", "verdict", "where"])
    let counts = try study.csv("relations", "evidence").records.filter { $0["id"] == "L48" }
    for line in counts {
      for verdict in ["supporting", "contradicting"] {
        let named = rows.records.count { $0["level"] == line["level"] && $0["verdict"] == verdict }
        #expect(named == Int(line[verdict] ?? ""))
      }
    }
    try expectRefusal(65, of: ["relations", "evidence", "L99"], by: study.tool, saying: "'L99'")
  }

  @Test func checksAndCentralCodesAreTables() throws {
    let study = try DemoStudy()
    try expectDone(study.tool, "relations", "import", "Codebooks/relations.csv")
    #expect(try study.csv("relations", "check").header == ["check", "about", "remark"])
    let cores = try study.csv("relations", "check", "--cores")
    #expect(cores.header == ["code", "degree", "cases", "score"])
    let scores = try cores.column("score").compactMap { Int($0) }
    #expect(scores == scores.sorted(by: >) && scores.count > 10)
  }

  @Test func theParadigmIsATableByCaseAndAPicture() throws {
    let study = try DemoStudy()
    try expectDone(study.tool, "relations", "import", "Codebooks/relations.csv")
    let rows = try study.csv("relations", "paradigm")
    #expect(
      rows.header == [
        "case", "condition", "context", "strategy", "consequence", "attitude", "relations", "which",
      ])
    #expect(rows.rows.count >= 10)
    let picture = try study.tool.run("relations", "paradigm", "--format", "svg", "--quiet")
    #expect(picture.code == 0 && picture.output.hasPrefix("<svg "), "\(picture.story)")
    let again = try study.tool.run("relations", "paradigm", "--format", "svg", "--quiet")
    #expect(again.output == picture.output)
  }
}
