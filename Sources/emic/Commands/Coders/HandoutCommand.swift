import ArgumentParser
import CodingEngine
import Fieldwork
import Foundation
import StudyStore

/// Writes a blind copy for a second coder.
struct HandoutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handout",
    abstract: "Writes a blind copy of the study for a second coder.",
    discussion: """
      In the copy: words and turns of the transcripts with their label, kind and date, and the
      codebook as it stands. Not in it: codings, memos, themes, relations, participants, cases,
      the survey, every other field of a transcript, what stands above its first turn, and the
      journal. Names that stand in the words, the speakers before the turns, and examples in
      the codebook go along: read them before the copy leaves.

      --sample draws transcripts at random, the same for the same --seed; --by kind gives every
      kind its share. 'emic merge' brings the codings back. Somebody who has coded here already
      codes the copy with --round 2, to be compared with herself.

      Examples:
        emic handout --coder bea --to ../for-bea
        emic handout --coder bea --sample 5 --seed 1 --to ../for-bea
        emic handout --coder bea --sample 6 --by kind --to ../for-bea --dry-run
        emic handout --coder bea --transcripts GY-101,GY-131 --to ../for-bea
      """)

  /// What a sample is stratified by.
  enum Stratum: String, ExpressibleByArgument, CaseIterable { case kind }

  @Option(help: ArgumentHelp("The folder to make the copy in.", valueName: "folder"))
  var to: String
  @Option(help: ArgumentHelp("How many transcripts to draw (else all).", valueName: "n"))
  var sample: Int?
  @Option(help: ArgumentHelp("What the random generator starts from.", valueName: "n"))
  var seed = 1
  @Option(help: "With --sample: draw so that every kind of transcript has its share.")
  var by: Stratum?
  @Option(
    help: ArgumentHelp("Only these, or a sample of these, split by commas.", valueName: "labels"))
  var transcripts: String?
  @Flag(name: .customLong("dry-run"), help: "Say what would be in it and write nothing.")
  var dryRun = false
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try require(sample, "--sample", in: 1...1_000_000)
    try require(seed, "--seed", in: 0...Int.max)
    if options.coder?.trimmingBlanks.isEmpty != false {
      throw ValidationError("Say who will code the copy with --coder NAME.")
    }
    if by != nil, sample == nil { throw ValidationError("--by belongs to --sample.") }
  }

  func run() throws {
    let session = try Session.readingPresent(options)
    let snapshot = try session.study.snapshot([])
    let chosen = try HandoutSample(
      snapshot,
      among: transcripts == nil
        ? nil : try commaList(transcripts).map { try snapshot.transcript($0, .exact) },
      size: sample, seed: UInt64(seed), byKind: by == .kind)
    let labels = chosen.transcripts.map { snapshot.transcripts[$0].label }
    let coder = options.coder ?? ""
    let contents: HandoutContents
    if dryRun {
      try StudyFolder.expectNoStudy(at: to)
      contents = try session.study.handoutContents(labels, for: coder)
    } else {
      let (path, remarks) = try StudyFolder.make(at: to)
      contents = try session.study.handOut(
        labels, to: path, note: "blind copy for \(coder): \(words(chosen))",
        by: Author(coder: coder, time: Environment.now()))
      for remark in remarks { session.remark(remark) }
    }
    session.say("\(dryRun ? "would hand out" : "handed out") \(words(chosen)) for \(coder)")
    for transcript in contents.transcripts { session.say("  \(words(transcript))") }
    session.say("  codebook: \(contents.codes) codes in \(contents.categories) categories")
    let kept = contents.kept.map { "\($0.count) \($0.what)" }
    for line in "not in it: \(kept.joined(separator: ", "))".wrapped(
      toColumns: Console.width ?? 100)
    {
      session.say(line)
    }
    if contents.codesWithExamples > 0 {
      session.remark(
        "note: \(contents.codesWithExamples) entries of the codebook have examples, which go along")
    }
    if let last = contents.codedBefore.keys.max() {
      let count = contents.codedBefore.values.reduce(0, +)
      session.remark(
        """
        note: \(coder) has \(counted(count, "coding")) in these transcripts already; \
        code the copy with --round \(last + 1), or what is coded alike is one coding at the merge
        """)
    }
    session.remark(
      """
      note: the words go as they are, with every name in them; the copy is not encrypted
      \(dryRun ? "would make" : "made") \(to)/\(Study.fileName); when it is coded: emic merge \(to)
      """)
  }

  private func words(_ chosen: HandoutSample) -> String {
    let count = chosen.transcripts.count
    var words =
      count == chosen.total
      ? counted(count, "transcript") : "\(count) of \(chosen.total) transcripts"
    if sample != nil { words += ", seed \(seed)" }
    guard !chosen.strata.isEmpty else { return words }
    func name(_ stratum: HandoutSample.Stratum) -> String {
      stratum.kind.isEmpty ? "no kind" : stratum.kind
    }
    let drawn = chosen.strata.filter { $0.drawn > 0 }
      .map { "\(name($0)) \($0.drawn) of \($0.total)" }
    let others = chosen.strata.filter { $0.drawn == 0 }.map(name)
    return words + ", by kind (\(drawn.joined(separator: ", "))"
      + (others.isEmpty ? ")" : "; none of \(others.joined(separator: ", ")))")
  }

  private func words(_ transcript: HandoutContents.Transcript) -> String {
    let kind = transcript.kind.isEmpty ? "" : ", \(transcript.kind)"
    let layers = transcript.layers > 1 ? ", \(transcript.layers) languages" : ""
    return "\(transcript.label)\(kind), \(transcript.turns) turns\(layers)"
  }
}
