import CReadStat
import Fieldwork
import Foundation

/// Reads the files of statistics programs (Stata, SPSS, SAS) through the library ReadStat.
public enum DataFile {
  /// Which variables of a file are read; the others are passed over cheaply.
  public struct Selection: Sendable {
    /// Whether every variable is read.
    public var isEverything: Bool
    /// Names and patterns with `*`, each of which must fit one variable at least.
    public var required: [String]
    /// Names and patterns of variables that are read where they are there.
    public var also: [String]
    /// Whether the first variable is read in any case.
    public var takesFirst: Bool

    /// Selects every variable.
    public init() {
      (isEverything, required, also, takesFirst) = (true, [], [], true)
    }

    /// Selects some variables.
    public init(required: [String], also: [String] = [], takesFirst: Bool = false) {
      (isEverything, self.required, self.also) = (false, required, also)
      self.takesFirst = takesFirst
    }
  }

  /// Reads a file of a statistics program.
  ///
  /// Words are decoded as the file says; Stata files before release 118 do not say, and theirs are
  /// found like those of a text file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - fileName: how messages call it.
  ///   - selection: the variables to read.
  ///   - encoding: an encoding that wins over what the file says.
  ///   - progress: is told the share of the file that is read, from 0 to 1.
  /// - Throws: `DataFileFailure`.
  public static func read(
    _ path: String, fileName: String, selection: Selection = Selection(), encoding: String? = nil,
    progress: @escaping (Double) -> Void = { _ in }
  ) throws -> DataTable {
    let head = head(of: path)
    guard let format = DataFileFormat(head: head, fileName: fileName), format != .workbook else {
      throw DataFileFailure.broken(
        file: fileName, format: .stata, words: "neither Stata nor SPSS nor SAS wrote it")
    }
    let declared = try encoding.map { name -> TextEncoding in
      guard let known = TextEncoding(named: name) else {
        throw DataFileFailure.encoding(file: fileName, name: name)
      }
      return known
    }
    // Only these files come in bytes that nobody has named.
    let isUnnamed = format == .stata && (StataRelease.number(head) ?? 118) < 118
    let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
    let asked = Selection.Asked(selection)
    let narrow =
      format == .stata && !selection.isEverything
      ? NarrowStataFile(path) { asked.wants($1, at: $0, declared) } : nil
    let boundless = format == .spss ? BoundlessSPSSFile(path) : nil
    let intake = UnsafeMutablePointer<ReadStatIntake>.allocate(capacity: 1)
    intake.initialize(
      to: ReadStatIntake(
        mostRows: size, claimedRows: boundless.map { $0.claimedRows ?? -1 },
        wants: { narrow != nil || asked.wants($1, at: $0, declared) },
        progress: progress))
    defer {
      intake.deinitialize(count: 1)
      intake.deallocate()
    }
    let outcome = try run(
      path, format, narrow, boundless, into: intake, keepsBytes: isUnnamed,
      named: isUnnamed ? nil : declared?.converterName, fileName)
    intake.pointee.finish()
    if let narrow { intake.pointee.allNames = narrow.allNames }
    try check(outcome, intake.pointee, format, fileName)
    let names = intake.pointee.allNames.map { DataFileWords.name($0, declared) }
    try asked.requireAll(of: names, file: fileName)
    return DataFileWords(intake.pointee, isUnnamed: isUnnamed, declared: declared, file: fileName)
      .table()
  }

  private static func run(
    _ path: String, _ format: DataFileFormat, _ narrow: NarrowStataFile?,
    _ boundless: BoundlessSPSSFile?, into intake: UnsafeMutablePointer<ReadStatIntake>,
    keepsBytes: Bool, named: String?,
    _ fileName: String
  ) throws -> readstat_error_t {
    guard let parser = readstat_parser_init() else {
      throw DataFileFailure.broken(file: fileName, format: format, words: "no memory")
    }
    defer { readstat_parser_free(parser) }
    ReadStatIntake.connect(parser)
    narrow?.connect(parser)
    boundless?.connect(parser)
    if keepsBytes { readstat_set_handler_character_encoding(parser, nil) }
    let name = named.flatMap { strdup($0) }
    defer { free(name) }
    if let name { readstat_set_file_character_encoding(parser, name) }
    switch format {
    case .stata:
      // The parser knows the narrow file by its address only.
      return withExtendedLifetime(narrow) { readstat_parse_dta(parser, path, intake) }
    case .spss:
      return withExtendedLifetime(boundless) { readstat_parse_sav(parser, path, intake) }
    case .portable: return readstat_parse_por(parser, path, intake)
    case .sas, .workbook: return readstat_parse_sas7bdat(parser, path, intake)
    }
  }

  private static func check(
    _ outcome: readstat_error_t, _ intake: ReadStatIntake, _ format: DataFileFormat, _ file: String
  ) throws {
    let isShort = intake.claimedRows >= 0 && intake.rowCount < intake.claimedRows
    if !intake.columns.isEmpty, isShort, outcome == READSTAT_OK || intake.rowCount > 0 {
      throw DataFileFailure.rows(
        file: file, claimed: intake.claimedRows, found: intake.rowCount)
    }
    let isLong = intake.claimedRows >= 0 && intake.rowCount > intake.claimedRows
    // Of an SPSS file the library was told of more rows than any has.
    let isAll = format == .spss && !isLong && !isShort
    if outcome == READSTAT_ERROR_ROW_COUNT_MISMATCH, isAll { return }
    if outcome == READSTAT_ERROR_ROW_COUNT_MISMATCH || outcome == READSTAT_OK && isLong {
      throw DataFileFailure.rows(
        file: file, claimed: intake.claimedRows, found: intake.rowCount)
    }
    guard outcome == READSTAT_OK else {
      let words = readstat_error_message(outcome).map { String(cString: $0) } ?? "unknown error"
      throw DataFileFailure.broken(file: file, format: format, words: words)
    }
  }

  /// The first bytes of a file.
  public static func head(of path: String) -> [UInt8] {
    guard let file = FileHandle(forReadingAtPath: path) else { return [] }
    defer { try? file.close() }
    return (try? file.read(upToCount: 512)).map { [UInt8]($0) } ?? []
  }
}

extension DataFile.Selection {
  /// A selection whose patterns are prepared once.
  struct Asked {
    private let selection: DataFile.Selection
    private let required: [NamePattern]
    private let also: [NamePattern]

    init(_ selection: DataFile.Selection) {
      self.selection = selection
      required = selection.required.map(NamePattern.init)
      also = selection.also.map(NamePattern.init)
    }

    func wants(_ bytes: [UInt8], at place: Int, _ encoding: TextEncoding?) -> Bool {
      if selection.isEverything || selection.takesFirst && place == 0 { return true }
      let name = DataFileWords.name(bytes, encoding)
      return required.contains { $0.fits(name) } || also.contains { $0.fits(name) }
    }

    /// - Throws: `DataFileFailure.noVariable` for the first name that fits none.
    func requireAll(of known: [String], file: String) throws {
      for (name, pattern) in zip(selection.required, required)
      where !known.contains(where: pattern.fits) {
        throw DataFileFailure.noVariable(
          file: file, name: name, nearest: Self.nearest(name, among: known))
      }
    }

    private static func nearest(_ name: String, among known: [String]) -> [String] {
      let things = known.map { NamedThing(id: $0) }
      do {
        let found = try NameResolver(kind: "variable", things: things).index(of: name, .exact)
        return [known[found]]
      } catch let failure as NameFailure {
        if case .unknown(_, _, let nearest) = failure { return nearest }
        return []
      } catch { return [] }
    }
  }
}
