/// The files of statistics programs and spreadsheets that a survey may come in.
public enum DataFileFormat: String, CaseIterable, Sendable {
  /// Stata, releases 104 to 119.
  case stata
  /// SPSS, also with compressed cells (`.zsav`).
  case spss
  /// SPSS, portable.
  case portable
  /// SAS.
  case sas
  /// A workbook of a spreadsheet program (Office Open XML).
  case workbook

  /// What the format is called, as in "this is a …".
  public var name: String {
    switch self {
    case .stata: "Stata file"
    case .spss: "SPSS file"
    case .portable: "portable SPSS file"
    case .sas: "SAS file"
    case .workbook: "workbook"
    }
  }

  /// The format of a file by its beginning, else by its extension; `nil` for text.
  ///
  /// - Parameters:
  ///   - head: the first bytes of the file, 512 where it has as many.
  ///   - fileName: the name with its extension.
  public init?(head: [UInt8], fileName: String) {
    let end = fileName.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if head.starts(with: Array("<stata_dta>".utf8)) || Self.isOldStata(head) {
      self = .stata
    } else if head.starts(with: Array("$FL2".utf8)) || head.starts(with: Array("$FL3".utf8)) {
      self = .spss
    } else if head.starts(with: Self.sasMark) {
      self = .sas
    } else if end == "por" || Self.holds("SPSSPORT", head) {
      self = .portable
    } else if head.starts(with: [0x50, 0x4B, 3, 4]) {
      self = .workbook
    } else {
      // A damaged file keeps its name; its reader says better what is wrong with it.
      switch end {
      case "dta": self = .stata
      case "sav", "zsav": self = .spss
      case "sas7bdat": self = .sas
      case "xlsx", "xlsm": self = .workbook
      default: return nil
      }
    }
  }

  /// Releases before 117 begin with their number, the byte order, and a one.
  private static func isOldStata(_ head: [UInt8]) -> Bool {
    head.count >= 4 && (104...115).contains(head[0]) && (head[1] == 1 || head[1] == 2)
      && head[2] == 1 && head[3] == 0
  }

  private static func holds(_ words: String, _ head: [UInt8]) -> Bool {
    let mark = Array(words.utf8)
    return head.indices.contains { head[$0...].starts(with: mark) }
  }

  private static let sasMark: [UInt8] =
    [UInt8](repeating: 0, count: 12) + [
      0xC2, 0xEA, 0x81, 0x60, 0xB3, 0x14, 0x11, 0xCF, 0xBD, 0x92, 8, 0, 9, 0xC7, 0x31, 0x8C, 0x18,
      0x1F, 0x10, 0x11,
    ]
}

/// The release of a Stata file.
enum StataRelease {
  /// The release by the beginning of the file, or `nil`.
  static func number(_ head: [UInt8]) -> Int? {
    let mark = Array("<stata_dta><header><release>".utf8)
    guard head.starts(with: mark) else { return head.first.map(Int.init) }
    return Int(String(decoding: head.dropFirst(mark.count).prefix(3), as: UTF8.self))
  }
}
