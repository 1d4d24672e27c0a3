public import Fieldwork

/// Changes what a code says: another definition is a new version, and codings keep the one that
/// they were made under.
public struct EditCode: StudyCommand {
  /// The name in the journal.
  public let name = "codes edit"
  private let old: CodeDefinition
  private let new: CodeDefinition

  /// Prepares a change.
  ///
  /// - Parameters:
  ///   - old: the entry as the researcher saw it.
  ///   - new: the entry as it is to be; slug, place and status are those of `old`.
  public init(_ old: CodeDefinition, to new: CodeDefinition) {
    self.old = old
    self.new = new.keeping([.parent, .retired], of: old)
  }

  /// Writes the change.
  ///
  /// - Throws: `Problem` when the entry was changed meanwhile, its slug would change, another code
  ///   has one of its names, or a code that carries codings would become a category.
  public func apply(to writer: StudyWriter) throws -> ImportCodebook.Outcome {
    let stored = try writer.code(old.slug)
    guard stored.definition == old else {
      throw Problem(
        .data, "'\(old.slug)' was changed meanwhile", hint: "nothing was changed; edit it again")
    }
    guard new.slug == old.slug else {
      throw Problem(
        .data, "the id of '\(old.slug)' cannot be edited",
        hint: "'emic codes rename \(old.slug) \(new.slug)' changes it")
    }
    let names = new.names.map(\.text).filter { name in
      !old.names.contains { $0.text == name }
    }
    try writer.refuseTaken(names, except: stored.identity)
    return try ImportCodebook([new], name: name).apply(to: writer)
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: ImportCodebook.Outcome) -> String {
    let fields = CodeField.allCases.filter { $0.words(of: old) != $0.words(of: new) }
    return "\(old.slug): \(fields.map(\.rawValue).joined(separator: ", "))"
  }
}
