import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator

/// Which interviews of a study are asked.
struct InterviewOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only these kinds, split by commas.", valueName: "kinds"))
  var kind: String?
  @Option(help: ArgumentHelp("Only this site and what lies inside it.", valueName: "site"))
  var site: String?
  @Option(help: ArgumentHelp("Only from this date, month or year on.", valueName: "date"))
  var from: String?
  @Option(
    help: ArgumentHelp("Only up to this date, or the end of this month or year.", valueName: "date")
  )
  var until: String?
  @Option(help: ArgumentHelp("Whose codings: pooled, or a coder's name.", valueName: "who"))
  var coders = "pooled"

  /// What was chosen, with the names of the study.
  func selection(in snapshot: StudySnapshot) throws -> InterviewSelection {
    InterviewSelection(
      kinds: try commaList(kind).map { try snapshot.kind($0) },
      site: try site.map { try snapshot.siteIndex($0) }, from: try date(from, "--from"),
      until: try date(until, "--until"))
  }

  /// What was chosen, as it was written.
  var parameters: [Parameter] {
    let written = [
      ("kind", kind), ("site", site), ("from", from), ("until", until), ("coders", coders),
    ]
    return written.compactMap { name, value in value.map { Parameter(name, $0) } }
  }

  private func date(_ text: String?, _ option: String) throws -> CivilDate? {
    guard let text else { return nil }
    guard let date = CivilDate(text) else {
      throw Problem(
        .usage, "\(option) takes a date, not '\(text)'", hint: "write 2016-07-08, 2016-07 or 2016")
    }
    return date
  }
}

extension StudySnapshot {
  /// A kind of transcript by its exact name or the beginning of a word of it.
  func kind(_ name: String) throws -> String {
    let kinds = Set(transcripts.map(\.kind)).filter { !$0.isEmpty }.sorted()
    let resolver = NameResolver(
      kind: "kind of transcript", things: kinds.map { NamedThing(id: $0) })
    return kinds[try resolver.index(of: name, .prefix)]
  }

  /// The index of a site.
  func siteIndex(_ name: String) throws -> Int32 {
    let resolver = NameResolver(
      kind: "site", things: sites.map { NamedThing(id: $0.id, names: [$0.name]) })
    return Int32(try resolver.index(of: name, .prefix))
  }
}
