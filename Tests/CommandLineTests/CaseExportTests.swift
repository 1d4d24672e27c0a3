import Foundation
import TestSupport
import Testing

/// Cases by codes as files for other programs, read back by our reader and by `readstat`.
@Suite struct CaseExportTests {
  static let program = "/usr/bin/readstat"

  private func export(_ study: DemoStudy, _ arguments: String...) throws -> ToolRun {
    let run = try study.tool.run(["cases", "export"] + arguments)
    guard run.code == 0 else { throw Tool.Failure(run.story) }
    return run
  }

  @Test func `the CSV says for each case what the matrix says, and what is missing`() throws {
    let study = try DemoStudy()
    let run = try export(
      study, "--codes", "intent-to-stay,no-local-insurance", "--variables", "owns_home_city", "-o",
      "cases.csv")
    let rows = try CSVRows(try study.files.text("cases.csv")).records
    let stay = Dictionary(
      rows.map { ($0["case"] ?? "", $0["c_intent_to_stay"] ?? "") },
      uniquingKeysWith: { first, _ in first })
    let matrix = try study.csv("matrix", "--by", "cases", "--codes", "intent-to-stay", "--all").rows
    for row in matrix where stay[row[1]] != nil && stay[row[1]]?.hasPrefix(".") == false {
      #expect(stay[row[1]] == (row[2] == "0" ? "0" : "1"), "\(row)")
    }
    #expect(matrix.count > 10)
    let insurance = Dictionary(
      rows.map { ($0["case"] ?? "", $0["c_no_local_insurance"] ?? "") },
      uniquingKeysWith: { first, _ in first })
    // Not reached in GY-103, AS-101, AS-102 and PB-101; asked in GY-102.
    for id in ["HH-017", "HH-052", "HH-063"] { #expect(insurance[id] == ".a", "\(id)") }
    #expect(insurance["HH-003"] == "1" && insurance["HH-011"] == "0")
    let owner = rows.first { $0["case"] == "HH-033" }
    #expect(owner?["owns_home_city"] == "1" && owner?["household_id"] == "HH-033")
    #expect(owner?["linked"] == "1" && owner?["interviews"] == "GY-106")
    #expect(run.errors.contains("missing because the topic was not reached"))
    let mode =
      try FileManager.default.attributesOfItem(
        atPath: study.folder.appending(path: "cases.csv").path)[.posixPermissions] as? Int
    #expect(mode.map { $0 & 0o077 } == 0)
  }

  @Test func `a Stata file comes back cell by cell, tags and labels with it`() throws {
    let study = try DemoStudy()
    _ = try export(
      study, "--measures", "present,count,coverage", "--variables", "owns_home_city,n_*", "-o",
      "cases.dta")
    _ = try export(
      study, "--measures", "present,count,coverage", "--variables", "owns_home_city,n_*", "-o",
      "cases.csv")
    _ = try expectDone(
      study.tool, "survey", "import", "cases.dta", "--name", "back", "--key", "case")
    _ = try expectDone(study.tool, "survey", "export", "--survey", "back", "-o", "back.csv")
    let csv = try CSVRows(try study.files.text("cases.csv"))
    let back = try CSVRows(try study.files.text("back.csv"))
    #expect(back.header == csv.header)
    #expect(back.rows.count == csv.rows.count && back.rows.count > 10)
    var tags = 0
    for (row, wanted) in zip(back.rows, csv.rows) {
      for (place, cell) in wanted.enumerated() where row[place] != cell {
        let isSame = Double(row[place]) != nil && Double(row[place]) == Double(cell)
        #expect(isSame, "\(csv.header[place]) of \(wanted[0]): \(row[place]), not \(cell)")
      }
      tags += wanted.count { $0.hasPrefix(".") }
    }
    #expect(tags > 10)
  }

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: program),
      "the program readstat is not installed"))
  func theProgramReadstatReadsTheSame() throws {
    let study = try DemoStudy()
    for kind in ["dta", "sav"] {
      _ = try export(study, "--codes", "intent-to-stay,no-local-insurance", "-o", "c.\(kind)")
      let running = try RunningTool(
        program: Self.program, arguments: ["c.\(kind)", "out-\(kind).csv"], folder: study.folder,
        environment: ["PATH": "/usr/bin:/bin"])
      #expect(try running.finish(within: 60).code == 0)
      let theirs = try CSVRows(try study.files.text("out-\(kind).csv"))
      _ = try export(study, "--codes", "intent-to-stay,no-local-insurance", "-o", "c.csv")
      let ours = try CSVRows(try study.files.text("c.csv"))
      #expect(theirs.header == ours.header)
      #expect(theirs.rows.count == ours.rows.count)
      for (a, b) in zip(theirs.rows, ours.rows) {
        for (x, y) in zip(a, b) {
          let isSame = x == y || Double(x) != nil && Double(x) == Double(y)
          // The program writes no tags.
          #expect(isSame || x.isEmpty && y.hasPrefix(".") || x == y, "\(kind): \(x) \(y)")
        }
      }
    }
  }

  @Test func `labels are the codes' names, in English or Chinese, with a dictionary beside`() throws
  {
    let study = try DemoStudy()
    _ = try export(study, "--codes", "no-local-insurance", "-o", "en.dta", "--dictionary", "d.csv")
    _ = try export(
      study, "--codes", "no-local-insurance", "--language", "zh", "-o", "zh.dta", "--dictionary",
      "d.md")
    func labels(_ file: String) throws -> String {
      try expectDone(
        study.tool, "survey", "variables", "--table", file, "--variables", "c_no*", "--format",
        "csv"
      ).output
    }
    let code = try #require(
      try study.csv("codes").records.first { $0["code"] == "no-local-insurance" })
    let name = try #require(code["name"])
    #expect(try labels("en.dta").contains(name))
    #expect(try labels("en.dta").contains("topic not reached"))
    let chinese = try labels("zh.dta")
    #expect(chinese.contains("话题未谈到") && !chinese.contains(name))
    let rows = try CSVRows(try study.files.text("d.csv")).records
    let entry = try #require(rows.first { $0["variable"] == "c_no_local_insurance" })
    #expect(entry["code"] == "no-local-insurance" && entry["topics"] == "g3-local-insurance")
    #expect(entry["definition"]?.isEmpty == false && entry["include"]?.isEmpty == false)
    #expect(entry["missing"] == ".a topic not reached; .b interview not coded; .c no interview")
    let page = try study.files.text("d.md")
    #expect(page.contains("## no-local-insurance") && page.contains("Use it"))
  }

  @Test func `queries, filters and all cases can be exported`() throws {
    let study = try DemoStudy()
    _ = try export(
      study, "--query", "anchored=intent-to-stay same turn school-as-anchor", "--topic",
      "anchored=g3-moves", "--where", "in_model_sample is yes", "-o", "q.csv")
    let rows = try CSVRows(try study.files.text("q.csv")).records
    #expect(rows.count == 12)
    #expect(Set(rows.compactMap { $0["c_anchored"] }).isSubset(of: ["0", "1", ".a"]))
    #expect(rows.contains { $0["c_anchored"] == "1" } && rows.contains { $0["c_anchored"] == ".a" })
    _ = try export(study, "--codes", "intent-to-stay", "--all", "-o", "a.csv")
    let all = try CSVRows(try study.files.text("a.csv")).records
    #expect(all.count >= rows.count)
  }

  @Test func `what is wrong is one line, and no file is written`() throws {
    let study = try DemoStudy()
    for (arguments, code, words) in [
      (["-o", "x.txt"], 64, ".dta, .sav or .csv"), (["-o", "x.dta", "--labels"], 64, "--labels"),
      (["-o", "x.csv", "--codes", "zzz"], 65, "zzz"),
      (["-o", "x.csv", "--measures", "much"], 64, "no measure"),
      (["-o", "x.csv", "--topic", "intent-to-stay"], 64, "no '='"),
      (["-o", "x.csv", "--topic", "nothing=g3-moves"], 64, "not exported"),
      (["-o", "x.csv", "--query", "a=b and"], 64, "column"),
      (["-o", "x.csv", "--dictionary", "d.pdf"], 64, "Markdown"),
      (["-o", "x.csv", "--bridges", "none.yaml"], 66, "no such file"),
    ] as [([String], Int32, String)] {
      let run = try study.tool.run(["cases", "export"] + arguments)
      #expect(run.code == code, "\(arguments): \(run.story)")
      #expect(run.errors.contains(words), "\(arguments): \(run.story)")
      #expect(!study.files.has("x.csv") && !study.files.has("x.dta"), "\(arguments)")
    }
    try study.files.write("bridges:\n  - code: intent-to-stay\n    topic: nothing\n", to: "b.yaml")
    let run = try study.tool.run(["cases", "export", "-o", "x.csv", "--bridges", "b.yaml"])
    #expect(run.code == 65 && run.errors.contains("b.yaml, line 2"), "\(run.story)")
  }
}
