import Foundation
import TestSupport
import Testing

/// Decisions on whom to interview, and figures beside what is said.
@Suite struct SamplingDecisionTests {
  @Test func `a decision stands in the selection, the log and on the page of the case`() throws {
    let study = try DemoStudy()
    let before = try expectDone(study.tool, "sampling", "log", "--decisions").output
    _ = try expectDone(
      study.tool, "sampling", "decide", "HH-088", "chosen", "poor, uninsured, an owner", "--date",
      "2017-07-06")
    _ = try expectDone(
      study.tool, "sampling", "decide", "HH-088", "dropped", "moved away 搬走了", "--contact",
      "neighbour says so", "--consent", "not asked", "--date", "2017-07-08")
    _ = try expectDone(
      study.tool, "sampling", "decide", "HH-029", "chosen", "insured and no owner", "--date",
      "2017-07-01")
    let rows = try study.csv(
      "cases", "select", "deviant", "--reference", "published-ch3", "--count", "60"
    ).records
    let dropped = try #require(rows.first { $0["record"] == "HH-088" })
    #expect(dropped["interviewed"] == "no" && dropped["decision"] == "dropped 2017-07-08")
    #expect(dropped["contact"] == "neighbour says so; consent: not asked")
    let met = try #require(rows.first { $0["record"] == "HH-029" })
    #expect(met["interviewed"] == "yes" && met["decision"] == "chosen 2017-07-01")
    let other = try #require(rows.first { $0["record"] == "HH-121" })
    #expect(other["decision"] == "" && other["interviewed"] == "no")
    let log = try study.csv("sampling", "log", "--decisions").records
    #expect(log.map { $0["id"] } == ["HH-029", "HH-088", "HH-088"])
    #expect(log.map { $0["kind"] } == ["chosen", "chosen", "dropped"])
    #expect(log.last?["words"]?.contains("搬走了") == true)
    let page = try expectDone(study.tool, "case", "HH-029").output
    #expect(page.contains("insured and no owner"))
    for _ in 0..<3 { _ = try expectDone(study.tool, "undo") }
    #expect(try expectDone(study.tool, "sampling", "log", "--decisions").output == before)
  }

  @Test func `a decision on nobody, or without a reason, is refused`() throws {
    let study = try DemoStudy()
    let before = try study.csv("log").rows.count
    for (arguments, code, words) in [
      (["HH-999", "chosen", "why"], 65, "HH-999"), (["HH-088", "perhaps", "why"], 64, "perhaps"),
      (["HH-088", "chosen", " "], 64, "Say why"),
      (["HH-088", "chosen", "why", "--date", "yesterday"], 64, "--date"),
    ] as [([String], Int32, String)] {
      let run = try study.tool.run(["sampling", "decide"] + arguments)
      #expect(run.code == code && run.errors.contains(words), "\(arguments): \(run.story)")
    }
    let dry = try expectDone(
      study.tool, "sampling", "decide", "HH-088", "chosen", "why", "--dry-run")
    #expect(dry.errors.contains("would note") || dry.output.contains("would note"))
    #expect(try study.csv("log").rows.count == before)
  }

  @Test func `a figure stands beside the words of its codes, here and on the case's page`() throws {
    let study = try DemoStudy()
    let page = try expectDone(study.tool, "context", "show", "guiyang-subsidy-claimed").output
    #expect(try expectDone(study.tool, "context", "guiyang-subsidy-claimed").output == page)
    #expect(page.contains("Source") && page.contains("GY-111#3") && page.contains("“"))
    let other = try expectDone(
      study.tool, "context", "show", "guizhou-urban-share", "--code", "intent-to-stay"
    ).output
    #expect(other.contains("GY-101") && other.contains("Source"))
    // Nobody tied it: three lines as before.
    let bare = try expectDone(study.tool, "context", "show", "guizhou-urban-share").output
    #expect(!bare.contains("“"))
    _ = try expectDone(study.tool, "context", "tie", "guizhou-urban-share", "intent-to-stay")
    let tied = try expectDone(study.tool, "context", "show", "guizhou-urban-share").output
    #expect(tied == other)
    let household = try expectDone(study.tool, "case", "HH-003").output
    #expect(household.contains("OFFICIAL FIGURES ON WHAT IS SAID"))
    // The name of a code follows it.
    _ = try expectDone(study.tool, "codes", "rename", "intent-to-stay", "plans-to-stay")
    let renamed = try study.csv("context").records.first { $0["key"] == "guizhou-urban-share" }
    #expect(renamed?["codes"] == "plans-to-stay")
    _ = try expectDone(study.tool, "context", "tie", "guizhou-urban-share", "--none")
    #expect(try expectDone(study.tool, "context", "show", "guizhou-urban-share").output == bare)
    for _ in 0..<3 { _ = try expectDone(study.tool, "undo") }
    #expect(try expectDone(study.tool, "context", "show", "guizhou-urban-share").output == bare)
  }

  @Test func `a tie to no code is refused, and an import keeps ties that it does not name`() throws
  {
    let study = try DemoStudy()
    for (arguments, code) in [
      (["tie", "guizhou-urban-share", "nothing"], 65), (["tie", "nothing", "intent-to-stay"], 65),
      (["tie", "guizhou-urban-share"], 64),
    ] as [([String], Int32)] {
      let run = try study.tool.run(["context"] + arguments)
      #expect(run.code == code, "\(arguments): \(run.story)")
    }
    try study.files.write(
      "key,value,codes\nguiyang-subsidy-claimed,400,\nnew,1,nothing\n", to: "bad.csv")
    let bad = try study.tool.run(["context", "import", "bad.csv"])
    #expect(bad.code == 65 && bad.errors.contains("figure new"), "\(bad.story)")
    try study.files.write("key,value\nguiyang-subsidy-claimed,400\n", to: "good.csv")
    _ = try expectDone(study.tool, "context", "import", "good.csv")
    let row = try study.csv("context").records.first { $0["key"] == "guiyang-subsidy-claimed" }
    #expect(row?["value"] == "400" && row?["codes"] == "funds-not-arriving")
  }
}
