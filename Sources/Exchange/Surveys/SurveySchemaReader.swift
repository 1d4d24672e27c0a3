import Fieldwork

/// Reads the top of a schema.
enum SurveySchemaReader {
  private static let keys = [
    "survey", "title", "title_xx", "file", "key", "case_kind", "source", "missing", "shape",
    "other_columns", "variables", "derived", "weight", "decimal",
  ]

  static func read(_ root: YAMLItem) throws -> SurveySchema {
    guard let fields = try root.fields() else {
      throw root.mismatch("a schema", expected: "a mapping")
    }
    var schema = SurveySchema(
      survey: "", titles: [], files: [], key: "", keepsOthers: false, columns: [], means: [])
    var missing: [ValueLabel] = []
    var variables: YAMLItem?
    var derived: YAMLItem?
    for field in fields {
      let value = field.value
      switch field.key {
      case "survey": schema.survey = try value.text("the name")?.trimmingBlanks ?? ""
      case "file", "files": schema.files = try value.texts("the file")
      case "key": schema.key = try value.texts("the key").joined(separator: ",").trimmingBlanks
      case "weight": schema.weight = try value.text("the weight")?.trimmingBlanks
      case "decimal":
        let word = try value.text("decimal") ?? "point"
        guard ["comma", "point"].contains(word) else {
          throw value.refusal("decimal", value: word, allowed: "comma or point")
        }
        schema.decimalComma = word == "comma"
      case "case_kind": schema.caseKind = try value.text("the kind of case")
      case "source": schema.source = try value.text("the source")
      case "missing": missing = try valueLabels(value, "missing")
      case "shape":
        schema.shape = try choice(value, "the shape", SurveyShape.init, SurveyShape.allCases)
      case "other_columns":
        let word = try value.text("other_columns") ?? "ignore"
        guard ["keep", "ignore"].contains(word) else {
          throw value.refusal("other_columns", value: word, allowed: "keep or ignore")
        }
        schema.keepsOthers = word == "keep"
      case "variables": variables = value
      case "derived": derived = value
      default:
        guard let title = try localized(field, "title") else { throw field.unknown(keys) }
        schema.titles += title
      }
    }
    guard !schema.survey.isEmpty else { throw lack(root, "the schema", "survey") }
    guard !schema.key.isEmpty else { throw lack(root, "the schema", "key") }
    guard let variables, !variables.isNull else { throw lack(root, "the schema", "variables") }
    schema.columns = try SchemaVariableReader(missing: missing, key: schema.key).read(variables)
    if let derived, !derived.isNull { try readDerived(derived, into: &schema) }
    return schema
  }

  private static func readDerived(_ item: YAMLItem, into schema: inout SurveySchema) throws {
    guard let items = item.items else { throw item.mismatch("derived", expected: "a list") }
    for item in items {
      guard let fields = try item.fields() else {
        throw item.mismatch("a derived variable", expected: "a mapping")
      }
      var mean = SurveySchema.Mean(name: "", labels: [], items: [], minimum: 0)
      var minimum: (number: Int, item: YAMLItem)?
      var expression: String?
      for field in fields {
        switch field.key {
        case "name": mean.name = try field.value.text("the name")?.trimmingBlanks ?? ""
        case "mean_of": mean.items = NameRange.expanded(try field.value.texts("mean_of"))
        case "min_answered": minimum = (try field.value.integer("min_answered"), field.value)
        case "unit": mean.unit = try field.value.text("the unit")
        case "expr": expression = try field.value.text("the expression")
        default:
          guard let label = try localized(field, "label") else {
            throw field.unknown([
              "name", "label", "label_xx", "mean_of", "min_answered", "expr", "unit",
            ])
          }
          mean.labels += label
        }
      }
      guard !mean.name.isEmpty else { throw lack(item, "the derived variable", "name") }
      if let expression {
        guard mean.items.isEmpty else {
          throw item.refusal(
            "'\(mean.name)'", value: "mean_of and expr", allowed: "one of them")
        }
        schema.computed.append(
          .init(name: mean.name, labels: mean.labels, expression: expression, unit: mean.unit))
        continue
      }
      guard !mean.items.isEmpty else { throw lack(item, "'\(mean.name)'", "mean_of or expr") }
      mean.minimum = minimum?.number ?? mean.items.count
      guard (1...mean.items.count).contains(mean.minimum) else {
        throw (minimum?.item ?? item).refusal(
          "min_answered of '\(mean.name)'", value: String(mean.minimum),
          allowed: "a number from 1 to \(mean.items.count)")
      }
      schema.means.append(mean)
    }
  }

  /// The failure that a key is missing.
  static func lack(_ item: YAMLItem, _ what: String, _ key: String) -> YAMLFailure {
    .missingKey(file: item.file, line: item.line, what: what, key: key)
  }

  /// `label` and `label_zh`; `nil` for another key, and none where nothing is written.
  static func localized(_ field: YAMLField, _ name: String) throws -> [LocalizedText]? {
    let language =
      field.key == name ? "" : CodeFieldReader.language(of: field.key, after: name + "_")
    guard let language else { return nil }
    guard let text = try field.value.text("the \(name)") else { return [] }
    return [LocalizedText(language: language, text: text)]
  }

  /// Codes and what they mean: a mapping, or a list of codes that mean what they say.
  static func valueLabels(_ item: YAMLItem, _ what: String) throws -> [ValueLabel] {
    if item.isNull { return [] }
    guard let fields = try item.fields() else {
      return try item.texts(what).map { ValueLabel(code: $0, label: $0) }
    }
    return try fields.map { field in
      guard !field.key.trimmingBlanks.isEmpty else {
        throw field.value.refusal("a code of \(what)", value: "", allowed: "a code for each label")
      }
      return ValueLabel(code: field.key, label: try field.value.text(what) ?? field.key)
    }
  }

  /// One of a closed set of words.
  static func choice<Value: RawRepresentable<String>>(
    _ item: YAMLItem, _ what: String, _ make: (String) -> Value?, _ all: [Value]
  ) throws -> Value {
    let word = try item.text(what) ?? ""
    guard let value = make(word) else {
      throw item.refusal(
        what, value: word, allowed: all.map(\.rawValue).joined(separator: ", "))
    }
    return value
  }
}
