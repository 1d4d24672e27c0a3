import ArgumentParser
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// Shows or says who speaks.
struct Speakers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "speakers",
    abstract: "Shows who speaks, or says what a speaker does and who it is.",
    discussion: """
      A label stands for one participant, for several who speak together, or for nobody (-). In a
      list the columns are transcript, speaker, role, participant; several are parted by ';'.

      Examples:
        emic speakers                                      of all transcripts
        emic speakers GY-101
        emic speakers GY-101 SPEAKER_00=interviewer SPEAKER_01=respondent
        emic speakers GY-131 马=respondent:GY-131-MA      and who it is
        emic speakers GY-131 大家=respondent:GY-131-MA,GY-131-HU
        emic speakers GY-131 马=:-                         nobody any more
        emic speakers --from speakers.csv
      """)

  @Argument(help: "The transcript's label; all without.") var transcript: String?
  @Argument(
    help: ArgumentHelp(
      "LABEL=ROLE, LABEL=ROLE:PARTICIPANT or LABEL=:PARTICIPANT,PARTICIPANT; roles are "
        + "interviewer, respondent, other, unknown."))
  var assignments: [String] = []
  @Option(help: ArgumentHelp("Read who speaks from a list.", valueName: "file")) var from: String?
  @OptionGroup var output: OutputOptions
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if from != nil, !assignments.isEmpty {
      throw ValidationError("Take a list or LABEL=ROLE, not both.")
    }
  }

  func run() throws {
    let isWriting = !assignments.isEmpty || from != nil
    if isWriting { try options.requirePresent() }
    let snapshot = try Session.reading(options).study.snapshot([.turns])
    let index = try transcript.map {
      try snapshot.transcript($0, isWriting ? .exact : .prefix)
    }
    guard isWriting else {
      try output.answer(
        EngineTables.speakers(
          snapshot, transcript: index, isForReading: output.format == .table), options)
      return
    }
    let label = index.map { snapshot.transcripts[$0].label }
    let rows = try from.map { try Speakers.rows($0, in: snapshot, of: label) } ?? typed(label)
    let session = try Session.writing(options)
    let performed = try session.perform(AssignSpeakers(rows), writing)
    for (row, turns) in zip(rows, performed.outcome) {
      let place = label == nil ? "\(row.transcript) " : ""
      let words = row.assignment.words
      session.say(
        "\(place)\(row.assignment.speaker): \(words.isEmpty ? "as before" : words) in "
          + "\(counted(turns, "turn"))" + (writing.dryRun ? " (dry run)" : ""))
    }
  }

  private func typed(_ label: String?) throws -> [AssignSpeakers.Row] {
    let label = label ?? ""
    return try assignments.map { .init(transcript: label, assignment: try Speakers.parse($0)) }
  }

  /// The rows of a list, those of one transcript where it is named.
  private static func rows(_ file: String, in snapshot: StudySnapshot, of label: String?) throws
    -> [AssignSpeakers.Row]
  {
    let name = Files.name(file)
    let rows = try SpeakersCSV.read(try Files.text(file), fileName: name).map { row in
      let place = "\(name), line \(row.line)"
      do {
        let index = try snapshot.transcript(row.transcript, .exact)
        return AssignSpeakers.Row(
          transcript: snapshot.transcripts[index].label,
          assignment: .init(
            speaker: row.speaker, role: row.role, participants: row.participants), place: place)
      } catch let failure as NameFailure {
        var problem = failure.problem
        problem.place = place
        throw problem
      }
    }
    return rows.filter { label == nil || $0.transcript == label }
  }

  static func parse(_ typed: String) throws -> AssignSpeakers.Assignment {
    guard let sign = typed.lastIndex(of: "=") else {
      throw Problem(.usage, "'\(typed)' is not LABEL=ROLE", hint: "write SPEAKER_00=interviewer")
    }
    let parts = typed[typed.index(after: sign)...].split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let word = String(parts.first ?? "")
    guard word.isEmpty || Role(rawValue: word) != nil else {
      throw Problem(
        .usage, "'\(word)' is no role",
        hint: "roles are \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let people = parts.count == 2 ? SpeakersCSV.people(String(parts[1]), parting: ",") : nil
    guard !word.isEmpty || people != nil else {
      throw Problem(
        .usage, "'\(typed)' says neither a role nor who it is",
        hint: "write LABEL=respondent, LABEL=:PARTICIPANT, or LABEL=:- for nobody")
    }
    return .init(
      speaker: String(typed[..<sign]), role: Role(rawValue: word), participants: people)
  }
}
