import ArgumentParser
import Fieldwork

/// The fields of a codebook entry as options; what is not given stays.
struct CodeFieldOptions: ParsableArguments {
  @Option(
    name: .customLong("name"),
    help: ArgumentHelp("A name, or zh=NAME in another language.", valueName: "text"))
  var names: [String] = []
  @Option(help: ArgumentHelp("The definition in one line.", valueName: "text")) var short: String?
  @Option(help: ArgumentHelp("The definition in full.", valueName: "text")) var full: String?
  @Option(help: ArgumentHelp("When to use the code.", valueName: "text")) var include: String?
  @Option(help: ArgumentHelp("When not to use it.", valueName: "text")) var exclude: String?
  @Option(
    name: .customLong("example"),
    help: ArgumentHelp("An example, or zh=EXAMPLE; repeat for several.", valueName: "text"))
  var examples: [String] = []
  @Option(
    help: ArgumentHelp("Where it comes from: in vivo, inductive, theory, …", valueName: "text"))
  var origin: String?
  @Option(
    help: ArgumentHelp("Its place in the paradigm: condition, context, …", valueName: "text"))
  var paradigm: String?
  @Option(
    name: .customLong("property"),
    help: ArgumentHelp(
      "A property and its dimension, 'route: included <-> cut off'; repeat for several.",
      valueName: "text"))
  var properties: [String] = []
  @Flag(inversion: .prefixedNo, help: "Make it a category, which holds codes and no codings.")
  var category: Bool?
  @Flag(inversion: .prefixedNo, help: "Make it the core category; a study has one.")
  var core: Bool?
  @Flag(inversion: .prefixedNo, help: "Ask for extra care with its passages.")
  var sensitive: Bool?

  /// Whether no field is given.
  var isEmpty: Bool {
    names.isEmpty && examples.isEmpty && properties.isEmpty
      && [short, full, include, exclude, origin, paradigm].allSatisfy { $0 == nil }
      && [category, core, sensitive].allSatisfy { $0 == nil }
  }

  /// The entry with the fields that are given.
  ///
  /// A name or an example takes the place of those in its language; an empty one takes them away.
  func applied(to code: CodeDefinition) -> CodeDefinition {
    var code = code
    code.names = CodeFieldOptions.replaced(code.names, by: names)
    code.examples = CodeFieldOptions.replaced(code.examples, by: examples)
    if let short { code.short = short.trimmingBlanks }
    if let full { code.full = full.trimmingBlanks }
    if let include { code.include = include.trimmingBlanks }
    if let exclude { code.exclude = exclude.trimmingBlanks }
    if let origin { code.origin = origin.isEmpty ? nil : origin.trimmingBlanks }
    if let paradigm { code.paradigm = paradigm.isEmpty ? nil : paradigm.trimmingBlanks }
    if !properties.isEmpty {
      code.dimensions = properties.map(\.trimmingBlanks).filter { !$0.isEmpty }
    }
    if let category { code.isCodable = !category }
    if let core {
      code.isCore = core
      // The core category carries no codings unless somebody says that it does.
      if core, category == nil { code.isCodable = false }
    }
    if let sensitive { code.isSensitive = sensitive }
    return code
  }

  private static func replaced(
    _ texts: [LocalizedText], by typed: [String]
  ) -> [LocalizedText] {
    let new = typed.map(LocalizedText.init(typed:))
    let languages = Set(new.map(\.language))
    // A language keeps its place, since the first name is the one that is printed.
    var out: [LocalizedText] = []
    var told: Set<String> = []
    for text in texts {
      guard languages.contains(text.language) else {
        out.append(text)
        continue
      }
      if told.insert(text.language).inserted {
        out += new.filter { $0.language == text.language }
      }
    }
    out += new.filter { !told.contains($0.language) }
    return out.filter { !$0.text.isEmpty }
  }
}

extension LocalizedText {
  /// Words as they are typed, with their language before a `=` where they have one.
  init(typed words: String) {
    guard let sign = words.firstIndex(of: "="), LocalizedText.isTag(words[..<sign]) else {
      self.init(language: "", text: words.trimmingBlanks)
      return
    }
    self.init(
      language: String(words[..<sign]),
      text: String(words[words.index(after: sign)...]).trimmingBlanks)
  }

  /// Two or three small letters, perhaps with parts behind hyphens, such as `zh-Hant`.
  private static func isTag(_ words: Substring) -> Bool {
    let parts = words.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.count),
      first.utf8.allSatisfy({ (97...122).contains($0) })
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      (1...8).contains(part.count) && part.utf8.allSatisfy { $0 < 128 }
    }
  }
}
