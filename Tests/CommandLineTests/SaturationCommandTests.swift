import Foundation
import TestSupport
import Testing

/// What the outlines plant on the course of the field, asked of the commands; the expected
/// numbers are those of the outlines.
@Suite struct SaturationCommandTests {
  private func column(_ name: String, _ rows: CSVRows) -> [String] {
    rows.records.map { $0[name] ?? "" }
  }

  @Test("7.5: new codes per interview by date, all sites")
  func newCodes() throws {
    let rows = try DemoStudy().csv("saturation", "--coders", "gold")
    #expect(
      column("new", rows)
        == "7 11 15 1 3 7 1 3 0 4 1 1 2 3 0 1 0 0".split(separator: " ").map(String.init))
    #expect(
      column("cumulative", rows)
        == "7 18 33 34 37 44 45 48 48 52 53 54 56 59 59 60 60 60".split(separator: " ")
        .map(String.init))
    #expect(column("transcript", rows).first == "GY-121a")
    #expect(column("transcript", rows).last == "GY-121b")
    #expect(column("share", rows).last == "1")
  }

  @Test("7.5: Guiyang alone ends at 56, the first summer alone at 52")
  func placesAndSummers() throws {
    let study = try DemoStudy()
    let cities = try study.csv("saturation", "--coders", "gold", "--by", "city")
    let guiyang = cities.records.filter { $0["group"] == "guiyang" }
    #expect(guiyang.last?["cumulative"] == "56")
    let years = try study.csv("saturation", "--coders", "gold", "--by", "year")
    let summer = years.records.filter { $0["group"] == "2016" }
    #expect(summer.count == 10)
    #expect(summer.last?["cumulative"] == "52")
    for (filter, codes) in [("site in guiyang", "56"), ("date <= 2016", "52")] {
      let rows = try study.csv("saturation", "--coders", "gold", "--where", filter)
      #expect(rows.records.last?["cumulative"] == codes, "\(filter)")
    }
  }

  @Test("7.5: four codes are heard only outside Guiyang")
  func onlyOutside() throws {
    let rows = try DemoStudy().csv("sampling", "heard", "--by", "city", "--coders", "gold")
    let outside = rows.records.filter { $0["condition"] != "city: guiyang" }
    #expect(
      Set(outside.compactMap { $0["code"] })
        == [
          "coast-and-return", "few-local-jobs", "local-worker-label",
          "poverty-programme-encounter",
        ])
  }

  @Test("Q09: five codes are heard only with an intermediary present")
  func intermediary() throws {
    let study = try DemoStudy()
    for arguments in [["sampling", "heard"], ["sampling", "heard", "--present", "intermediary"]] {
      let run = try study.tool.run(arguments + ["--format", "csv", "--quiet"])
      let rows = try CSVRows(run.output)
      #expect(
        Set(rows.records.compactMap { $0["code"] })
          == [
            "coast-and-return", "funds-not-arriving", "land-terrain-limit", "licence-limbo",
            "principal-mission",
          ])
      #expect(Set(rows.records.compactMap { $0["interviews"] }) == ["5"])
    }
  }

  @Test("7.1: the referral edges make one long chain")
  func chains() throws {
    let study = try DemoStudy()
    let rows = try study.csv("sampling", "grid", "chain", "kind")
    let members = rows.records.filter { $0["chain"] == "university friend" }
      .flatMap { ($0["members"] ?? "").split(separator: "; ").map(String.init) }
    #expect(
      Set(members) == ["GY-121a", "GY-121b", "GY-111", "GY-112", "GY-131", "GY-104", "GY-106"])
  }

  @Test("7.5: the sampling gaps are gaps of a plan")
  func gaps() throws {
    let study = try DemoStudy()
    try study.files.write(
      """
      kind,participant.sex,occupation,wanted
      school-public,,teacher,1
      ,,NGO worker,1
      ,,factory worker,1
      contractor,f,,1
      household,f,,1
      """, to: "plan.csv")
    let rows = try study.csv("sampling", "gaps", "plan.csv")
    #expect(column("line", rows) == ["2", "3", "4", "5"])
    #expect(Set(column("found", rows)) == ["0"])
  }

  @Test func `variables of the survey are attributes of the sample`() throws {
    let study = try DemoStudy()
    let grid = try study.csv("sampling", "public_attempt")
    let refused = grid.records.first { $0["public_attempt"] == "refused" }
    #expect(refused?["members"] == "HH-033; HH-035; HH-037; HH-044; HH-047")
    let named = try study.csv("sampling", "households.public_attempt", "--unit", "transcript")
    #expect(
      named.records.first { $0["households.public_attempt"] == "refused more than once" }?[
        "members"] == "GY-101")
    try study.files.write("public_attempt,wanted\nadmited,1\nAdmitted,2\n", to: "plan.csv")
    let run = try study.tool.run("sampling", "gaps", "plan.csv", "--all")
    #expect(run.code == 0, "\(run.story)")
    #expect(run.output.contains("no such value in the survey's schema"), "\(run.story)")
    #expect(run.output.contains("line 2, public_attempt admited"), "\(run.story)")
    let by = try study.csv("saturation", "--by", "owns_home_city", "--coders", "gold")
    #expect(Set(column("group", by)).isSuperset(of: ["yes", "no"]))
    try expectRefusal(
      65, of: ["sampling", "nothing-of-the-kind"], by: study.tool, saying: "households")
  }

  @Test func `the codebook as of then leaves out what was put there later`() throws {
    let study = try SmallStudy()
    func new(_ arguments: String...) throws -> [String] {
      let run = try study.tool.run(
        ["saturation", "--format", "csv", "--quiet"] + arguments)
      #expect(run.code == 0, "\(run.story)")
      return column("new_codes", try CSVRows(run.output))
    }
    // The second interview has been coded when a new code goes on the first.
    try expectDone(study.tool, "code", "S-1", "t4", "--as", "garden-talk", "--new")
    #expect(try new() == ["work, garden-talk", "staying"])
    #expect(try new("--codebook", "then") == ["work", "staying"])
    let run = try study.tool.run("saturation", "--codebook", "then")
    #expect(run.output.contains("as of then"), "\(run.story)")
    #expect(run.output.contains("1 code in 1 interview"), "\(run.story)")
    #expect(!run.output.contains("applied backwards"))
    for wrong in [
      ["--codebook", "then", "--changes"], ["--codebook", "then", "--table", "t.csv"],
      ["--codebook", "tomorrow"],
    ] {
      #expect(try study.tool.run(["saturation"] + wrong).code == 64, "\(wrong)")
    }
  }

  @Test func `the rule asks within one kind and refuses kinds with too few interviews`() throws {
    let study = try DemoStudy()
    let rows = try study.csv("saturation", "--base", "4", "--coders", "gold")
    #expect(Set(column("group", rows)).isSuperset(of: ["household", "official"]))
    for row in rows.records where (Int(row["interviews"] ?? "") ?? 0) < 6 {
      #expect(row["base_codes"] == "" && row["first"] == "" && row["median"] == "")
    }
    let run = try study.tool.run("saturation", "--base", "4", "--by", "all")
    #expect(run.output.contains("seed 1"))
    #expect(run.output.contains("1000 random orders"))
  }

  @Test func `no answer says that a field is saturated`() throws {
    let study = try DemoStudy()
    for view in [
      [], ["--by", "kind"], ["--base", "4", "--by", "all"], ["--runs"], ["--curve"],
      ["--richness"], ["--categories"], ["--changes"], ["--unread"], ["--names"], ["--help"],
    ] {
      let run = try study.tool.run(["saturation"] + view)
      #expect(run.code == 0, "\(view): \(run.story)")
      #expect(!run.story.lowercased().contains("saturated"), "\(view)")
    }
  }

  @Test func `richness says each time that interviews are no random sample`() throws {
    for view in ["--richness", "--curve"] {
      let study = try DemoStudy()
      let run = try study.tool.run("saturation", view)
      #expect(run.output.contains("no random sample"))
    }
  }

  @Test func `the same seed gives the same bytes and another seed others`() throws {
    let study = try DemoStudy()
    func curve(_ seed: String) throws -> String {
      try study.tool.run("saturation", "--curve", "--orders", "50", "--seed", seed).output
    }
    #expect(try curve("7") == curve("7"))
    #expect(try curve("7") != curve("8"))
  }

  @Test func `a table of the same codes gives the same numbers without a study`() throws {
    let study = try DemoStudy()
    let order = try study.csv("saturation", "--coders", "gold")
    let cells = try study.csv("matrix", "--coders", "gold")
    var counts: [String: [String: String]] = [:]
    for row in cells.records {
      counts[row["transcript"] ?? "", default: [:]][row["code"] ?? ""] = row["n"]
    }
    let codes = Set(cells.records.compactMap { $0["code"] }).sorted()
    let labels = column("transcript", order)
    let table =
      ([["interview"] + codes]
      + labels.map { label in [label] + codes.map { counts[label]?[$0] ?? "0" } })
      .map { $0.joined(separator: ",") }.joined(separator: "\n")
    let elsewhere = try ScratchFolder()
    try elsewhere.write(table, to: "codes.csv")
    let tool = Tool(in: elsewhere.url)
    let run = try tool.run("saturation", "--table", "codes.csv", "--format", "csv")
    let rows = try CSVRows(run.output)
    for name in ["transcript", "codes", "new", "cumulative"] {
      #expect(column(name, rows) == column(name, order), "\(name)")
    }
    let ours = try study.csv("saturation", "--coders", "gold", "--richness")
    let theirs = try CSVRows(
      tool.run("saturation", "--table", "codes.csv", "--richness", "--format", "csv").output)
    // Sums run over the codes in another order, so the last digits may differ.
    for name in ["value", "se"] {
      for (a, b) in zip(column(name, ours), column(name, theirs)) {
        #expect(a == b || abs((Double(a) ?? .nan) - (Double(b) ?? .nan)) < 1e-9, "\(name)")
      }
    }
    #expect(ours.records.count == theirs.records.count)
  }

  @Test func `a code made after the interviews were coded was not read for`() throws {
    let study = try DemoStudy()
    try study.files.write("code,name\nafter-all,After all\n", to: "late.csv")
    #expect(try study.tool.run("codebook", "import", "late.csv").code == 0)
    let unread = try study.csv("saturation", "--unread")
    let interviews = try study.csv("saturation").records.count
    #expect(column("code", unread) == ["after-all"])
    #expect(column("interviews", unread) == [String(interviews)])
    #expect(
      try study.tool.run("saturation").output.contains("1 code was made after"))
    #expect(
      try study.tool.run("code", "GY-101", "t15", "--as", "after-all").code == 0)
    let rest = try study.csv("saturation", "--unread")
    #expect(column("interviews", rest) == [String(interviews - 1)])
    #expect(try study.csv("saturation", "--changes").records.count == 2)
  }

  @Test(arguments: [
    ["saturation", "--curve", "--richness"], ["saturation", "--base", "0"],
    ["saturation", "--threshold", "101"], ["saturation", "--orders", "0"],
    ["saturation", "--table", "x.csv", "--categories"],
    ["saturation", "--table", "x.csv", "--coders", "gold"],
    ["saturation", "--table", "x.csv", "--where", "kind is household"],
    ["sampling", "heard", "--chains", "--by", "kind"], ["sampling", "kind", "--unit", "village"],
  ])
  func `questions that cannot be asked are usage errors`(_ arguments: [String]) throws {
    let study = try DemoStudy()
    let run = try study.tool.run(arguments)
    #expect(run.code == 64, "\(run.story)")
  }

  @Test func `a study without codings does not claim that interviews were read again`() throws {
    let files = try SmallStudy.sources()
    let tool = Tool(in: files.url)
    for command in SmallStudy.commands.prefix(3) {
      #expect(try tool.run(command).code == 0)
    }
    let run = try tool.run("saturation")
    #expect(run.story.contains("nothing is coded yet"), "\(run.story)")
    #expect(!run.story.contains("coded again"), "\(run.story)")
  }

  @Test func `codes heard only in one group of a survey variable are listed`() throws {
    let study = try DemoStudy()
    let heard = try study.csv("sampling", "heard", "--by", "owns_home_city").records
    #expect(heard.contains { $0["condition"]?.hasPrefix("owns_home_city: ") == true })
  }

  @Test func `an unknown attribute is told with those that there are`() throws {
    for arguments in [["sampling", "colour"], ["saturation", "--by", "colour"]] {
      let study = try DemoStudy()
      let run = try study.tool.run(arguments)
      #expect(run.code == 65)
      #expect(run.story.contains("colour") && run.story.contains("participant.sex"))
    }
  }

  @Test func `a table with a hole or a file that is not there is refused with its place`() throws {
    let files = try ScratchFolder()
    try files.write("interview,x\nA,1\nB,\n", to: "hole.csv")
    let tool = Tool(in: files.url)
    let hole = try tool.run("saturation", "--table", "hole.csv")
    #expect(hole.code == 65)
    #expect(hole.story.contains("hole.csv, line 3"))
    #expect(try tool.run("saturation", "--table", "absent.csv").code == 66)
  }
}
