import Exchange
import Fieldwork
import Foundation
import TestSupport
import Testing

/// What lies at the limits of a format comes back, too, or is told.
@Suite struct ExportLimitsTests {
  private func written(
    _ survey: SurveyTable, _ format: DataFileFormat
  ) throws -> (draft: SurveyDraft, notes: [String]) {
    let file = try DataFileWriter.file(survey, as: format, time: 0)
    return (try read(Data(file.bytes), format), file.notes)
  }

  private func read(_ bytes: Data, _ format: DataFileFormat) throws -> SurveyDraft {
    let scratch = try ScratchFolder()
    let name = format == .stata ? "out.dta" : "out.sav"
    let path = try scratch.write(bytes, to: name).path
    let table = try DataFile.read(path, fileName: name)
    return try SurveySource.read(
      [.data(table, format, name: name)], schema: nil, options: SurveyOptions(key: "id"))
  }

  private func survey(_ variable: Variable, _ values: [SurveyValue]) -> SurveyTable {
    SurveyTable(
      name: "homes", title: "Homes", caseKind: "", keyVariable: "id",
      variables: [Variable(name: "id", kind: .text), variable],
      records: values.enumerated().map { row, value in
        .init(key: "r\(row)", values: [.text("r\(row)"), value])
      })
  }

  @Test func `a code that is longer than any answer keeps its letters in SPSS`() throws {
    for code in ["other_reason", "another_reason_that_nobody_gave_this_time", "别的原因别的原因"] {
      let work = Variable(
        name: "why", kind: .category,
        valueLabels: [.init(code: "a", label: "Rent"), .init(code: code, label: "Another")])
      let (draft, _) = try written(survey(work, [.text("a"), .text("a")]), .spss)
      #expect(draft.records.map { $0.values[1] } == [.text("a"), .text("a")])
      #expect(draft.variables[1].valueLabels.contains { $0.code == code }, "\(code)")
    }
  }

  @Test func `words longer than a field of Stata come back whole`() throws {
    let long = String(repeating: "水", count: 682)
    let longer = String(repeating: "电 ", count: 3_000) + "end"
    let values: [SurveyValue] = [
      .text(long), .missing(.notRecorded), .text("short"), .text(longer), .text(long),
    ]
    let (draft, _) = try written(survey(Variable(name: "note", kind: .text), values), .stata)
    #expect(draft.records.map { $0.values[1] } == values)
  }

  @Test func `more than three codes are a range in SPSS, and what is left over is told`() throws {
    func missing(_ code: Int) -> ValueLabel { ValueLabel(code: String(code), label: "m\(code)") }
    func value(_ code: Int) -> SurveyValue {
      .missing(.coded(code: String(code), label: "m\(code)"))
    }
    let four = Variable(name: "n", kind: .number, missing: [-1, -2, -3, -4].map(missing))
    let (draft, notes) = try written(
      survey(four, [value(-1), value(-4), .number(5), .number(-9)]), .spss)
    #expect(
      draft.records.map { $0.values[1].isMissing } == [true, true, false, false], "\(draft.records)"
    )
    #expect(!notes.contains { $0.contains("cannot be written") })
    // 0 lies among the codes, so that only some of them fit into a range.
    let parted = Variable(name: "n", kind: .number, missing: [-2, -1, 1, 7, 9].map(missing))
    let (rest, told) = try written(
      survey(parted, [-2, -1, 1, 7, 9].map(value) + [.number(0), .number(8)]), .spss)
    #expect(rest.records.map { $0.values[1].isMissing }.prefix(5).allSatisfy { $0 })
    #expect(rest.records.suffix(2).map { $0.values[1] } == [.number(0), .number(8)])
    #expect(told.contains { $0.contains("cannot be written for n") }, "\(told)")
  }

  @Test func `labels that Stata cannot hold are told`() throws {
    let share = Variable(
      name: "n", kind: .number,
      valueLabels: [
        .init(code: "1.5", label: "one and a half"), .init(code: "2", label: "two"),
        .init(code: "3000000000", label: "many"),
      ])
    let (draft, notes) = try written(survey(share, [.number(1.5), .number(2)]), .stata)
    #expect(draft.variables[1].valueLabels.map(\.label) == ["two"])
    #expect(notes.contains { $0.contains("2 labels of 'n' left out") }, "\(notes)")
  }

  @Test func `codes of missing values become letters where that is asked for, and else are told`()
    throws
  {
    let income = Variable(
      name: "n", kind: .number,
      missing: [.init(code: "-8", label: "n/a"), .init(code: ".a", label: "refused")])
    let table = survey(
      income,
      [
        .number(3), .missing(.coded(code: "-8", label: "n/a")),
        .missing(.coded(code: ".a", label: "refused")),
      ])
    let (plain, told) = try written(table, .stata)
    #expect(plain.records[1].values[1] == .number(-8))
    #expect(told.contains { $0.contains("takes for values, in n") }, "\(told)")
    let (tagged, notes) = try written(table.taggingMissing(), .stata)
    #expect(
      tagged.records.map { $0.values[1] } == [
        .number(3), .missing(.coded(code: ".b", label: "n/a")),
        .missing(.coded(code: ".a", label: "refused")),
      ])
    #expect(notes.isEmpty, "\(notes)")
  }

  @Test(arguments: [0, 1, 4, 6, 7, 200])
  func `an SPSS file that claims another number of rows is refused`(claimed: Int) throws {
    let values = (0..<6).map { SurveyValue.number(Double($0)) }
    let file = try DataFileWriter.file(
      survey(Variable(name: "n", kind: .number), values), as: .spss, time: 0)
    var bytes = Data(file.bytes)
    bytes.replaceSubrange(
      80..<84, with: withUnsafeBytes(of: Int32(claimed).littleEndian, Array.init))
    if claimed == 6 {
      #expect(try read(bytes, .spss).records.count == 6)
    } else {
      #expect(throws: DataFileFailure.rows(file: "out.sav", claimed: claimed, found: 6)) {
        try read(bytes, .spss)
      }
    }
    // A file that does not say is read to its end.
    bytes.replaceSubrange(80..<84, with: [255, 255, 255, 255])
    #expect(try read(bytes, .spss).records.count == 6)
  }
}

extension SurveyValue {
  fileprivate var isMissing: Bool { if case .missing = self { true } else { false } }
}
