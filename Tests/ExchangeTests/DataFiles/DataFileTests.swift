import Exchange
import Fieldwork
import Foundation
import TestSupport
import Testing

@Suite struct DataFileTests {
  private func file(_ data: Data, _ name: String = "old.dta") throws -> (ScratchFolder, String) {
    let scratch = try ScratchFolder()
    return (scratch, try scratch.write(data, to: name).path)
  }

  private func message(_ work: () throws -> Void) -> String? {
    do {
      try work()
      return nil
    } catch { return (error as? any ProblemReporting)?.problem.line }
  }

  private func survey(
    _ path: String, _ options: SurveyOptions, _ schema: SurveySchema? = nil
  ) throws -> SurveyDraft {
    let name = URL(filePath: path).lastPathComponent
    let table = try DataFile.read(
      path, fileName: name,
      selection: schema?.selection(options.variables, weight: nil) ?? options.selection)
    return try SurveySource.read(
      [.data(table, .stata, name: name)], schema: schema, options: options)
  }

  /// A village in Chinese characters, two tags, an empty cell, and a code for "don't know".
  private let small = [
    OldStataFile.Column("hh", .words(width: 8, ["甲一", "甲二", "甲三", "甲四"])),
    OldStataFile.Column(
      "owns", label: "在城里有自己的房子",
      labels: [
        (0, "没有"), (1, "有"), (OldStataFile.labelOfTagA, "拒绝回答"),
        (OldStataFile.labelOfTagA + 1, "不适用"),
      ],
      .bytes([.number(1), .number(0), .missing(1), .missing(2)])),
    OldStataFile.Column(
      "income", label: "Income", labels: [(-999, "don't know")],
      .doubles([.number(3.25), .number(-999), .missing(0), .missing(1)])),
    OldStataFile.Column(
      "day", format: "%td", .doubles([.number(0), .number(20_627), .missing(0), .number(-1)])),
    OldStataFile.Column(
      "month", format: "%tm", .doubles([.number(0), .number(-1), .number(683), .number(1)])),
  ]

  @Test func wordsOfAnOldChineseFileAreFoundToBeGB18030() throws {
    let (folder, path) = try file(OldStataFile(small, encoding: OldStataFile.gb18030).data())
    let table = try DataFile.read(path, fileName: "old.dta")
    #expect(table.encoding == "GB18030")
    #expect(table.notes.first?.contains("read as GB18030") == true)
    #expect((0..<4).map { table.columns[0].text($0) } == ["甲一", "甲二", "甲三", "甲四"])
    #expect(table.columns[1].label == "在城里有自己的房子")
    #expect(table.columns[1].labels.map(\.label) == ["没有", "有", "拒绝回答", "不适用"])
    let insisted = try DataFile.read(path, fileName: "old.dta", encoding: "windows-1252")
    #expect(insisted.columns[1].label != table.columns[1].label)
    #expect(
      message { _ = try DataFile.read(path, fileName: "old.dta", encoding: "klingon") }?
        .contains("'klingon' is not known") == true)
    _ = folder
  }

  @Test func missingValuesKeepTheirReason() throws {
    let (folder, path) = try file(OldStataFile(small, encoding: OldStataFile.gb18030).data())
    let draft = try survey(
      path, SurveyOptions(key: "hh", rules: [try MissingRule("-999")]))
    #expect(draft.variables.map(\.kind) == [.text, .category, .number, .date, .date])
    let column = { (index: Int) in draft.records.map { $0.values[index] } }
    #expect(
      column(1) == [
        .number(1), .number(0), .missing(.coded(code: ".a", label: "拒绝回答")),
        .missing(.coded(code: ".b", label: "不适用")),
      ])
    #expect(
      column(2) == [
        .number(3.25), .missing(.coded(code: "-999", label: "don't know")),
        .missing(.notRecorded), .missing(.coded(code: ".a", label: "missing (.a)")),
      ])
    // Days since 1960: 20,627 is the day of an interview in June 2016.
    #expect(
      column(3) == [
        .text("1960-01-01"), .text("2016-06-22"), .missing(.notRecorded), .text("1959-12-31"),
      ])
    #expect(
      column(4) == [.text("1960-01"), .text("1959-12"), .text("2016-12"), .text("1960-02")])
    _ = folder
  }

  @Test func onlyTheAskedVariablesAreRead() throws {
    let (folder, path) = try file(OldStataFile(small).data())
    let options = SurveyOptions(key: "hh", variables: ["inc*"])
    let table = try DataFile.read(path, fileName: "old.dta", selection: options.selection)
    #expect(table.columns.map(\.name) == ["hh", "income"])
    #expect(table.allNames == ["hh", "owns", "income", "day", "month"])
    #expect(try survey(path, options).variables.map(\.name) == ["hh", "income"])
    #expect(
      message { _ = try survey(path, SurveyOptions(key: "hh", variables: ["incme"])) }
        == "old.dta: there is no variable 'incme'; did you mean income?")
    _ = folder
  }

  @Test func aFileThatLiesOrBreaksOffIsRefused() throws {
    var lying = OldStataFile(small)
    lying.claimedRows = 4000
    let whole = OldStataFile(small).data()
    let damaged: [(String, Data)] = [
      ("more rows than there are", lying.data()),
      ("cut in the data", whole.prefix(whole.count - 300)),
      ("cut in the head", whole.prefix(80)),
      ("empty", Data()), ("no such format", Data("no survey at all".utf8)),
    ]
    for (what, data) in damaged {
      let (folder, path) = try file(data)
      let said = message { _ = try DataFile.read(path, fileName: "old.dta") }
      #expect(said?.hasPrefix("old.dta: the ") == true, "\(what): \(said ?? "was read")")
      _ = folder
    }
    // Behind its data such a file may end anywhere; the labels that are lacking are told.
    let (cut, place) = try file(whole.prefix(whole.count - 20))
    let notes = try DataFile.read(place, fileName: "old.dta").notes
    #expect(notes.last?.contains("the labels of income are not in the file") == true, "\(notes)")
    _ = cut
    lying.claimedRows = 2
    let (folder, path) = try file(lying.data())
    let said = message { _ = try DataFile.read(path, fileName: "old.dta") }
    #expect(said?.hasPrefix("old.dta: the ") == true, "fewer rows: \(said ?? "was read")")
    _ = folder
  }

  @Test func theStataTwinsOfTheDemonstrationSurveyAreTheCSVFiles() throws {
    let root = SharedFiles.packageRoot.appending(path: "Surveys")
    for name in ["households", "members"] {
      let schema = try SurveySchemaYAML.read(
        try String(contentsOf: root.appending(path: "\(name).yaml"), encoding: .utf8),
        fileName: "\(name).yaml")
      let csv = try SurveyCSV.read(
        data: try String(contentsOf: root.appending(path: "\(name).csv"), encoding: .utf8),
        fileName: "\(name).csv", schema: schema)
      let stata = try survey(root.appending(path: "\(name).dta").path, SurveyOptions(), schema)
      #expect(stata.variables.map(\.name) == csv.variables.map(\.name))
      #expect(stata.variables.map(\.kind) == csv.variables.map(\.kind))
      var differing: [String] = []
      for (ours, theirs) in zip(stata.records, csv.records) {
        for (place, variable) in csv.variables.enumerated()
        where ours.values[place] != theirs.values[place] {
          differing.append(
            "\(ours.key) \(variable.name): \(ours.values[place]) \(theirs.values[place])")
        }
      }
      #expect(differing.isEmpty, "\(name): \(differing.count), \(differing.prefix(3))")
      #expect(stata.records.count == csv.records.count)
    }
  }

  @Test func keysMayBeMadeOfSeveralOrCountRows() throws {
    let columns = [
      OldStataFile.Column("hh", .bytes([.number(1), .number(1), .number(2)])),
      OldStataFile.Column("line", .bytes([.number(1), .number(2), .number(1)])),
    ]
    let (folder, path) = try file(OldStataFile(columns).data())
    #expect(
      try survey(path, SurveyOptions(key: "hh,line")).records.map(\.key) == ["1-1", "1-2", "2-1"])
    #expect(try survey(path, SurveyOptions(key: "#")).records.map(\.key) == ["1", "2", "3"])
    #expect(
      message { _ = try survey(path, SurveyOptions(key: "hh")) }?.contains(
        "old.dta, rows 1 and 2: the column 'hh' does not name the records: '1'") == true)
    _ = folder
  }

  @Test func aWeightIsANumberFromZeroOn() throws {
    let columns = [
      OldStataFile.Column("hh", .words(width: 2, ["a", "b"])),
      OldStataFile.Column("w", .doubles([.number(1.5), .number(0)])),
      OldStataFile.Column("v", .doubles([.number(1), .number(-2)])),
    ]
    let (folder, path) = try file(OldStataFile(columns).data())
    #expect(try survey(path, SurveyOptions(weight: "w")).weight == "w")
    #expect(
      message { _ = try survey(path, SurveyOptions(weight: "v")) }
        == "'v' cannot be the weight: that of b is -2; name a variable with numbers from 0 on, or none"
    )
    #expect(
      message { _ = try survey(path, SurveyOptions(weight: "x")) }?.contains("no such variable")
        == true)
    _ = folder
  }

  @Test func missingRulesAreReadAndRefused() throws {
    let rule = try MissingRule("income, h31*: -8 = not applicable")
    #expect(rule.variables == ["income", "h31*"] && rule.code == "-8")
    #expect(rule.label == "not applicable")
    #expect(try MissingRule("-9..-1").range == -9 ... -1)
    #expect(try MissingRule(".a=refused").code == ".a")
    for wrong in ["= don't know", "", "-1..-9", "x:", "-999 =", ": -8", "--dry-run"] {
      #expect(message { _ = try MissingRule(wrong) } != nil, "\(wrong)")
    }
  }
}
