import Fieldwork
import StudyStore

extension WorkStanding {
  /// Where the work stopped, in words; each line ends with the command that goes on with it.
  ///
  /// What waits for a decision of its own, such as codings to confirm, open splits and suggestions,
  /// is told where it is counted, in `StudyStatus.standing`.
  func lines(coder: String) -> [String] {
    var lines: [String] = []
    if let last {
      lines.append(
        "last coded by \(coder): \(last.cite.words)\(last.place.words(behind: last.cite)) as "
          + "\(last.code), \(last.created.prefix(10))")
      lines.append(
        last.next.map {
          "next uncoded turn: \($0.label) t\($0.turn ?? 1): emic code \(last.cite.transcript)"
        } ?? "no uncoded turn is left in \(last.place.label)")
    }
    if unlinkedCount > 0 {
      lines.append(
        "\(counted(unlinkedCount, "case")) linked to no record: "
          + "\(some(unlinked, of: unlinkedCount)): emic link")
    }
    if staleCount > 0 {
      lines.append(
        "\(counted(staleCount, "coding")) under an earlier definition: emic codebook lint")
    }
    if openMemoCount > 0 {
      lines.append(
        "open memos: \(some(openMemos, of: openMemoCount)): emic memo list --open")
    }
    if looseMemoCount > 0 {
      lines.append(
        "memos on nothing: \(some(looseMemos, of: looseMemoCount)): emic memo attach")
    }
    return lines
  }

  private func some(_ names: [String], of count: Int) -> String {
    names.joined(separator: ", ") + (count > names.count ? " and \(count - names.count) more" : "")
  }
}

extension WorkStanding.Place {
  /// The turn, with the label of a layer that is not called as the transcript is.
  fileprivate func words(behind cite: PassageCite) -> String {
    (label == cite.transcript ? "" : " in \(label)") + (turn.map { " t\($0)" } ?? "")
  }
}
