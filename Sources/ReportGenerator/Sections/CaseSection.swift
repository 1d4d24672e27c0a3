public import CodingEngine
public import Fieldwork

/// A case: survey values and quotes side by side.
///
/// Always marked internal.
public enum CaseSection {
  /// A document about one case.
  ///
  /// - Parameters:
  ///   - quotes: what the values of its attributes rest on.
  ///   - prediction: what a model of the survey expects of it; `nil` where no model was asked.
  public static func document(
    _ snapshot: StudySnapshot, place: Int32, texts: TextShelf,
    quotes: AttributeQuotes = AttributeQuotes(), prediction: CasePrediction? = nil
  ) -> Document {
    let view = CaseView(place, in: snapshot)
    return Document(
      title: title(view), isInternal: true,
      blocks: blocks(view, in: snapshot, texts: texts, level: 2, prediction: prediction)
        + attributes(place, in: snapshot, quotes: quotes))
  }

  /// What is known of the case beside the survey, with what it rests on.
  private static func attributes(
    _ place: Int32, in snapshot: StudySnapshot, quotes: AttributeQuotes
  ) -> [Block] {
    let values = snapshot.inDefinedOrder(.place, place)
    guard !values.isEmpty else { return [] }
    var table = Table(
      title: "Known of the case",
      columns: [
        .prose("attribute", "Attribute"), .prose("value", "Value"), .prose("source", "Source"),
        .prose("quote", "Said"),
      ])
    for value in values {
      let label = snapshot.attribute(.place, value.name)?.label ?? ""
      let said = quotes.quotes(.place, place, value.name)
      let source = [value.source?.words ?? "", value.note].filter { !$0.isEmpty }
      table.append([
        .text(label.isEmpty ? value.name : label), .text(snapshot.worded(value, of: .place)),
        .text(source.joined(separator: ": ")),
        .text(said.map { "\($0.said) (\($0.cite))" }.joined(separator: "; ")),
      ])
    }
    return [.table(table)]
  }

  static func title(_ view: CaseView) -> String {
    [view.entry.id, view.entry.name].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// The blocks of a case without its heading.
  static func blocks(
    _ view: CaseView, in snapshot: StudySnapshot, texts: TextShelf, level: Int,
    prediction: CasePrediction? = nil
  ) -> [Block] {
    let quotes = QuoteBlocks(snapshot: snapshot, texts: texts)
    var said: [Block] = [.facts(facts(view, snapshot))]
    let passages = quotes.blocks(view.rows)
    said += passages.isEmpty ? [.paragraph("No passage of this case is coded yet.")] : passages
    var blocks: [Block] = [
      .notice(
        .internalOnly,
        "Who this is can be recognised from what stands together here, whatever the names. "
          + "Not for publication.")
    ]
    if let prediction {
      blocks += PredictionSection.blocks(
        prediction, of: view.entry.id, level: level, isFolded: level > 2)
    }
    blocks.append(
      .sideBySide([
        Panel(title: "Measured by the survey", blocks: answers(view)),
        Panel(title: "Said in the interview", blocks: said),
      ]))
    if !view.notes.isEmpty {
      blocks.append(.notice(Notice(kind: .note, blocks: [.list(view.notes)])))
    }
    blocks += FigureSection.blocks(snapshot, case: view, level: level)
    blocks += MemoSection.blocks(snapshot, case: view, level: level)
    return blocks
  }

  private static func facts(_ view: CaseView, _ snapshot: StudySnapshot) -> [Fact] {
    let interviews = view.interviews.map { snapshot.transcripts[Int($0)] }
    let codes = view.codes.map { "\($0.slug) (\($0.codings))" }
    return [
      Fact(
        "Interviews",
        interviews.map {
          [$0.label, $0.date?.iso ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        }
        .joined(separator: "; ")),
      Fact(
        "Themes carried",
        view.carriedThemes.isEmpty ? "none" : view.carriedThemes.joined(separator: ", ")),
      Fact("Codes", codes.isEmpty ? "none" : codes.joined(separator: ", ")),
    ]
  }

  private static func answers(_ view: CaseView) -> [Block] {
    view.answers.flatMap { answers -> [Block] in
      guard answers.record != nil else {
        return [.paragraph("\(answers.survey): \(answers.reason)")]
      }
      // Without a choice in the schema everything is shown.
      let isChosen = answers.values.contains(where: \.isShown)
      let first = isChosen ? answers.values.filter(\.isShown) : answers.values
      let rest = isChosen ? answers.values.filter { !$0.isShown } : []
      let title = answers.participant.map { "\($0), \(answers.survey)" } ?? answers.survey
      var blocks = values(first, title: title)
      if !rest.isEmpty {
        blocks.append(
          .folded("\(counted(rest.count, "more variable"))", blocks: values(rest, title: nil))
        )
      }
      return blocks
    }
  }

  private static func values(_ answers: [CaseView.Answer], title: String?) -> [Block] {
    var table = Table(
      title: title, columns: [.prose("label", "Variable"), .prose("value", "Value")])
    for answer in answers where !answer.isMissing {
      table.append([
        .text(answer.label), .text(answer.words + (answer.isSensitive ? " (sensitive)" : "")),
      ])
    }
    var blocks: [Block] = table.rows.isEmpty ? [] : [.table(table)]
    let missing = answers.filter(\.isMissing)
    if !missing.isEmpty {
      let words = missing.map { "\($0.label): \($0.words.reasonOnly)" }
      blocks.append(
        .paragraph([.emphasis([.text("No value: \(words.joined(separator: "; "))")])]))
    }
    return blocks
  }
}

extension String {
  /// `not recorded` of `missing (not recorded)`.
  fileprivate var reasonOnly: String {
    guard hasPrefix("missing ("), hasSuffix(")") else { return self }
    return String(dropFirst(9).dropLast())
  }
}
