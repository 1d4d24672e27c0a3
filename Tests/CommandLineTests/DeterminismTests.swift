import Foundation
import TestSupport
import Testing

@Suite struct DeterminismTests {
  @Test func theReportIsTheSameBytesWhereverAndWheneverItIsMade() throws {
    let study = try DemoStudy()
    let surroundings: [[String: String?]] = [
      ["TZ": "UTC", "LANG": "C", "SOURCE_DATE_EPOCH": nil],
      ["TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "SOURCE_DATE_EPOCH": nil],
      ["TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "EMIC_CODER": "bea", "COLUMNS": "40"],
    ]
    var pages: [Data] = []
    var plain: [Data] = []
    for (number, changes) in surroundings.enumerated() {
      let tool = study.tool.with(changes)
      // Swift seeds its hashes anew in every process, unless this says otherwise.
      #expect(tool.environment["SWIFT_DETERMINISTIC_HASHING"] == nil)
      let run = try tool.run("report", "--by", "owns_home_city", "--output", "page-\(number).html")
      #expect(run.code == 0, "\(run.story)")
      pages.append(try Data(contentsOf: study.folder.appending(path: "page-\(number).html")))
      plain.append(try Data(contentsOf: study.folder.appending(path: "page-\(number).md")))
    }
    #expect(pages[0].count > 10_000)
    #expect(plain[0].count > 5_000)
    #expect(Set(pages).count == 1)
    #expect(Set(plain).count == 1)
  }

  @Test func everyAnswerIsTheSameBytesInTwoProcesses() throws {
    let study = try DemoStudy()
    let other = study.tool.with(["TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8"])
    for command in [
      ["codes"], ["matrix", "--by", "cases"], ["cooccurrence", "--unit", "turn"], ["themes"],
      ["transcripts"], ["quotes", "under", "cat-school-gate"], ["cases"], ["search", "户口"],
      ["crosstab", "intent-to-stay", "owns_home_city", "--test"], ["codebook", "export"],
      ["survey", "variables"], ["themes", "export"], ["participants"], ["sites"], ["log"],
    ] {
      let first = try study.tool.run(command)
      let second = try other.run(command)
      #expect(first.code == 0, "\(first.story)")
      #expect(first.outputBytes == second.outputBytes, "emic \(command)")
    }
  }

  @Test func twoDemosMadeApartHoldTheSameRows() throws {
    let tables = { (folder: URL) in
      // Random identifiers are a study's own; everything else follows from the sources.
      try StudyFile(folder).rows(
        """
        SELECT label, kind, date FROM transcript UNION ALL SELECT cite, code, coder FROM v_codings
        UNION ALL SELECT transcript, quote, code FROM v_quotes
        """)
    }
    let study = try DemoStudy()
    let files = try ScratchFolder()
    try expectDone(Tool(in: files.url), "demo", "--at", "again", "--quiet")
    #expect(try tables(files.url.appending(path: "again")) == tables(study.folder))
  }
}
