import Foundation
import Testing

/// What a review of the survey's commands found, each through the program.
@Suite struct SurveyReviewTests {
  private func rows(_ run: ReviewTool.Run) -> [String] {
    run.output.split(whereSeparator: \.isNewline).map(String.init)
  }

  @Test func `ids of many digits stay apart, and NA and mixed decimal signs are told`() throws {
    let tool = try ReviewTool()
    try tool.done("init", ".")
    let ids = (1...4).map { "11010119900307001\($0)" }
    try tool.write(
      "pid,hh,age\n" + ids.enumerated().map { "\($0 + 1),\($1),30\n" }.joined(), to: "ids.csv")
    try tool.done("survey", "import", "ids.csv", "--name", "persons", "--key", "pid")
    try tool.done(
      "survey", "fold", "persons", "--by", "hh", "--as", "homes", "--rule", "n = count(age >= 0)")
    #expect(
      try tool.rows(
        "SELECT key FROM record JOIN survey ON survey.id = survey_id "
          + "WHERE survey.name = 'homes' ORDER BY key") == ids)
    try tool.write("id;inc;x\nA;1.234;0,5\nB;2.345;1,5\n", to: "mixed.csv")
    #expect(
      try tool.done("survey", "import", "mixed.csv", "--name", "mixed").errors.contains(
        "some numbers have a comma and others a point"))
    try tool.write("id,x\nA,1\nB,NA\nC,.\nD,4\n", to: "na.csv")
    let imported = try tool.done("survey", "import", "na.csv", "--name", "na")
    #expect(imported.errors.contains("stands for no value in x"), "\(imported.errors)")
    let mean = try tool.done("survey", "describe", "x", "--survey", "na", "--format", "csv")
    #expect(rows(mean)[1].hasPrefix("x,x,,all,4,2,,,2.5,"), "\(mean.output)")
  }

  @Test func `Welch compares what is measured by who is compared`() throws {
    let tool = try ReviewTool()
    let values = [("a", [2, 2, 2, 2, 2]), ("b", [3, 2, 3, 2, 3])]
    let lines = values.flatMap { group, own in own.map { "\($0),\(group)" } }
    try tool.write((["v,g"] + lines).joined(separator: "\n"), to: "two.csv")
    // Welch by hand: (2 − 2.6)/√(0/5 + 0.3/5) = −2.449 on 4 degrees of freedom, p = 0.0705.
    for names in [["v", "g"], ["g", "v"]] {
      let run = try tool.run(
        ["crosstab"] + names + ["--with", "welch", "--table", "two.csv", "--format", "csv"])
      let p = rows(run).first { $0.hasPrefix("welch,p,") }?.split(separator: ",")[2]
      #expect(abs((Double(p ?? "") ?? 0) - 0.0704839) < 1e-6, "\(run.output)")
    }
    // All ways to deal, as they are few.
    let dealt = try tool.done(
      "crosstab", "v", "g", "--with", "permutation", "--table", "two.csv", "--format", "csv")
    #expect(!dealt.output.contains("drawn"), "\(dealt.output)")
    try tool.write("v,g\n2,a\n2,a\n2,a\n3,b\n3,b\n3,b\n", to: "const.csv")
    let none = try tool.done("crosstab", "v", "g", "--with", "welch", "--table", "const.csv")
    #expect(none.output.contains("nothing varies within a group"), "\(none.output)")
  }

  @Test func `waves are one survey, beside which there is no other of the name`() throws {
    let tool = try ReviewTool()
    try tool.done("init", ".")
    for (wave, own) in [("2013", "0"), ("2017", "1")] {
      try tool.write("id,own\nA,\(own)\nB,\(own)\n", to: "w.csv")
      try tool.done("survey", "import", "w.csv", "--name", "h", "--wave", wave)
    }
    let last = try tool.done("survey", "describe", "own")
    #expect(last.output.contains("2 of 2"), "\(last.output)")
    let plain = try tool.run(["survey", "import", "w.csv", "--name", "h"])
    #expect(plain.errors.contains("the study has waves of 'h': h@2013, h@2017"), "\(plain.errors)")
    #expect(try tool.rows("SELECT name FROM survey ORDER BY name") == ["h@2013", "h@2017"])
  }

  @Test func `no model speaks of a child, and slopes are called slopes`() throws {
    let tool = try ReviewTool()
    try tool.done("init", ".")
    try tool.write("case,kind\nH1,child\nH2,household\n", to: "cases.csv")
    try tool.done("cases", "import", "cases.csv")
    let lines = (1...40).map { "H\($0),\($0 % 3 == 0 ? 1 : 0),0.\(200 + ($0 * 37) % 200)" }
    try tool.write((["id,own,share"] + lines).joined(separator: "\n"), to: "homes.csv")
    try tool.done("survey", "import", "homes.csv", "--name", "homes", "--key", "id")
    try tool.done("link")
    let residuals = try tool.done(
      "model", "own ~ share", "--residuals", "--format", "csv")
    #expect(!residuals.output.contains("\nH1,") && residuals.output.contains("H2,"))
    #expect(residuals.errors.contains("1 record of children"), "\(residuals.errors)")
    let effects = try tool.done("model", "own ~ share", "--effects")
    #expect(effects.output.contains("slope per 1"), "\(effects.output)")
    #expect(effects.output.contains("more than the whole range of share"), "\(effects.output)")
  }

  @Test func `a division into classes rises, and a 1 among other numbers is no yes`() throws {
    let tool = try ReviewTool()
    try tool.write("id,size\na,1\nb,2\nc,4\nd,1\n", to: "t.csv")
    let ones = try tool.done(
      "survey", "describe", "size", "--table", "t.csv", "--where", "size is 1", "--format", "csv")
    #expect(!ones.output.contains("yes"), "\(ones.output)")
    let cut = try tool.run(["survey", "describe", "c = cut(size, 5, 3)", "--table", "t.csv"])
    #expect(cut.code != 0 && cut.errors.contains("the limits do not rise"), "\(cut.errors)")
  }

  @Test func `coverage of a table is that of the export, whatever stands above the words`() throws {
    let tool = try ReviewTool()
    try tool.done("init", ".")
    try tool.write("id\nH1\nH2\n", to: "cases.csv")
    try tool.done("cases", "import", "cases.csv")
    let talk =
      "Q: And now?\nMA: We stay here, all of us.\nQ: Why?\nMA: It is home to the children.\n"
    try tool.write(talk, to: "T1.txt")
    try tool.write(
      "---\ntitle: \(String(repeating: "a long head ", count: 40))\n---\n\n\n" + talk, to: "T2.txt")
    try tool.done("import", "T1.txt", "T2.txt")
    for number in 1...2 { try tool.done("describe", "T\(number)", "cases=H\(number)") }
    try tool.write("slug,label\nstay,Stays\n", to: "codes.csv")
    try tool.done("codebook", "import", "codes.csv")
    for number in 1...2 {
      try tool.done("code", "T\(number)", "We stay here, all of us.", "--as", "stay")
    }
    try tool.write("id,own,x\nH1,1,1.5\nH2,0,2.5\n", to: "homes.csv")
    try tool.done("survey", "import", "homes.csv", "--name", "homes", "--key", "id")
    try tool.done("link")
    try tool.done("cases", "export", "--measures", "coverage", "-o", "out.csv")
    let shares = try tool.text("out.csv").split(whereSeparator: \.isNewline).dropFirst()
      .compactMap { $0.split(separator: ",").last }
    // 24 of the 24 + 27 scalars of what Ma says.
    #expect(shares.count == 2 && shares[0] == shares[1], "\(shares)")
    #expect(abs((Double(shares[0]) ?? 0) - 24.0 / 51) < 1e-9, "\(shares)")
    let table = try tool.done("crosstab", "stay", "x", "--measure", "coverage", "--no-quotes")
    #expect(table.output.components(separatedBy: "0.471").count > 1, "\(table.output)")
  }
}
