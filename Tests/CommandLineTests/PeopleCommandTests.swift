import Foundation
import TestSupport
import Testing

/// Attributes with their source, topics and referrals from the command line.
@Suite struct PeopleCommandTests {
  private func rows(_ study: SmallStudy, _ arguments: String...) throws -> [[String]] {
    let run = try study.tool.run(arguments + ["--format", "csv", "--quiet"])
    #expect(run.code == 0, "\(run.story)")
    return try CSVRows(run.output).rows
  }

  private func define(_ study: SmallStudy) throws {
    for (name, type) in [("rooms", "number"), ("plan", "ordered"), ("土地", "yes-no")] {
      let values = name == "plan" ? ["--values", "leave; stay=留下"] : []
      let run = try study.tool.run(
        ["attributes", "define", "case.\(name)", "--type", type] + values)
      #expect(run.code == 0, "\(run.story)")
    }
  }

  @Test func `a value has its quote, and both survive a correction`() throws {
    let study = try SmallStudy()
    try define(study)
    try expectDone(
      study.tool, "cases", "fill", "H-2", "土地=没有", "--from", #"S-2 t2:"家里没有地了""#)
    try expectDone(study.tool, "cases", "fill", "H-2", "plan=留下", "--from", "t4")
    let shown = try rows(study, "cases", "show", "H-2")
    #expect(
      shown.map { Array($0.prefix(5)) } == [
        ["plan", "留下", "interview", "S-2 t4", "“以后也不走，就住这里。”"],
        ["土地", "no", "interview", "S-2 t2", "“家里没有地了”"],
      ])
    try expectDone(study.tool, "revise", "S-2", "t2", "没有地", "没得地")
    let corrected = try rows(study, "cases", "show", "H-2")[1]
    #expect(corrected[4] == "“家里没有地了” (corrected since: “家里没得地了”)")
    let page = try expectDone(study.tool, "case", "H-2").output
    #expect(page.contains("家里没有地了"), "\(page)")
  }

  @Test func `a sheet in the editor fills what is not yet known`() throws {
    let study = try SmallStudy()
    try define(study)
    try expectDone(study.tool, "cases", "fill", "H-1", "plan=stay")
    let script = try study.files.write(
      """
      sed -i -e 's/^rooms:/rooms: 2/' -e 's/^土地:/土地: missing:refused/' "$1"
      awk '{ if (p == "rooms: 2" && $1 == "from:") print "  from: t4:\\"stay for the garden\\""; \
      else print; p = $0 }' "$1" > "$1.new" && mv "$1.new" "$1"
      """, to: "edit.sh")
    let editor = study.tool.with(["EDITOR": "sh \(script.path)", "VISUAL": ""])
    let before = try StudyFile.dump(study.folder)
    let dry = try expectDone(editor, "cases", "fill", "H-1", "--dry-run")
    let told = dry.output + dry.errors
    #expect(told.contains("would set H-1  rooms: 2 (interview)"), "\(dry.story)")
    #expect(try StudyFile.dump(study.folder) == before)
    try expectDone(editor, "cases", "fill", "H-1")
    let shown = try rows(study, "cases", "show", "H-1")
    #expect(shown.map { $0[0] } == ["rooms", "plan", "土地"])
    #expect(shown[0][4] == "“stay for the garden”")
    #expect(shown[2][1] == "missing (refused)")
    try expectDone(study.tool, "undo")
    #expect(try rows(study, "cases", "show", "H-1").map { $0[0] } == ["plan"])
  }

  @Test func `a sheet that cannot be taken is kept`() throws {
    let study = try SmallStudy()
    try define(study)
    let script = try study.files.write("sed -i 's/^rooms:/rooms: many/' \"$1\"", to: "edit.sh")
    let editor = study.tool.with(["EDITOR": "sh \(script.path)", "VISUAL": ""])
    let before = try StudyFile.dump(study.folder)
    let run = try editor.run("cases", "fill", "H-1")
    #expect(run.code == 65, "\(run.story)")
    #expect(run.errors.contains("'many' is no number"), "\(run.story)")
    #expect(run.errors.contains("emic cases fill H-1 --apply Sheets/values-H-1.sheet"))
    #expect(try StudyFile.dump(study.folder) == before)
    let kept = study.folder.appending(path: "Sheets/values-H-1.sheet")
    let text = try String(contentsOf: kept, encoding: .utf8)
    try text.replacing("many", with: "３").write(to: kept, atomically: true, encoding: .utf8)
    try expectDone(study.tool, "cases", "fill", "H-1", "--apply", "Sheets/values-H-1.sheet")
    #expect(try rows(study, "cases", "show", "H-1")[0][1] == "3")
    #expect(!FileManager.default.fileExists(atPath: kept.path))
  }

  @Test func `wrong names are refused with the nearest ones`() throws {
    let study = try SmallStudy()
    try define(study)
    for (arguments, words) in [
      (["cases", "fill", "H-3", "rooms=2"], ["'H-3'", "H-1, H-2"]),
      (["cases", "fill", "H-1", "room=2"], ["'room'", "rooms", "--new"]),
      (["cases", "fill", "H-1", "kind=x"], ["is a field of every case"]),
      (["cases", "fill", "H-1", "rooms=2", "--from", "S-3 t2"], ["S-3"]),
      (["cases", "fill", "H-1", "rooms=2", "--from", "S-1 t99"], ["S-1"]),
      (["cases", "fill", "H-1", "rooms=2", "--from", "S-1#9"], ["there is no passage S-1#9"]),
      (["cases", "fill", "H-1", "rooms=missing:tired"], ["tired", "not-asked"]),
      (["cases", "history", "H-1"], ["it never had an attribute"]),
      (["attributes", "remove", "case.roms"], ["'case.roms'", "case.rooms"]),
      (["referrals", "add", "H-9", "H-1"], ["'H-9'", "person:NAME"]),
      (["referrals", "add", "H-1", "site:lower-village"], ["not to a site"]),
      (["referrals", "remove", "H-1", "H-2"], ["nobody wrote down"]),
    ] {
      let run = try expectRefusal(65, of: arguments, by: study.tool, saying: "emic: ")
      for word in words {
        #expect(run.errors.contains(word), "\(run.story)")
      }
    }
    for arguments in [
      ["attributes", "define", "rooms", "--type", "number"],
      ["attributes", "define", "case.new"], ["attributes", "define", "case.new", "--type", "x"],
      ["cases", "fill", "H-1", "rooms"], ["cases", "fill", "H-1", "rooms=2", "--source", "x"],
      ["cases", "fill", "H-1", "--from", "t2"],
      ["cases", "fill", "H-1", "rooms=2", "--apply", "x"],
    ] {
      #expect(try study.tool.run(arguments).code == 64, "\(arguments)")
    }
  }

  @Test func `attributes of interviews and people are filled in too, and told`() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "describe", "S-1", "weather=rain", "place_type=missing:not-recorded")
    let facts = try expectDone(study.tool, "describe", "S-1").output
    #expect(facts.contains("missing (not recorded)"), "\(facts)")
    try study.files.write("participant,transcript,age\nP-周,S-2,61\n", to: "people.csv")
    try expectDone(study.tool, "participants", "import", "people.csv")
    try expectDone(study.tool, "attributes", "define", "participant.age", "--type", "number")
    try expectDone(study.tool, "participants", "fill", "P-周", "age=62", "--source", "field-note")
    let past = try rows(study, "participants", "history", "P-周", "age")
    #expect(past.map { $0[4] } == ["61", "62"])
    #expect(past.last?[5] == "field note")
    let all = try rows(study, "attributes")
    #expect(all.first?.prefix(2) == ["participant.age", "number"])
    let listed = try expectDone(study.tool, "participants").output
    #expect(listed.contains("age 62"), "\(listed)")
  }

  @Test func `topics are set and shown against transcripts and people`() throws {
    let study = try SmallStudy()
    try study.files.write("topic,guide,label\nland,G1,土地\nschool,G1,School\n", to: "topics.csv")
    try study.files.write("participant,transcript\nP-1,S-2\nP-2,S-2\n", to: "people.csv")
    try expectDone(study.tool, "topics", "import", "topics.csv")
    try expectDone(study.tool, "participants", "import", "people.csv")
    try expectDone(study.tool, "topics", "set", "S-1", "land=asked", "school=not-reached")
    try expectDone(study.tool, "topics", "set", "S-2", "土地=raised", "--participant", "P-1")
    #expect(
      try rows(study, "topics", "grid").map { $0 } == [
        ["land", "G1", "asked", "raised"], ["school", "G1", "not-reached", "not-recorded"],
      ])
    let people = try rows(study, "topics", "--people", "--transcript", "S-2")
    #expect(
      people.map { [$0[0], $0[4], $0[5]] } == [
        ["land", "P-1", "raised"], ["land", "P-2", "not-recorded"],
        ["school", "P-1", "not-recorded"], ["school", "P-2", "not-recorded"],
      ])
    try expectRefusal(
      65, of: ["topics", "set", "S-1", "lnd=asked"], by: study.tool, saying: "'lnd'", "land")
    try expectRefusal(
      65, of: ["topics", "set", "S-1", "land=asked", "--participant", "P-1"], by: study.tool,
      saying: "P-1 does not speak in S-1")
    #expect(try study.tool.run("topics", "set", "S-1", "land=often").code == 64)
    try expectDone(study.tool, "undo")
    #expect(try rows(study, "topics", "grid")[0] == ["land", "G1", "asked", "not-recorded"])
  }

  @Test func `referrals make chains, as a table, for Graphviz and as a drawing`() throws {
    let study = try SmallStudy()
    try study.files.write(
      "from,to,date,how\nperson:村支书,H-1,2024-03-01,带路\nH-1,H-2,,\"a \"\"friend\"\"\"\n",
      to: "referrals.csv")
    try expectDone(study.tool, "referrals", "import", "referrals.csv")
    let chains = try rows(study, "referrals", "chains")
    #expect(chains.map { $0[3] } == ["村支书", "H-1", "H-2"])
    #expect(Set(chains.map { $0[0] }) == ["村支书"])
    let dot = try expectDone(study.tool, "referrals", "chains", "--format", "dot").output
    #expect(dot.hasPrefix("digraph referrals {"), "\(dot)")
    #expect(dot.contains(#"tooltip="a \"friend\"""#), "\(dot)")
    let drawn = try expectDone(study.tool, "referrals", "chains", "--format", "svg").output
    #expect(drawn.contains("<svg") && drawn.contains("村支书"), "\(drawn)")
    let heard = try expectDone(study.tool, "sampling", "heard", "--chains").output
    #expect(heard.contains("chain: 村支书"), "\(heard)")
    try study.files.write("from,to\nperson:村支书,H-9\n", to: "wrong.csv")
    try expectRefusal(
      65, of: ["referrals", "import", "wrong.csv"], by: study.tool,
      saying: "wrong.csv, line 2", "'H-9'")
    try expectDone(study.tool, "referrals", "remove", "person:村支书", "H-1")
    #expect(try rows(study, "referrals").map { $0[1] } == ["H-1"])
  }
}
