import ArgumentParser
import CodingEngine
import Fieldwork
import Foundation
import ReportGenerator
import StudyStore

/// Writes the report.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the report of the study: one HTML page, and the same as Markdown.",
    discussion: """
      Overview, theme summaries with quotes, a heat map of co-occurring codes, a joint display of
      themes by a survey variable, a page for each linked case, marked internal, and every coded
      passage, to which the numbers lead. The page needs no network. The same study gives the
      same bytes.

      Examples:
        emic report
        emic report --by owns_home_city --output Reports/ownership.html
        emic report --by owns_home_origin --where 'in_model_sample is yes'
        emic report --crosstab 'intent-to-stay owns_home_origin'
        emic report --no-cases                 nothing that is internal
      """)

  @Option(
    help: ArgumentHelp(
      "The variable of the joint display (else the first yes/no one).", valueName: "variable"))
  var by: String?
  @Option(help: ArgumentHelp("Split a number here: below, and this or more.", valueName: "value"))
  var at: Double?
  @Option(help: ArgumentHelp("The survey (else the only one about the cases).", valueName: "name"))
  var survey: String?
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Which interviews and cases the joint display and --crosstab count; the rest has all.",
      valueName: "filter"))
  var filter: String?
  @Option(
    help: ArgumentHelp(
      "A table of a code by a variable, as for 'emic crosstab'; may be given again.",
      valueName: "code variable"))
  var crosstab: [String] = []
  @Flag(name: .customLong("no-cases"), help: "Leave out the internal case pages.") var noCases =
    false
  @Flag(
    name: .customLong("no-passages"),
    help: "Leave out the appendix with every coded passage, to which the citations lead.")
  var noPassages = false
  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The HTML file (else Reports/report.html), with Markdown beside it; a .md file stands alone.",
      valueName: "file"))
  var output: String?
  @OptionGroup var options: GlobalOptions

  func validate() throws { try requireFinite(at, "--at") }

  func run() throws {
    let session = try Session.reading(options)
    let snapshot = try session.study.snapshot()
    let shelf = try session.shelf(snapshot.texts.indices.map { Int32($0) }, in: snapshot)
    let display = try jointDisplay(in: snapshot)
    let document = try StudyReport(
      snapshot: snapshot, texts: shelf, display: display, comparisons: comparisons(in: snapshot),
      withCases: !noCases, predictions: noCases ? [:] : predictions(session, snapshot),
      withPassages: !noPassages
    ).document
    let target = try output ?? defaultPath(session)
    let isPlain = ["md", "markdown"].contains(Files.kind(target))
    if !isPlain {
      try Files.write(
        HTMLRenderer().bytes(document), to: target, isInternal: document.isMarkedInternal)
      session.say("wrote \(target)")
    }
    let plain =
      isPlain
      ? target
      : URL(filePath: target).deletingPathExtension().appendingPathExtension("md").path
    try Files.write(
      MarkdownRenderer().bytes(document), to: plain, isInternal: document.isMarkedInternal)
    session.say("wrote \(plain)")
    if document.isMarkedInternal {
      session.remark(
        "The case pages are internal: people can be recognised in them; "
          + "--no-cases leaves them out.")
    }
    session.remark(
      "Names and places in quotes are not checked yet: read the page before it leaves.")
  }

  private func jointDisplay(in snapshot: StudySnapshot) throws -> StudyReport.Display? {
    guard by != nil || !snapshot.surveys.isEmpty else { return nil }
    guard
      let survey = by == nil && survey == nil
        ? try? snapshot.survey(nil) : try snapshot.survey(survey)
    else { return nil }
    let limited = try filter.map { try ResolvedFilter(try Filter($0), in: snapshot).limited() }
    guard let by else {
      return StudyReport.Display.firstYesNo(survey: survey, in: snapshot, limited: limited)
    }
    return StudyReport.Display(
      survey: survey, variable: try snapshot.variable(by, survey: survey),
      split: at.map { .at($0) } ?? .none, limited: limited)
  }

  /// What the study's own published model expects of the cases, where it has one.
  private func predictions(
    _ session: Session, _ snapshot: StudySnapshot
  ) throws -> [Int32: CasePrediction] {
    guard let model = try CustomaryModel(session, snapshot, survey: survey) else { return [:] }
    let linked = Set(snapshot.links.filter { $0.record != nil }.map(\.subject))
    return try linked.reduce(into: [:]) { $0[$1] = try model.prediction(of: $1, snapshot) }
  }

  private func comparisons(in snapshot: StudySnapshot) throws -> [StudyReport.Comparison] {
    guard !crosstab.isEmpty else { return [] }
    let limited = try filter.map { try ResolvedFilter(try Filter($0), in: snapshot).limited() }
    return try crosstab.map { words in
      let question = try CrosstabCommand.question(
        words.split(separator: " ").map(String.init), survey: survey, in: limited ?? snapshot)
      return .init(try Crosstab(question, in: limited ?? snapshot), in: limited ?? snapshot)
    }
  }

  private func defaultPath(_ session: Session) throws -> String {
    let folder = session.folder.appending(path: "Reports")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Problem(
        .cannotCreate, "the folder cannot be made", place: folder.path,
        hint: "name a file that you may write with --output")
    }
    return folder.appending(path: "report.html").path
  }
}
