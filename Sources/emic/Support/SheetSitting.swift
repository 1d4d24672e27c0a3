import Exchange
import Fieldwork
import Foundation

/// A coding sheet in the researcher's editor, until it is taken or left.
struct SheetSitting {
  private let desk: SheetDesk
  private let session: Session
  private let written: String
  private let file: SheetFile

  /// Puts a sheet where an editor can open it.
  init(_ desk: SheetDesk, _ session: Session, sheet: String) throws {
    self.desk = desk
    self.session = session
    written = sheet
    let earlier = SheetFile.earlier(
      transcript: desk.transcript, coder: desk.coder, in: session.folder)
    for sheet in earlier {
      session.remark(
        "note: an earlier sheet was not taken; take it or remove the file: "
          + "emic edit \(desk.transcript.shellWord) --apply \(sheet.typed)")
    }
    file = try SheetFile.make(
      sheet, transcript: desk.transcript, coder: desk.coder, in: session.folder)
  }

  /// Opens the editor, and again as long as the sheet cannot be taken and its coder wants to
  /// correct it.
  ///
  /// - Throws: `Problem` when it is left as it is; the file then stays, and the problem says where.
  func run(_ taking: SheetDesk.Taking, _ writing: WritingOptions) throws {
    while true {
      do {
        try TextEditor.open(
          file.url.path, hint: "set EDITOR, or use --sheet FILE and --apply FILE")
        let text = try file.text()
        guard !text.utf8.elementsEqual(written.utf8) else {
          file.remove()
          session.say("\(desk.transcript): nothing changed")
          return
        }
        try desk.take(CodingSheetReader.read(text), taking, writing)
        if writing.dryRun {
          session.remark("the sheet is kept: \(applying)")
        } else {
          file.remove()
        }
        return
      } catch let error as any ProblemReporting {
        guard isChanged else {
          file.remove()
          throw error
        }
        guard wantsToGoOn(error.problem) else { throw kept(error.problem) }
      }
    }
  }

  /// Whether there is anything in the file that would be lost with it.
  private var isChanged: Bool {
    guard let text = try? file.text() else { return true }
    return !text.utf8.elementsEqual(written.utf8)
  }

  private var applying: String { "emic edit \(desk.transcript.shellWord) --apply \(file.typed)" }

  /// Asks at a terminal; elsewhere nobody can answer.
  private func wantsToGoOn(_ problem: Problem) -> Bool {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return false }
    Console.problem(problem)
    Console.partial("Open the editor again? [Y/n] ")
    guard let answer = readLine()?.trimmingBlanks.lowercased() else { return false }
    return answer.isEmpty || answer.hasPrefix("y")
  }

  private func kept(_ problem: Problem) -> Problem {
    var kept = problem
    let hint = "the sheet is kept, correct it and run: \(applying)"
    kept.hint = [problem.hint, hint].compactMap(\.self).joined(separator: "; ")
    return kept
  }
}
