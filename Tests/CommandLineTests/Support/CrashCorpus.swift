import Foundation
import TestSupport

/// Interviews and codings in quantity, the same for the same seed.
struct CrashCorpus {
  let transcripts: Int
  let turns: Int

  private static let words = [
    "road", "river", "work", "winter", "roof", "school", "paper", "garden", "neighbour", "bus",
    "money", "uncle", "菜园", "学校", "冬天", "工资", "户口", "邻居",
  ]

  /// Writes the interviews as files of a folder.
  func writeInterviews(to folder: String, prefix: String, in files: ScratchFolder, seed: UInt64)
    throws
  {
    var generator = SeededGenerator(seed: seed)
    for number in 0..<transcripts {
      var text = ""
      for turn in 0..<turns {
        text += turn % 2 == 0 ? "Interviewer: " : "Ana: "
        let words = (0..<9).compactMap { _ in CrashCorpus.words.randomElement(using: &generator) }
        text += words.joined(separator: " ") + ".\n\n"
      }
      try files.write(text, to: "\(folder)/\(prefix)-\(number + 100).txt")
    }
  }

  /// Writes one coding for every stretch of twenty characters in the first thousands.
  func writeCodings(to path: String, prefix: String, each count: Int, in files: ScratchFolder)
    throws
  {
    var text = "transcript,code,start,end\n"
    for number in 0..<transcripts {
      for row in 0..<count {
        text += "\(prefix)-\(number + 100),c\(row % 7),\(row * 20),\(row * 20 + 15)\n"
      }
    }
    try files.write(text, to: path)
  }
}
