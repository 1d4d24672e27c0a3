import ArgumentParser
import Fieldwork
import Foundation
import StudyStore

/// Brings another coder's study back.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Brings the codings of another coder's study into this one.",
    discussion: """
      Everything that the other coder made comes in: codings with coder, round, stance, voice,
      weight and time, new codes, every wording of a code, memos. Nothing of yours goes. Transcripts
      are found by their identifier, else by the hash of their words; other words are refused.

      Where both say something else, nothing is written and each conflict is listed with both
      sides: a code defined differently, a coding with another stance, voice or weight, a coding
      that one side took off, a memo. --take ours, theirs or both (side by side) decides all of
      them, --take NAME=ours one, by the name at the head of its line. What you changed and they
      did not is no conflict. What is decided stays so until --take NAME=... names it again. A
      second merge of the same study brings nothing; undo takes a merge back.

      Examples:
        emic merge ../for-bea
        emic merge ../for-bea/study.emic --dry-run
        emic merge ../for-bea --take ours --why "our wording stays"
        emic merge ../for-bea --take both --take intent-to-stay=theirs
        emic merge ../for-bea --take GY-101@120-180/informal-work/bea=ours
      """)

  @Argument(help: "The other study's folder or file; it is only read.") var other: String
  @Option(
    help: ArgumentHelp(
      "How conflicts are decided: ours, theirs, both, or NAME=ours.", valueName: "side"))
  var take: [String] = []
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws { _ = try decisions() }

  func run() throws {
    let session = try Session.writing(options)
    let path = try file()
    guard resolved(session.study.path) != resolved(path) else {
      throw MergeFailure.itself(path: other)
    }
    let source = try read(path)
    let performed = try session.perform(MergeStudy(source, try decisions()), writing)
    let outcome = performed.outcome
    for decision in outcome.decided { session.remark("decided: \(decision)") }
    if performed.isNothing {
      session.say("nothing new in \(other)\(there(outcome))")
    } else {
      let did = writing.dryRun ? "would merge" : "merged"
      session.say("\(did) \(performed.summary)\(there(outcome))")
    }
    for (what, names) in [
      ("new coders", outcome.newCoders), ("new codes", outcome.newCodes),
      ("redefined", outcome.redefined),
    ] where !names.isEmpty {
      session.remark("\(what): \(names.joined(separator: ", "))")
    }
    for note in outcome.notes { session.remark("note: \(note)") }
  }

  private func file() throws -> String {
    try aboutTheOther { try Session.studyFile(other) }
  }

  private func read(_ path: String) throws -> MergeSource {
    try aboutTheOther { try Study.open(path, for: .reading).mergeSource() }
  }

  /// Hints of failures that speak of one's own study, for the other one.
  private func aboutTheOther<Value>(_ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let failure as StudyFailure {
      var problem = failure.problem
      problem.place = other
      switch failure {
      case .database:
        problem.kind = .data
        problem.what = "the other coder's study cannot be read: \(problem.what)"
        problem.hint =
          "ask for it again, or run 'emic check --study \(other)'; your own study is untouched"
      case .notReadable:
        problem.what = "the other coder's study: \(problem.what)"
      case .busy:
        problem.what = "another program is writing to the other coder's study"
      case .absent, .noStudy, .notAStudy:
        problem.hint = "name the folder or the study.emic that the other coder gave back"
      case .newerSchema:
        problem.hint = "update Emic; neither study was touched"
      default: break
      }
      throw problem
    }
  }

  private func there(_ outcome: MergeStudy.Outcome) -> String {
    outcome.alreadyThere == 0 ? "" : " (\(outcome.alreadyThere) codings already there)"
  }

  private func resolved(_ path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }

  private func decisions() throws -> MergeDecisions {
    var decisions = MergeDecisions()
    for word in take {
      let parts = word.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard word.first != "=" else {
        throw ValidationError("--take NAME=ours needs a NAME; '\(word)' has none.")
      }
      guard let side = parts.last.flatMap(MergeConflict.Side.init) else {
        throw ValidationError("--take is ours, theirs, both, or NAME=ours, not '\(word)'.")
      }
      if parts.count == 1 {
        guard decisions.all == nil || decisions.all == side else {
          throw ValidationError(
            "--take says \(decisions.all?.rawValue ?? "") and \(side.rawValue).")
        }
        decisions.all = side
      } else {
        decisions.named[parts.dropLast().joined(separator: "=")] = side
      }
    }
    return decisions
  }
}
