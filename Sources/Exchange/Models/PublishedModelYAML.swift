public import Fieldwork

/// Published regression tables as YAML.
///
/// ```yaml
/// model: published-ch3
/// title: …
/// source: …
/// outcome: owns_home_city
/// intercept: {b: -2.9, note: "calibrated, not published"}   # without one nothing is predicted
/// deviant: {below: deviant-non-owner, above: deviant-owner}
/// stars: {"***": 0.01, "**": 0.05, "*": 0.1}
/// terms:
///   - {term: n_pension_urban, b: 0.370, odds_ratio: 1.447, p: 0.011, stars: "**"}
///   - {term: region, level: central, b: 0.626, odds_ratio: 1.704, p: 0.030, stars: "**"}
/// ```
///
/// Figures are kept as they are printed, so that it is known how far they were rounded.
public enum PublishedModelYAML {
  private static let keys = [
    "model", "title", "source", "outcome", "intercept", "deviant", "stars", "terms",
  ]

  /// Reads a table.
  ///
  /// - Throws: `YAMLFailure` with the line at fault.
  public static func read(_ text: String, fileName: String) throws -> PublishedModel {
    let root = try YAMLItem.read(text, fileName: fileName)
    guard let fields = try root.fields() else {
      throw root.mismatch("the file", expected: "keys with values")
    }
    var model = PublishedModel(name: fileName, terms: [])
    var terms: YAMLItem?
    for field in fields {
      switch field.key {
      case "model": model.name = try field.value.text("'model'") ?? fileName
      case "title": model.title = try field.value.text("'title'") ?? ""
      case "source": model.source = try field.value.text("'source'") ?? ""
      case "outcome": model.outcome = try field.value.text("'outcome'")
      case "intercept":
        for part in try entries(field.value, "'intercept'") {
          switch part.key {
          case "b": model.intercept = try printed(part, "the intercept")?.value
          case "note": model.interceptNote = try part.value.text("'note'") ?? ""
          default: throw part.unknown(["b", "note"])
          }
        }
      case "deviant":
        for part in try entries(field.value, "'deviant'") {
          guard let place = ["below", "above"].firstIndex(of: part.key) else {
            throw part.unknown(["below", "above"])
          }
          model.deviantNames[place] = try part.value.text(part.key) ?? model.deviantNames[place]
        }
      case "stars":
        model.stars = try entries(field.value, "'stars'").compactMap { part in
          try printed(part, "the limit of \(part.key)").map {
            PublishedModel.Stars(mark: part.key, below: $0.value)
          }
        }.sorted { $0.below < $1.below }
      case "terms": terms = field.value
      default: throw field.unknown(keys)
      }
    }
    guard let terms else {
      throw YAMLFailure.missingKey(
        file: fileName, line: root.line, what: "the table", key: "terms")
    }
    guard let items = terms.items, !items.isEmpty else {
      throw terms.mismatch("'terms'", expected: "a list")
    }
    model.terms = try items.map { try term($0) }
    var lines: [String: Int] = [:]
    for term in model.terms {
      if let other = lines.updateValue(term.line, forKey: term.name) {
        throw YAMLFailure.twice(
          file: fileName, what: "term", id: term.name, lines: [other, term.line])
      }
    }
    return model
  }

  private static func term(_ item: YAMLItem) throws -> PublishedModel.Term {
    var term = PublishedModel.Term(variable: "", line: item.line)
    for field in try entries(item, "a term") {
      switch field.key {
      case "term": term.variable = try field.value.text("'term'") ?? ""
      case "level": term.level = try field.value.text("'level'")
      case "b": term.coefficient = try printed(field, "b of \(term.variable)")
      case "odds_ratio": term.oddsRatio = try printed(field, "the odds ratio of \(term.variable)")
      case "p":
        term.p = try printed(field, "p of \(term.variable)")
        if let p = term.p, !(0...1).contains(p.value) {
          throw field.value.refusal("p", value: p.text, allowed: "a number from 0 to 1")
        }
      case "stars": term.stars = try field.value.text("'stars'") ?? ""
      case "label": continue
      default: throw field.unknown(["term", "level", "b", "odds_ratio", "p", "stars", "label"])
      }
    }
    guard !term.variable.isEmpty else {
      throw YAMLFailure.missingKey(file: item.file, line: item.line, what: "a row", key: "term")
    }
    guard term.coefficient != nil || term.oddsRatio != nil else {
      throw YAMLFailure.missingKey(
        file: item.file, line: item.line, what: "the term '\(term.name)'", key: "b")
    }
    return term
  }

  private static func entries(_ item: YAMLItem, _ what: String) throws -> [YAMLField] {
    guard let fields = try item.fields() else {
      throw item.mismatch(what, expected: "keys with values")
    }
    return fields
  }

  private static func printed(
    _ field: YAMLField, _ what: String
  ) throws -> PublishedModel.Printed? {
    if field.value.isNull { return nil }
    // Some print a true minus sign.
    let text = field.value.scalar.map { $0.replacing("\u{2212}", with: "-") }
    guard let text, let number = PublishedModel.Printed(text) else {
      throw field.value.mismatch(what, expected: "a number")
    }
    return number
  }
}
