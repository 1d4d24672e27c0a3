import Fieldwork

/// Reads the variables of a schema.
struct SchemaVariableReader {
  /// The missing codes of variables that have none of their own.
  let missing: [ValueLabel]
  /// The variable that names the records.
  let key: String

  private static let keys = [
    "name", "label", "label_xx", "type", "unit", "values", "missing", "sensitive", "match",
    "range", "at_most", "show",
  ]

  /// The declared columns in order, ranges written out.
  ///
  /// - Throws: `YAMLFailure` with the line at fault, also when a name stands twice.
  func read(_ item: YAMLItem) throws -> [SurveySchema.Column] {
    guard let items = item.items else { throw item.mismatch("variables", expected: "a list") }
    var columns: [SurveySchema.Column] = []
    var lines: [String: Int] = [:]
    for item in items {
      for column in try expanded(variable(item), item) {
        let name = column.variable.name
        if let other = lines.updateValue(item.line, forKey: name) {
          throw YAMLFailure.twice(
            file: item.file, what: "variable", id: name, lines: [other, item.line])
        }
        columns.append(column)
      }
    }
    try checkLimits(columns, items)
    return columns
  }

  private func variable(_ item: YAMLItem) throws -> SurveySchema.Column {
    if let name = item.scalar {
      return SurveySchema.Column(
        variable: Variable(name: name, kind: .text, missing: missing), hasKind: name == key,
        patterns: [], line: item.line)
    }
    guard let fields = try item.fields() else {
      throw item.mismatch("a variable", expected: "a name or a mapping")
    }
    var variable = Variable(name: "", kind: .text, missing: missing)
    var hasKind = false
    var patterns: [String] = []
    var plausible = PlausibleValues()
    for field in fields {
      let value = field.value
      switch field.key {
      case "name": variable.name = try value.text("the name")?.trimmingBlanks ?? ""
      case "type":
        variable.kind = try SurveySchemaReader.choice(
          value, "the type", Variable.Kind.init, Variable.Kind.allCases)
        hasKind = true
      case "unit": variable.unit = try value.text("the unit")
      case "values": variable.valueLabels = try SurveySchemaReader.valueLabels(value, "values")
      case "missing": variable.missing = try SurveySchemaReader.valueLabels(value, "missing")
      case "sensitive": variable.isSensitive = try value.flag("sensitive")
      case "show": variable.isShown = try value.flag("show")
      case "match": patterns = try value.texts("match")
      case "range":
        let words = try value.text("range") ?? ""
        guard let range = PlausibleValues.range(words) else {
          throw value.refusal("range", value: words, allowed: "0..1, 0.. or ..120")
        }
        (plausible.least, plausible.greatest) = range
      case "at_most": plausible.atMost = try value.text("at_most")?.trimmingBlanks
      default:
        guard let label = try SurveySchemaReader.localized(field, "label") else {
          throw field.unknown(Self.keys)
        }
        variable.labels += label
      }
    }
    guard !variable.name.isEmpty else {
      throw SurveySchemaReader.lack(item, "the variable", "name")
    }
    if !hasKind, !variable.valueLabels.isEmpty {
      variable.kind = .category
      hasKind = true
    }
    if !plausible.isOpen {
      if !hasKind {
        variable.kind = .number
        hasKind = true
      }
      guard variable.kind == .number else {
        throw item.refusal(
          "the type of '\(variable.name)', which has a range or at_most,",
          value: variable.kind.rawValue, allowed: "number")
      }
    }
    return SurveySchema.Column(
      variable: variable, hasKind: hasKind || variable.name == key, patterns: patterns,
      plausible: plausible, line: item.line)
  }

  /// A limit that is no declared number would never refuse anything.
  private func checkLimits(_ columns: [SurveySchema.Column], _ items: [YAMLItem]) throws {
    let numbers = columns.filter { $0.hasKind && $0.variable.kind == .number }.map(\.variable.name)
    for column in columns {
      guard let limit = column.plausible.atMost, !numbers.contains(limit) else { continue }
      let item = items.first { $0.line == column.line } ?? items[0]
      throw item.refusal(
        "at_most of '\(column.variable.name)'", value: limit,
        allowed: "the name of a variable that the schema declares as a number")
    }
  }

  private func expanded(
    _ column: SurveySchema.Column, _ item: YAMLItem
  ) throws -> [SurveySchema.Column] {
    guard let range = NameRange(column.variable.name) else { return [column] }
    for pattern in column.patterns where !NamePattern(pattern).hasNumber {
      throw item.refusal(
        "match of '\(column.variable.name)'", value: pattern, allowed: "a pattern with {n}")
    }
    return range.numbers.map { number in
      var one = column
      one.variable.name = range.prefix + String(number)
      one.patterns = column.patterns.map {
        $0.replacing("{n}", with: "{\(number)}")
      }
      return one
    }
  }
}
