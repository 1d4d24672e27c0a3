import CodingEngine
import Exchange
import Fieldwork
import Foundation
import StudyStore

/// Makes sheets of the framework and takes them back.
struct FrameworkDesk {
  let session: Session
  let writing: WritingOptions

  /// A sheet of the cells that are meant.
  func sheet(_ options: FrameworkGroup.CellOptions) throws -> String {
    let matrix = try options.matrix(session, .exact)
    let areNamed = !options.themes.isEmpty && !options.cases.isEmpty
    let cells = matrix.cells.filter { areNamed || $0.state != .empty }
    guard !cells.isEmpty else {
      throw Problem(
        .data, "no cell has quotes or a summary",
        hint: "code passages for the codes of the theme, or name both --case and --theme")
    }
    let themes = try session.study.snapshot([.themes]).themes
    let statements = Dictionary(
      themes.map { ($0.slug, $0.statement) }, uniquingKeysWith: { first, _ in first })
    return FrameworkSheet.write(cells.map(onSheet), statements: statements)
  }

  private func onSheet(_ cell: FrameworkMatrix.Cell) -> FrameworkSheet.Cell {
    var shown = FrameworkSheet.Cell(
      place: cell.place, theme: cell.theme, base: FrameworkCell.tag(of: cell.written?.summary))
    shown.quotes = cell.quotes.map { quote in
      let codes = quote.codes.joined(separator: ", ") + (quote.isContrary ? "; against" : "")
      let who = [quote.turns, quote.speaker].filter { !$0.isEmpty }.joined(separator: " ")
      return (quote.cite, "\(who) [\(codes)]".trimmingBlanks, quote.words)
    }
    shown.summary = cell.written?.summary ?? ""
    shown.stale = cell.changes.isEmpty ? nil : cell.changes.joined(separator: "; ")
    return shown
  }

  /// Opens the editor on a sheet and takes what comes back; what cannot be taken is kept.
  func edit(_ text: String) throws {
    let coder = try session.coder()
    for sheet in SheetFile.earlier(transcript: "framework", coder: coder, in: session.folder) {
      session.remark(
        "note: an earlier sheet was not taken; take it or remove the file: "
          + "emic framework edit --apply \(sheet.typed)")
    }
    let file = try SheetFile.make(
      text, transcript: "framework", coder: coder, in: session.folder)
    do {
      try TextEditor.open(
        file.url.path, hint: "set EDITOR, or use --sheet FILE and --apply FILE")
      let edited = try file.text()
      guard !edited.utf8.elementsEqual(text.utf8) else {
        file.remove()
        session.say("framework: nothing changed")
        return
      }
      try take(edited)
      if writing.dryRun {
        session.remark("the sheet is kept: emic framework edit --apply \(file.typed)")
      } else {
        file.remove()
      }
    } catch let failure as any ProblemReporting {
      let left = try? file.text()
      guard left.map({ !$0.utf8.elementsEqual(text.utf8) }) ?? true else {
        file.remove()
        throw failure
      }
      var problem = failure.problem
      let hint = "the sheet is kept, correct it and run: emic framework edit --apply \(file.typed)"
      problem.hint = [problem.hint, hint].compactMap(\.self).joined(separator: "; ")
      throw problem
    }
  }

  /// Makes the cells what a sheet says.
  ///
  /// - Throws: a `Problem` where the sheet cannot be read, cites a passage that is not there, or a
  ///   summary was changed in the study as well.
  func take(_ text: String) throws {
    let sheet = try FrameworkSheet.read(text)
    let snapshot = try session.study.snapshot([.turns, .codings, .themes])
    let known = Set(
      (0..<snapshot.codings.count).compactMap { PassageCite(snapshot.cite(ofCoding: $0)) })
    let labels = Set(snapshot.transcripts.map(\.label))
    let stored = try session.study.frameworkCells()
    var changes: [WriteFramework.Change] = []
    var lines: [String] = []
    var conflicts: [String] = []
    for cell in sheet {
      try expectKnown(cell, in: snapshot)
      let now = stored.first { $0.theme == cell.theme && $0.place == cell.place }
      let name = "\(cell.place) × \(cell.theme)"
      let isMine = FrameworkCell.tag(of: cell.summary) != cell.base
      let isTheirs = FrameworkCell.tag(of: now?.summary) != cell.base
      if isMine, isTheirs, cell.summary != now?.summary ?? "" {
        conflicts.append(name)
        continue
      }
      let passages = cell.passages.filter { labels.contains($0.cite.transcript) }
      let isSame = cell.summary == now?.summary ?? ""
      // Without its line a stale summary was found to be right still.
      let isFound =
        isSame && !cell.summary.isEmpty && cell.stale == nil && !isTheirs
        && Set(passages) != Set(now?.passages ?? [])
      guard (isMine && !isSame) || isFound else { continue }
      if isMine { try expectCited(cell, known) }
      changes.append(
        .init(
          theme: cell.theme, place: cell.place, summary: cell.summary, passages: passages,
          expected: now?.summary))
      let sign = isFound ? "=" : cell.summary.isEmpty ? "-" : now == nil ? "+" : "~"
      let shown = cell.summary.isEmpty ? now?.summary ?? "" : cell.summary
      lines.append("\(sign) \(name)  “\(shown.onOneLine(60))”")
    }
    guard conflicts.isEmpty else {
      throw Problem(
        .data, "the study was changed meanwhile, and so was the sheet, at the same summary",
        hint: "begin with a new sheet there and bring your words over; nothing was written",
        candidates: conflicts)
    }
    guard !changes.isEmpty else {
      session.say("framework: nothing changed")
      return
    }
    let done = try session.perform(WriteFramework(changes), writing)
    lines.forEach(session.say)
    let found = lines.count { $0.hasPrefix("=") }
    let parts = [
      (done.outcome.added, "written"), (done.outcome.changed - found, "changed"),
      (found, "still right"), (done.outcome.removed, "taken away"),
    ]
    session.say(
      "framework: " + parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        + (writing.dryRun ? " (dry run)" : ""))
  }

  private func expectKnown(_ cell: FrameworkSheet.Cell, in snapshot: StudySnapshot) throws {
    guard snapshot.cases.contains(where: { $0.id == cell.place }) else {
      throw Problem(
        .data, "no case is called '\(cell.place)'", place: "line \(cell.line)",
        hint: "'emic cases' lists them")
    }
    guard snapshot.themes.contains(where: { $0.slug == cell.theme }) else {
      throw Problem(
        .data, "no theme is called '\(cell.theme)'", place: "line \(cell.line)",
        hint: "'emic themes' lists them")
    }
  }

  /// Refuses a citation that leads to nothing.
  private func expectCited(_ cell: FrameworkSheet.Cell, _ known: Set<PassageCite>) throws {
    let isLabel = { (character: Character) in
      character.isLetter || character.isNumber || "._-#".contains(character)
    }
    let words = cell.summary.split { !isLabel($0) }.map(String.init)
    for word in words {
      let typed = word.trimmingCites
      guard let cite = PassageCite(typed), !known.contains(cite) else { continue }
      throw Problem(
        .data, "the summary cites \(cite.words), which is no coded passage",
        place: "line \(cell.line), \(cell.place) × \(cell.theme)",
        hint: "cite quotes as the sheet shows them")
    }
  }
}

extension String {
  /// A word without the full stops and dashes that end a sentence.
  fileprivate var trimmingCites: String {
    var word = self[...]
    while let last = word.last, "._-#".contains(last) { word.removeLast() }
    return String(word)
  }
}
