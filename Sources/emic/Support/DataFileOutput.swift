import ArgumentParser
import Exchange
import Fieldwork

/// Which kind of file holds records by variables.
enum DataFileKind: String, ExpressibleByArgument, CaseIterable {
  case dta, sav, csv

  /// The kind that is meant by an option or the name of the file.
  static func meant(_ named: DataFileKind?, _ path: String, labels: Bool) throws -> DataFileKind {
    guard let kind = named ?? DataFileKind(rawValue: Files.kind(path)) else {
      throw Problem(
        .usage, "the name says not what kind of file it is", place: path,
        hint: "end it with .dta, .sav or .csv, or say --format dta")
    }
    guard !labels || kind == .csv else {
      throw Problem(
        .usage, "--labels is for CSV: a .\(kind.rawValue) file has codes and labels",
        hint: "leave it out")
    }
    return kind
  }

  /// Writes records for the owner alone; says what the file cannot, and what is sensitive.
  func write(
    _ table: SurveyTable, to path: String, labels: Bool, _ session: Session
  ) throws {
    switch self {
    case .csv:
      try Files.write(
        Array(SurveyCSVWriter.text(table, labels: labels).utf8), to: path, isInternal: true)
    case .dta, .sav:
      let file = try DataFileWriter.file(
        table, as: self == .dta ? .stata : .spss, time: Environment.seconds())
      try Files.write(file.bytes, to: path, isInternal: true)
      for note in file.notes { session.remark("note: \(note)") }
    }
    let sensitive = table.variables.filter(\.isSensitive).map(\.name)
    if !sensitive.isEmpty {
      session.remark("note: sensitive variables are in it: \(sensitive.joined(separator: ", "))")
    }
  }
}
