import ArgumentParser
import Fieldwork
import ReportGenerator
import StudyStore

/// Shows or says who speaks.
struct Speakers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "speakers",
    abstract: "Shows who speaks in a transcript, or says what a speaker does.",
    discussion: """
      Examples:
        emic speakers GY-101
        emic speakers GY-101 SPEAKER_00=interviewer SPEAKER_01=respondent
        emic speakers GY-131 马=respondent:GY-131-MA      and who it is
      """)

  @Argument(help: "The transcript's label.") var transcript: String
  @Argument(
    help: "LABEL=ROLE or LABEL=ROLE:PARTICIPANT; roles are interviewer, respondent, other, unknown."
  )
  var assignments: [String] = []
  @OptionGroup var output: OutputOptions
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    if !assignments.isEmpty { try options.requirePresent() }
    let snapshot = try Session.reading(options).study.snapshot([.turns])
    let index = try snapshot.transcript(transcript, assignments.isEmpty ? .prefix : .exact)
    guard !assignments.isEmpty else {
      try output.answer(EngineTables.speakers(snapshot, transcript: index), options)
      return
    }
    let parsed = try assignments.map(Speakers.parse)
    let session = try Session.writing(options)
    let performed = try session.perform(
      AssignSpeakers(snapshot.transcripts[index].label, parsed), writing)
    for (assignment, turns) in zip(parsed, performed.outcome) {
      let parts = [assignment.role?.rawValue, assignment.participant].compactMap(\.self)
      session.say("\(assignment.speaker): \(parts.joined(separator: ", ")) in \(turns) turns")
    }
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
    return .init(
      speaker: String(typed[..<sign]), role: Role(rawValue: word),
      participant: parts.count == 2 ? String(parts[1]) : nil)
  }
}
