import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// Whether persons belong to households.
struct SurveyKeys: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Checks whether the records of one survey belong to those of another.",
    discussion: """
      Persons whose household is not there, households without persons, records without a key, and
      records that say the same in every variable.

      Examples:
        emic survey keys members --by household_id --in households
        emic survey keys members --by household_id --in households --format csv
      """)

  @Argument(help: "The survey of the smaller units, such as persons.") var survey: String
  @Option(help: ArgumentHelp("Its variable that names the greater unit.", valueName: "variable"))
  var by: String
  @Option(
    name: .customLong("in"),
    help: ArgumentHelp("The survey of the greater units.", valueName: "survey"))
  var other: String
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let snapshot = try Session.reading(options).study.snapshot(.surveys)
    let table = snapshot.surveys[try snapshot.survey(survey)]
    let place = try table.place(of: by)
    let greater = snapshot.surveys[try snapshot.survey(other)]
    let check = KeyCheck(table, by: place, in: greater)
    try output.answer(EngineTables.keys(check, of: table, by: by, in: greater), options)
  }
}

/// How the waves of a survey fit together.
struct SurveyWavesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waves",
    abstract: "Compares the waves of a survey: who comes again, and which variables changed.",
    discussion: """
      Waves come in with 'emic survey import --wave'. Records are the same when their keys are. A
      variable changed where its type, its unit or the meaning of a code did. A variable of a wave is
      called own@2015 in formulas, filters, samples and crosstabs.

      Examples:
        emic survey waves
        emic survey waves households --format csv
        emic model 'own@2017 ~ own@2015 + age' --survey households
      """)

  @Argument(help: "The survey, without a wave (else the only one about the cases).")
  var survey: String?
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let snapshot = try Session.reading(options).study.snapshot(.surveys)
    let index = try survey.flatMap { snapshot.waves(called: $0).last } ?? snapshot.survey(survey)
    guard let family = snapshot.surveys[index].wave?.family else {
      throw Problem(
        .data, "'\(snapshot.surveys[index].name)' was brought in as a survey without waves",
        hint: "emic survey import FILE --name \(snapshot.surveys[index].name) --wave 2015")
    }
    let waves = snapshot.waves(of: index).map { place in
      (snapshot.surveys[place].wave?.wave ?? "", snapshot.surveys[place])
    }
    try output.answer(EngineTables.waves(WaveComparison(waves), of: family), options)
  }
}

/// Persons folded into households.
struct SurveyFoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fold",
    abstract: "Makes a survey of households out of one of their members, by declared rules.",
    discussion: """
      Each rule is 'name = expression' over the members of a household: count, share, any, sum, mean,
      least, greatest, first, with 'where' to limit them. A value that is missing for a member who
      counts makes the household's value missing, never zero.

      Examples:
        emic survey fold members --by household_id --as folded \\
          --rule "n_working = count(works = 1 and lives = 'survey_city')" \\
          --rule "share_women = share(female = 1)" --rule "eldest = greatest(age)"
      """)

  @Argument(help: "The survey of the smaller units, such as persons.") var survey: String
  @Option(help: ArgumentHelp("Its variable that names the greater unit.", valueName: "variable"))
  var by: String
  @Option(
    name: .customLong("as"), help: ArgumentHelp("The name of the new survey.", valueName: "name"))
  var name: String
  @Option(
    help: ArgumentHelp("A variable to make: name = expression (repeatable).", valueName: "rule"))
  var rule: [String]
  @Option(
    name: .customLong("case-kind"),
    help: ArgumentHelp("What a new record is about, such as household.", valueName: "kind"))
  var caseKind: String?
  @Flag(help: "Take it in the place of another survey of that name.") var replace = false
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try Session.writing(options)
    let snapshot = try session.study.snapshot(.surveys)
    let table = snapshot.surveys[try snapshot.survey(survey)]
    guard !snapshot.surveys.contains(where: { $0.name == name && $0.name == table.name }) else {
      throw Problem(.usage, "the new survey cannot replace its source", hint: "name it otherwise")
    }
    let fold = try SurveyFold(
      table, by: try table.place(of: by), rules: try rule.map { try SurveyFold.Rule($0) },
      name: name, caseKind: caseKind)
    let performed = try session.perform(
      ImportSurvey(fold.survey, replacing: replace), writing)
    session.say(
      "\(writing.dryRun ? "would make " : "")\(performed.summary)"
        + (performed.entry == nil && !writing.dryRun ? " (nothing changed)" : ""))
    for note in fold.survey.notes { session.remark("note: \(note)") }
  }
}

/// Which records are in the sample.
struct SurveySample: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Applies conditions in order: what each removes, and why a linked case is outside.",
    discussion: """
      A record of which a condition cannot be known, because a value is missing, is counted apart
      and goes too.

      Examples:
        emic survey sample "survey_area = 'urban'" "n_rural_migrants >= 1"
        emic survey sample "owns_home_city is not missing" --survey households --format csv
      """)

  @Argument(help: "Conditions in their order.") var conditions: [String]
  @Option(help: ArgumentHelp("The survey (else the only one about the cases).", valueName: "name"))
  var survey: String?
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let whole = try Session.reading(options).study.snapshot(.surveys)
    let index = try whole.survey(survey)
    let snapshot = whole.joiningWaves(of: index, namedIn: conditions)
    let cases = snapshot.links.compactMap { link -> (id: String, row: Int)? in
      guard Int(link.survey) == index, let record = link.record else { return nil }
      return (snapshot.cases[Int(link.subject)].id, Int(record))
    }
    let table = snapshot.surveys[index]
    let sample = try SampleSteps(conditions, of: table, cases: cases)
    try output.answer(EngineTables.sample(sample, of: table), options)
  }
}

extension SurveyTable {
  /// The place of a variable.
  fileprivate func place(of name: String) throws -> Int {
    let things = variables.map { NamedThing(id: $0.name) }
    return try NameResolver(kind: "variable", things: things).index(of: name, .exact)
  }
}
