import ArgumentParser
import Fieldwork
import Foundation
import StudyStore

/// Goes back to a backup, or to a state of the journal.
struct Restore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Puts a backup in the place of the study, or goes back to a state of its journal.",
    discussion: """
      With a file: says what the study has and the backup has not, keeps the study as it is now
      beside it as study.emic.DATE.backup, and exchanges both in one step. A copy of another study
      is refused.

      With --as-of: brings back the state after that day, tag or entry, as one entry of the
      journal that 'emic undo' takes back.

      Examples:
        emic restore ../study-2026-11-21.emic --dry-run
        emic restore ../study-2026-11-21.emic --why "a wrong import over everything"
        emic restore --as-of submitted-2026-10
      """)

  @Argument(help: "The backup.") var file: String?
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if (file == nil) == (options.asOf == nil) {
      throw ValidationError("Name a backup, or a state of the journal with --as-of.")
    }
  }

  func run() throws {
    guard let file else { return try goBack() }
    let session = try Session.writing(options)
    let backup = try Study.open(try Session.studyFile(file), for: .reading)
    let plan = try session.study.restorePlan(from: backup)
    tell(plan, session)
    guard !writing.dryRun else { return }
    let kept = try freeName(session)
    try session.study.restore(from: backup, keeping: kept, by: try session.author(writing))
    session.say("restored \(file); the study as it was is \(URL(filePath: kept).lastPathComponent)")
  }

  private func tell(_ plan: RestorePlan, _ session: Session) {
    session.say("the backup ends with \(plan.last.title), \(plan.last.at)")
    if plan.lost.isEmpty { session.say("nothing would be lost") }
    if !plan.lost.isEmpty {
      session.say(
        "\(writing.dryRun ? "would lose" : "lost") \(counted(plan.lost.count, "entry", "entries")) "
          + "by \(plan.coders.joined(separator: ", ")):")
      for entry in plan.lost.suffix(10) { session.say("  \(entry.title)") }
      if plan.lost.count > 10 { session.say("  and \(plan.lost.count - 10) before these") }
      let losses = plan.losses.map { counted($0.count, $0.what) }
      session.say(
        losses.isEmpty
          ? "  no transcript, coding, memo, code or theme is only there"
          : "  with them \(losses.joined(separator: ", "))")
    }
    if plan.strange > 0 {
      session.remark(
        "note: the backup has \(counted(plan.strange, "entry", "entries")) that the study has not")
    }
  }

  /// `study.emic.2026-11-22.backup`, with a number behind the day where that is taken.
  private func freeName(_ session: Session) throws -> String {
    let stem = "\(session.study.path).\(Environment.now().prefix(10))"
    for number in 1...999 {
      let path = number == 1 ? "\(stem).backup" : "\(stem)-\(number).backup"
      if !FileManager.default.fileExists(atPath: path) { return path }
    }
    throw StudyFailure.wouldOverwrite(path: "\(stem).backup")
  }

  private func goBack() throws {
    var present = options
    present.asOf = nil
    let session = try Session.writing(present)
    let performed = try session.perform(ReturnToState(StudyMoment(options.asOf ?? "")), writing)
    let outcome = performed.outcome
    if performed.isNothing {
      session.say("the study is in that state already, \(outcome.entry.moment)")
      return
    }
    session.say(
      CodeWords.done("went", "would go", "back to \(outcome.entry.moment)", writing)
        + ", behind \(counted(outcome.undone.count, "entry", "entries"))")
  }
}
