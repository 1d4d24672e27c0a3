import ArgumentParser
import Fieldwork
import StudyStore

/// Shows or sets what is known of an interview.
struct Describe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Shows or sets the metadata of a transcript.",
    discussion: """
      Fields are those of metadata.csv (kind, title, date, site, language, participants, cases,
      guide, interviewer, present, route, referred_by, consent, record_type); lists are split by
      ';'; any other name becomes an attribute; an empty value clears a field.

      Of a translation (--layer) the fields are translator, translated, checked_by and language.

      Examples:
        emic describe GY-101
        emic describe GY-101 --layer en translated=2016-08-01 checked_by=Ann
        emic describe GY-101 date=2016-06-22 cases=HH-003 place_type=street
      """)

  @Argument(help: "The transcript's label.") var transcript: String
  @Argument(help: "What to set, as name=value.") var fields: [String] = []
  @Option(help: ArgumentHelp("What is known of a translation.", valueName: "tag"))
  var layer: String?
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    if !fields.isEmpty { try options.requirePresent() }
    let snapshot = try Session.reading(options).study.snapshot([])
    let index = try snapshot.transcript(transcript, fields.isEmpty ? .prefix : .exact)
    let label = snapshot.transcripts[index].label
    let text = try layer.map { try snapshot.text(of: index, language: $0) }
    guard !fields.isEmpty else {
      let facts = text.map(snapshot.facts(ofLayer:)) ?? snapshot.facts(ofTranscript: index)
      for (name, value) in facts {
        Console.line(name.padded(toColumns: 16) + value)
      }
      return
    }
    let values = try fields.map { field -> AttributeValue in
      guard let sign = field.firstIndex(of: "="), sign != field.startIndex else {
        throw Problem(.usage, "'\(field)' is not name=value", hint: "write date=2016-06-22")
      }
      return AttributeValue(
        name: String(field[..<sign]).trimmingBlanks,
        value: String(field[field.index(after: sign)...]))
    }
    let session = try Session.writing(options)
    if let layer {
      let done = try session.perform(DescribeLayer(label, language: layer, values), writing)
      session.say((writing.dryRun ? "would set " : "set ") + done.summary)
      return
    }
    let performed = try session.perform(DescribeTranscript(label, fields: values), writing)
    session.say((writing.dryRun ? "would set " : "set ") + performed.summary)
    if !performed.outcome.isEmpty {
      session.remark("new: \(performed.outcome.joined(separator: ", "))")
    }
  }
}

extension StudySnapshot {
  /// What is known of a transcript, in the order in which people ask.
  func facts(ofTranscript index: Int) -> [(String, String)] {
    let entry = transcripts[index]
    var facts = [("label", entry.label)]
    func add(_ name: String, _ value: String) {
      if !value.isEmpty { facts.append((name, value)) }
    }
    add("title", entry.title)
    add("kind", entry.kind)
    add("date", entry.date?.iso ?? "")
    add("site", entry.site < 0 ? "" : sites[Int(entry.site)].id)
    add("language", entry.language)
    add("participants", entry.participants.map { participants[Int($0)].id }.joined(separator: "; "))
    add("cases", entry.cases.map { cases[Int($0)].id }.joined(separator: "; "))
    add("consent", entry.consent)
    add("record_type", entry.recordType)
    for attribute in entry.attributes { add(attribute.name, attribute.words) }
    return facts
  }

  /// What is known of a text of a transcript.
  func facts(ofLayer text: Int32) -> [(String, String)] {
    let entry = texts[Int(text)]
    let facts = [
      ("label", transcripts[Int(entry.transcript)].label), ("language", entry.language),
      ("layer", entry.isOriginal ? "original" : "translation"), ("translator", entry.translator),
      ("translated", entry.translated), ("checked_by", entry.checkedBy),
    ]
    return facts.filter { !$0.1.isEmpty }
  }
}
