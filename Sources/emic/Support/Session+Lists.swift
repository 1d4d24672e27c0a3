import StudyStore

extension Session {
  /// Performs the import of a list and says what was new.
  func bring<Command: StudyCommand>(_ command: Command, _ writing: WritingOptions) throws
  where Command.Outcome == ListOutcome {
    let performed = try perform(command, writing)
    let outcome = performed.outcome
    say(
      "\(writing.dryRun ? "would bring in " : "")\(performed.summary)"
        + (performed.entry == nil && !writing.dryRun ? " (nothing changed)" : ""))
    if !outcome.added.isEmpty, outcome.added.count <= 20 {
      remark("new: \(outcome.added.joined(separator: ", "))")
    }
    for change in outcome.changes {
      remark("changed: \(change.name): \(change.parts.joined(separator: ", "))")
    }
  }
}
