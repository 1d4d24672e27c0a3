import CodingEngine
import Fieldwork

/// What a model of the survey expects of a case, term by term.
enum PredictionSection {
  /// The section of a case page.
  ///
  /// - Parameters:
  ///   - name: the case's id, for the sentences and the figure.
  ///   - level: the level of the heading.
  ///   - isFolded: whether the parts of the sum are folded away, as in a report on many cases.
  static func blocks(
    _ prediction: CasePrediction, of name: String, level: Int, isFolded: Bool = false
  ) -> [Block] {
    let heading = Block.heading(level, "What the model expects")
    guard case .found(let numbers) = prediction.answer else {
      guard case .none(let reason) = prediction.answer else { return [] }
      return [
        heading,
        .paragraph("No prediction for \(name) from the model '\(prediction.model)': \(reason)."),
      ]
    }
    var blocks: [Block] = [heading]
    if !prediction.forced.isEmpty {
      blocks.append(
        .notice(
          Notice(
            kind: .caution,
            blocks: [.paragraph("FORCED against a rule for few cases")]
              + prediction.forced.map { .paragraph($0) })))
    }
    blocks.append(.facts(facts(prediction, numbers)))
    var parts: [Block] = [.figure(figure(prediction, numbers, of: name))]
    let idle = numbers.parts.filter { $0.contribution == 0 }
    if !idle.isEmpty {
      let words = idle.map { "\($0.term) (\($0.words))" }.joined(separator: ", ")
      parts.append(.paragraph("Terms that add nothing here: \(words)."))
    }
    let notes =
      prediction.notes + [
        "a prediction for an interviewed case is an illustration, not a test; it tells what goes "
          + "with what in the survey, not why"
      ]
    parts.append(.notice(Notice(kind: .note, blocks: [.list(notes)])))
    return blocks + (isFolded ? [.folded("What adds up to it", blocks: parts)] : parts)
  }

  private static func facts(
    _ prediction: CasePrediction, _ numbers: CasePrediction.Numbers
  ) -> [Fact] {
    let row = numbers.row
    var facts = [Fact("Model", [.code(prediction.model)])]
    let digits = row.observed == row.observed.rounded() ? 0 : 3
    let observed =
      prediction.isLogistic
      ? (row.observed == 1 ? "1 (yes)" : "0 (no)") : row.observed.fixed(digits)
    facts.append(Fact("Outcome", prediction.outcome))
    facts.append(Fact("Observed", observed))
    if prediction.isLogistic {
      facts.append(Fact("Log odds", "\(numbers.predictor.fixed(3)) (linear predictor)"))
      facts.append(Fact("Expected p", row.expected.fixed(3)))
    } else {
      facts.append(Fact("Expected", row.expected.fixed(3)))
    }
    facts.append(
      Fact(
        "Residuals",
        prediction.isLogistic
          ? "Pearson \(row.pearson.fixed(2)), deviance \(row.deviance.fixed(2))"
          : "\(row.residual.fixed(3)), \(row.pearson.fixed(2)) standard deviations"))
    if let studentised = row.studentised {
      facts.append(Fact("Studentised", studentised.fixed(2)))
    }
    if let leverage = row.leverage { facts.append(Fact("Leverage", leverage.fixed(3))) }
    facts.append(Fact("Label", [.strong([.text(row.label)])]))
    return facts
  }

  private static func figure(
    _ prediction: CasePrediction, _ numbers: CasePrediction.Numbers, of name: String
  ) -> Figure {
    let shown = numbers.parts.filter { $0.contribution != 0 }
    var table = Table(
      columns: [
        Column("term", "Term"), .prose("has", "Has"), .number("b"),
        .number("contribution", "Contribution"),
      ],
      rows: [
        [
          "intercept", "", .number(numbers.intercept, digits: 3),
          .number(numbers.intercept, digits: 3),
        ]
      ])
    for part in shown {
      table.append([
        .text(part.term), .text(part.words), .number(part.coefficient, digits: 3),
        .number(part.contribution, digits: 3),
      ])
    }
    let unit = prediction.isLogistic ? "log odds" : "expected value"
    table.append([.text("sum (\(unit))"), "", .empty, .number(numbers.predictor, digits: 3)])
    let bars = ContributionBars(
      title: "What adds up to the prediction for \(name)",
      description: "Contributions of \(counted(shown.count, "term")) to the \(unit).",
      bars: [.init("intercept", numbers.intercept)]
        + shown.map { .init("\($0.term): \($0.words)", $0.contribution) },
      sum: .init("sum (\(unit))", numbers.predictor))
    let id = "prediction-\(name)"
    return Figure(
      picture: bars.picture(id: id),
      caption: [
        .text(
          "What adds up to the \(unit): b times what the case has, the greatest part first.")
      ],
      alternative: bars.description, data: table, id: id)
  }
}
