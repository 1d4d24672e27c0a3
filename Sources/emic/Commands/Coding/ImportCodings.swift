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
      characters; optional coder, memo, created, weight, stance, voice, round. Rows that are
      there already are counted so, and change weight, stance and voice where they give others.
      Rows whose passage is not found, or found twice, are listed with their line and the rest
      goes in (exit 1).

      --round stands for rows that say none: the second time somebody codes the same words.

      Examples:
        emic import codings Codings/gold.csv
        emic import codings tags.csv --new --ambiguous next
        emic import codings gold.csv --strict --dry-run
        emic import codings again.csv --coder ann --round 2
        emic import codings decided.csv --coder adjudicated
      """)

  enum Ambiguity: String, ExpressibleByArgument, CaseIterable { case refuse, next }

  @Argument(help: "A CSV file.") var file: String
  @Flag(help: "Make the codes that do not exist yet.") var new = false
  @Option(
    help: "A quote that occurs several times: refuse it, or take the next after the row before.")
  var ambiguous: Ambiguity = .refuse
  @Flag(help: "All rows or none.") var strict = false
  @Option(help: ArgumentHelp("The round of coding, from 1.", valueName: "n")) var round = 1
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws { try require(round, "--round", in: 1...1000) }

  func run() throws {
    let session = try Session.writing(options)
    let coded = try CodingsCSV.read(try Files.text(file), fileName: Files.name(file))
    let snapshot = try session.study.snapshot([.turns])
    let placing = CodingPlacement(
      desk: CodingDesk(session: session, snapshot: snapshot), snapshot: snapshot,
      fileName: Files.name(file), coder: try session.coder(), round: round,
      makesNew: new,
      ambiguity: ambiguous == .next ? .next : .refuse, progress: Progress("placing", options))
    let placed = try placing.place(coded.rows).leavingOutClosed(
      session: session, fileName: Files.name(file))
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
      "\(writing.dryRun ? "would add" : "added") \(counted(outcome.addedCount, "coding"))"
        + (there > 0 ? ", \(there) already there" : "")
        + (outcome.changedCount > 0 ? " (\(outcome.changedCount) changed)" : "")
        + (problems.isEmpty ? "" : ", \(counted(problems.count, "row")) left out"))
    guard problems.isEmpty else { throw ExitCode(1) }
  }
}

/// Finds the passages of the rows of a coding file.
struct CodingPlacement {
  let desk: CodingDesk
  let snapshot: StudySnapshot
  let fileName: String
  let coder: String
  let round: Int
  let makesNew: Bool
  let ambiguity: AnchorAmbiguity
  let progress: Progress

  /// What could be placed.
  struct Placed {
    var codings: [NewCoding] = []
    /// The line of each in the file.
    var lines: [Int] = []
    var newCodes: [CodeDefinition] = []
    var problems: [Problem] = []
  }

  /// Places every row that can be placed; what comes out is in the order of the file.
  func place(_ rows: [CodingRow]) throws -> Placed {
    var plan = try CodePlan([], makesNew: makesNew, in: snapshot.codebook)
    let transcripts = TranscriptNames(snapshot)
    var texts: [String: Result<Int32, Problem>] = [:]
    var codes: [String: Result<String, Problem>] = [:]
    var results: [Result<NewCoding, Problem>?] = Array(repeating: nil, count: rows.count)
    var waiting: [(text: Int32, row: Int)] = []
    for (number, row) in rows.enumerated() {
      let text = texts.value(row.transcript) {
        try snapshot.originalText(of: try transcripts.index(of: row.transcript))
      }
      do {
        waiting.append((try text.get(), number))
      } catch {
        results[number] = .failure(error)
      }
    }
    // One text after the other, so that no more than one lies in memory.
    waiting.sort { ($0.text, $0.row) < ($1.text, $1.row) }
    var text: Int32?
    var lastEnd: Int32?
    for (done, item) in waiting.enumerated() {
      if done & 1023 == 0 { progress.show(done, of: rows.count) }
      if item.text != text {
        if let text { desk.forget(text) }
        text = item.text
        lastEnd = nil
      }
      let row = rows[item.row]
      do {
        let span = try desk.resolve(
          row.anchor, in: item.text, after: lastEnd, ambiguity: ambiguity
        ).span
        // Only now: a row that is rejected makes no code.
        let slug = try codes.value(row.code) { try plan.add(row.code, in: snapshot.codebook) }.get()
        lastEnd = span.end
        results[item.row] = .success(
          NewCoding(
            text: snapshot.texts[Int(item.text)].key, span: span, code: slug,
            coder: row.coder ?? coder, memo: row.memo, created: row.created, stance: row.stance,
            voice: row.voice, weight: row.weight, round: row.round ?? round))
      } catch let error as any ProblemReporting {
        results[item.row] = .failure(error.problem)
      }
    }
    progress.clear()
    return placed(results, of: rows, newCodes: plan.newCodes)
  }

  private func placed(
    _ results: [Result<NewCoding, Problem>?], of rows: [CodingRow], newCodes: [CodeDefinition]
  ) -> Placed {
    var placed = Placed(newCodes: newCodes)
    for (row, result) in zip(rows, results) {
      switch result {
      case .success(let coding):
        placed.codings.append(coding)
        placed.lines.append(row.line)
      case .failure(let problem):
        placed.problems.append(problem.placed("\(fileName), line \(row.line)"))
      case nil: break
      }
    }
    return placed
  }
}

/// The transcripts of a study by name, looked up many times.
private struct TranscriptNames {
  private let resolver: NameResolver
  private let labels: [String: Int]

  init(_ snapshot: StudySnapshot) {
    resolver = snapshot.transcriptNames
    labels = Dictionary(
      snapshot.transcripts.enumerated().map { ($1.label, $0) }, uniquingKeysWith: { a, _ in a })
  }

  /// A transcript by label; a file name stands for the label without its extension.
  func index(of name: String) throws -> Int {
    if let index = labels[name] { return index }
    if let dot = name.lastIndex(of: "."), let index = labels[String(name[..<dot])] { return index }
    do {
      return try resolver.index(of: name, .exact)
    } catch let error as NameFailure {
      guard let dot = name.lastIndex(of: "."),
        let index = try? resolver.index(of: String(name[..<dot]), .exact)
      else { throw error }
      return index
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
