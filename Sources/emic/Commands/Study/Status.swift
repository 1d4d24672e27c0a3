import ArgumentParser
import Fieldwork
import StudyStore

/// Says what a study holds and where the work stopped.
struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Says what the study holds and where you stopped.",
    discussion: """
      It ends with what is left: the passage that you coded last and the next turn without a code of
      yours, what waits to be confirmed or assigned, cases without a record, codings under an
      earlier definition, memos that are marked open or are on nothing.

      Examples:
        emic status
        emic status --coder ann
      """)

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try Session.reading(options)
    let status = try session.study.status()
    Console.line("\(status.name) (\(session.study.path))")
    let texts = try session.study.snapshot([]).texts
    let translated = Set(texts.filter { !$0.isOriginal }.map(\.transcript)).count
    for (name, value) in facts(status, translated: translated) {
      Console.line("  " + name.padded(toColumns: 14) + value)
    }
    Console.line("Where you stopped")
    let standing = try session.study.standing(of: try session.coder())
    let lines = status.standing + standing.lines(coder: try session.coder())
    for line in lines { Console.line("  " + line) }
  }

  /// - Parameter translated: transcripts with a translation; one may have several.
  private func facts(_ status: StudyStatus, translated: Int) -> [(String, String)] {
    var facts = [
      (
        "transcripts",
        "\(status.transcripts)"
          + (translated > 0 ? ", \(translated) translated" : "")
          + ", \(status.turns) turns"
      ),
      ("codes", "\(status.codes) in \(status.categories) categories"),
      (
        "codings",
        "\(status.codings) on \(status.segments) passages"
          + (status.coders.isEmpty ? "" : " by \(status.coders.joined(separator: ", "))")
      ),
      ("themes", "\(status.themes)"),
      ("cases", "\(status.cases), \(status.linkedCases) linked to a survey"),
    ]
    if !status.surveys.isEmpty { facts.append(("surveys", status.surveys.joined(separator: ", "))) }
    return facts
  }
}

extension StudyStatus {
  /// What is open, in words.
  var standing: [String] {
    var lines: [String] = []
    if let last { lines.append("last: entry \(last.number), \(last.command) (\(last.summary))") }
    if transcripts == 0 { lines.append("no transcripts yet: emic import Transcripts") }
    if codes == 0 { lines.append("no codes yet: emic codebook import FILE") }
    if !uncoded.isEmpty {
      let more = uncoded.count == 10 ? " and perhaps more" : ""
      lines.append("not coded yet: \(uncoded.joined(separator: ", "))\(more)")
    }
    if toConfirm + withoutPlace > 0 {
      let counted = toConfirm == 0 ? [] : ["\(toConfirm) at a proposed place"]
      let left = withoutPlace == 0 ? [] : ["\(withoutPlace) without a place, not counted"]
      lines.append(
        "to confirm after a correction: \((counted + left).joined(separator: ", ")): emic confirm")
    }
    if suggestions > 0 {
      lines.append(
        "\(counted(suggestions, "suggestion")) \(suggestions == 1 ? "waits" : "wait"): "
          + "emic suggestions review")
    }
    if turnsWithoutRole > 0 {
      lines.append(
        "\(turnsWithoutRole) turns have a speaker of unknown role: emic speakers TRANSCRIPT")
    }
    for split in splits {
      lines.append(
        "\(split.code) is being split: \(CodeWords.codings(split.left)) to assign: "
          + "emic codes split \(split.code)")
    }
    return lines
  }
}
