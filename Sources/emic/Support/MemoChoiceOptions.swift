import ArgumentParser
import CodingEngine
import Fieldwork
import StudyStore

/// Which memos a command is about.
struct MemoChoiceOptions: ParsableArguments {
  @Option(help: "Only memos of this kind; 'coding' for the notes on single codings.")
  var kind: String?
  @Option(
    help: ArgumentHelp(
      "Only memos on this code, transcript, passage, case, participant, theme or relation.",
      valueName: "what"))
  var on: [String] = []
  @Option(help: ArgumentHelp("Only memos that this coder wrote.", valueName: "coder"))
  var by: String?
  @Option(
    help: ArgumentHelp("Only memos written or changed on this day or later.", valueName: "date"))
  var since: String?
  @Flag(help: "Only memos that are marked open.") var open = false
  @Flag(help: "Only memos that are on nothing.") var loose = false

  /// The memos that are wanted, in order of writing.
  ///
  /// - Parameters:
  ///   - snapshot: a snapshot with themes and notes.
  ///   - withNotes: whether the notes on single codings are among them; they are with the kind
  ///     `coding`.
  func memos(
    in snapshot: StudySnapshot, _ session: Session, withNotes: Bool = false
  ) throws -> [MemoDefinition] {
    if let kind { try MemoChoiceOptions.expectKind(kind, or: ["coding"]) }
    var choice = MemoChoice()
    choice.kind = kind
    choice.coder = by
    choice.isOpen = open
    choice.isLoose = loose
    if let since {
      guard let date = CivilDate(since) else {
        throw Problem(.usage, "'\(since)' is no date", hint: "write it as 2016-07-01")
      }
      choice.since = date
    }
    if let by { _ = try snapshot.coders(by) }
    let resolver = MemoTargetResolver(snapshot)
    choice.targets = try on.map(resolver.target)
    let notes = withNotes || kind == "coding" ? try session.study.codingNotes() : []
    return (snapshot.memos + notes).filter(choice.includes)
      .sorted { ($0.written, $0.slug) < ($1.written, $1.slug) }
  }

  /// Refuses a kind that no memo can be of.
  static func expectKind(_ kind: String, or others: [String] = []) throws {
    guard !(MemoDefinition.kinds + others).contains(kind) else { return }
    throw Problem(
      .usage, "no memo can be '\(kind)'",
      hint: "kinds are \(MemoDefinition.kinds.joined(separator: ", "))")
  }
}

extension Session {
  /// The words of the passages that some memos are on, translations included.
  func shelf(forMemos memos: [MemoDefinition], in snapshot: StudySnapshot) throws -> TextShelf {
    let rows = snapshot.rows(ofPassages: memos.flatMap(\.passages)).values.flatMap { $0 }
    return try shelf(forTexts: Set(rows.map { snapshot.codings.texts[$0] }), in: snapshot)
  }
}
