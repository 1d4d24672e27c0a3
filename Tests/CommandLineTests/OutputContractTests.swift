import Foundation
import TestSupport
import Testing

/// Columns are a contract: more may follow, none is renamed or moved.
@Suite struct OutputContractTests {
  static let contracts: [([String], [String])] = [
    (
      ["codes"],
      ["code", "name", "parent", "codings", "segments", "transcripts", "cases"]
    ),
    (
      ["quotes", "intent-to-stay"],
      [
        "cite", "transcript", "turn", "speaker", "role", "start", "end", "code", "coder", "quote",
        "before", "after", "question", "language", "layer", "translator", "record_type", "voice",
        "time", "consent",
      ]
    ),
    (["matrix"], ["code", "transcript", "n"]),
    (["matrix", "--by", "cases"], ["code", "case", "n"]),
    (["cooccurrence"], ["code_a", "code_b", "n_a", "n_b", "n_ab", "jaccard"]),
    (["cooccurrence", "--unit", "turn"], ["code_a", "code_b", "n_a", "n_b", "n_ab", "jaccard"]),
    (
      ["transcripts"],
      ["transcript", "kind", "date", "site", "language", "turns", "codings", "cases"]
    ),
  ]

  @Test(arguments: contracts) func columnsStandAsPromised(_ command: [String], _ columns: [String])
    throws
  {
    let study = try DemoStudy()
    let csv = try study.tool.run(command + ["--format", "csv"])
    #expect(csv.code == 0, "\(csv.story)")
    let table = try CSVRows(csv.output)
    #expect(Array(table.header.prefix(columns.count)) == columns)
    #expect(!table.rows.isEmpty)
    #expect(csv.output.hasSuffix("\r\n"))
    #expect(!csv.outputBytes.starts(with: [0xEF, 0xBB, 0xBF]))

    let tsv = try study.tool.run(command + ["--format", "tsv"])
    #expect(tsv.lines.first?.split(separator: "\t").map(String.init) == table.header)
    #expect(tsv.lines.count == table.rows.count + 1)

    let json = try study.tool.run(command + ["--format", "json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: json.outputBytes) as? [String: Any])
    #expect(
      Set(object.keys).isSuperset(of: ["command", "parameters", "unit", "n", "notes", "rows"]))
    #expect(object["command"] as? String == command[0])
    #expect(object["parameters"] is [String: Any])
    #expect(object["notes"] is [String])
    #expect((object["unit"] as? String)?.isEmpty == false)
    // Characters have no one n.
    #expect(object["n"] is Int || command == ["cooccurrence"] && object["n"] is NSNull)
    let rows = try #require(object["rows"] as? [[String: Any]])
    #expect(rows.count == table.rows.count)
    for row in rows { #expect(Set(row.keys) == Set(table.header)) }
    // The same values in both forms; empty in CSV is null in JSON.
    for (row, record) in zip(rows, table.records) {
      for (name, value) in record where value.isEmpty {
        #expect(row[name] is NSNull || row[name] as? String == "", "\(name)")
      }
      for name in columns.prefix(2) where record[name]?.isEmpty == false {
        #expect(row[name] as? String == record[name])
      }
    }

    let lines = try study.tool.run(command + ["--format", "jsonl"]).lines
    #expect(lines.count == rows.count)
    for line in lines {
      #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
    }
  }

  @Test func aQuoteWithLineEndsAndQuotationMarksComesBackWhole() throws {
    let study = try SmallStudy()
    try study.files.write(
      "Interviewer: Why?\n\nAna: He said \"go, now\", and\nwe went;\ttwice.\n", to: "talk.txt")
    try expectDone(study.tool, "import", "talk.txt", "--speakers", "Ana")
    try expectDone(study.tool, "code", "talk", "t2", "--as", "saying")
    let csv = try expectDone(study.tool, "quotes", "saying", "--format", "csv")
    let said = "He said \"go, now\", and\nwe went;\ttwice."
    #expect(try CSVRows(csv.output).column("quote") == [said])
    let json = try expectDone(study.tool, "quotes", "saying", "--format", "json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: json.outputBytes) as? [String: Any])
    let rows = try #require(object["rows"] as? [[String: Any]])
    #expect(rows.first?["quote"] as? String == said)
  }

  @Test func aReaderThatStopsReadingEndsTheCommandQuietly() throws {
    let study = try DemoStudy()
    var shell = study.tool
    shell.executable = URL(filePath: "/bin/bash")
    let much = """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
      SELECT i, 'a row that is long enough to fill every pipe there is' AS words FROM n
      """
    for command in [
      ["sql", much, "--format", "csv"], ["quotes", "under settling-without-membership"],
    ] {
      let run = try shell.run(
        [
          "-c", "\"$0\" \"$@\" | head -1; echo \"code ${PIPESTATUS[0]}\"",
          try Tool.program.get().path,
        ]
          + command)
      #expect(run.lines.count == 2, "\(run.story)")
      #expect(run.lines.last == "code 0")
      #expect(run.errors.isEmpty, "\(run.story)")
    }
  }

  static let readers: [[String]] = [
    ["codes"], ["quotes", "staying"], ["matrix"], ["cooccurrence"], ["transcripts"], ["themes"],
    ["codebook", "show"], ["codebook", "export"], ["themes", "export"], ["log"],
    ["search", "garden"], ["cases"], ["participants"], ["sites"], ["survey", "variables"],
    ["sql", "SELECT 1"], ["show", "S-1"], ["case", "H-1"], ["report"],
    ["crosstab", "work", "owns_home"],
  ]

  @Test(arguments: readers) func anOutputThatCannotBeWrittenIsRefused(_ command: [String]) throws {
    let study = try SmallStudy()
    try expectRefusal(
      73, of: command + ["--output", "no/such/folder/file.html"], by: study.tool, saying: "no/such")
    // And one that can is written and nothing else said on standard output.
    let run = try expectDone(study.tool, "codes", "--output", "file.csv", "--format", "csv")
    #expect(run.output.isEmpty)
    #expect(try study.files.text("file.csv").hasPrefix("code,name"))
  }

  @Test func reasonsOfEmptyCellsStandBesideBareRows() throws {
    let study = try DemoStudy()
    let asked = [
      "cooccurrence", "--unit", "pairs", "--relation", "touching", "--all", "--codes",
      "school-as-anchor,intent-to-stay",
    ]
    for format in ["csv", "tsv", "jsonl"] {
      let run = try study.tool.run(asked + ["--format", format])
      #expect(run.errors.contains("note: jaccard is n/a in row 1: "), "\(run.story)")
      #expect(!run.output.contains("n/a"))
      #expect(try study.tool.run(asked + ["--format", format, "--quiet"]).errors.isEmpty)
    }
  }

  @Test func quietMeansResultsOnly() throws {
    let study = try SmallStudy()
    for command in [
      ["codes", "--format", "csv"], ["cooccurrence", "--unit", "case", "--format", "csv"],
      ["crosstab", "work", "owns_home", "--format", "csv"],
    ] {
      let plain = try study.tool.run(command)
      let quiet = try study.tool.run(command + ["--quiet"])
      #expect(quiet.outputBytes == plain.outputBytes)
      #expect(quiet.errors.isEmpty, "\(quiet.story)")
    }
    try study.files.write("Ana: Hello.\n", to: "a.txt")
    for command in [
      ["import", "a.txt", "--speakers", "Ana"], ["code", "a", "t1", "--as", "work"],
      ["uncode", "a#1"],
      ["describe", "a", "date=2024"], ["speakers", "a", "Ana=respondent"], ["undo"], ["redo"],
      ["remove", "a"], ["codebook", "import", "Codebooks/book.yaml"], ["report"],
      ["backup", "copy.emic"], ["link", "H-1", "--record", "H-1"],
    ] {
      let run = try study.tool.run(command + ["--quiet"])
      #expect(run.code == 0, "\(run.story)")
      #expect(run.output.isEmpty, "\(run.story)")
      #expect(run.errors.isEmpty, "\(run.story)")
    }
  }

  @Test(arguments: [40, 60, 100]) func noTableIsWiderThanTheTerminal(_ width: Int) throws {
    let study = try DemoStudy()
    let tool = study.tool.with(["COLUMNS": "\(width)"])
    for command in [
      ["codes"], ["transcripts"], ["matrix"], ["matrix", "--by", "cases"], ["cooccurrence"],
      ["themes"], ["log"], ["cases"], ["participants"], ["sites"], ["survey", "variables"],
      ["search", "户口"], ["codebook", "show"], ["quotes", "intent-to-stay"], ["show", "GY-101"],
      ["speakers", "GY-131"], ["codebook", "show", "intent-to-stay"],
    ] {
      let run = try tool.run(command)
      #expect(run.code == 0, "\(run.story)")
      let wide = run.lines.filter { $0.columns > width }
      #expect(wide.isEmpty, "emic \(command): \(wide.prefix(3))")
    }
  }

  @Test func nothingIsColouredInAFile() throws {
    let study = try DemoStudy()
    for command in [["codes"], ["show", "GY-101"], ["quotes", "intent-to-stay"], ["log"]] {
      #expect(!(try study.tool.run(command).output.contains("\u{1B}")))
    }
  }
}
