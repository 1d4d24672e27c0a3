import Fieldwork
import Foundation
import TestSupport
import Testing

@testable import Exchange

/// 24 published rural interviews against the question/answer rows that their authors published.
@Suite("The published Malawi interviews", .enabled(if: SharedFiles.arePresent, "needs ../shared"))
struct MalawiInterviewTests {
  @Test("Questions and answers agree with the published rows")
  func publishedRows() throws {
    let folder = try SharedFiles.url("real/malawi-biogas")
    let table = try CSVRows.read(folder.appending(path: "published-rows.csv"))
    var rows: [String: [[String]]] = [:]
    for row in table { rows[row[0], default: []].append([row[3], row[4]]) }
    var total = 0
    var questions = 0
    var answers = 0
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".docx") }.sorted()
    #expect(files.count == 24)
    for file in files {
      let bytes = try Array(Data(contentsOf: folder.appending(path: file)))
      let draft = try TranscriptReader.read(name: file, bytes: bytes, options: .init())
      expectSound(draft)
      let expected = try #require(rows[String(file.prefix(2))])
      let pairs = Self.pairs(draft)
      total += expected.count
      let q = Self.differences(pairs.map(\.0), expected.map { Self.published($0[0]) })
      let a = Self.differences(pairs.map(\.1), expected.map { Self.published($0[1]) })
      questions += expected.count - q.count
      answers += expected.count - a.count
      for difference in q { print("malawi \(file) question \(difference)") }
      for difference in a { print("malawi \(file) answer \(difference)") }
      if pairs.count != expected.count {
        print("malawi \(file): \(pairs.count) pairs, \(expected.count) rows")
      }
    }
    #expect(total == 2215)
    print("malawi: \(questions) of \(total) questions, \(answers) of \(total) answers")
    #expect(Double(questions) >= 0.997 * Double(total))
    #expect(Double(answers) >= 0.995 * Double(total))
  }

  @Test("The head of each document is read and is no turn")
  func heads() throws {
    let folder = try SharedFiles.url("real/malawi-biogas")
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where file.hasSuffix(".docx") {
      let bytes = try Array(Data(contentsOf: folder.appending(path: file)))
      let draft = try TranscriptReader.read(name: file, bytes: bytes, options: .init())
      // The file's name carries number and day: 01_2021-05-31.docx.
      #expect(draft.metadata.site == String(file.prefix(2)))
      #expect(draft.metadata.date?.iso == String(file.dropFirst(3).dropLast(5)))
      #expect(draft.turns.first?.role == .interviewer)
      #expect(draft.turns.allSatisfy { $0.role == .interviewer || $0.role == .respondent })
    }
  }

  /// A question with everything that is answered before the next one.
  private static func pairs(_ draft: TranscriptDraft) -> [(String, String)] {
    let buffer = TextBuffer(draft.text)
    var pairs: [(String, String)] = []
    for turn in draft.turns {
      let words = lettersAndDigits(buffer.words(in: turn.span))
      if turn.role == .interviewer {
        pairs.append((words, ""))
      } else {
        if pairs.isEmpty { pairs.append(("", "")) }
        pairs[pairs.count - 1].1 += words
      }
    }
    return pairs
  }

  /// The rows were made by another program, which left marks in them: labels in the words
  /// (`**Interviewer**:`, `Interviewee#2:`) and `{.mark}` behind highlighted words.
  private static func published(_ cell: String) -> String {
    var text = cell.replacing("{.mark}", with: "")
    text = text.replacing(/\**Interviewe[re](#2)?\**\s*(:|$)\**/, with: "")
    return lettersAndDigits(text)
  }

  static func lettersAndDigits(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars
    where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      out.append(scalar)
    }
    return String(out)
  }

  /// The expected entries that a longest common subsequence leaves unmatched, with what stands
  /// in their place.
  static func differences(_ found: [String], _ expected: [String]) -> [String] {
    var best = Array(
      repeating: Array(repeating: 0, count: expected.count + 1), count: found.count + 1)
    for i in found.indices.reversed() {
      for j in expected.indices.reversed() {
        best[i][j] =
          found[i] == expected[j]
          ? best[i + 1][j + 1] + 1 : max(best[i + 1][j], best[i][j + 1])
      }
    }
    var out: [String] = []
    var (i, j) = (0, 0)
    while j < expected.count {
      if i < found.count, found[i] == expected[j] {
        (i, j) = (i + 1, j + 1)
      } else if i < found.count, best[i + 1][j] >= best[i][j + 1] {
        i += 1
      } else {
        let near = found.indices.contains(i - 1) ? found[i - 1] : ""
        out.append(
          "row \(j + 1): published '\(expected[j].prefix(160))', read '\(near.prefix(160))'")
        j += 1
      }
    }
    return out
  }
}

/// Rows of a CSV file, read in the plainest way for tests: quotes, commas, line ends.
enum CSVRows {
  static func read(_ url: URL) throws -> [[String]] {
    var rows: [[String]] = [[]]
    var cell: [UInt8] = []
    var quoted = false
    for byte in try Data(contentsOf: url) {
      switch (byte, quoted) {
      case (0x22, _):
        // A doubled quote closes and opens again: the second one is kept.
        if !quoted, !cell.isEmpty { cell.append(0x22) }
        quoted.toggle()
      case (0x2C, false), (0x0A, false):
        rows[rows.count - 1].append(String(decoding: cell, as: UTF8.self))
        cell = []
        if byte == 0x0A { rows.append([]) }
      case (0x0D, false): break
      default: cell.append(byte)
      }
    }
    return rows.dropFirst().filter { $0.count > 1 }
  }
}
