import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

extension Cases {
  /// What is to be known before cases and records are compared.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Checks links: without a record and why, several interviews, groups, the roster.",
      discussion: """
        Where the study has a survey of persons with the household's key, sex and age, each
        participant is looked up among the members of the household.

        Examples:
          emic cases check
          emic cases check --roster persons --years 3
          emic cases check --format csv -o links.csv
        """)

    @Option(
      help: ArgumentHelp("The survey (else the only one about the cases).", valueName: "name"))
    var survey: String?
    @Option(
      help: ArgumentHelp("The survey of persons (else the first that fits).", valueName: "name")
    )
    var roster: String?
    @Option(
      help: ArgumentHelp(
        "By how many years an age may differ between survey and interview (2).",
        valueName: "years"))
    var years: Double?
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      try requireFinite(years, "--years")
      if let years, years < 0 { throw ValidationError("--years takes 0 or more.") }
    }

    func run() throws {
      let snapshot = try Session.reading(options).study.snapshot([.turns, .codings, .surveys])
      let index = try snapshot.survey(survey)
      let named = try roster.map { try snapshot.survey($0) }
      let persons = LinkChecks.Roster.found(
        for: index, named: named, years: years ?? 2, in: snapshot)
      if let roster, persons == nil {
        throw Problem(
          .data, "'\(roster)' is no survey of the persons of '\(snapshot.surveys[index].name)'",
          hint: "it needs the variables \(snapshot.surveys[index].keyVariable), age and sex, "
            + "gender, female or male")
      }
      let checks = LinkChecks(survey: index, roster: persons, in: snapshot)
      let parameters = [
        Parameter("survey", snapshot.surveys[index].name),
        persons.map { Parameter("roster", snapshot.surveys[$0.survey].name) },
      ].compactMap(\.self)
      try output.answer(
        EngineTables.linkChecks(checks, parameters, cases: snapshot.cases.count), options)
    }
  }
}
