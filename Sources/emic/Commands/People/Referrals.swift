import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// Who led to whom.
struct Referrals: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "referrals",
    abstract: "Shows and sets who led to whom.",
    discussion: """
      The field 'referred_by' of interviews counts too. Chains are what 'emic sampling heard
      --chains' and the attribute 'chain' ask for.

      Examples:
        emic referrals
        emic referrals add person:'village clerk' HH-063 --date 2017-06-26
        emic referrals import People/referrals.csv
        emic referrals chains
        emic referrals chains --format svg --output chains.svg
      """,
    subcommands: [List.self, Chains.self, Add.self, Bring.self, Remove.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists who led to whom.",
      discussion: "Examples:\n  emic referrals\n  emic referrals --format csv")
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let snapshot = try Session.reading(options).study.snapshot([])
      var result = EngineTables.referrals(ReferralNet(snapshot))
      if output.format == .table {
        // Who they are stands in 'chains'; the names leave no room for the way.
        result.table = result.table.selecting(["from", "to", "date", "how", "written"])
      }
      try output.answer(result, options)
    }
  }

  struct Chains: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "chains",
      abstract: "Shows the chains step by step, as a table or a drawing.",
      discussion: """
        A step is a referral from the beginning of its chain. svg draws the net, dot writes it for
        Graphviz.

        Examples:
          emic referrals chains
          emic referrals chains --format dot --output chains.dot
          emic referrals chains --format svg --output chains.svg
        """)
    @Option(help: "How to write the answer; svg draws it, dot is for Graphviz.")
    var format: ReferralFormat = .table
    @Option(
      name: [.short, .long], help: ArgumentHelp("Write to a file instead.", valueName: "file"))
    var output: String?
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let net = ReferralNet(try Session.reading(options).study.snapshot([]))
      let result = EngineTables.referralChains(net)
      if format == .dot {
        if let output { return try Files.write(ReferralGraph(net).bytes, to: output) }
        return Console.write(ReferralGraph(net).bytes)
      }
      var figure = FigureOutputOptions()
      figure.format = FigureFormat(rawValue: format.rawValue) ?? .table
      figure.output = output
      try figure.answer(result, options) { ReferralFigure(net).picture(id: "referrals") }
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Writes down who led to whom.",
      discussion: """
        Who led is a participant, a case, site:ID, or person:NAME for somebody outside the study; to
        whom, a participant or a case. The same two again replace what is known.

        Examples:
          emic referrals add GY-104-A HH-033 --how "a neighbour"
          emic referrals add person:'village clerk' HH-063 --date 2017-06-26
        """)
    @Argument(help: "Who led.") var from: String
    @Argument(help: "To whom.") var to: String
    @Option(help: ArgumentHelp("On which day.", valueName: "date")) var date = ""
    @Option(help: ArgumentHelp("In which way.", valueName: "text")) var how = ""
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let snapshot = try session.study.snapshot([])
      let referral = Referral(
        from: try snapshot.referralEnd(from, leads: true),
        to: try snapshot.referralEnd(to, leads: false), date: date.trimmingBlanks,
        how: how.trimmingBlanks)
      try session.bring(SetReferrals([referral], name: "referrals add"), writing)
    }
  }

  struct Bring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Brings a list of who led to whom in.",
      discussion: """
        Columns: from, to, then optionally date, how. Names as for 'emic referrals add'.

        Examples:
          emic referrals import People/referrals.csv
          emic referrals import People/referrals.csv --dry-run
        """)
    @Argument(help: "A CSV file.") var file: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let snapshot = try session.study.snapshot([])
      let name = Files.name(file)
      let referrals = try ReferralsCSV.read(try Files.text(file), fileName: name).map { row in
        do {
          return Referral(
            from: try snapshot.referralEnd(row.from, leads: true),
            to: try snapshot.referralEnd(row.to, leads: false), date: row.date, how: row.how)
        } catch let error as any ProblemReporting {
          throw error.problem.placed("\(name), line \(row.line)")
        }
      }
      try session.bring(SetReferrals(referrals), writing)
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove",
      abstract: "Takes away that one led to another.",
      discussion: "Example:\n  emic referrals remove GY-104-A HH-033")
    @Argument(help: "Who led.") var from: String
    @Argument(help: "To whom.") var to: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let snapshot = try session.study.snapshot([])
      let referral = Referral(
        from: try snapshot.referralEnd(from, leads: true),
        to: try snapshot.referralEnd(to, leads: false))
      try session.perform(RemoveReferral(referral), writing)
      session.say("\(writing.dryRun ? "would remove" : "removed") \(referral.words)")
    }
  }
}

/// The forms in which chains can be written.
enum ReferralFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, tsv, json, jsonl, markdown, svg, dot
}

extension StudySnapshot {
  /// One end of a referral as somebody types it: `HH-033`, `case:HH-033`, `person:village clerk`.
  ///
  /// - Parameter leads: whether it is the one who leads, who may also be a site or a person outside.
  /// - Throws: `NameFailure` with the nearest names, a `Problem` for a sort that cannot be there.
  func referralEnd(_ typed: String, leads: Bool) throws -> ReferralEnd {
    let parts = typed.split(separator: ":", maxSplits: 1).map { String($0).trimmingBlanks }
    if parts.count == 2, !parts[1].isEmpty {
      switch parts[0].foldedName {
      case "participant":
        return .participant(participants[try participant(parts[1], .exact)].id)
      case "case": return .place(cases[try caseIndex(parts[1], .exact)].id)
      case "site" where leads:
        let resolver = NameResolver(
          kind: "site", things: sites.map { NamedThing(id: $0.id, names: [$0.name]) })
        return .site(sites[try resolver.index(of: parts[1], .exact)].id)
      case "person" where leads: return .person(parts[1])
      case "site", "person":
        throw Problem(
          .data, "a referral leads to a participant or a case, not to a \(parts[0].foldedName)",
          hint: "write an id of 'emic participants' or 'emic cases'")
      default: break
      }
    }
    let things =
      participants.map { (ReferralEnd.participant($0.id), NamedThing(id: $0.id, names: [$0.name])) }
      + cases.map { (ReferralEnd.place($0.id), NamedThing(id: $0.id, names: [$0.name])) }
    let resolver = NameResolver(kind: "participant or case", things: things.map(\.1))
    do {
      return things[try resolver.index(of: typed, .exact)].0
    } catch let failure as NameFailure {
      var problem = failure.problem
      let hint =
        leads
        ? "write person:NAME for somebody outside the study, site:ID for a place"
        : "'emic participants' and 'emic cases' list them"
      problem.hint = [problem.hint, hint].compactMap(\.self).joined(separator: "; ")
      throw problem
    }
  }
}
