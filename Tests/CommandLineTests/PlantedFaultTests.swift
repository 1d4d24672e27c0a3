import Foundation
import TestSupport
import Testing

/// One small file for each planted fault (`Tests/Fixtures/Planted`): the program names the fault
/// and its place in one message and changes nothing.
@Suite struct PlantedFaultTests {
  private static let fixtures = SharedFiles.packageRoot.appending(path: "Tests/Fixtures/Planted")

  /// What is wrong, how the program meets it, and what its message must say.
  struct Fault: Sendable, CustomTestStringConvertible {
    var name: String
    var arguments: [String]
    var says: [String]
    var code: Int32 = 65
    var testDescription: String { name }
  }

  static let faults = [
    Fault(
      name: "a count greater than the household's size",
      arguments: ["survey", "import", "count-above-size.csv", "--schema", "households.yaml"],
      says: ["line 3", "n_pension_urban", "5 is more than household_size, which is 3"]),
    Fault(
      name: "a share of 1.3",
      arguments: ["survey", "import", "share-above-one.csv", "--schema", "households.yaml"],
      says: ["line 3", "share_rural_migrant", "1.3 is not from 0 to 1"]),
    Fault(
      name: "a region that the schema does not know",
      arguments: ["survey", "import", "unknown-region.csv", "--schema", "households.yaml"],
      says: ["line 3", "region", "'northern'"]),
    Fault(
      name: "a household id that stands twice",
      arguments: ["survey", "import", "duplicate-id.csv", "--schema", "households.yaml"],
      says: ["line 4", "HH-901", "line 2"]),
    Fault(
      name: "a link to a household that does not exist",
      arguments: ["link", "--from", "link-without-household.csv"],
      says: ["line 3", "HH-999"]),
    Fault(
      name: "an interview dated before the fieldwork",
      arguments: ["import", "interview-before-fieldwork"],
      says: ["XX-903", "2015-06-22", "before the fieldwork", "2016-06-14"], code: 1),
    Fault(
      name: "a code that is not in the codebook",
      arguments: ["import", "codings", "code-not-in-codebook.csv", "--strict"],
      says: ["line 3", "roof-trouble"]),
    Fault(
      name: "an offset past the end of a Chinese text",
      arguments: ["import", "codings", "offset-past-end.csv", "--strict"],
      says: ["line 3", "61"]),
  ]

  /// A study in which everything that the faults stand beside is sound.
  private static let sound: Result<ScratchFolder, any Error> = Result {
    let files = try ScratchFolder()
    try files.fill(from: fixtures)
    try files.write("case,kind\nHH-901,household\nHH-999,household\n", to: "cases.csv")
    let book = SharedFiles.packageRoot.appending(path: "Codebooks/settling.yaml").path
    let tool = Tool(in: files.url)
    for command in [
      ["init", "."], ["fieldwork", "2016-06-14..2017-07-10"], ["codebook", "import", book],
      ["import", "transcripts/XX-901.txt", "transcripts/XX-902.txt"],
      ["cases", "import", "cases.csv"], ["survey", "import", "households.yaml"],
    ] {
      let run = try tool.run(command)
      guard run.code == 0 else { throw Tool.Failure(run.story) }
    }
    return files
  }

  @Test(arguments: faults)
  func `each fault is named once with its place and changes nothing`(_ fault: Fault) throws {
    let files = try ScratchFolder()
    try files.fill(from: try PlantedFaultTests.sound.get().url)
    let before = try StudyFile.dump(files.url)
    let run = try Tool(in: files.url).run(fault.arguments)
    #expect(run.code == fault.code, "\(run.story)")
    // One message for the fault; --strict ends with a line that says what came of the file.
    let (faults, others) = run.errorLines.filter { !$0.hasPrefix("  ") }.reduce(
      into: ([String](), [String]())
    ) { lines, line in
      if fault.says.allSatisfy(line.contains) { lines.0.append(line) } else { lines.1.append(line) }
    }
    #expect(faults.count == 1, "\(run.story)")
    #expect(faults.first?.hasPrefix("emic: ") == true, "\(run.story)")
    let strict = fault.arguments.contains("--strict")
    #expect(others.count == (strict ? 1 : 0), "\(run.story)")
    #expect(others.allSatisfy { $0.contains("nothing was changed") }, "\(run.story)")
    #expect(try StudyFile.dump(files.url) == before, "\(run.story)")
  }

  @Test func `every file of the list is met by a test`() throws {
    let readme = try String(
      contentsOf: PlantedFaultTests.fixtures.appending(path: "README.md"), encoding: .utf8)
    let listed = readme.split(whereSeparator: \.isNewline).compactMap { line -> String? in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3, cells[1].hasPrefix("`") else { return nil }
      return cells[1].trimmingCharacters(in: ["`"]).split(separator: "/").first.map(String.init)
    }
    #expect(listed.count == PlantedFaultTests.faults.count)
    let met = Set(PlantedFaultTests.faults.flatMap(\.arguments))
    #expect(Set(listed).isSubset(of: met), "\(Set(listed).subtracting(met))")
  }

  @Test func `the sound rows beside the faults are taken`() throws {
    let files = try ScratchFolder()
    try files.fill(from: try PlantedFaultTests.sound.get().url)
    let tool = Tool(in: files.url)
    try files.write("case,survey,record,note\nHH-901,households,HH-901,\n", to: "links.csv")
    try expectDone(tool, "link", "--from", "links.csv")
    let links = try StudyFile(files.url).rows("SELECT method FROM link")
    #expect(links == [["'list'"]])
    try expectDone(tool, "check")
  }

  @Test func `a document may be older than the fieldwork, and its date may be left open`() throws {
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    try expectDone(tool, "init", ".")
    try expectDone(tool, "fieldwork", "2016-06-14..2017-07-10")
    let words = "\n---\nInterviewer: And?\n\nAna: Nothing.\n"
    try files.write("---\nid: plan\nkind: document\ndate: 2014-03-16" + words, to: "plan.md")
    try files.write("---\nid: year\nkind: household\ndate: 2016" + words, to: "year.md")
    try expectDone(tool, "import", "plan.md", "year.md")
    try expectRefusal(
      65, of: ["describe", "year", "date=2018-01-01"], by: tool, saying: "after the fieldwork")
    #expect(try expectDone(tool, "fieldwork").output == "2016-06-14..2017-07-10\n")
    // What is here already is named when the dates are set anew.
    let run = try expectDone(tool, "fieldwork", "2017-01-01..")
    #expect(run.errors.contains("year: its date 2016 is before the fieldwork"), "\(run.story)")
    #expect(!run.errors.contains("plan"))
  }
}
