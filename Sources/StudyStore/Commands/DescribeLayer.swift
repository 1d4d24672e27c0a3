public import Fieldwork
import GRDB

/// Sets what is known of a translation: who made it, when, and who checked it.
public struct DescribeLayer: StudyCommand {
  /// The fields of a layer.
  public static let fields = ["translator", "translated", "checked_by", "language"]

  /// The name in the journal.
  public let name = "describe"
  private let transcript: String
  private let language: String
  private let values: [AttributeValue]

  /// Prepares a description.
  ///
  /// - Parameters:
  ///   - transcript: the transcript's exact label.
  ///   - language: the tag of the translation.
  ///   - values: fields with their values; an empty one clears a field.
  public init(_ transcript: String, language: String, _ values: [AttributeValue]) {
    self.transcript = transcript
    self.language = language
    self.values = values
  }

  /// Writes the change.
  ///
  /// - Throws: a `Problem` where there is no such translation, field, or day.
  public func apply(to writer: StudyWriter) throws {
    let id = try writer.requiredID(in: .transcript, named: transcript)
    let layer = try Int64.fetchOne(
      writer.db,
      sql: """
        SELECT id FROM layer WHERE transcript_id = ? AND language = ? AND kind = 'translation'
        """, arguments: [id, language])
    guard let layer else {
      throw Problem(
        .data, "\(transcript) has no translation in '\(language)'",
        hint: "'emic show \(transcript)' names its languages; import one with translation_of")
    }
    for field in values {
      let value = field.value.trimmingBlanks
      guard DescribeLayer.fields.contains(field.name) else {
        throw Problem(
          .data, "a translation has no field '\(field.name)'", place: transcript,
          hint: "its fields are \(DescribeLayer.fields.joined(separator: ", "))")
      }
      if field.name == "translated", !value.isEmpty, CivilDate(value) == nil {
        throw Problem(
          .data, "'\(value)' is no date", place: transcript,
          hint: "write 2016-06-22, 2016-06 or 2016")
      }
      if field.name == "language" { try expectFree(value, id, layer, writer.db) }
      let isText = ["translator", "language"].contains(field.name)
      try writer.db.execute(
        sql: "UPDATE layer SET \(field.name) = ? WHERE id = ?",
        arguments: [value.isEmpty && !isText ? nil : value, layer])
    }
  }

  private func expectFree(_ tag: String, _ transcript: Int64, _ layer: Int64, _ db: Database) throws
  {
    let taken = try Bool.fetchOne(
      db,
      sql: "SELECT 1 FROM layer WHERE transcript_id = ? AND language = ? AND id <> ?",
      arguments: [transcript, tag, layer])
    if tag.isEmpty || taken == true {
      throw Problem(
        .data,
        tag.isEmpty ? "a translation needs its language" : "there is a text in '\(tag)' already",
        place: self.transcript, hint: "write a short tag such as en")
    }
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Void) -> String {
    "\(transcript) (\(language)): "
      + values.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
  }
}
