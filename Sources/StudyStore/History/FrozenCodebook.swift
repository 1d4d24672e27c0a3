import Fieldwork
import Foundation
import GRDB

/// A codebook that was frozen under a name.
public struct CodebookFreeze: Hashable, Sendable {
  /// The name.
  public var name: String
  /// When, in UTC, ISO 8601.
  public var at: String
  /// Who.
  public var coder: String
  /// How many entries it has, categories among them.
  public var codes: Int
  /// The SHA-256 of everything that it says, in hexadecimal digits.
  public var hash: String
}

extension Study {
  /// The frozen codebooks in the order in which they were frozen.
  public func frozenCodebooks() throws -> [CodebookFreeze] {
    try reading { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT slug, at, coder, json_array_length(codes, '$.codes'), hash FROM codebook_freeze
          ORDER BY id
          """
      ).map { row in
        CodebookFreeze(
          name: row[0], at: row[1], coder: row[2], codes: row[3],
          hash: [UInt8](row[4] as Data).hex)
      }
    }
  }
}

/// The form in which a frozen codebook is kept: JSON with sorted keys.
enum FrozenCodebook {
  private struct File: Codable {
    var codes: [Code]
    var successors: [[String]]
  }

  private struct Code: Codable {
    var identity: String
    var slug: String
    var parent: String?
    var codable: Bool
    var core: Bool
    var names: [[String]]
    var paradigm: String?
    var origin: String?
    var interviewees: [String]
    var questions: [String]
    var dimensions: [String]
    var short: String
    var full: String
    var include: String
    var exclude: String
    var examples: [[String]]
    var sensitive: Bool
    var retired: Bool
    var version: Int
  }

  /// A state as the text that is kept and hashed.
  static func text(of state: CodebookState) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let file = File(
      codes: state.entries.map(code),
      successors: state.successors.map { [$0.from, $0.into, $0.kind.rawValue] })
    return (try? encoder.encode(file)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  /// The state that a text describes.
  static func state(of text: String) throws -> CodebookState {
    guard let file = try? JSONDecoder().decode(File.self, from: Data(text.utf8)) else {
      throw StudyFailure.database("a frozen codebook cannot be read")
    }
    return CodebookState(
      entries: file.codes.map(entry),
      successors: file.successors.compactMap { parts in
        guard parts.count == 3, let kind = CodebookState.Successor.Kind(rawValue: parts[2]) else {
          return nil
        }
        return .init(from: parts[0], into: parts[1], kind: kind)
      })
  }

  private static func code(_ entry: CodebookState.Entry) -> Code {
    let code = entry.definition
    return Code(
      identity: entry.identity, slug: code.slug, parent: code.parent, codable: code.isCodable,
      core: code.isCore, names: code.names.map { [$0.language, $0.text] }, paradigm: code.paradigm,
      origin: code.origin, interviewees: code.interviewees, questions: code.questions,
      dimensions: code.dimensions, short: code.short, full: code.full, include: code.include,
      exclude: code.exclude, examples: code.examples.map { [$0.language, $0.text] },
      sensitive: code.isSensitive, retired: code.isRetired, version: entry.version)
  }

  private static func entry(_ code: Code) -> CodebookState.Entry {
    func texts(_ pairs: [[String]]) -> [LocalizedText] {
      pairs.compactMap { $0.count == 2 ? LocalizedText(language: $0[0], text: $0[1]) : nil }
    }
    var definition = CodeDefinition(slug: code.slug, parent: code.parent, isCodable: code.codable)
    definition.isCore = code.core
    definition.names = texts(code.names)
    definition.paradigm = code.paradigm
    definition.origin = code.origin
    definition.interviewees = code.interviewees
    definition.questions = code.questions
    definition.dimensions = code.dimensions
    (definition.short, definition.full) = (code.short, code.full)
    (definition.include, definition.exclude) = (code.include, code.exclude)
    definition.examples = texts(code.examples)
    definition.isSensitive = code.sensitive
    definition.isRetired = code.retired
    return CodebookState.Entry(
      identity: code.identity, definition: definition, version: code.version)
  }
}
