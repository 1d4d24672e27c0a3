import Foundation
import TestSupport
import Testing

/// A study of two invented interviews, made by the program in a fresh folder.
struct SmallStudy {
  let files: ScratchFolder
  let tool: Tool

  var folder: URL { files.url }

  /// Copies the study, which is made once.
  init() throws {
    files = try ScratchFolder()
    try files.fill(from: try SmallStudy.original.get().url)
    tool = Tool(in: files.url)
  }

  /// The sources without a study.
  static func sources() throws -> ScratchFolder {
    let files = try ScratchFolder()
    for (path, text) in SmallStudy.texts { try files.write(text, to: path) }
    return files
  }

  private static let original: Result<ScratchFolder, any Error> = Result {
    let files = try sources()
    let tool = Tool(in: files.url)
    for command in commands {
      let run = try tool.run(command)
      guard run.code == 0 else { throw Tool.Failure(run.story) }
    }
    return files
  }

  static let commands: [[String]] = [
    ["init", ".", "--name", "Small"],
    ["import", "Transcripts"],
    ["codebook", "import", "Codebooks/book.yaml"],
    ["themes", "import", "Codebooks/themes.yaml"],
    ["survey", "import", "Surveys/survey.yaml"],
    ["link"],
    ["code", "S-1", "t2", "--as", "work"],
    ["code", "S-2", "以后也不走", "--as", "staying"],
  ]

  static let texts: [(String, String)] = [
    (
      "Transcripts/S-1.md",
      """
      ---
      id: S-1
      kind: household
      date: 2024-03-01
      site: lower-village
      cases: H-1
      language: en
      ---
      Interviewer: Why did you come here?

      Ana: The road was closed in winter. We came for the work, like everybody.

      Interviewer: And now?

      Ana: We came for the work and we stay for the garden. Nobody asks us to leave.

      """
    ),
    (
      "Transcripts/S-2.md",
      """
      ---
      id: S-2
      kind: household
      date: 2024-03-05
      cases: H-2
      language: zh
      ---
      采访者：你为什么来？

      老周：家里没有地了，就来了。

      采访者：以后呢？

      老周：以后也不走，就住这里。

      """
    ),
    (
      "Codebooks/book.yaml",
      """
      categories:
        - {id: cat-moving, name: Moving, name_zh: 迁移}
      codes:
        - id: work
          name: Coming for work
          name_zh: 为了做工
          category: cat-moving
          short: Work is the reason for coming.
        - id: staying
          name: Meaning to stay
          name_zh: 打算留下
          category: cat-moving
          short: The speaker means to stay.
        - id: stalling
          name: Putting it off
          category: cat-moving
          short: The decision is put off.
        - id: saying
          name: What people say
          category: cat-moving
          short: Hearsay.

      """
    ),
    (
      "Codebooks/themes.yaml",
      """
      themes:
        - id: garden
          statement: People stay for what they have planted.
          rule: all required
          required: [staying]

      """
    ),
    (
      "Surveys/survey.yaml",
      """
      survey: small
      title: Small survey
      file: survey.csv
      key: household
      case_kind: household
      variables:
        - {name: household, label: Household, type: text}
        - {name: owns_home, label: Owns a home, type: category, values: {0: "no", 1: "yes"}}
        - {name: income, label: Income, type: number}

      """
    ),
    ("Surveys/survey.csv", "household,owns_home,income\nH-1,1,20\nH-2,0,10\n"),
  ]
}
