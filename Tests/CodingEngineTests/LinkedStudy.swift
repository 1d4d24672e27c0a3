import Fieldwork

/// Eleven linked households of which nine were interviewed and coded.
///
/// One interview is of two households at once; one household is not linked, and an official
/// and a document are about no household.
///
/// | case | interview | code stay | house | tenure | income | note |
/// |---|---|---|---|---|---|---|
/// | R-1 | GY-1, GY-2 | yes (GY-2) | 0 | rented | 3 | two interviews |
/// | R-2 | GY-3 | yes | 0 | rented | 4 | |
/// | R-3 | GY-4 | yes | 0 | shared | 5 | |
/// | R-4 | GY-5 | yes | 0 | rented | 6 | |
/// | R-5 | GY-6 (group) | yes | 0 | rented | 7 | |
/// | R-6 | GY-6 (group) | no | 1 | owned | 8 | |
/// | R-7 | GY-7 | no | 1 | owned | 9 | |
/// | R-8 | GY-8 | no | 1 | owned | refused | |
/// | R-9 | GY-9 | yes | missing | owned | 11 | |
/// | R-10 | none | | 1 | owned | 12 | |
/// | R-11 | GY-10 | not coded | 1 | owned | 13 | |
/// | R-12 | GY-11 | yes | | | | never in the survey |
/// | none | GY-12 (official) | yes | | | | about an office |
/// | none | GY-13 (document) | no | | | | |
enum LinkedStudy {
  static func builder() -> SnapshotBuilder {
    var study = SnapshotBuilder()
    study.category("settling")
    study.code("stay", under: "settling")
    study.code("school", under: "settling")
    study.code("ties")
    for number in 1...12 { study.place("R-\(number)") }
    study.place("O-1", kind: "office")
    study.person("P-5", of: "R-5")
    study.person("P-6", of: "R-6")
    let plain: [(String, String)] = [
      ("GY-1", "R-1"), ("GY-2", "R-1"), ("GY-3", "R-2"), ("GY-4", "R-3"), ("GY-5", "R-4"),
    ]
    for (label, place) in plain { study.interview(label, about: [place], lines) }
    study.interview(
      "GY-6", kind: "group", about: ["R-5", "R-6"],
      [
        .asks("And later?"),
        .says("We stay here. The school is good.", by: "P-5", as: "Fen"),
        .says("We go home, the fields wait.", by: "P-6", as: "Lo"),
        .says("All of us like the river.", as: "Several"),
      ])
    for (label, place) in [("GY-7", "R-7"), ("GY-8", "R-8"), ("GY-9", "R-9"), ("GY-10", "R-11")] {
      study.interview(label, about: [place], lines)
    }
    study.interview("GY-11", about: ["R-12"], lines)
    study.interview("GY-12", kind: "official", about: ["O-1"], lines)
    study.interview("GY-13", kind: "document", lines)
    for label in ["GY-2", "GY-3", "GY-4", "GY-5", "GY-6", "GY-9", "GY-11", "GY-12"] {
      study.put("stay", on: "We stay here.", in: label)
    }
    study.put("school", on: "The school is good.", in: "GY-1")
    study.put("school", on: "The school is good.", in: "GY-3")
    study.put("ties", on: "the fields wait", in: "GY-6")
    study.put("ties", on: "the fields wait", in: "GY-7")
    study.put("ties", on: "the fields wait", in: "GY-8")
    study.put("ties", on: "the fields wait", in: "GY-2")
    study.put("ties", on: "All of us", in: "GY-6")
    study.put("ties", on: "the fields wait", in: "GY-13")
    addSurvey(to: &study)
    return study
  }

  private static let lines: [SnapshotBuilder.Line] = [
    .asks("And later?"),
    .says("We stay here. The school is good. In the village the fields wait."),
  ]

  private static func addSurvey(to study: inout SnapshotBuilder) {
    let yes = [ValueLabel(code: "0", label: "no"), ValueLabel(code: "1", label: "yes")]
    let tenure = [
      ValueLabel(code: "r", label: "rented"), ValueLabel(code: "s", label: "shared"),
      ValueLabel(code: "f", label: "lent by family"), ValueLabel(code: "o", label: "owned"),
    ]
    let variables = [
      Variable(name: "id", kind: .text),
      Variable(
        name: "house", labels: [LocalizedText(language: "en", text: "House at origin")],
        kind: .category, valueLabels: yes),
      Variable(name: "tenure", kind: .ordinal, valueLabels: tenure),
      Variable(name: "income", kind: .number, unit: "10,000 yuan", isSensitive: true),
      Variable(name: "city", kind: .number),
    ]
    let refused = SurveyValue.missing(.coded(code: "-9", label: "refused"))
    let rows: [(SurveyValue, String, SurveyValue)] = [
      (.number(0), "r", .number(3)), (.number(0), "r", .number(4)), (.number(0), "s", .number(5)),
      (.number(0), "r", .number(6)), (.number(0), "r", .number(7)), (.number(1), "o", .number(8)),
      (.number(1), "o", .number(9)), (.number(1), "o", refused),
      (.missing(.notRecorded), "o", .number(11)), (.number(1), "o", .number(12)),
      (.number(1), "o", .number(13)),
    ]
    let records = rows.enumerated().map { index, row in
      SurveyDraft.Record(
        key: "R-\(index + 1)",
        values: [.text("R-\(index + 1)"), row.0, .text(row.1), row.2, .number(1)])
    }
    study.surveys = [
      SurveyTable(
        name: "households", title: "Households", caseKind: "household", keyVariable: "id",
        variables: variables, records: records)
    ]
    study.links = (0..<11).map {
      LinkEntry(subject: $0, survey: 0, record: $0, method: "id")
    }
    study.links.append(
      LinkEntry(subject: 11, survey: 0, record: nil, method: "", note: "moved in later"))
  }
}
