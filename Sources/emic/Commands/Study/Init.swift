import ArgumentParser
import Fieldwork
import Foundation
import StudyStore

/// Makes a study folder.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Makes a study: a folder with study.emic in it.",
    discussion: """
      Examples:
        emic init my-study
        emic init my-study --name "Settling without membership" --language zh --coder ann
        emic init my-study --about "Forty households in two cities, interviewed 2016-2017."
      """)

  @Argument(help: "The folder; made when it does not exist.") var folder = "."
  @Option(help: ArgumentHelp("The study's name (else the folder's).", valueName: "name"))
  var name: String?
  @Option(help: ArgumentHelp("The language of most interviews.", valueName: "tag"))
  var language = "en"
  @Option(help: ArgumentHelp("What it is about, for the top of the report.", valueName: "text"))
  var about = ""
  @OptionGroup var options: GlobalOptions

  func run() throws {
    try options.requirePresent()
    let (path, remarks) = try StudyFolder.make(at: folder)
    let author = Author(
      coder: Environment.coder(options) ?? Environment.userName, time: Environment.now(),
      arguments: Environment.typedArguments())
    let title = name ?? URL(filePath: folder).standardizedFileURL.lastPathComponent
    try Study.create(at: path, name: title, language: language, about: about, by: author).close()
    guard !options.quiet else { return }
    Console.line("made \(path)")
    for remark in remarks { Console.remark(remark) }
    Console.remark(
      """
      The study is not encrypted: keep it on an encrypted disk. Codings are yours, '\(author.coder)',
      unless EMIC_CODER or --coder says otherwise. Next: emic import Transcripts
      """)
  }
}

/// The folders of a study and what git may see of them.
enum StudyFolder {
  static let parts = ["Codebooks", "Transcripts", "Surveys", "Reports"]

  /// Makes the folders, closed to other users, and returns the path of the study's file, with
  /// what the researcher should know.
  static func make(at folder: String) throws -> (path: String, remarks: [String]) {
    let root = URL(filePath: folder, directoryHint: .isDirectory)
    let path = try expectNoStudy(at: folder)
    var remarks: [String] = []
    do {
      let isNew = !FileManager.default.fileExists(atPath: root.path)
      for part in parts {
        try FileManager.default.createDirectory(
          at: root.appending(path: part), withIntermediateDirectories: true)
      }
      // A folder that was there keeps the mode that its owner gave it.
      if isNew {
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: root.path)
      }
      let ignore = root.appending(path: ".gitignore")
      if !FileManager.default.fileExists(atPath: ignore.path) {
        try Data(gitignore.utf8).write(to: ignore)
      } else if try add(to: ignore) {
        remarks.append("The .gitignore that is here got lines that keep the study out of git.")
      }
    } catch {
      throw Problem(
        .cannotCreate, "the folder cannot be made", place: root.path,
        hint: "check that you may write there")
    }
    return (path, remarks)
  }

  /// The path that a study of a folder would have.
  ///
  /// - Throws: `StudyFailure.alreadyExists` where there is one.
  @discardableResult
  static func expectNoStudy(at folder: String) throws -> String {
    let path = URL(filePath: folder, directoryHint: .isDirectory)
      .appending(path: Study.fileName).path
    guard !FileManager.default.fileExists(atPath: path) else {
      throw StudyFailure.alreadyExists(path: path)
    }
    return path
  }

  /// Adds what a file of the researcher's own lacks; everything else in the folder stays theirs.
  private static func add(to ignore: URL) throws -> Bool {
    var text = String(decoding: try Data(contentsOf: ignore), as: UTF8.self)
    let lines = Set(text.split(whereSeparator: \.isNewline).map { String($0).trimmingBlanks })
    let missing = lines.contains("*") ? [] : confidential.filter { !lines.contains($0) }
    guard !missing.isEmpty else { return false }
    if !text.isEmpty, text.last?.isNewline != true { text += "\n" }
    text += "# What people told you does not belong in a repository.\n"
    text += missing.map { $0 + "\n" }.joined()
    try Data(text.utf8).write(to: ignore)
    return true
  }

  private static let confidential = [
    "/study.emic*", "/Transcripts/", "/Surveys/", "/People/", "/Codings/", "/Reports/*",
    "!/Reports/templates/",
  ]

  private static let gitignore = """
    # What people told you does not belong in a repository; codebooks and templates may.
    *
    !.gitignore
    !Codebooks/
    !Codebooks/**
    !Reports/
    !Reports/templates/
    !Reports/templates/**

    """
}
