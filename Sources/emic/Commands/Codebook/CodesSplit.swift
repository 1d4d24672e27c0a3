import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import Foundation
import ReportGenerator
import StudyStore

extension Codes {
  /// Splits a code into several.
  struct Split: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "split",
      abstract: "Splits a code: lists its codings until each is put under a part.",
      discussion: """
        --into makes the parts and opens the work list. A coding stays under the code until it is
        assigned; the code takes no new ones and is retired with the last. Without an option the
        codings that wait are listed; --format csv gives a list to fill in (column code, several
        with ;) and to give back with --assign-from. --edit opens the list in $EDITOR. A passage is
        assigned for all coders unless --by names one.

        Examples:
          emic codes split informal-work --into odd-jobs --into street-trade
          emic codes split informal-work
          emic codes split informal-work --assign 'GY-101#3' 'GY-101#7' street-trade
          emic codes split informal-work --assign-from split.csv
          emic codes split informal-work --edit
        """)

    @Argument(help: "The code's exact id or name.") var code: String
    @Option(help: ArgumentHelp("A part: a new code, or one that exists.", valueName: "code"))
    var into: [String] = []
    @Option(
      parsing: .upToNextOption,
      help: ArgumentHelp("Passages, and the parts they go to.", valueName: "passage code"))
    var assign: [String] = []
    @Option(
      name: .customLong("assign-from"),
      help: ArgumentHelp("A CSV file with cite and code.", valueName: "file"))
    var assignFrom: String?
    @Flag(help: "Assign in your editor.") var edit = false
    @Option(help: ArgumentHelp("With --assign, only this coder's codings.", valueName: "coder"))
    var by: String?
    @OptionGroup var writing: WritingOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      let ways = [!into.isEmpty, !assign.isEmpty, assignFrom != nil, edit].count { $0 }
      if ways > 1 {
        throw ValidationError("Take one of --into, --assign, --assign-from and --edit.")
      }
      if by != nil, assign.isEmpty { throw ValidationError("--by belongs to --assign.") }
    }

    func run() throws {
      if into.isEmpty, assign.isEmpty, assignFrom == nil, !edit { return try list() }
      let session = try Session.writing(options)
      let snapshot = try session.study.snapshot([.codings])
      let slug = try snapshot.exactCode(code).slug
      if into.isEmpty {
        try assign(try rows(slug, snapshot, session), slug, snapshot, session)
      } else {
        try open(slug, snapshot, session)
      }
    }

    private func list() throws {
      let session = try Session.reading(options)
      let snapshot = try session.study.snapshot([.codings])
      let index = try snapshot.codebook.resolver.index(of: code, .exact)
      let slug = snapshot.codebook.codes[index].slug
      guard let split = try session.study.openSplits().first(where: { $0.code == slug }) else {
        let parts = try session.study.successors(of: slug)
        throw Problem(
          .data,
          "'\(slug)' is not being split" + (parts.isEmpty ? "" : ", it is no longer"),
          hint: parts.isEmpty
            ? "begin with 'emic codes split \(slug) --into A --into B'"
            : "its codings went to \(parts.joined(separator: ", "))")
      }
      try output.answer(
        EngineTables.waitingCodings(try waiting(index, snapshot, session), of: slug), options)
      session.remark(SplitWords.standing(split))
    }

    private func waiting(
      _ index: Int, _ snapshot: StudySnapshot, _ session: Session
    ) throws -> [UnassignedCoding] {
      let columns = snapshot.codings
      let texts = Set(
        (0..<columns.count).filter { Int(columns.codes[$0]) == index }.map { columns.texts[$0] })
      return UnassignedCoding.list(
        of: index, in: snapshot, texts: try session.shelf(texts.sorted(), in: snapshot))
    }

    private func open(_ slug: String, _ snapshot: StudySnapshot, _ session: Session) throws {
      let parts = into.map { name in (try? snapshot.exactCode(name).slug) ?? name }
      let done = try session.perform(SplitCode(slug, into: parts), writing)
      let outcome = done.outcome
      session.say(
        CodeWords.done("split", "would split", done.summary, writing))
      if !outcome.made.isEmpty {
        session.remark(
          "new codes, still to be defined with 'emic codes edit': "
            + outcome.made.joined(separator: ", "))
      }
      if !outcome.named.isEmpty {
        session.remark("still named by \(outcome.named.joined(separator: ", "))")
      }
    }

    private func rows(
      _ slug: String, _ snapshot: StudySnapshot, _ session: Session
    ) throws -> [SplitRow] {
      if let assignFrom {
        return try SplitRowsCSV.read(
          try Files.text(assignFrom), fileName: Files.name(assignFrom))
      }
      guard edit else { return try SplitRow.typed(assign, by: by) }
      guard let split = try session.study.openSplits().first(where: { $0.code == slug }) else {
        throw Problem(
          .data, "'\(slug)' is not being split",
          hint: "begin with 'emic codes split \(slug) --into A --into B'")
      }
      let index = try snapshot.codebook.resolver.index(of: slug, .exact)
      let rows = try waiting(index, snapshot, session).map {
        SplitSheet.Line(cite: $0.cite, coder: $0.coder, round: $0.round, quote: $0.quote)
      }
      let sheet = SplitSheet.write(rows, of: slug, into: split.parts.map(\.code))
      let text = try EditedText.edit(
        sheet.trimmingBlanks, name: slug, file: "\(slug).txt",
        otherwise: "assign with --assign PASSAGE CODE")
      return try SplitSheet.read(text)
    }

    private func assign(
      _ rows: [SplitRow], _ slug: String, _ snapshot: StudySnapshot, _ session: Session
    ) throws {
      if rows.isEmpty {
        session.say("\(slug): nothing assigned")
        return
      }
      let assignments = try rows.map { row -> AssignSplit.Assignment in
        do {
          let place = try row.place()
          return AssignSplit.Assignment(
            transcript: snapshot.transcripts[try snapshot.transcript(place.label, .exact)].label,
            number: place.number, coder: row.coder, round: row.round,
            parts: try row.codes.map { try snapshot.exactCode($0).slug })
        } catch let error as any ProblemReporting {
          throw row.origin.isEmpty ? error.problem : error.problem.placed(row.origin)
        }
      }
      let done = try session.perform(AssignSplit(slug, assignments), writing)
      session.say(CodeWords.done("assigned", "would assign", done.summary, writing))
    }
  }
}

/// How a split stands, in words.
private enum SplitWords {
  static func standing(_ split: OpenSplit) -> String {
    let parts = split.parts.map { "\($0.code) has \($0.codings)" }.joined(separator: ", ")
    return "\(split.code): \(split.left) to assign; \(parts)"
  }
}
