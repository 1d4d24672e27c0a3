import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import Foundation
import ReportGenerator
import StudyStore

/// Surveys: what was measured.
struct SurveyGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey", abstract: "Brings surveys in and shows their variables.",
    discussion: """
      Examples:
        emic survey import Surveys/households.csv --schema Surveys/households.yaml
        emic survey variables
        emic survey variables --table households.dta
        emic survey describe owns_home_city head_age --by household_type
        emic survey export -o households.dta
      """,
    subcommands: [
      Bring.self, Variables.self, SurveyDictionaryCommand.self, SurveyExport.self,
      SurveyKeys.self, SurveyWavesCommand.self, SurveyFoldCommand.self, SurveySample.self,
      SurveyDescribe.self, SurveyConflicts.self, SurveyBalanceCommand.self,
    ])

  struct Bring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Brings a survey in: Stata, SPSS, SAS, Excel or CSV.",
      discussion: """
        A schema (YAML) names the key, labels, types, value labels and missing codes. Without one
        a Stata, SPSS or SAS file speaks for itself, and the types of other files are found
        cautiously and told. Questionnaires come with participants as rows or with questions as
        rows (--shape columns). Several files are parts of one survey. A wave of a survey that is
        asked again and again is kept by itself, and its variables are called own@2015.

        Examples:
          emic survey import Surveys/households.csv --schema Surveys/households.yaml
          emic survey import households.dta --key hhid --variables 'own,income,h31*'
          emic survey import persons.sav --key hhid,pline --weight w_ind
          emic survey import wave3.dta --key hhid --missing "-999 = don't know"
          emic survey import hh2015.dta head2015.dta --key hhid --name households --wave 2015
          emic survey import answers.xlsx --sheet Answers
          emic survey import wave3.dta --key hhid --compute "per_head = income / size"
          emic survey import Surveys/households.yaml            the schema names its file
          emic survey import scores.csv --name pssuq --key Participant
          emic survey import answers.csv --shape columns
        """)
    enum Shape: String, ExpressibleByArgument, CaseIterable { case rows, columns }
    @Argument(help: "Data files, or a schema that names its file.") var files: [String]
    @Option(help: ArgumentHelp("A YAML file that describes the variables.", valueName: "file"))
    var schema: String?
    @Option(help: ArgumentHelp("The survey's name.", valueName: "name")) var name: String?
    @Option(
      help: ArgumentHelp(
        "The variable that names the records; two as 'household,person'; '#' for the row.",
        valueName: "variable"))
    var key: String?
    @Option(help: "Participants as rows, or questions as rows (columns).") var shape: Shape?
    @Option(
      name: .customLong("case-kind"),
      help: ArgumentHelp("What a record is about, such as household.", valueName: "kind"))
    var caseKind: String?
    @Option(
      help: ArgumentHelp(
        "A variable to compute: \"per_head = income / size\" (repeatable).", valueName: "rule"))
    var compute: [String] = []
    @Option(
      help: ArgumentHelp("Which wave of the survey the files are, such as 2015.", valueName: "wave")
    )
    var wave: String?
    @Flag(help: "Take it in the place of another survey of that name.") var replace = false
    @OptionGroup var input: SurveyFileOptions
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      guard let wave else { return }
      guard SurveyWave.isName(wave) else {
        throw ValidationError(
          "A wave is called by letters, figures, '-', '_' and '.', such as 2015; not '\(wave)'.")
      }
      if name?.contains(SurveyWave.sign) == true {
        throw ValidationError("--name is the name of the survey, --wave that of the wave.")
      }
    }

    func run() throws {
      let session = try Session.writing(options)
      let (dictionary, data) = try sources()
      guard wave == nil || name != nil || dictionary?.survey != nil else {
        throw Problem(
          .usage, "a wave is one of a survey, and the survey has no name",
          hint: "add --name households, the same for each wave")
      }
      let choices = SurveyOptions(
        name: name, key: key, shape: shape == nil ? nil : shape == .rows ? .rows : .columns,
        caseKind: caseKind, rules: try input.rules(), variables: input.names,
        weight: input.weight, decimalComma: input.decimal.map { $0 == .comma })
      let selection =
        dictionary?.selection(input.names, weight: input.weight) ?? choices.selection
      let opener = input.opener(options)
      var draft = try SurveySource.read(
        data.map { try opener.source($0, selection) }, schema: dictionary, options: choices)
      if let wave { draft.name = SurveyWave.surveyName(draft.name, wave) }
      for text in compute {
        let rule = try SurveyFold.Rule(text)
        try draft.compute(rule.name, rule.expression)
      }
      let performed = try session.perform(ImportSurvey(draft, replacing: replace), writing)
      session.say(
        "\(writing.dryRun ? "would bring in " : "")\(performed.summary)"
          + (performed.entry == nil && !writing.dryRun ? " (nothing changed)" : ""))
      let lost = [
        performed.outcome.lostVariables.isEmpty
          ? nil : "without \(listed(performed.outcome.lostVariables))",
        performed.outcome.lostRecords == 0
          ? nil : "\(counted(performed.outcome.lostRecords, "record")) less",
      ].compactMap(\.self)
      if !lost.isEmpty {
        session.remark(
          "note: in the place of the survey '\(draft.name)' that was there: "
            + "\(lost.joined(separator: ", ")); 'emic undo' brings it back")
      }
      for note in draft.notes { session.remark("note: \(note)") }
    }

    private func sources() throws -> (SurveySchema?, [String]) {
      let isSchema = { (path: String) in ["yaml", "yml"].contains(Files.kind(path)) }
      let described = schema ?? files.first(where: isSchema)
      let data = files.filter { !isSchema($0) }
      guard let described else { return (nil, data) }
      let dictionary = try SurveySchemaYAML.read(
        try Files.text(described), fileName: Files.name(described))
      guard data.isEmpty else { return (dictionary, data) }
      let folder = URL(filePath: described).deletingLastPathComponent()
      let named = dictionary.files.map { folder.appending(path: $0).path }
      guard !named.isEmpty else {
        throw Problem(
          .usage, "the schema names no file", place: described,
          hint: "name the CSV file too, or write 'file: NAME.csv' into the schema")
      }
      return (dictionary, named)
    }
  }

  struct Variables: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "variables",
      abstract: "Lists the variables with label, type, values and missing counts.",
      discussion: """
        With --table those of a file, before you bring it in and without a study.

        Examples:
          emic survey variables
          emic survey variables --survey households --format csv
          emic survey variables --table households.dta
          emic survey variables --table persons.sav --variables 'a20*'
        """)
    @Option(
      help: ArgumentHelp("The survey (else the only one about the cases).", valueName: "name"))
    var survey: String?
    @Option(help: ArgumentHelp("A file instead of a survey of the study.", valueName: "file"))
    var table: String?
    @OptionGroup var input: SurveyFileOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      if let table { return try look(at: table) }
      let snapshot = try Session.reading(options).study.snapshot(.surveys)
      let index = try snapshot.survey(survey)
      let table = try VariableChoice.limit(snapshot.surveys[index], to: input.variables)
      try output.answer(EngineTables.variables(table), options)
    }

    private func look(at path: String) throws {
      guard survey == nil else {
        throw Problem(
          .usage, "either a survey of the study or a file",
          hint: "leave out --survey or --table")
      }
      let choices = SurveyOptions(
        key: SurveyOptions.rowKey, rules: try input.rules(), variables: input.names,
        weight: input.weight, decimalComma: input.decimal.map { $0 == .comma })
      let opener = input.opener(options)
      let source = try opener.source(path, choices.selection)
      let (facts, records) = try source.facts(choices)
      try output.answer(
        EngineTables.variables(facts, of: source.name, records: records), options)
    }
  }
}
