import ArgumentParser
import Exchange
import Fieldwork
import Foundation

/// What commands that read the files of a survey understand.
struct SurveyFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep only these: names and patterns with *, joined by commas (the key always stays).",
      valueName: "names"))
  var variables: String?
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A code that stands for a missing value: \"-999 = don't know\", \"-9..-1\", \".a = refused\", "
        + "\"income: -8 = not told\" (repeatable).", valueName: "rule"))
  var missing: [String] = []
  @Option(help: ArgumentHelp("The variable that weighs the records.", valueName: "variable"))
  var weight: String?
  @Option(help: ArgumentHelp("The encoding of the files (else found).", valueName: "name"))
  var encoding: String?
  @Option(help: "The decimal sign of a CSV file (else found).") var decimal: DecimalSign?
  @Option(help: ArgumentHelp("The sheet of a workbook (else the first).", valueName: "name"))
  var sheet: String?

  enum DecimalSign: String, ExpressibleByArgument, CaseIterable { case comma, point }

  /// The names and patterns.
  var names: [String] {
    (variables ?? "").split(separator: ",").map { String($0).trimmingBlanks }
      .filter { !$0.isEmpty }
  }

  /// The rules.
  func rules() throws -> [MissingRule] { try missing.map { try MissingRule($0) } }

  /// Opens the files as these options say.
  func opener(_ options: GlobalOptions) -> SurveyInput {
    SurveyInput(encoding: encoding, sheet: sheet, options: options)
  }
}

/// Opens the files of a survey by what they are.
struct SurveyInput {
  /// The encoding of the words; `nil` lets the reader find out.
  var encoding: String?
  /// The sheet of a workbook; `nil` for the first.
  var sheet: String?
  let options: GlobalOptions

  /// A file as a survey source.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - selection: which variables of a data file are read.
  func source(_ path: String, _ selection: DataFile.Selection) throws -> SurveySource {
    let name = Files.name(path)
    try Files.requireFile(path)
    guard let format = DataFileFormat(head: DataFile.head(of: path), fileName: name) else {
      return .text(
        SurveyCSV.File(text: try Files.text(path, encoding: encoding), name: name))
    }
    if format == .workbook {
      return try Files.placing(path) {
        let sheet = try Workbook.read(
          try Files.bytes(path), fileName: name, sheet: sheet)
        return .sheet(sheet.table, name: name, notes: sheet.notes)
      }
    }
    let progress = Progress("reading", options)
    let table = try DataFile.read(
      path, fileName: name, selection: selection, encoding: encoding
    ) { progress.show("\(Int($0 * 100)) %") }
    progress.clear()
    return .data(table, format, name: name)
  }
}
