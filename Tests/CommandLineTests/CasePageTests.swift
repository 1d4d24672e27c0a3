import Foundation
import TestSupport
import Testing

/// The page of one case as the program prints it.
@Suite struct CasePageTests {
  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs the domain notes beside the checkout"))
  func `each linked household has the p, residual and label of the domain notes`() throws {
    let text = String(decoding: try Data(contentsOf: SharedFiles.url("DOMAIN.md")), as: UTF8.self)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| HH-") }
      .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
      .filter { $0.count > 20 }
    #expect(rows.count == 12)
    let study = try DemoStudy()
    for row in rows {
      let page = try expectDone(study.tool, "case", row[0]).output
      #expect(page.contains("INTERNAL: not to leave the team"))
      let words = flat(page)
      #expect(words.contains("Label \(row[row.count - 1])"), "\(row[0])")
      #expect(words.contains("Expected p \(row[row.count - 3]) "), "\(row[0])")
      let pearson = row[row.count - 2].replacing("+", with: "")
      #expect(words.contains("Residuals Pearson \(pearson), deviance"), "\(row[0])")
    }
  }

  @Test func `prediction, variables, quotes and memos follow each other in every format`() throws {
    let study = try DemoStudy()
    let screen = try expectDone(study.tool, "case", "HH-029").output
    let places = [
      "WHAT THE MODEL EXPECTS", "sum (log odds)", "Terms that add nothing here",
      "MEASURED BY THE SURVEY", "SAID IN THE INTERVIEW", "THE RESEARCHER'S MEMOS",
      "invited in, and leaving",
    ].map { screen.range(of: $0)?.lowerBound }
    #expect(!places.contains(nil))
    let found = places.compactMap(\.self)
    #expect(found == found.sorted())
    _ = try expectDone(study.tool, "case", "HH-029", "-o", "page.html")
    _ = try expectDone(study.tool, "case", "HH-029", "-o", "page.md")
    for name in ["page.html", "page.md"] {
      let page = try study.files.text(name)
      #expect(page.contains("deviant-non-owner") && page.contains("1.565"))
      #expect(page.contains("invited in, and leaving") && page.contains("not to leave the team"))
    }
    #expect(try study.files.text("page.html").contains("<svg"))
  }

  @Test func `a fitted model, another limit and no model at all can be asked for`() throws {
    let study = try DemoStudy()
    let formula = "owns_home_city ~ n_pension_urban + household_size"
    let fitted = flat(
      try expectDone(
        study.tool, "case", "HH-029", "--model", formula, "--where", "in_model_sample is yes"
      ).output)
    #expect(fitted.contains("Model \(formula)") && fitted.contains("Leverage"))
    let rows = try study.csv(
      "model", formula, "--where", "in_model_sample is yes", "--residuals"
    ).records
    let row = try #require(rows.first { $0["record"] == "HH-029" })
    let expected = try #require(Double(row["expected"] ?? ""))
    #expect(fitted.contains("Expected p \(String(format: "%.3f", expected))"))
    let strict = try expectDone(study.tool, "case", "HH-029", "--deviant", "2").output
    #expect(flat(strict).contains("Label typical"))
    let bare = try expectDone(study.tool, "case", "HH-029", "--no-prediction").output
    #expect(!bare.contains("WHAT THE MODEL EXPECTS") && bare.contains("MEASURED BY"))
    let named = try expectDone(study.tool, "case", "HH-033", "--reference", "published-ch3").output
    #expect(flat(named).contains("Label deviant-owner"))
    let listed = try study.csv("model", "--reference", "published-ch3", "--interviewed")
    #expect(listed.records.count == 12)
  }

  @Test func `where there is no prediction the page says why, and failures change nothing`() throws
  {
    let study = try DemoStudy()
    func why(_ arguments: String...) throws -> String {
      let run = try study.tool.run(["case"] + arguments)
      guard run.code == 0 else { throw Tool.Failure(run.story) }
      return flat(run.output)
    }
    #expect(
      try why("HH-058").contains(
        "No prediction for HH-058 from the model 'published-ch3': share_local_urban_hukou is not "
          + "applicable."))
    #expect(
      try why("HH-063", "--where", "in_model_sample is yes").contains(
        "outside the sample of the model: in_model_sample is no"))
    #expect(try why("SCHOOL-N").contains("SCHOOL-N is of the kind school"))
    for (arguments, code, words) in [
      (["--reference", "nothing"], 66, "there is no such file"),
      (["--model", "owns_home_city ~ nothing"], 65, "no variable is called 'nothing'"),
      (["--model", "a ~ b", "--reference", "c"], 64, "not both|or a fitted one"),
      (["--deviant", "0"], 64, "above 0"), (["--force"], 64, "belongs to --model"),
      (["--no-prediction", "--deviant", "2"], 64, "asks no model"),
      (["--where", "nothing is 1"], 64, "nothing"),
      (
        [
          "--model", "owns_home_city ~ head_age + household_size", "--where",
          "owns_home_origin is not missing",
        ], 65, "rule H7"
      ),
    ] as [([String], Int32, String)] {
      let run = try study.tool.run(["case", "HH-029"] + arguments)
      #expect(run.code == code, "\(arguments): \(run.story)")
      let wanted = words.split(separator: "|").contains { run.errors.contains($0) }
      #expect(wanted, "\(arguments): \(run.story)")
    }
    let forced = try why(
      "HH-029", "--model", "owns_home_city ~ head_age + household_size", "--where",
      "owns_home_origin is not missing", "--force")
    #expect(forced.contains("FORCED against a rule for few cases"))
  }

  @Test func `several published models are named and none is guessed`() throws {
    let study = try DemoStudy()
    let file = try study.files.text("Surveys/published-ch3.yaml")
    try study.files.write(file, to: "Surveys/published-other.yaml")
    let run = try expectDone(study.tool, "case", "HH-029")
    #expect(run.errors.contains("published-ch3.yaml, published-other.yaml"))
    #expect(!run.output.contains("WHAT THE MODEL EXPECTS"))
  }
}
