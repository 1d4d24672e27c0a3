import Foundation
import TestSupport
import Testing

@Suite struct MissingFileTests {
  static let commands: [[String]] = [
    ["import", "absent"], ["import", "codings", "absent"], ["codebook", "import", "absent"],
    ["themes", "import", "absent"], ["survey", "import", "absent.csv"],
    ["survey", "import", "Surveys/survey.csv", "--schema", "absent"],
    ["sites", "import", "absent"], ["cases", "import", "absent"],
    ["participants", "import", "absent"],
  ]

  @Test(arguments: commands) func aFileThatIsNotThereIsNamed(_ command: [String]) throws {
    let study = try SmallStudy()
    try expectRefusal(66, of: command, by: study.tool, saying: "absent")
  }

  @Test(arguments: commands.filter { $0[0] != "import" || $0[1] == "codings" })
  func aFolderIsNoFile(_ command: [String]) throws {
    let study = try SmallStudy()
    let folder = command.map { $0.hasPrefix("absent") ? "Codebooks" : $0 }
    try expectRefusal(66, of: folder, by: study.tool, saying: "Codebooks")
  }

  @Test func aSchemaThatNamesAMissingFileIsRefused() throws {
    let study = try SmallStudy()
    try study.files.write(
      "survey: other\nfile: gone.csv\nkey: k\nvariables:\n  - {name: k}\n", to: "other.yaml")
    try expectRefusal(
      66, of: ["survey", "import", "other.yaml"], by: study.tool, saying: "gone.csv")
  }

  @Test func withoutAStudyEveryCommandSaysHowToMakeOne() throws {
    let files = try ScratchFolder()
    try files.write("Ana: Hello.\n", to: "a.txt")
    for command in [
      ["status"], ["log"], ["check"], ["codes"], ["quotes", "x"], ["import", "a.txt"], ["undo"],
      ["code", "a", "t1", "--as", "x"], ["report"], ["backup", "b.emic"], ["sql", "SELECT 1"],
    ] {
      try expectRefusal(
        66, of: command, by: Tool(in: files.url), saying: "study.emic", "emic init")
    }
    #expect(!files.has("study.emic"))
    #expect(!files.has("b.emic"))
  }

  @Test func aStudyThatIsNamedAndNotThereIsMissing() throws {
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    try expectRefusal(66, of: ["status", "--study", "nowhere"], by: tool, saying: "nowhere")
    try expectRefusal(
      66, of: ["status"], by: tool.with(["EMIC_STUDY": "elsewhere"]), saying: "elsewhere")
    try files.write("", to: "hollow/readme.txt")
    try expectRefusal(66, of: ["status", "--study", "hollow"], by: tool, saying: "hollow")
  }

  @Test func aStudyIsFoundFromAFolderBelowByOptionAndByVariable() throws {
    let study = try SmallStudy()
    let plain = try expectDone(study.tool, "codes", "--format", "csv").output
    let below = try expectDone(study.tool.at("Transcripts"), "codes", "--format", "csv").output
    let away = try ScratchFolder()
    let named = try expectDone(
      Tool(in: away.url), "codes", "--format", "csv", "--study", study.folder.path
    ).output
    let variable = Tool(in: away.url).with(
      ["EMIC_STUDY": study.folder.appending(path: "study.emic").path])
    #expect(below == plain)
    #expect(named == plain)
    #expect(try expectDone(variable, "codes", "--format", "csv").output == plain)
  }
}
