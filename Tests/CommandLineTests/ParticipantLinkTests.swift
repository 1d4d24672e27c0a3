import Testing

/// Those who speak, tied to a survey of persons, through the program.
@Suite struct ParticipantLinkTests {
  private func study() throws -> ReviewTool {
    let tool = try ReviewTool()
    try tool.done("init", ".")
    try tool.write("id\nH1\nH2\n", to: "cases.csv")
    try tool.write(
      "Q: Who goes?\nMA: I stay.\nHU: We leave.\nQ: When?\nMA: Never.\nHU: Soon.\n", to: "T1.txt")
    try tool.write("Q: And you?\nLI: I stay too.\nQ: How long?\nLI: Always.\n", to: "T2.txt")
    try tool.write(
      "participant,transcript,speaker,case,member\nMA,T1,MA,H1,1\nHU,T1,HU,H1,2\nLI,T2,LI,H2,9\n",
      to: "people.csv")
    try tool.write("slug,label\nstay,Stays\n", to: "codes.csv")
    try tool.write("id,owns\nH1,1\nH2,0\n", to: "homes.csv")
    try tool.write("person,id,female,age\n1,H1,0,40\n2,H1,1,38\n3,H2,1,61\n", to: "members.csv")
    try tool.done("cases", "import", "cases.csv")
    try tool.done("import", "T1.txt", "T2.txt")
    try tool.done("describe", "T1", "cases=H1")
    try tool.done("describe", "T2", "cases=H2")
    try tool.done("participants", "import", "people.csv")
    try tool.done("codebook", "import", "codes.csv")
    try tool.done("code", "T1", "I stay.", "--as", "stay")
    try tool.done("code", "T2", "I stay too.", "--as", "stay")
    try tool.done("survey", "import", "homes.csv", "--name", "homes", "--key", "id")
    try tool.done("survey", "import", "members.csv", "--name", "members", "--key", "person")
    try tool.done("link", "--survey", "homes")
    return tool
  }

  private func links(_ tool: ReviewTool) throws -> [String] {
    try tool.rows(
      "SELECT participant, coalesce(record, '-'), method, note FROM v_participant_links ORDER BY 1")
  }

  @Test func `a participant is tied by name, by attribute, by file, and not at all`() throws {
    let tool = try study()
    let one = try tool.done("link", "MA", "--record", "1", "--survey", "members")
    #expect(one.output.contains("MA: record 1"))
    let all = try tool.done(
      "link", "--unit", "participant", "--survey", "members", "--attribute", "member")
    #expect(all.output.contains("linked 1 participant by member"), "\(all.output)")
    #expect(all.errors.contains("kept 1 participant"), "\(all.errors)")
    #expect(all.errors.contains("participants without a record: LI"), "\(all.errors)")
    // Of a survey that participants are tied to, they are meant.
    try tool.done("link", "LI", "--not", "away that day", "--survey", "members")
    #expect(
      try links(tool) == ["HU\t2\tattribute\t", "LI\t-\thand\taway that day", "MA\t1\thand\t"])
    try tool.write("participant,record,note\nLI,3,came back\n", to: "links.csv")
    let listed = try tool.done("link", "--from", "links.csv", "--survey", "members")
    #expect(listed.output.contains("linked 1 participant as listed"))
    #expect(try links(tool).dropFirst().first == "LI\t3\tlist\tcame back")
    try tool.done("undo")
    #expect(try links(tool).dropFirst().first == "LI\t-\thand\taway that day")
    #expect(try tool.done("participants").output.contains("members:1"))
  }

  @Test func `records are cases or persons, not both, and bad links change nothing`() throws {
    let tool = try study()
    for (arguments, said) in [
      (["link", "MA", "--record", "H1", "--survey", "homes"], "are cases"),
      (["link", "MA", "--record", "7", "--survey", "members"], "no record '7'"),
      (["link", "NOBODY", "--record", "1", "--survey", "members"], "NOBODY"),
      (["link", "--by", "nothing", "--survey", "homes"], "nothing"),
      (["link", "MA", "--record", "1", "--by", "id", "--survey", "members"], "--by"),
    ] {
      let run = try tool.run(arguments)
      #expect(run.code != 0, "\(arguments)")
      #expect(run.errors.contains(said), "\(run.errors)")
    }
    #expect(try links(tool) == [])
    try tool.done("link", "MA", "--record", "1", "--survey", "members")
    let other = try tool.run(["link", "H1", "--record", "2", "--survey", "members"])
    #expect(other.errors.contains("are participants: 1 participant linked"), "\(other.errors)")
    // A record that somebody is tied to does not go with another file.
    try tool.write("person,id,female,age\n2,H1,1,38\n", to: "members.csv")
    let less = try tool.run([
      "survey", "import", "members.csv", "--name", "members", "--key", "person",
    ])
    #expect(less.errors.contains("a participant is linked to it"), "\(less.errors)")
  }

  @Test func `speakers are counted, filtered and written beside what was measured`() throws {
    let tool = try study()
    for (person, record) in [("MA", "1"), ("HU", "2"), ("LI", "3")] {
      try tool.done("link", person, "--record", record, "--survey", "members")
    }
    let table = try tool.done(
      "crosstab", "stay", "female", "--unit", "participant", "--format", "csv")
    #expect(
      table.output.split(whereSeparator: \.isNewline).dropFirst().map {
        $0.split(separator: ",").prefix(7)
      }
      .map { $0.joined(separator: ",") }.contains("stay,female,0,yes,1,1,MA"),
      "\(table.output)")
    #expect(try tool.done("quotes", "stay", "--where", "members.age > 50").output.contains("too"))
    let young = try tool.done("quotes", "stay", "--where", "age < 50", "--format", "csv")
    #expect(young.output.contains("I stay.") && !young.output.contains("too"), "\(young.output)")
    try tool.done(
      "cases", "export", "--unit", "participant", "--variables", "female,age", "-o", "people.csv")
    #expect(
      try tool.text("people.csv").split(whereSeparator: \.isNewline).map(String.init) == [
        "participant,case,case_kind,interviews,linked,person,female,age,c_stay,cn_stay",
        "HU,H1,,T1,1,2,1,38,0,0", "LI,H2,,T2,1,3,1,61,1,1", "MA,H1,,T1,1,1,0,40,1,1",
      ])
    let checked = try tool.done("cases", "check", "--survey", "homes")
    #expect(checked.output.contains("sex or age unknown"), "\(checked.output)")
    try tool.done("erase", "--participant", "MA", "--yes", "--why", "withdrawn")
    #expect(try links(tool).map { $0.prefix(2) } == ["HU", "LI"])
    #expect(try tool.done("check").code == 0)
  }
}
