import CReadStat
public import Fieldwork
import Foundation

/// Writes a survey as a file for Stata (release 14 and later) or SPSS, with the labels of its
/// variables and values.
public enum DataFileWriter {
  /// A file and what it cannot say.
  public struct File: Sendable {
    /// The bytes.
    public var bytes: [UInt8]
    /// What was renamed, cut or left out.
    public var notes: [String]
  }

  /// Writes a survey.
  ///
  /// - Parameters:
  ///   - survey: the survey.
  ///   - format: `stata` or `spss`.
  ///   - time: the time that the file carries, in seconds since 1970.
  /// - Throws: a `Problem` where the library refuses a name or a value.
  public static func file(
    _ survey: SurveyTable, as format: DataFileFormat, time: Int
  ) throws -> File {
    let plan = ExportPlan(survey, as: format)
    var sink = Sink()
    guard let writer = readstat_writer_init() else {
      throw Problem(.internalFailure, "no memory to write the file")
    }
    defer { readstat_writer_free(writer) }
    try withUnsafeMutablePointer(to: &sink) { sink in
      let work = Work(writer: writer, format: format, columns: plan.columns)
      try work.write(survey, time: time, to: sink)
    }
    return File(bytes: sink.bytes, notes: plan.notes)
  }

  /// Where the bytes go.
  struct Sink {
    var bytes: [UInt8] = []
  }

  private struct Work {
    let writer: UnsafeMutablePointer<readstat_writer_t>
    let format: DataFileFormat
    let columns: [ExportColumn]

    func write(_ survey: SurveyTable, time: Int, to sink: UnsafeMutablePointer<Sink>) throws {
      try check(
        readstat_set_data_writer(writer) { data, count, context in
          guard let data, let context else { return -1 }
          let sink = context.assumingMemoryBound(to: Sink.self)
          sink.pointee.bytes.append(contentsOf: UnsafeRawBufferPointer(start: data, count: count))
          return count
        }, "begin")
      if format == .stata {
        try check(readstat_writer_set_file_format_version(writer, 118), "set the release")
      }
      try check(readstat_writer_set_file_timestamp(writer, time_t(time)), "set the time")
      let title = ExportNames.cut(survey.title, format == .stata ? 80 : 64, 64)
      try check(readstat_writer_set_file_label(writer, title), "name the file")
      let variables = try columns.map(declare)
      if format == .spss, let weight = survey.weight,
        let place = survey.variables.firstIndex(where: { $0.name == weight })
      {
        try check(readstat_writer_set_fweight_variable(writer, variables[place]), "set the weight")
      }
      let rows = survey.records.count
      let long = longTexts(rows)
      try check(
        format == .stata
          ? readstat_begin_writing_dta(writer, sink, rows)
          : readstat_begin_writing_sav(writer, sink, rows), "write the head")
      for row in 0..<rows {
        try check(readstat_begin_row(writer), "begin a row")
        for (column, variable) in zip(columns, variables) {
          try check(
            insert(column.cells[row], column, variable, long),
            "write '\(column.name)' of \(survey.records[row].key)")
        }
        try check(readstat_end_row(writer), "end a row")
      }
      try check(readstat_end_writing(writer), "end")
    }

    /// Long words are told to the library before the head is written, which says where they begin; in
    /// the order of the rows.
    private func longTexts(_ rows: Int) -> [String: UnsafeMutablePointer<readstat_string_ref_t>] {
      let own = columns.filter(isLong)
      var refs: [String: UnsafeMutablePointer<readstat_string_ref_t>] = [:]
      for row in 0..<rows {
        for column in own {
          var text = ""
          if case .text(let words) = column.cells[row] { text = words }
          if refs[text] == nil { refs[text] = readstat_add_string_ref(writer, text) }
        }
      }
      return refs
    }

    private func declare(_ column: ExportColumn) throws -> UnsafeMutablePointer<readstat_variable_t>
    {
      let type = type(of: column)
      guard let variable = readstat_add_variable(writer, column.name, type, column.width) else {
        throw Problem(.internalFailure, "no memory to write '\(column.name)'")
      }
      readstat_variable_set_label(
        variable, ExportNames.cut(column.label, format == .stata ? 80 : 256, 256))
      let display = column.stored.display
      if !display.isEmpty {
        readstat_variable_set_format(variable, display)
      } else if format == .stata, column.stored.storage == .text {
        readstat_variable_set_format(variable, "%-\(min(column.width, 80))s")
      }
      if column.isOrdered { readstat_variable_set_measure(variable, READSTAT_MEASURE_ORDINAL) }
      try declareLabels(column, variable)
      if format == .spss { try declareMissing(column, variable) }
      return variable
    }

    private func type(of column: ExportColumn) -> readstat_type_t {
      guard column.stored.storage == .text else {
        guard format == .stata else { return READSTAT_TYPE_DOUBLE }
        return switch column.stored.storage {
        case .byte: READSTAT_TYPE_INT8
        case .int: READSTAT_TYPE_INT16
        case .long: READSTAT_TYPE_INT32
        case .float: READSTAT_TYPE_FLOAT
        case .double, .text: READSTAT_TYPE_DOUBLE
        }
      }
      return isLong(column) ? READSTAT_TYPE_STRING_REF : READSTAT_TYPE_STRING
    }

    /// Words longer than a field of Stata stand in a place of their own.
    private func isLong(_ column: ExportColumn) -> Bool {
      format == .stata && column.stored.storage == .text && column.width > 2_045
    }

    private func declareLabels(
      _ column: ExportColumn, _ variable: UnsafeMutablePointer<readstat_variable_t>
    ) throws {
      guard !column.labels.isEmpty else { return }
      let isText = column.stored.storage == .text
      // Labels of Stata stand on whole numbers.
      let type =
        isText
        ? READSTAT_TYPE_STRING : format == .stata ? READSTAT_TYPE_INT32 : READSTAT_TYPE_DOUBLE
      let set = readstat_add_label_set(
        writer, type, format == .stata ? ExportNames.cut(column.name, 32, 128) : column.name)
      for (cell, label) in column.labels {
        let words = ExportNames.cut(label, 32_000, format == .stata ? 32_000 : 120)
        switch cell {
        case .number(let number):
          if format != .stata {
            readstat_label_double_value(set, number, words)
          } else {
            readstat_label_int32_value(set, Int32(number), words)
          }
        case .tag(let tag):
          readstat_label_tagged_value(set, CChar(tag.asciiValue ?? 97), words)
        case .text(let code): readstat_label_string_value(set, code, words)
        case .empty: break
        }
      }
      readstat_variable_set_label_set(variable, set)
    }

    /// SPSS takes three single values, or a range and one more.
    private func declareMissing(
      _ column: ExportColumn, _ variable: UnsafeMutablePointer<readstat_variable_t>
    ) throws {
      // ReadStat writes an address where a missing word should stand, and no program reads the file.
      guard column.stored.storage != .text else { return }
      for range in column.missingNumbers {
        try check(
          range.lowerBound == range.upperBound
            ? readstat_variable_add_missing_double_value(variable, range.lowerBound)
            : readstat_variable_add_missing_double_range(
              variable, range.lowerBound, range.upperBound), "declare what is missing")
      }
    }

    private func insert(
      _ cell: ExportColumn.Cell, _ column: ExportColumn,
      _ variable: UnsafeMutablePointer<readstat_variable_t>,
      _ long: [String: UnsafeMutablePointer<readstat_string_ref_t>]
    ) -> readstat_error_t {
      if isLong(column) {
        guard case .text(let text) = cell else {
          return readstat_insert_string_ref(writer, variable, long[""])
        }
        return readstat_insert_string_ref(writer, variable, long[text])
      }
      switch cell {
      case .empty:
        return column.stored.storage == .text
          ? readstat_insert_string_value(writer, variable, "")
          : readstat_insert_missing_value(writer, variable)
      case .tag(let tag):
        return readstat_insert_tagged_missing_value(
          writer, variable, CChar(tag.asciiValue ?? 97))
      case .text(let text): return readstat_insert_string_value(writer, variable, text)
      case .number(let number):
        guard format == .stata else {
          return readstat_insert_double_value(writer, variable, number)
        }
        switch column.stored.storage {
        case .byte: return readstat_insert_int8_value(writer, variable, Int8(number))
        case .int: return readstat_insert_int16_value(writer, variable, Int16(number))
        case .long: return readstat_insert_int32_value(writer, variable, Int32(number))
        case .float: return readstat_insert_float_value(writer, variable, Float(number))
        case .double, .text: return readstat_insert_double_value(writer, variable, number)
        }
      }
    }

    private func check(_ code: readstat_error_t, _ doing: String) throws {
      guard code != READSTAT_OK else { return }
      let words = readstat_error_message(code).map { String(cString: $0) } ?? "unknown error"
      throw Problem(
        .data, "could not \(doing): \(words)", hint: "leave the variable out with --variables")
    }
  }
}
