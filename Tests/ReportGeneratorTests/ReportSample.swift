import Fieldwork
import ReportGenerator

/// An invented report with one of everything.
enum ReportSample {
  static let document = Document(
    title: "Staying without belonging",
    subtitle: "What households say about the city, and what the survey says about households",
    facts: [
      Fact("Study", "Riverside (invented)"),
      Fact("State", [.code("journal 418"), .text(" · codebook frozen "), .code("2024-03-02")]),
      Fact("Passages", "31 segments in 12 transcripts of 11 households"),
    ],
    blocks: opening + themes + joint + appendix)

  private static let opening: [Block] = [
    .heading(1, "What this report shows"),
    .paragraph([
      "Eleven households were interviewed. ", .strong(["Eight of them"]),
      " say that they mean to stay in the city, ", .emphasis(["although"]),
      " none of the eight has what the survey associates with staying. In their own words they ",
      "are ", .foreign("不是客人", language: "zh"), ", not guests. The passages come first; ",
      .link(["the table"], anchor: "numbers"), " follows.",
    ]),
    .notice(
      .caution,
      "Eleven are few. Shares are printed as counts, and differences are not tested."),
  ]

  private static let themes: [Block] = [
    .heading(1, "Theme: the city is where the child reads"),
    .paragraph("A household carries the theme when all required codes are present."),
    .quote(
      Quote(
        "We are not guests here. Nine years, the same stall. When the boy can read the street "
          + "signs faster than I can, where would I go back to?",
        language: "en", citation: "Interview #RV-03, July 8th, 2023",
        speaker: "Mother, stall keeper",
        before: [.init(speaker: "Q:", words: "Do you think of going back?")],
        codes: ["intent-to-stay", "school-as-anchor"], id: "RV-03#12")),
    .quote(
      Quote(
        "我们不是客人，我们住在这里。孩子在这里认字，我们就在这里过日子。房子是租的，但是日子是自己的。",
        language: "zh", citation: "Interview #RV-07, July 11th, 2023", speaker: "父亲",
        translation: LocalizedText(
          language: "en",
          text:
            "We are not guests, we live here. The child learns to read here, so this is where we "
            + "spend our days. The room is rented, but the days are our own."),
        codes: ["打算留下", "school-as-anchor"], id: "RV-07#4")),
    .quote(
      Quote(
        "When my mother falls ill I go back. A city is for those who are well.",
        language: "en", citation: "Interview #RV-10, August 1st, 2023", speaker: "Carpenter",
        after: [.init(speaker: "Q:", words: "And if she does not? […]")], codes: ["return-plan"],
        remark: "Speaks against the theme", id: "RV-10#2")),
    .figure(
      Figure(
        picture: bars.picture(id: "bars"), caption: ["Households that carry each theme"],
        alternative: bars.description, data: bars.table)),
  ]

  private static let joint: [Block] = [
    .heading(1, "Numbers and words of one household"),
    .heading(2, "RV-03: predicted to leave, determined to stay"),
    .sideBySide([
      Panel(
        title: "Survey variables",
        blocks: [
          .facts([
            Fact("Owns a home in the city", "no"), Fact("Local insurance", "no"),
            Fact("Years of schooling", "6"), Fact("Predicted probability", "0.09"),
          ])
        ]),
      Panel(
        title: "Interview",
        blocks: [
          .quote(
            Quote(
              "I pay rent on the first of the month, and I have not been late once.",
              language: "en", citation: "RV-03, turn 20", speaker: "Mother, stall keeper")),
          .paragraph("Nothing in the survey asks about rent paid on time."),
        ]),
    ]),
    .heading(2, "Which codes meet in a passage"),
    .figure(
      Figure(
        picture: heat.picture(id: "heat"),
        caption: ["Passages that carry both codes; on the diagonal, passages of the code itself."],
        alternative: heat.description, data: heat.table)),
    .heading(2, "Counts by code", id: "numbers"),
    .table(table),
  ]

  private static let appendix: [Block] = [
    .heading(1, "How to read this"),
    .list(["A count counts segments unless it says otherwise.", "“n/a” is not zero."]),
    .list(
      items: [[.paragraph("Read the quotes.")], [.paragraph("Then the counts.")]], isNumbered: true),
    .notice(.note, "Every number can be traced to its passages."),
  ]

  static let table = Table(
    title: "Codes of the theme",
    columns: [
      Column("code", "Code"), .number("segments", "Segments"), .number("cases", "Households"),
      .number("kappa", "Kappa"), .prose("definition", "Definition"),
    ],
    rows: [
      [
        "intent-to-stay", .linked(14, anchor: "RV-03#12"), 8, .number(0.8125, digits: 2),
        "Says that the household means to stay, whatever the reason.",
      ],
      [
        "school-as-anchor", 9, 6, .number(0.7, digits: 2),
        "The child's school holds the household.",
      ],
      ["打算回乡", 3, 2, .undefined(reason: "both coders used one category"), "说要回老家。"],
      ["rent | arrears", 0, 0, .empty, "Owes rent for <1 month & says so."],
    ],
    notes: ["All coders; a coding counts wherever it lies."])

  private static let labels = [
    "Intent to stay", "School as anchor", "打算回乡", "Informal work", "熟人介绍工作",
  ]

  static let heat = HeatMap(
    title: "Codes that meet", description: "Intent to stay meets school as anchor most often, 7.",
    rowLabels: labels, columnLabels: labels,
    counts: [
      [14, 7, 0, 5, 2], [7, 9, 1, 3, 0], [0, 1, 3, nil, 1], [5, 3, nil, 11, 4], [2, 0, 1, 4, 6],
    ], isTriangular: true, diagonal: .plain, legend: "passages with both codes")

  static let bars = ShareBars(
    title: "Themes by household", description: "Eight of eleven carry the first theme.",
    bars: [
      .init("The city is where the child reads", 8, of: 11), .init("租来的房子，自己的日子", 5, of: 11),
      .init("Illness sends us home", 2, of: 10),
    ], legend: "households that carry the theme, of those asked")

  static let result = ResultTable(
    command: "codes",
    parameters: [
      Parameter("where", "site in 河边"), Parameter("rollup", .flag(true)),
      Parameter("codes", .list(["intent-to-stay", "打算回乡"])),
    ], unit: "segment", n: 31, table: table)
}
