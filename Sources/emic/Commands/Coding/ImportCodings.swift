import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import StudyStore

/// Brings codings from a file.
struct ImportCodingFile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codings",
    abstract: "Brings codings from a CSV file.",
    discussion: """
      Columns: transcript, code, then quote (with optional turn), turn, or start and end in
      characters; optional coder, memo, created, weight, stance, voice. Rows that are there
      already are counted so; rows whose passage is not found, or found twice, are listed with
      their line and the rest goes in (exit 1).

      Examples:
        emic import codings Codings/gold.csv
        emic import codings tags.csv --new --ambiguous next
        emic import codings gold.csv --strict --dry-run
      """)

  enum Ambiguity: String, ExpressibleByArgument, CaseIterable { case refuse, next }

  @Argument(help: "A CSV file.") var file: String
  @Flag(help: "Make the codes that do not exist yet.") var new = false
  @Option(help: "A quote that occurs several times: refuse it, or take the next after the row before.")
  var ambiguous: Ambiguity = .refuse
  @Flag(help: "All rows or none.") var strict = false
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try Session.writing(options)
    let coded = try CodingsCSV.read(try Files.text(file), fileName: Files.name(file))
    let snapshot = try session.study.snapshot([.turns])
    let placing = CodingPlacement(
      desk: CodingDesk(session: session, snapshot: snapshot), snapshot: snapshot,
      fileName: Files.name(file), coder: try session.coder(), makesNew: new,
      ambiguity: ambiguous == .next ? .next : .refuse, progress: Progress("placing", options))
    let placed = try placing.place(coded.rows)
    let problems = coded.rejected + placed.problems
    for note in coded.notes { session.remark("note: \(note)") }
    for problem in problems { Console.problem(problem) }
    if strict, !problems.isEmpty {
      throw Problem(
        .data, "\(problems.count) of \(coded.rows.count + coded.rejected.count) rows cannot go in",
        place: file, hint: "nothing was changed; without --strict the others go in")
    }
    let performed = try session.perform(
      AddCodings(placed.codings, newCodes: placed.newCodes, name: "import codings"), writing)
    let outcome = performed.outcome
    if !outcome.newCodes.isEmpty {
      session.remark("new codes: \(outcome.newCodes.joined(separator: ", "))")
    }
    let there = outcome.wereThere.count { $0 }
    session.say(
      "\(writing.dryRun ? "would add" : "added") \(outcome.addedCount) codings"
        + (there > 0 ? ", \(there) already there" : "")
        + (problems.isEmpty ? "" : ", \(problems.count) rows left out"))
    guard problems.isEmpty else { throw ExitCode(1) }
  }
}

/// Finds the passages of the rows of a coding file, transcript by transcript in file order.
struct CodingPlacement {
  let desk: CodingDesk
  let snapshot: StudySnapshot
  let fileName: String
  let coder: String
  let makesNew: Bool
  let ambiguity: AnchorAmbiguity
  let progress: Progress

  /// What could be placed.
  struct Placed {
    var codings: [NewCoding] = []
    var newCodes: [CodeDefinition] = []
    var problems: [Problem] = []
  }

  func place(_ rows: [CodingRow]) throws -> Placed {
    var placed = Placed()
    var plan = try CodePlan([], makesNew: makesNew, in: snapshot.codebook)
    var texts: [String: Result<Int32, Problem>] = [:]
    var codes: [String: Result<String, Problem>] = [:]
    var lastEnd: [Int32: Int32] = [:]
    var lastRow: [String: Int] = [:]
    for (position, row) in rows.enumerated() { lastRow[row.transcript] = position }
    for (done, row) in rows.enumerated() {
      if done & 1023 == 0 { progress.show(done, of: rows.count) }
      let text = texts.value(row.transcript) { try textIndex(row.transcript) }
      do {
        let text = try text.get()
        let resolution = try resolve(row, text, after: lastEnd[text])
        // Only now: a row that is rejected makes no code.
        let slug = try codes.value(row.code) { try plan.add(row.code, in: snapshot.codebook) }.get()
        lastEnd[text] = resolution.span.end
        placed.codings.append(
          NewCoding(
            text: snapshot.texts[Int(text)].key, span: resolution.span, code: slug,
            coder: row.coder ?? coder, memo: row.memo, created: row.created, stance: row.stance,
            voice: row.voice, weight: row.weight))
      } catch let error as any ProblemReporting {
        placed.problems.append(error.problem.placed("\(fileName), line \(row.line)"))
      }
      if lastRow[row.transcript] == done, let text = try? text.get() { desk.forget(text) }
    }
    progress.clear()
    placed.newCodes = plan.newCodes
    return placed
  }

  private func resolve(_ row: CodingRow, _ text: Int32, after: Int32?) throws -> AnchorResolution {
    try desk.resolver(text).resolve(row.anchor, after: after, ambiguity: ambiguity)
  }

  /// A transcript by label; a file name stands for the label without its extension.
  private func textIndex(_ name: String) throws -> Int32 {
    do {
      return try snapshot.originalText(of: try snapshot.transcript(name, .exact))
    } catch let error as NameFailure {
      guard let dot = name.lastIndex(of: "."),
        let index = try? snapshot.transcript(String(name[..<dot]), .exact)
      else { throw error }
      return try snapshot.originalText(of: index)
    }
  }
}

extension Dictionary {
  /// The value of a key, made once, with the problem kept where it cannot be made.
  fileprivate mutating func value<Success>(_ key: Key, _ make: () throws -> Success) -> Value
  where Value == Result<Success, Problem> {
    if let known = self[key] { return known }
    let made: Value
    do {
      made = .success(try make())
    } catch {
      made = .failure(
        (error as? any ProblemReporting)?.problem ?? Problem(.internalFailure, "\(error)"))
    }
    self[key] = made
    return made
  }
}
