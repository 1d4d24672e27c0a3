import Exchange
import Fieldwork
import Foundation
import TestSupport
import Testing

/// What is written for Stata and SPSS comes back as it was.
@Suite struct ExportTests {
  private func back(
    _ survey: SurveyTable, _ format: DataFileFormat, key: String = "id"
  ) throws -> SurveyDraft {
    let file = try DataFileWriter.file(survey, as: format, time: 1_700_000_000)
    let scratch = try ScratchFolder()
    let name = format == .stata ? "out.dta" : "out.sav"
    let path = try scratch.write(Data(file.bytes), to: name).path
    let table = try DataFile.read(path, fileName: name)
    return try SurveySource.read(
      [.data(table, format, name: name)], schema: nil,
      options: SurveyOptions(name: survey.name, key: key))
  }

  private func random(seed: UInt64) -> SurveyTable {
    var generator = SeededGenerator(seed: seed)
    func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
    let isChinese = seed % 2 == 0
    let words = isChinese ? ["贵阳", "安顺", "打工，零工", "“城中村”"] : ["a b", "c;d", "é", "\"e\""]
    let tags = [
      ValueLabel(code: ".a", label: isChinese ? "拒绝回答" : "refused"),
      ValueLabel(code: ".z", label: "not asked"),
    ]
    func missing() -> SurveyValue? {
      switch below(6) {
      case 0: .missing(.notRecorded)
      case 1: .missing(.coded(code: tags[0].code, label: tags[0].label))
      case 2: .missing(.coded(code: tags[1].code, label: tags[1].label))
      default: nil
      }
    }
    let labels = [
      ValueLabel(code: "0", label: words[0]), ValueLabel(code: "1", label: words[1]),
    ]
    let variables = [
      Variable(name: "id", kind: .text),
      Variable(
        name: "n", labels: [LocalizedText(language: "", text: words[2])], kind: .number,
        missing: tags),
      Variable(name: "whole", kind: .number, missing: tags),
      Variable(name: "c", kind: .category, valueLabels: labels, missing: tags),
      Variable(name: "d", kind: .date, missing: tags),
      Variable(name: "t", kind: .text),
    ]
    let records = (0..<(2 + below(6))).map { row in
      let year = 1900 + below(150)
      let date = "\(year)-0\(1 + below(9))-\(10 + below(18))"
      return SurveyDraft.Record(
        key: "r\(row)",
        values: [
          .text("r\(row)"), missing() ?? .number(Double(below(2_000_001) - 1_000_000) / 128),
          missing() ?? .number(Double(below(100_000) - 50_000)),
          row < 2 ? .number(Double(row)) : missing() ?? .number(Double(below(2))),
          missing() ?? .text(date),
          // A word that repeats in few rows would come back as a category.
          .text("\(row) \(words[below(4)])"),
        ])
    }
    return SurveyTable(
      name: "s", title: "s", caseKind: "", keyVariable: "id", variables: variables,
      records: records)
  }

  @Test func whatGoesToStataComesBack() throws {
    for seed in UInt64(1)...300 {
      let survey = random(seed: seed)
      let draft = try back(survey, .stata)
      #expect(draft.records.map(\.key) == survey.records.map(\.key), "seed \(seed)")
      for (place, variable) in survey.variables.enumerated() {
        #expect(draft.variables[place].labels == variable.labels, "seed \(seed)")
        #expect(
          draft.records.map { $0.values[place] } == survey.records.map { $0.values[place] },
          "seed \(seed), \(variable.name)")
      }
    }
  }

  @Test func whatGoesToSPSSComesBackButForTags() throws {
    for seed in UInt64(1)...200 {
      let survey = random(seed: seed)
      let draft = try back(survey, .spss)
      for (place, variable) in survey.variables.enumerated() {
        let plain = survey.records.map { record -> SurveyValue in
          if case .missing = record.values[place] { return .missing(.notRecorded) }
          return record.values[place]
        }
        #expect(draft.records.map { $0.values[place] } == plain, "seed \(seed), \(variable.name)")
      }
    }
  }

  @Test func codesOfMissingValuesStayDeclaredInSPSS() throws {
    let missing = [
      ValueLabel(code: "-7", label: "refused"), ValueLabel(code: "-9", label: "don't know"),
    ]
    let survey = SurveyTable(
      name: "s", title: "s", caseKind: "", keyVariable: "id",
      variables: [
        Variable(name: "id", kind: .text), Variable(name: "n", kind: .number, missing: missing),
        Variable(name: "w", kind: .number),
      ],
      records: [
        .init(key: "a", values: [.text("a"), .number(4), .number(2)]),
        .init(
          key: "b",
          values: [.text("b"), .missing(.coded(code: "-7", label: "refused")), .number(1)]),
      ], weight: "w")
    let draft = try back(survey, .spss)
    #expect(draft.records[1].values[1] == .missing(.coded(code: "-7", label: "refused")))
    #expect(draft.weight == "w")
  }

  @Test func whatAFileCannotSayIsTold() throws {
    let survey = SurveyTable(
      name: "s", title: "s", caseKind: "", keyVariable: "id",
      variables: [
        Variable(name: "id", kind: .text),
        Variable(
          name: "Q1 How long?", kind: .number, missing: [ValueLabel(code: ".a", label: "r")]),
        Variable(name: "int", kind: .text, missing: [ValueLabel(code: "-8", label: "n/a")]),
        Variable(
          name: "town", kind: .category,
          valueLabels: [.init(code: "gy", label: "Guiyang"), .init(code: "as", label: "Anshun")]),
      ],
      records: [
        .init(
          key: "a",
          values: [
            .text("a"), .missing(.coded(code: ".a", label: "r")),
            .missing(.coded(code: "-8", label: "n/a")), .text("as"),
          ])
      ])
    let stata = try DataFileWriter.file(survey, as: .stata, time: 0)
    #expect(
      stata.notes == [
        "'Q1 How long?' is called Q1_How_long_ in the file", "'int' is called int_ in the file",
        "Stata has no labels for words: those of 'int' are left out",
      ])
    let spss = try DataFileWriter.file(survey, as: .spss, time: 0)
    #expect(spss.notes.last?.hasPrefix("why a value is missing cannot be written for Q1") == true)
    let draft = try back(survey, .stata)
    #expect(draft.variables[3].valueLabels.map(\.label) == ["Guiyang", "Anshun"])
    #expect(draft.records[0].values[3] == .number(2))
  }
}
