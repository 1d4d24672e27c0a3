import ArgumentParser
import Fieldwork
import Foundation
import StudyStore

/// Copies the study.
struct Backup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copies the study into a file, whole and verified.",
    discussion: """
      The copy is consistent even while somebody works, and holds everything that the study
      holds, names included: keep it as safe as the study.

      Example:
        emic backup ../study-2026-11-21.emic
      """)

  @Argument(help: "The file to make; an existing one is not overwritten.") var file: String
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try Session.readingPresent(options)
    try session.study.backup(to: URL(filePath: file).path)
    session.say("copied to \(file)")
  }
}
