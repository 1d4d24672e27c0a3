import CodingEngine
import Exchange
import Fieldwork
import Foundation
import StudyStore

/// The corrections of a sitting at the screen, until it ends and they become one version.
///
/// They lie in a list in the folder `Sheets` meanwhile, so that a broken connection loses none.
struct WaitingCorrections {
  private let document: (words: TextBuffer, turns: [Span], numbers: [Int32])
  private let file: URL

  /// Prepares the list of a transcript and coder.
  init(
    _ transcript: String, _ coder: String, words: TextBuffer, turns: [Span], numbers: [Int32],
    in study: URL
  ) {
    document = (words, turns, numbers)
    file = SheetFile.folder(in: study).appending(
      path: SheetFile.name(transcript, coder) + ".corrections.csv")
  }

  /// What an earlier sitting left that was cut off.
  func left() throws -> [CorrectionRow] {
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    return try CorrectionsCSV.read(try Files.text(file.path), fileName: file.lastPathComponent)
      .rows
  }

  /// The list as it is typed from here.
  var typed: String { SheetFile(url: file).typed }

  /// Keeps corrections, having seen that they can be made.
  ///
  /// - Throws: a `Problem` where nothing would be left of a turn, or the list cannot be written.
  func keep(_ edits: [TextEdit]) throws {
    do {
      _ = try CorrectedText(document.words, turns: document.turns, edits: edits)
    } catch {
      throw error.problem
    }
    guard !edits.isEmpty else { return SheetFile(url: file).remove() }
    try SheetFile.makeFolder(file.deletingLastPathComponent())
    let rows = edits.map { edit in
      let turn = document.turns.firstIndex { $0.contains(edit.span) } ?? 0
      return CorrectionRow(
        line: 0, turn: Int(document.numbers[turn]), wrong: document.words.words(in: edit.span),
        right: edit.words, start: edit.span.start)
    }
    try Files.write(Array(CorrectionsCSV.write(rows).utf8), to: file.path, isInternal: true)
  }

  /// Takes the list away when the corrections are made.
  func remove() { SheetFile(url: file).remove() }
}
