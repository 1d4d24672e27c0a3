import Exchange
import Fieldwork
import Foundation
import TestSupport
import Testing

/// Every cell of the real files, beside what the program `readstat` writes of them.
@Suite struct ReadStatProgramTests {
  static let program = "/usr/bin/readstat"
  static let isPresent = FileManager.default.isExecutableFile(atPath: program)
  static let files: [String] = {
    guard let folder = SharedFiles.folder?.appending(path: "real/survey") else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".dta") || $0.hasSuffix(".sav") }.sorted()
  }()

  private func written(_ path: String) throws -> CSVTable {
    let scratch = try ScratchFolder()
    let csv = scratch.url.appending(path: "out.csv")
    let running = try RunningTool(
      program: Self.program, arguments: [path, csv.path], folder: scratch.url,
      environment: ["PATH": "/usr/bin:/bin"])
    #expect(try running.finish(within: 60).code == 0)
    let text = try String(contentsOf: csv, encoding: .utf8)
    let table = try CSVTable.read(text, fileName: "out.csv")
    guard table.header.count == 1 else { return table }
    // An empty line is no row of a table, but a missing value of a file with one column.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().dropLast()
    return CSVTable(
      header: table.header,
      rows: lines.enumerated().map { CSVTable.Row(line: $0 + 2, cells: [String($1)]) })
  }

  @Test(
    .enabled(if: SharedFiles.arePresent, "the folder of real files is not beside the checkout"),
    .enabled(if: isPresent, "the program readstat is not installed"), arguments: files)
  func everyCellIsWhatTheProgramWrites(file: String) throws {
    let path = try SharedFiles.url("real/survey/\(file)").path
    let table = try DataFile.read(path, fileName: file)
    let oracle = try written(path)
    #expect(table.columns.map(\.name) == oracle.header)
    try #require(table.rowCount == oracle.rows.count)
    var compared = 0
    for (place, column) in table.columns.enumerated() {
      let isWhole = ["byte", "int", "long"].contains(column.stored.storage.rawValue)
      var differing: [String] = []
      for row in 0..<table.rowCount {
        let cell = oracle.rows[row].cells[place]
        let ours: String
        if let text = column.text(row) {
          ours = text
        } else if let number = column.number(row) {
          // The program writes days as dates where the format is `%td`.
          if cell.contains("-"), cell.count == 10, Double(cell) == nil {
            let midnight = Date(timeIntervalSince1970: (number - 3653) * 86_400)
            ours = String(midnight.ISO8601Format().prefix(10))
          } else {
            ours = isWhole ? String(Int(number)) : String(format: "%.6f", number)
          }
        } else {
          ours = ""
        }
        compared += 1
        if ours != cell { differing.append("row \(row + 1): \(ours), not \(cell)") }
      }
      #expect(differing.isEmpty, "\(column.name): \(differing.prefix(3))")
    }
    print("\(file): \(compared) cells compared")
    #expect(compared == table.rowCount * table.columns.count)
  }

  @Test(.enabled(if: SharedFiles.arePresent, "the folder of real files is not beside the checkout"))
  func realFilesHaveWhatTheirAuthorsSay() throws {
    func read(_ name: String) throws -> DataTable {
      try DataFile.read(try SharedFiles.url("real/survey/\(name)").path, fileName: name)
    }
    let insurance = try read("social_insure.dta")
    #expect(insurance.rowCount == 1410)
    func missing(_ table: DataTable) -> Int {
      table.columns.reduce(0) { total, column in
        column.stored.storage == .text
          ? total : total + (0..<table.rowCount).count { column.number($0) == nil }
      }
    }
    #expect(missing(insurance) == 43)
    let thornton = try read("thornton_hiv.dta")
    #expect(thornton.rowCount == 4820 && thornton.columns.count == 7)
    #expect(missing(thornton) == 8158)
    let backcheck = try read("household_backcheck.dta")
    #expect(backcheck.rowCount == 185 && backcheck.columns.count == 54)
    let tagged = try read("haven-tagged-na-double.dta").columns[0]
    let tags = (0..<8).compactMap { tagged.tag($0) }
    #expect(Set(tags) == ["a", "h", "z"])
    #expect(try read("haven-labelled-num-na.sav").columns[0].missingNumbers == [9...9])
  }
}
