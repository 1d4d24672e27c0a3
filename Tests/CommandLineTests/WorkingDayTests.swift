import Foundation
import TestSupport
import Testing

/// Where the work stopped, passages beside each other, and sets of them.
@Suite struct WorkingDayTests {
  private func rows(_ study: SmallStudy, _ arguments: String...) throws -> [[String]] {
    let run = try study.tool.run(arguments + ["--format", "csv", "--quiet"])
    return try CSVRows(run.output).rows
  }

  @Test func `status ends with the last passage, the next turn and what is open`() throws {
    let study = try SmallStudy()
    func status() throws -> String { try expectDone(study.tool, "status").output }
    let first = try status()
    #expect(first.contains(": S-2#1 t4 as staying"), "\(first)")
    #expect(first.contains("next uncoded turn: S-2 t2: emic code S-2"), "\(first)")
    #expect(!first.contains("earlier definition") && !first.contains("memos"), "\(first)")
    try expectDone(study.tool, "code", "S-2", "t2", "--as", "work")
    #expect(try status().contains("no uncoded turn is left in S-2"))
    #expect(try !expectDone(study.tool, "status", "--coder", "bo").output.contains("last coded"))
    try expectDone(study.tool, "codes", "edit", "work", "--short", "Other words.")
    #expect(try status().contains("2 codings under an earlier definition: emic codebook lint"))
    try expectDone(study.tool, "memo", "add", "x", "--slug", "loose")
    try expectDone(study.tool, "memo", "add", "x", "--slug", "asked", "--on", "work", "--open")
    let last = try status()
    #expect(last.contains("memos on nothing: loose: emic memo attach"), "\(last)")
    #expect(last.contains("open memos: asked: emic memo list --open"), "\(last)")
    try expectDone(study.tool, "memo", "edit", "asked", "--closed")
    #expect(try !status().contains("open memos"))
  }

  @Test func `passages stand side by side as wide as the terminal is`() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "code", "S-2", "家里没有地了，就来了", "--as", "work")
    for width in [20, 40, 66, 80, 120, 200] {
      let run = try study.tool.with(["COLUMNS": "\(width)"]).run("compare", "work")
      #expect(run.code == 0, "\(run.story)")
      #expect(run.lines.allSatisfy { $0.columns <= width }, "\(run.story)")
      let hasTwo = run.lines.contains { $0.contains("H-1:") && $0.contains("│ H-2:") }
      #expect(hasTwo == (width >= 63), "\(run.story)")
    }
    let page = try expectDone(study.tool, "compare", "work").output
    #expect(page.contains("definition: Work is the reason for coming."), "\(page)")
  }

  @Test func `groups are by case, kind, coder or visit, what is unknown last`() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "code", "S-2", "t2", "--as", "work", "--coder", "bo")
    func groups(_ by: String) throws -> [String] {
      try rows(study, "compare", "work", "--by", by).map { $0[0] }
    }
    #expect(try groups("case") == ["H-1", "H-2"])
    #expect(try groups("kind") == ["household", "household"])
    #expect(Set(try groups("coder")).count == 2)
    #expect(try groups("visit") == ["no visit number", "no visit number"])
    try expectDone(study.tool, "describe", "S-2", "visit_no=2")
    #expect(try groups("visit") == ["visit 2", "no visit number"])
    let one = try rows(study, "compare", "work", "--coders", "bo")
    #expect(one.map { $0[1] } == ["S-2#2"])
    let limited = try rows(study, "compare", "work", "--where", "date before 2024-03-02")
    #expect(limited.map { $0[1] } == ["S-1#1"])
  }

  @Test func `what is new since an entry or a day stands beside what was there`() throws {
    let study = try SmallStudy()
    let last = try rows(study, "log").map { Int($0[0]) ?? 0 }.max() ?? 0
    try expectDone(study.tool, "code", "S-2", "t2", "--as", "work")
    func news(_ since: String, _ more: String...) throws -> [String] {
      let run = try study.tool.run(
        ["compare", "work", "--since", since, "--format", "csv", "--quiet"] + more)
      return try CSVRows(run.output).rows.map { "\($0[1]) \($0[7])" }
    }
    #expect(try news("\(last)") == ["S-2#2 yes", "S-1#1 no"])
    #expect(try news("1") == ["S-1#1 yes", "S-2#2 yes"])
    #expect(try news("\(last + 1)") == ["S-1#1 no", "S-2#2 no"])
    #expect(try news("2999-01-01") == ["S-1#1 no", "S-2#2 no"])
    #expect(try news("2000-01-01", "--by", "case") == ["S-1#1 yes", "S-2#2 yes"])
    // What was taken off and brought back was there before.
    try expectDone(study.tool, "uncode", "S-1#1")
    try expectDone(study.tool, "undo")
    #expect(try news("\(last)") == ["S-2#2 yes", "S-1#1 no"])
    let page = try expectDone(study.tool, "compare", "work", "--since", "\(last)").output
    #expect(page.contains("after entry \(last): 1 passage"), "\(page)")
    #expect(page.contains("up to entry \(last): 1 passage"), "\(page)")
    let none = try expectDone(study.tool, "compare", "work", "--since", "2999-01-01").output
    #expect(none.contains("since 2999-01-01: 0 passages"), "\(none)")
  }

  @Test func `what cannot be compared is refused`() throws {
    let study = try SmallStudy()
    for (code, words, said) in [
      (65, ["compare", "cat-moving"], "one of its codes: work"),
      (65, ["compare", "nothing-so"], "no code is called"),
      (64, ["compare", "work", "--since", "soon"], "'soon' is no moment"),
    ] as [(Int32, [String], String)] {
      try expectRefusal(code, of: words, by: study.tool, saying: said)
    }
    let moon = try study.tool.run("compare", "work", "--by", "moon")
    #expect(moon.code == 64 && moon.errors.contains("moon"), "\(moon.story)")
    let run = try study.tool.run("compare", "work", "--since", "999")
    #expect(run.code != 0 && run.errors.contains("999"), "\(run.story)")
  }

  @Test func `a set keeps passages, is asked, and is taken away`() throws {
    let study = try SmallStudy()
    let run = try expectDone(study.tool, "sets", "add", "开头", "S-1#1", "S-2#1")
    #expect(run.output == "put into 开头: 2 passages more\n", "\(run.story)")
    #expect(run.errors.contains("new set: 开头"), "\(run.story)")
    #expect(
      try expectDone(study.tool, "sets", "add", "开头", "S-1#1").output
        == "开头: nothing changed\n")
    #expect(try rows(study, "quotes", "--set", "开头").map { $0[0] } == ["S-1#1", "S-2#1"])
    #expect(try rows(study, "quotes", "work", "--set", "开头").map { $0[0] } == ["S-1#1"])
    try expectDone(study.tool, "sets", "remove", "开头", "S-2#1")
    #expect(try rows(study, "quotes", "--set", "开头").map { $0[0] } == ["S-1#1"])
    try expectDone(study.tool, "uncode", "S-1#1")
    #expect(try rows(study, "sets") == [["开头", "1", "1", "1", "S-1#1"]])
    let page = try expectDone(study.tool, "quotes", "--set", "开头").output
    #expect(page.contains("1 passage of the set 开头 without a coding"), "\(page)")
    try expectDone(study.tool, "sets", "remove", "开头")
    #expect(try rows(study, "sets").isEmpty)
    try expectDone(study.tool, "undo")
    #expect(try rows(study, "sets").count == 1)
    for (code, words, said) in [
      (65, ["sets", "add", "a", "S-1#9"], "there is no passage S-1#9"),
      (65, ["sets", "add", "a", "S-1"], "'S-1' is no passage"),
      (65, ["sets", "add", "a", "S-9#1"], "no transcript is called"),
      (64, ["sets", "add", "a b", "S-2#1"], "cannot be the name of a set"),
      (65, ["sets", "remove", "b"], "no set is called 'b'"),
      (65, ["sets", "remove", "开头", "S-2#1"], "S-2#1 is not in the set"),
      (65, ["quotes", "--set", "b"], "no set is called 'b'"),
    ] as [(Int32, [String], String)] {
      try expectRefusal(code, of: words, by: study.tool, saying: said)
    }
  }

  @Test func `a star is a set, given with a code in one step`() throws {
    let study = try SmallStudy()
    #expect(try rows(study, "quotes", "--starred").isEmpty)
    let before = try rows(study, "log").count
    try expectDone(study.tool, "code", "S-1", "t4", "--as", "staying", "--star")
    #expect(try rows(study, "log").count == before + 1)
    try expectDone(study.tool, "sets", "star", "S-2#1")
    #expect(try rows(study, "quotes", "--starred").map { $0[0] } == ["S-1#2", "S-2#1"])
    #expect(try rows(study, "sets").map { $0[0] } == ["star"])
    try expectDone(study.tool, "undo")
    try expectDone(study.tool, "undo")
    #expect(try rows(study, "sets").isEmpty)
    #expect(try rows(study, "quotes", "staying").map { $0[0] } == ["S-2#1"])
    for (words, said) in [
      (["code", "S-1", "--star"], "Name the passage"),
      (["quotes", "--set", "star", "--starred"], "not both"),
      (["quotes", "--set", "star", "--clip"], "--clip needs a query"),
    ] {
      let run = try study.tool.run(words)
      #expect(run.code == 64 && run.errors.contains(said), "\(run.story)")
    }
  }
}
