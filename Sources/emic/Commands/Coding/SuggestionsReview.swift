import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

extension Suggestions {
  /// Shows suggestions one by one.
  struct Review: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "review",
      abstract: "Shows the suggestions that wait one by one, and asks.",
      discussion: """
        The turn is shown with the proposed words between ‹ › and what was found in [ ]. Answer y
        (accept), n (reject), e (accept with other words or another code), s (skip), u (undo the
        last answer), q (stop), each with Enter; every answer is saved at once. Answers can
        come from a file.

        Examples:
          emic suggestions review
          emic suggestions review --rule papers --transcript GY-101
          printf 'y\\ny\\nn\\nq\\n' | emic suggestions review --code paperwork-barrier
        """)

    @OptionGroup var selection: SuggestionSelection
    @Option(help: ArgumentHelp("Which time you code these words, from 1.", valueName: "n"))
    var round = 1
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws { try require(round, "--round", in: 1...1000) }

    func run() throws {
      let session = try Session.writing(options)
      let list = try SuggestionList(try selection.choice(), [.open], .exact, session)
      let waiting = list.items.filter { $0.suggestion.status == .open }
      guard !waiting.isEmpty else {
        throw Problem(
          .data,
          selection.isByKind || !selection.numbers.isEmpty
            ? "no such suggestion waits" : "no suggestion waits",
          hint: "'emic autocode' makes suggestions; 'emic suggestions rules' counts them")
      }
      var sitting = ReviewSitting(
        session, waiting, list.codebook, round: round, writing: writing)
      sitting.run()
    }
  }
}

/// A sitting in which somebody decides on suggestions one by one.
private struct ReviewSitting {
  private enum Answer {
    case accept, reject, edit, skip, undo, stop
  }

  /// What was done, so that it can be taken back.
  private struct Done {
    var position: Int
    var entry: Int64?
    var kind: Answer
  }

  private let session: Session
  private let items: [SuggestionList.Item]
  private let codebook: Codebook
  private let round: Int
  private let writing: WritingOptions
  private var done: [Done] = []

  init(
    _ session: Session, _ items: [SuggestionList.Item], _ codebook: Codebook, round: Int,
    writing: WritingOptions
  ) {
    self.session = session
    self.items = items
    self.codebook = codebook
    self.round = round
    self.writing = writing
  }

  /// Asks until everything is answered, or somebody stops.
  mutating func run() {
    var position = 0
    asking: while position < items.count {
      show(position)
      while true {
        guard let answer = ask() else { break asking }
        do {
          switch answer {
          case .stop: break asking
          case .undo: position = try takeBack(from: position)
          case .skip:
            done.append(Done(position: position, entry: nil, kind: .skip))
            position += 1
          default:
            guard let decision = try decision(answer, items[position]) else { continue }
            try write(decision, answer, position)
            position += 1
          }
          break
        } catch let error as any ProblemReporting {
          Console.remark("emic: \(error.problem.line)")
        } catch {
          Console.remark("emic: \(error)")
        }
      }
    }
    summarise()
  }

  // MARK: Showing and asking

  private func show(_ position: Int) {
    let item = items[position]
    let suggestion = item.suggestion
    let columns = max(40, min(Console.width ?? 100, 100))
    let meaning =
      codebook.index(ofSlug: suggestion.code).map { codebook.codes[$0].short } ?? ""
    Console.line(
      "\(suggestion.name) (\(position + 1) of \(items.count)) · \(suggestion.code) · rule "
        + suggestion.rule)
    for line in meaning.printable.wrapped(toColumns: columns - 2) where !line.isEmpty {
      Console.line("  " + line)
    }
    let place = [
      suggestion.transcript, item.turn.map { "t\($0.number)" } ?? "", item.turn?.speaker ?? "",
    ].filter { !$0.isEmpty }.joined(separator: " · ")
    Console.line(place)
    let words = MarkedWords(item.words).lines(
      item.turn?.span ?? suggestion.span, suggestion.span, suggestion.matches,
      columns: columns - 4)
    for line in words { Console.line("    " + line) }
  }

  /// The next answer; `nil` at the end of the answers.
  private func ask() -> Answer? {
    while true {
      let question = "y accept, n reject, e edit, s skip, u undo, q stop: "
      guard let typed = Console.answer(to: question) else { return nil }
      switch typed.trimmingBlanks.lowercased() {
      case "y", "yes": return .accept
      case "n", "no": return .reject
      case "e": return .edit
      case "s": return .skip
      case "u": return .undo
      case "q": return .stop
      default: continue
      }
    }
  }

  // MARK: Deciding

  /// The decision of an answer; `nil` where nothing was edited after all.
  private func decision(
    _ answer: Answer, _ item: SuggestionList.Item
  ) throws -> DecideSuggestions.Decision? {
    guard answer == .edit else { return answer == .accept ? .accept : .reject }
    let words = Console.answer(to: "words (Enter keeps them): ")?.trimmingBlanks ?? ""
    let code =
      Console.answer(to: "code (Enter keeps \(item.suggestion.code)): ")?.trimmingBlanks ?? ""
    guard !words.isEmpty || !code.isEmpty else { return nil }
    return try SuggestionEditing(session).decision(
      item, words: words.isEmpty ? nil : words, codes: code.isEmpty ? [] : [code])
  }

  private mutating func write(
    _ decision: DecideSuggestions.Decision, _ answer: Answer, _ position: Int
  ) throws {
    let number = items[position].suggestion.number
    let performed = try session.perform(
      DecideSuggestions([number], decision, round: round), writing)
    done.append(Done(position: position, entry: performed.entry, kind: answer))
    guard answer != .reject else { return }
    for one in performed.outcome.decided {
      let place = writing.dryRun ? String(one.cite.prefix { $0 != "#" }) : one.cite
      Console.line("  \(place)  \(one.code)\(one.wasThere ? "  already there" : "")")
    }
  }

  /// Takes the last answer back.
  ///
  /// - Returns: the suggestion to show next.
  private mutating func takeBack(from position: Int) throws -> Int {
    guard let last = done.last else {
      throw Problem(.data, "there is no answer of this sitting to take back")
    }
    if let entry = last.entry {
      try session.study.undo(entry: entry, by: try session.author())
    }
    done.removeLast()
    return last.position
  }

  private func summarise() {
    let accepted = done.count { $0.kind == .accept || $0.kind == .edit }
    let rejected = done.count { $0.kind == .reject }
    let open = items.count - accepted - rejected
    session.say(
      "\(accepted) accepted, \(rejected) rejected, \(open) of \(items.count) still open"
        + (writing.dryRun ? " (dry run: nothing was changed)" : ""))
  }
}
