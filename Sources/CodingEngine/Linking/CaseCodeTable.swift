public import Fieldwork

/// Cases by codes as a table of data, ready for a statistics program.
///
/// Missing is never zero: a code whose topic was not reached in any interview of the case, a case
/// whose interviews nobody coded, and one without an interview have no value, and why.
public struct CaseCodeTable: Sendable {
  /// What a variable says of a code.
  public enum Measure: String, CaseIterable, Sendable {
    /// Whether the case has it.
    case present
    /// The number of its passages in the case.
    case count
    /// The share of the case's own words that it covers, 0 to 1.
    case coverage

    /// What names of variables begin with.
    public var prefix: String {
      switch self {
      case .present: "c_"
      case .count: "cn_"
      case .coverage: "cc_"
      }
    }
  }

  /// One code, or whatever a query finds.
  public struct Request: Sendable {
    /// The name from which variables get theirs, such as a slug.
    public var name: String
    /// What it is, by language.
    public var titles: [LocalizedText]
    /// The query as it was written; the slug of a code.
    public var query: String
    /// Its codings, as rows of `StudySnapshot.codings`.
    public var rows: [Int]
    /// The code where it is one, with its definition.
    public var definition: CodeDefinition?
    /// Slugs of the topics in which it would come up.
    public var topics: [String]

    /// Asks for a code or query.
    public init(
      name: String, titles: [LocalizedText], query: String, rows: [Int],
      definition: CodeDefinition? = nil, topics: [String] = []
    ) {
      self.name = name
      self.titles = titles
      self.query = query
      self.rows = rows
      self.definition = definition
      self.topics = topics
    }
  }

  /// One line of the data dictionary.
  public struct Entry: Hashable, Sendable {
    /// The variable as the table has it.
    public var variable: Variable
    /// The code query; empty for a variable that is about no code.
    public var query = ""
    /// What the code means.
    public var definition = ""
    /// When to use it.
    public var include = ""
    /// When not.
    public var exclude = ""
    /// Slugs of its topics.
    public var topics: [String] = []
    /// The number of cases with a value.
    public var n = 0
  }

  /// The table: cases in order, variables with their labels and missing values.
  public let table: SurveyTable
  /// The data dictionary in the order of the variables.
  public let dictionary: [Entry]
  /// What a reader must know.
  public let notes: [String]

  /// Lays out cases.
  ///
  /// - Parameters:
  ///   - requests: the codes.
  ///   - measures: what is said of each, in this order.
  ///   - survey: index of the survey whose keys and variables stand beside; `nil` for none.
  ///   - variables: which variables of the survey, by their indices.
  ///   - language: of the labels, such as `en` or `zh`.
  ///   - everyCase: whether cases without an interview have a row, too.
  public init(
    _ requests: [Request], measures: [Measure], survey: Int?, variables: [Int] = [],
    language: String = "en", everyCase: Bool = false, in snapshot: StudySnapshot
  ) {
    let words = CaseTableWords(language: language, level: snapshot.caseLevel)
    let codes = CaseCodes(snapshot)
    let reach = TopicReach(snapshot)
    let own = OwnWords(snapshot)
    let places = snapshot.cases.indices.map { Int32($0) }.filter { place in
      snapshot.holds(case: place) && (everyCase || !codes.interviews[Int(place)].isEmpty)
    }
    let records = survey.map { snapshot.records(ofSurvey: $0) }
    var columns: [(entry: Entry, values: [SurveyValue])] = []
    var names = VariableNames()
    func add(_ entry: Entry, _ values: [SurveyValue]) {
      var entry = entry
      entry.variable.name = names.unique(entry.variable.name)
      entry.n = values.count { if case .missing = $0 { false } else { true } }
      columns.append((entry, values))
    }
    add(
      Entry(variable: words.variable(words.key, words.keyLabel, .text)),
      places.map { .text(snapshot.cases[Int($0)].id) })
    if snapshot.caseLevel == .participant {
      add(
        Entry(variable: words.variable("case", words.caseLabel, .text)),
        places.map { place in
          let ids = snapshot.cases[Int(place)].attributes.first { $0.name == "case" }?.value ?? ""
          return ids.isEmpty ? .missing(.notRecorded) : .text(ids)
        })
    }
    add(
      Entry(variable: words.variable("case_kind", words.kindLabel, .text)),
      places.map { place in
        let kind = snapshot.cases[Int(place)].kind
        return kind.isEmpty ? .missing(.notRecorded) : .text(kind)
      })
    add(
      Entry(variable: words.variable("interviews", words.interviewsLabel, .text)),
      places.map { place in
        let labels = codes.interviews[Int(place)].map { snapshot.transcripts[Int($0)].label }
        return labels.isEmpty ? .missing(.notRecorded) : .text(labels.joined(separator: "; "))
      })
    if let survey, let records {
      let source = snapshot.surveys[survey]
      add(
        Entry(
          variable: words.variable(
            "linked", words.linkedLabel(source.name), .category,
            yes: [
              words.no, words.yes,
            ])), places.map { .number(records[Int($0)] == nil ? 0 : 1) })
      let key = source.variables.firstIndex { $0.name == source.keyVariable }
      for column in [key].compactMap(\.self) + variables.filter({ $0 != key }) {
        var variable = source.variables[column]
        if column == key { variable.missing = [] }
        if let label = variable.labels.first(where: { $0.language == language }) {
          variable.labels = [label]
        }
        add(
          Entry(variable: variable),
          places.map { place in
            records[Int(place)].map { source.records[$0].values[column] } ?? .missing(.notRecorded)
          })
      }
    }
    var unreached = 0
    for request in requests {
      let byCase = Dictionary(
        grouping: snapshot.inReadingOrder(request.rows), by: codes.caseIndex(ofCoding:))
      let gaps = places.map { place -> SurveyValue? in
        if codes.interviews[Int(place)].isEmpty { return words.noInterview }
        let coded = codes.codedInterviews[Int(place)]
        if coded.isEmpty { return words.notCoded }
        guard byCase[place] == nil, !request.topics.isEmpty else { return nil }
        let found = reach.cell(request.topics, ofCase: place, in: coded)
        return found == .notReached || found == .otherGuide ? words.notReached : nil
      }
      unreached += gaps.count { $0 == words.notReached }
      for measure in measures {
        var entry = Entry(variable: words.variable(of: request, measure))
        entry.query = request.query
        entry.topics = request.topics
        if let definition = request.definition {
          entry.definition = [definition.short, definition.full].filter { !$0.isEmpty }
            .joined(separator: " ")
          entry.include = definition.include
          entry.exclude = definition.exclude
        }
        add(
          entry,
          zip(places, gaps).map { place, gap in
            if let gap { return gap }
            let rows = byCase[place] ?? []
            switch measure {
            case .present: return .number(rows.isEmpty ? 0 : 1)
            case .count: return .number(Double(CaseCodeTable.passages(rows, snapshot)))
            case .coverage:
              return own.share(of: rows, ofCase: place, in: codes.codedInterviews[Int(place)])
                .map { .number($0) } ?? words.notCoded
            }
          })
      }
    }
    table = SurveyTable(
      name: "\(words.key)s", title: "\(snapshot.name): \(words.title)", caseKind: "",
      keyVariable: words.key,
      variables: columns.map(\.entry.variable),
      records: places.enumerated().map { row, place in
        SurveyDraft.Record(
          key: snapshot.cases[Int(place)].id, values: columns.map { $0.values[row] })
      })
    dictionary = columns.map(\.entry)
    notes = CaseCodeTable.notes(
      requests, measures, unreached: unreached, unattributed: codes.unattributed,
      unit: snapshot.caseLevel.noun)
  }

  /// How many different passages codings lie on.
  private static func passages(_ rows: [Int], _ snapshot: StudySnapshot) -> Int {
    let codings = snapshot.codings
    return Set(rows.map { [codings.texts[$0], codings.starts[$0], codings.ends[$0]] }).count
  }

  private static func notes(
    _ requests: [Request], _ measures: [Measure], unreached: Int, unattributed: Int,
    unit: String
  ) -> [String] {
    var notes: [String] = []
    let without = requests.filter(\.topics.isEmpty).map(\.name)
    if unreached > 0 {
      notes.append(
        "\(counted(unreached, "cell")) missing because the topic was not reached (.a)")
    }
    if !without.isEmpty {
      notes.append(
        "no topic is named for \(listed(without)): there 0 also stands where nobody asked")
    }
    if unattributed > 0 {
      notes.append("\(counted(unattributed, "coding")) of no one \(unit) are in no row")
    }
    if measures.contains(.coverage) {
      notes.append(
        "coverage is the share of what the \(unit == "case" ? "people of the case say" : "participant says"), interviewers left out"
      )
    }
    return notes
  }
}

/// Names of variables that are legal in Stata, SPSS and R: letters, digits and `_`, 32 characters
/// at most, all different whatever the case of their letters.
struct VariableNames {
  private var used: Set<String> = []

  /// The name, cut and numbered where need be.
  mutating func unique(_ written: String) -> String {
    var name = ""
    for scalar in written.unicodeScalars {
      let isWord = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      name.unicodeScalars.append(isWord ? scalar : "_")
    }
    if name.unicodeScalars.first.map({ ("0"..."9").contains($0) }) ?? true { name = "v" + name }
    name = String(name.prefix(32))
    var (found, number) = (name, 2)
    while !used.insert(found.lowercased()).inserted {
      let tail = "_\(number)"
      found = String(name.prefix(32 - tail.count)) + tail
      number += 1
    }
    return found
  }
}
