import Foundation
import TestSupport
import Testing

/// Models of survey records, asked of the program; expected numbers are those of the oracle files
/// and of the study's shared documents.
@Suite struct ModelCommandTests {
  private static let six =
    "owns_home_city ~ n_pension_urban + n_health_local + household_size + adult_education_mean"
    + " + share_intraprovincial + split_household"

  /// A row of a Markdown table as cells.
  private static func cells(_ line: Substring) -> [String] {
    line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared"))
  func thePublishedModelGivesTheNumbersOfTheTwelveLinkedHouseholds() throws {
    let text = String(decoding: try Data(contentsOf: SharedFiles.url("DOMAIN.md")), as: UTF8.self)
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("| HH-") }
    let wanted = lines.map(ModelCommandTests.cells).filter { $0.count > 20 }
    #expect(wanted.count == 12)
    let rows = try DemoStudy().csv(
      "model", "--reference", "Surveys/published-ch3.yaml", "--interviewed")
    #expect(rows.records.map { $0["record"] } == wanted.map(\.first))
    for (got, want) in zip(rows.records, wanted) {
      let p = Double(got["expected"] ?? "") ?? 0
      let pearson = Double(got["pearson"] ?? "") ?? 0
      let wantedP = Double(want[want.count - 3]) ?? 1
      let wantedPearson = Double(want[want.count - 2]) ?? 1
      // As printed: three and two decimals.
      #expect(abs(p - wantedP) <= 0.0005, "\(want)")
      #expect(abs(pearson - wantedPearson) <= 0.005001, "\(want)")
      #expect(got["label"] == want[want.count - 1], "\(want)")
    }
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func aFormulaOnAPlainTableGivesTheNumbersOfR() throws {
    let files = try ScratchFolder()
    let oracle = try OracleCases.named("E-LOGIT-BIRTHWT-ROBUST")
    let names = ["low", "age", "lwt", "race", "smoke"]
    let columns = try names.map { try oracle.input.member($0).ints() }
    let rows = columns[0].indices.map { row in
      columns.map { String($0[row]) }.joined(separator: ",")
    }
    try files.write(([names.joined(separator: ",")] + rows).joined(separator: "\n"), to: "b.csv")
    let formula = "low ~ age + lwt + factor(race) + smoke"
    for (options, key) in [
      ([], "se_model"), (["--robust", "hc0"], "se_HC0"), (["--robust", "hc1"], "se_HC1"),
      (["--cluster", "age"], "se_cluster_HC1"),
    ] {
      let run = try Tool(in: files.url).run(
        ["model", formula, "--table", "b.csv", "--format", "csv"] + options)
      let got = try CSVRows(run.output)
      var ledger = OracleLedger(oracle)
      ledger.compare("terms", words: try got.column("term"))
      ledger.compare("coef", try got.column("b").map { Double($0) })
      ledger.compare(key, try got.column("se").map { Double($0) })
      let wrong = ledger.problems.filter { !$0.contains("neither compared nor skipped") }
      #expect(wrong == [], "\(run.story)")
    }
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func separatedDataGiveTheNumbersOfFirth() throws {
    let files = try ScratchFolder()
    let oracle = try OracleCases.named("E-FIRTH-ENDOMETRIAL")
    let names = ["HG", "NV", "PI", "EH"]
    let columns = try names.map { try oracle.input.member($0).numbers() }
    let rows = columns[0].indices.map { row in columns.map { "\($0[row])" }.joined(separator: ",") }
    try files.write(([names.joined(separator: ",")] + rows).joined(separator: "\n"), to: "e.csv")
    let run = try Tool(in: files.url).run(
      "model", "HG ~ NV + PI + EH", "--table", "e.csv", "--format", "csv")
    let got = try CSVRows(run.output)
    var ledger = OracleLedger(oracle)
    ledger.compare("firth_coef", try got.column("b").map { Double($0) })
    ledger.compare("firth_se", try got.column("se").map { Double($0) })
    ledger.compare("pl_p", try got.column("p").map { Double($0) })
    ledger.compare("pl_ci_lower", try got.column("low").map { Double($0) })
    ledger.compare("pl_ci_upper", try got.column("high").map { Double($0) })
    let wrong = ledger.problems.filter { !$0.contains("neither compared nor skipped") }
    #expect(wrong == [])
    #expect(run.errors.contains("rule H8"))
    #expect(run.errors.contains("NV"))
  }

  @Test func theCheckFindsThreeMismatchesAndOneInTheLastDigit() throws {
    let rows = try DemoStudy().csv("check-table", "Surveys/published-ch3.yaml")
    let wrong = rows.records.filter { $0["check"] == "mismatch" }.compactMap { $0["term"] }
    #expect(wrong == ["share_intraprovincial", "region: central", "region: western"])
    let near = rows.records.filter { $0["check"] == "last digit" }.compactMap { $0["term"] }
    #expect(near == ["median_house_price_10k"])
    #expect(rows.records.count == 26)
    let short = try DemoStudy().csv("check-table", "Surveys/published-ch3.yaml", "--wrong")
    #expect(short.records.count == 4)
  }

  @Test func theDeviantHouseholdsOfTheStudyAreFound() throws {
    let rows = try DemoStudy().csv(
      "cases", "select", "deviant", "--reference", "Surveys/published-ch3.yaml", "--count", "200")
    let labels = rows.records.filter { ($0["why"] ?? "").hasPrefix("deviant") }
    let interviewed = labels.filter { $0["interviewed"] == "yes" }.compactMap { $0["record"] }
    #expect(Set(interviewed) == ["HH-029", "HH-033", "HH-052"])
    let planted = labels.filter { ["HH-088", "HH-121", "HH-156"].contains($0["record"] ?? "") }
    #expect(planted.count == 3)
    #expect(planted.allSatisfy { $0["interviewed"] == "no" })
  }

  @Test func everyRefusalIsOneLineAndHasItsCode() throws {
    let study = try DemoStudy()
    let sample = ["--where", "in_model_sample is yes"]
    let few = ["--where", "in_model_sample is yes and owns_home_origin is not missing"]
    let faults: [([String], Int32, String)] = [
      (["model", "owns_home_city ~ nobody"] + sample, 65, "no variable is called 'nobody'"),
      (["model", "owns_home_city ~ (head_age"] + sample, 64, "never closed"),
      (["model", "owns_home_city ~ head_age + household_size"] + few, 65, "rule H7"),
      (["model", "owns_home_city ~ head_age", "--cluster", "city"] + sample, 65, "rule H9"),
      (["model", "income_10k ~ head_age", "--family", "logistic"] + sample, 65, "not 0 or 1"),
      (["model", "owns_home_city ~ head_age", "--where", "nobody is yes"], 64, "'nobody'"),
      (["model", "owns_home_city ~ log(n_health_local)"] + sample, 65, "no finite number"),
      (["model", "owns_home_city ~ site", "--table", "absent.csv"], 66, "no such file"),
      (["model", "--reference", "Surveys/published-ch3.yaml", "--of", "HH-058"], 65, "HH-058"),
      (["model", "--reference", "Surveys/published-ch3.yaml", "--of", "HH-999"], 65, "HH-999"),
      (["model", "--reference", "Surveys/households.csv"], 65, "households.csv"),
      (["check-table", "Surveys/households.csv"], 65, "no column"),
      (
        ["cases", "select", "influential", "--reference", "Surveys/published-ch3.yaml"], 65,
        "needs a model that is fitted"
      ),
    ]
    for (arguments, code, words) in faults {
      let run = try study.tool.run(arguments)
      #expect(run.code == code, "\(run.story)")
      #expect(run.output.isEmpty, "\(run.story)")
      #expect(run.errors.contains(words), "\(run.story)")
    }
  }

  @Test func optionsThatDoNotGoTogetherAreRefused() throws {
    let study = try DemoStudy()
    let formula = "owns_home_city ~ head_age"
    for arguments in [
      ["model"], ["model", formula, "--reference", "x.yaml"],
      ["model", formula, "--robust", "hc1", "--cluster", "city"],
      ["model", formula, "--firth", "--ml"], ["model", formula, "--firth", "--robust", "hc1"],
      ["model", formula, "--effects", "--fit"], ["model", formula, formula, "--effects"],
      ["model", formula, "--of", "HH-029"], ["model", formula, "--interviewed"],
      ["model", formula, "--schema", "x.yaml"], ["model", formula, "--weights", "w"],
      ["model", "--reference", "x.yaml", "--firth"],
      ["cases", "select", "extreme", formula],
      ["cases", "select", "deviant", formula, "--on", "x"],
      ["cases", "select", "deviant", formula, "--of", "HH-029"], ["cases", "select", "deviant"],
      ["check-table", "x.csv", "--tolerance", "-1"],
    ] {
      let run = try study.tool.run(arguments)
      #expect(run.code == 64, "\(run.story)")
    }
  }

  @Test func aForcedModelIsStamped() throws {
    let study = try DemoStudy()
    let run = try study.tool.run(
      "model", "owns_home_city ~ head_age + household_size", "--force", "--where",
      "in_model_sample is yes and owns_home_origin is not missing")
    #expect(run.code == 0, "\(run.story)")
    #expect(run.lines.first?.hasPrefix("FORCED against rule H7") == true)
  }

  @Test func everyViewHasItsForms() throws {
    let study = try DemoStudy()
    let sample = ["--where", "in_model_sample is yes"]
    for view in [[], ["--effects"], ["--fit"], ["--residuals"], ["--profile"]] {
      for form in ["table", "csv", "json", "markdown"] {
        let run = try study.tool.run(
          ["model", ModelCommandTests.six, "--format", form] + view + sample)
        #expect(run.code == 0, "\(run.story)")
        #expect(!run.output.contains("nan"), "\(run.story)")
      }
    }
    let beside = try study.tool.run(
      ["model", "owns_home_city ~ head_age", ModelCommandTests.six] + sample)
    #expect(beside.lines.first?.contains("model 2") == true)
    let long = try study.csv(
      "model", "owns_home_city ~ head_age", ModelCommandTests.six, "--where",
      "in_model_sample is yes")
    #expect(Set(try long.column("model")) == ["1", "2"])
    #expect(long.records.count == 9)
    let left = try study.tool.run(["model", ModelCommandTests.six, "--fit"] + sample)
    #expect(left.output.contains("3 of 180 records left out"))
  }
}
