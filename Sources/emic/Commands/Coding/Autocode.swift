import ArgumentParser
import Exchange
import Fieldwork
import Patterns
import StudyStore

/// Suggests codes by rule.
struct Autocode: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "autocode",
    abstract: "Suggests a code wherever words, synonyms or a pattern stand; it codes nothing.",
    discussion: """
      Suggestions wait until somebody accepts or rejects them: 'emic suggestions review'. No count
      knows of them. Words match as in 'emic search': English by stem, Chinese to the character.

      A sentence is proposed unless --unit says otherwise: a word says too little to be read alone
      later, and a turn is often about several things. Looked at are the originals without what the
      interviewer says. Left out and counted: what has the code already (codings of everybody;
      with --mine your own), what waits, and what was rejected or accepted before (--again brings it).

      A file of rules is one batch: a list of name, code, term or synonyms or regex, unit, where.

      Examples:
        emic autocode --as paperwork-barrier --term 户口本 --term certificate --dry-run
        emic autocode --as paperwork-barrier --synonyms papers --where 'kind is household'
        emic autocode --as urban-village-rental --regex '(一|两|三)百块' --unit match --name sums
        emic autocode Codebooks/rules.yaml
      """)

  @Argument(help: "A YAML file of rules, instead of the options below.") var rules: String?
  @Option(
    name: .customLong("as"), help: ArgumentHelp("A code; repeat for several.", valueName: "code"))
  var codes: [String] = []
  @Option(
    help: ArgumentHelp("A word or phrase to look for; repeat for several.", valueName: "words"))
  var term: [String] = []
  @Option(
    help: ArgumentHelp(
      "Any word of a set of synonyms, or of all sets of a file.", valueName: "set or file"))
  var synonyms: [String] = []
  @Option(help: ArgumentHelp("A regular expression (PCRE2).", valueName: "pattern"))
  var regex: String?
  @Option(help: "Which words to propose: sentence (default), turn, paragraph, match.")
  var unit: String?
  @Option(help: ArgumentHelp("Call the rule so; else after what it looks for.", valueName: "name"))
  var name: String?
  @Option(help: ArgumentHelp("Only this transcript; repeat for several.", valueName: "label"))
  var transcript: [String] = []
  @Option(help: ArgumentHelp("Look in this language layer.", valueName: "tag")) var layer: String?
  @Flag(
    name: .customLong("include-interviewer"), help: "Look at what the interviewer says, too.")
  var includeInterviewer = false
  @Flag(help: "Suggest again what was decided before.") var again = false
  @Flag(help: "Only your own codings count as coded already.") var mine = false
  @OptionGroup var filter: FilterOptions
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    let ways = [!term.isEmpty, !synonyms.isEmpty, regex != nil].count { $0 }
    guard rules != nil else {
      guard ways == 1 else {
        throw ValidationError("Look for --term, or for --synonyms, or for a --regex.")
      }
      guard !codes.isEmpty else { throw ValidationError("Name a code with --as CODE.") }
      if let unit, SuggestionUnit(rawValue: unit) == nil {
        throw ValidationError(
          "--unit is one of \(SuggestionUnit.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      return
    }
    if ways > 0 || !codes.isEmpty || unit != nil || name != nil || filter.filter != nil {
      throw ValidationError("A file of rules says what, where and as which code; leave these out.")
    }
  }

  func run() throws {
    let session = try Session.writing(options)
    let desk = AutocodeDesk(session, mine: mine, again: again)
    let asked =
      try rules.map { try RulesYAML.read(try Files.text($0), fileName: Files.name($0)) }
      ?? [typedRule]
    try desk.suggest(asked, file: rules, place: scoped, writing)
  }

  private var typedRule: RuleDraft {
    RuleDraft(
      line: nil, name: name, codes: codes, terms: term, synonyms: synonyms, pattern: regex,
      unit: unit.flatMap(SuggestionUnit.init) ?? .sentence, filter: filter.filter)
  }

  /// What holds for every rule.
  private var scoped: AutocodeDesk.Place {
    .init(transcripts: transcript, layer: layer, includesInterviewer: includeInterviewer)
  }
}
