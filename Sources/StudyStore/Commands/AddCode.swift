public import Fieldwork

/// Makes one code or category.
public struct AddCode: StudyCommand {
  /// The name in the journal.
  public let name = "codes add"
  private let definition: CodeDefinition

  /// Prepares a new entry; its parent is named by slug.
  public init(_ definition: CodeDefinition) { self.definition = definition }

  /// Writes the entry, last among those with the same entry above.
  ///
  /// - Throws: `Problem` for a slug that cannot be one, a name that another code has, a retired
  ///   parent, or a second core category.
  public func apply(to writer: StudyWriter) throws -> ImportCodebook.Outcome {
    try CodeDefinition.expectSlug(definition.slug)
    try writer.refuseTaken([definition.slug] + definition.names.map(\.text))
    if let parent = definition.parent {
      try writer.refuseRetired(
        try writer.code(parent).definition, for: "nothing is put under it")
    }
    return try ImportCodebook([definition], name: name).apply(to: writer)
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: ImportCodebook.Outcome) -> String {
    definition.slug + (definition.parent.map { " under \($0)" } ?? "")
  }
}
