import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

extension Cases {
  /// Cases by codes for a statistics program.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Writes cases by codes for Stata, SPSS, R or as CSV, with labels and dictionary.",
      discussion: """
        One row per interviewed case beside its survey key. Of each code c_NAME says whether the case
        has it (0/1), cn_NAME the number of passages, cc_NAME the share of the case's own words.
        Missing is never 0: .a the topic was not reached, .b the interview is not coded, .c there is
        no interview; of survey variables each code for a missing value has a letter, too. Topics of codes stand in Surveys/bridges.yaml, or in --topic.

        With --unit participant a row is one who speaks, beside the case and the record of a survey
        of persons.

        Names are legal in Stata, SPSS and R: letters, digits and _, at most 32, all different.
        Households can be recognised in such a file: only you may read it.

        Examples:
          emic cases export -o cases.dta
          emic cases export --codes intent-to-stay,no-way-back --variables 'owns_home_city,n_*' -o stay.csv
          emic cases export --query 'anchored=intent-to-stay same turn school-as-anchor' -o anchored.dta
          emic cases export --measures present,count,coverage --language zh -o cases.sav
          emic cases export --unit participant --survey members --variables '*' -o people.dta
          emic cases export --where 'in_model_sample is yes' -o cases.csv --dictionary cases.md
        """)

    @Option(
      help: ArgumentHelp(
        "Only these codes, split by commas; 'under CODE' for a branch.", valueName: "codes"))
    var codes: String?
    @Option(
      parsing: .unconditionalSingleValue,
      help: ArgumentHelp(
        "What a code query finds, under a name of its own (repeatable).",
        valueName: "name=query"))
    var query: [String] = []
    @Option(
      help: ArgumentHelp(
        "What is said of each: present, count, coverage (present,count).", valueName: "measures"))
    var measures: String?
    @Option(
      parsing: .unconditionalSingleValue,
      help: ArgumentHelp(
        "In which topic of the guide a code would come up (repeatable).", valueName: "code=topic"))
    var topic: [String] = []
    @Option(
      help: ArgumentHelp(
        "A file that names the topics of codes (else Surveys/bridges.yaml).", valueName: "file"))
    var bridges: String?
    @Option(
      help: ArgumentHelp("The survey (else the only one about the cases).", valueName: "name"))
    var survey: String?
    @Option(
      help: ArgumentHelp(
        "Survey variables beside: names and patterns with *, joined by commas.",
        valueName: "names"))
    var variables: String?
    @Option(help: ArgumentHelp("The language of labels (en).", valueName: "language"))
    var language: String?
    @Flag(help: "Also cases that nobody was interviewed about.") var all = false
    @Flag(help: "CSV: labels instead of codes.") var labels = false
    @Option(help: "The kind of file (else by the name of the file).") var format: DataFileKind?
    @Option(name: [.short, .long], help: ArgumentHelp("The file to write.", valueName: "file"))
    var output: String
    @Option(
      help: ArgumentHelp(
        "Write a data dictionary, too (.md, .html or .csv).", valueName: "file"))
    var dictionary: String?
    @OptionGroup var unit: UnitOptions
    @OptionGroup var filter: FilterOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let kind = try DataFileKind.meant(format, output, labels: labels)
      if let dictionary, !["md", "html", "htm", "csv"].contains(Files.kind(dictionary)) {
        throw Problem(
          .usage, "a data dictionary is Markdown, HTML or CSV", place: dictionary,
          hint: "end its name with .md, .html or .csv")
      }
      let session = try Session.reading(options)
      let whole = try session.study.snapshot()
      let measures = try chosenMeasures()
      let limited = unit.counted(try filter.limit(whole))
      let requests = try requests(in: limited, used: Set(whole.codings.codes), session)
      guard !requests.isEmpty else {
        throw Problem(
          .data, "no code has a coding yet", hint: "name codes with --codes to export them anyway")
      }
      let index =
        survey == nil && whole.surveys.isEmpty ? nil : try limited.survey(survey)
      let beside = try index.map { index -> [Int] in
        guard let variables else { return [] }
        let names = whole.surveys[index].variables.map(\.name)
        let patterns = try VariablePatterns(variables, among: names)
        return names.indices.filter { patterns.fits(names[$0]) }
      }
      let found = CaseCodeTable(
        requests, measures: measures, survey: index, variables: beside ?? [],
        language: language ?? "en", everyCase: all, in: limited)
      // SPSS declares which codes are missing; elsewhere they would count as values.
      try kind.write(
        kind == .sav ? found.table : found.table.taggingMissing(), to: output, labels: labels,
        session)
      if let dictionary {
        if Files.kind(dictionary) == "csv" {
          try Files.write(
            CSVRenderer().bytes(EngineTables.caseDictionary(found)), to: dictionary)
        } else {
          try Documents.write(CaseDictionaryPage.document(found), to: dictionary)
        }
      }
      for note in found.notes { session.remark("note: \(note)") }
      session.say(
        "\(counted(found.table.records.count, unit.unit.level.noun)), "
          + "\(counted(found.table.variables.count, "variable")) to \(output)"
          + (dictionary.map { ", dictionary to \($0)" } ?? ""))
    }

    private func chosenMeasures() throws -> [CaseCodeTable.Measure] {
      guard let measures else { return [.present, .count] }
      return try commaList(measures).map { word in
        guard let measure = CaseCodeTable.Measure(rawValue: word) else {
          throw Problem(
            .usage, "'\(word)' is no measure", hint: "take present, count or coverage")
        }
        return measure
      }
    }

    private func requests(
      in snapshot: StudySnapshot, used: Set<Int32>, _ session: Session
    ) throws -> [CaseCodeTable.Request] {
      let book = snapshot.codebook
      let known = try (bridges ?? Bridges.customary(session)).map {
        try Bridges.read($0, in: snapshot)
      }
      let named = try namedTopics(in: snapshot)
      func topics(_ name: String) -> [String] {
        named[name] ?? known?.topics(ofCode: name) ?? []
      }
      let chosen =
        try snapshot.codes(commaList(codes))
        ?? (query.isEmpty ? book.codes.indices.filter { used.contains(Int32($0)) } : [])
      var requests = chosen.map { index in
        let code = book.codes[index]
        let range = code.isCodable ? index..<index + 1 : book.subtree(index)
        return CaseCodeTable.Request(
          name: code.slug, titles: code.names, query: code.slug,
          rows: (0..<snapshot.codings.count).filter {
            range.contains(Int(snapshot.codings.codes[$0]))
          }, definition: code, topics: topics(code.slug))
      }
      for typed in query {
        let (name, text) = try CasesExport.parts(typed, "--query", "NAME=QUERY")
        let resolved = try CodeQuery(text).resolved(in: snapshot.queryNames, .prefix)
        let shelf = try session.shelf(for: resolved, in: snapshot)
        requests.append(
          CaseCodeTable.Request(
            name: name, titles: [LocalizedText(language: language ?? "en", text: name)],
            query: text, rows: resolved.answer(in: snapshot, texts: shelf).rows,
            topics: topics(name)))
      }
      if let unknown = named.keys.sorted().first(where: { name in
        !requests.contains { $0.name == name }
      }) {
        throw Problem(
          .usage, "--topic names '\(unknown)', which is not exported",
          hint: "name a code or query of this export")
      }
      return requests
    }

    /// The topics that the command line names, by code or query.
    private func namedTopics(in snapshot: StudySnapshot) throws -> [String: [String]] {
      let resolver = NameResolver(
        kind: "topic", things: snapshot.topics.map { NamedThing(id: $0.slug, names: [$0.label]) })
      return try topic.reduce(into: [:]) { found, typed in
        let (name, topic) = try CasesExport.parts(typed, "--topic", "CODE=TOPIC")
        found[name, default: []].append(
          snapshot.topics[try resolver.index(of: topic, .exact)].slug)
      }
    }
  }
}

/// Words that `cases export` understands.
private enum CasesExport {
  /// What stands before and behind the first `=`.
  static func parts(_ typed: String, _ option: String, _ form: String) throws -> (String, String) {
    guard let sign = typed.firstIndex(of: "=") else {
      throw Problem(.usage, "'\(typed)' has no '='", place: option, hint: "write \(form)")
    }
    let name = String(typed[..<sign]).trimmingBlanks
    let rest = String(typed[typed.index(after: sign)...]).trimmingBlanks
    guard !name.isEmpty, !rest.isEmpty else {
      throw Problem(
        .usage, "'\(typed)' lacks one side of '='", place: option, hint: "write \(form)")
    }
    return (name, rest)
  }
}
