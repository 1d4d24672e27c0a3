import Exchange
import Fieldwork
import Foundation
import TestSupport
import Testing

/// Reading some columns of a Stata file gives what reading all of them gives.
@Suite struct NarrowStataFileTests {
  /// A column of a table in words that tell every difference.
  private func column(_ table: DataTable, _ name: String) -> [String] {
    guard let place = table.place(of: name) else { return ["absent"] }
    let column = table.columns[place]
    let cells = (0..<table.rowCount).map { row in
      column.text(row) ?? column.number(row).map { "\($0)" } ?? "missing \(column.tag(row) ?? "-")"
    }
    return ["\(column.name) \(column.label) \(column.stored) \(column.labels)"] + cells
  }

  private func random(_ generator: inout SeededGenerator) -> StataFile {
    func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
    let words = below(2) == 0 ? ["贵阳", "安顺打工", "", "x"] : ["a", "bc d", "", "è"]
    let rows = below(5)
    let columns = (0..<(2 + below(12))).map { place -> StataFile.Column in
      let name = "v\(place)"
      switch below(5) {
      case 0:
        let bytes = [1, 2, 4][below(3)]
        let cells: [Int?] = (0..<rows).map { _ in below(4) == 0 ? nil : below(200) - 100 }
        let labels: [(Int32, String)] = [(0, words[0]), (1, "one")]
        return .init(
          name, label: words[below(4)], labels: below(2) == 0 ? [] : labels,
          .whole(bytes: bytes, cells))
      case 1, 2:
        return .init(
          name, label: "wide",
          .doubles(
            (0..<rows).map { _ in
              below(3) == 0 ? .missing(below(27)) : .number(Double(below(1_000)) / 8)
            }))
      case 3:
        let cells = (0..<rows).map { _ in words[below(4)] }
        // Wide enough that gaps are passed over instead of read.
        return .init(name, .words(width: below(3) == 0 ? 2_045 : 12 + below(40), cells))
      default:
        return .init(
          name,
          .longWords((0..<rows).map { _ in String(repeating: words[below(4)], count: below(90)) }))
      }
    }
    return StataFile(columns, release: 117 + below(3), isBigEndian: below(3) == 0)
  }

  @Test func everySelectionOfRandomFilesIsAsInTheWholeFile() throws {
    let scratch = try ScratchFolder()
    for seed in UInt64(1)...1_500 {
      var generator = SeededGenerator(seed: seed)
      let path = try scratch.write(random(&generator).data(), to: "r.dta").path
      let whole = try DataFile.read(path, fileName: "r.dta")
      let names = whole.columns.map(\.name)
      for count in [1, 2, names.count / 2 + 1] {
        let asked = Array(names.shuffled(using: &generator).prefix(count))
        let table = try DataFile.read(
          path, fileName: "r.dta", selection: DataFile.Selection(required: asked))
        #expect(table.columns.map(\.name) == names.filter(asked.contains), "seed \(seed)")
        #expect(table.allNames == names && table.rowCount == whole.rowCount, "seed \(seed)")
        #expect(table.label == whole.label && table.encoding == whole.encoding, "seed \(seed)")
        for name in asked {
          #expect(column(table, name) == column(whole, name), "seed \(seed), \(name) of \(asked)")
        }
      }
    }
  }

  @Test func manyRowsAreReadBlockByBlock() throws {
    // Blocks hold a megabyte: rows of 40 KB and rows of which 16 bytes are wanted.
    let rows = 70_000
    let wide = (0..<20).map { place in
      StataFile.Column("w\(place)", .words(width: 2_000, (0..<60).map { "\(place)-\($0)" }))
    }
    let narrow = [
      StataFile.Column("a", .doubles((0..<rows).map { .number(Double($0)) })),
      StataFile.Column("b", .whole(bytes: 4, (0..<rows).map { $0 % 7 == 0 ? nil : $0 })),
      StataFile.Column("c", .doubles((0..<rows).map { _ in .number(0) })),
      StataFile.Column("d", .doubles((0..<rows).map { _ in .number(0) })),
    ]
    let scratch = try ScratchFolder()
    let first = try scratch.write(StataFile(wide).data(), to: "wide.dta").path
    let every = (0..<20).filter { $0 % 3 == 0 }.map { "w\($0)" }
    let words = try DataFile.read(
      first, fileName: "wide.dta", selection: DataFile.Selection(required: every))
    for name in every {
      let place = try #require(words.place(of: name))
      let isRight = (0..<60).allSatisfy {
        words.columns[place].text($0) == "\(name.dropFirst())-\($0)"
      }
      #expect(isRight, "\(name)")
    }
    let second = try scratch.write(StataFile(narrow).data(), to: "long.dta").path
    let numbers = try DataFile.read(
      second, fileName: "long.dta", selection: DataFile.Selection(required: ["a", "b"]))
    let isRight = (0..<rows).allSatisfy { row in
      numbers.columns[0].number(row) == Double(row)
        && numbers.columns[1].number(row) == (row % 7 == 0 ? nil : Double(row))
    }
    #expect(isRight && numbers.rowCount == rows)
  }

  @Test func aFileThatLiesOrBreaksOffIsRefusedAsEver() throws {
    let columns = [
      StataFile.Column("a", .doubles([.number(1), .number(2)])),
      StataFile.Column("b", .words(width: 300, ["x", "y"])),
    ]
    let whole = StataFile(columns).data()
    var lying = StataFile(columns)
    lying.claimedRows = 9_000_000
    var short = StataFile(columns)
    short.claimedRows = 1
    let scratch = try ScratchFolder()
    var cases: [(String, Data)] = [
      ("more rows", lying.data()), ("fewer rows", short.data()),
    ]
    for cut in stride(from: 20, to: whole.count - 200, by: 97) {
      cases.append(("cut at \(cut)", whole.prefix(cut)))
    }
    for (what, data) in cases {
      let path = try scratch.write(data, to: "cut.dta").path
      for selection in [DataFile.Selection(), DataFile.Selection(required: ["a"])] {
        var said: String?
        do {
          _ = try DataFile.read(path, fileName: "cut.dta", selection: selection)
        } catch { said = (error as? any ProblemReporting)?.problem.line }
        #expect(said?.hasPrefix("cut.dta: the ") == true, "\(what): \(said ?? "was read")")
      }
    }
  }

  @Test(.enabled(if: SharedFiles.arePresent, "the folder of real files is not beside the checkout"))
  func realFilesAreTheSameColumnByColumn() throws {
    for file in ["social_insure", "thornton_hiv", "household_backcheck", "haven-types"] {
      let path = try SharedFiles.url("real/survey/\(file).dta").path
      let whole = try DataFile.read(path, fileName: file)
      for name in whole.columns.map(\.name) {
        let one = try DataFile.read(
          path, fileName: file, selection: DataFile.Selection(required: [name]))
        #expect(column(one, name) == column(whole, name), "\(file), \(name)")
      }
    }
  }
}
