import Exchange
import Foundation
import TestSupport
import Testing

@Suite("Encodings are found, named and overridable")
struct EncodingDetectionTests {
  static let utf8OfUDHR = [
    ("Chinese_GB2312", "GB18030"), ("Chinese_GBK", "GB18030"),
    ("French_ISO-8859-1", "Windows-1252"),
    ("Japanese_CP932", "CP932"), ("Russian_WINDOWS-1251", "Windows-1251"),
  ]

  @Test(
    "The Declaration of Human Rights reads the same from every encoding",
    .enabled(if: SharedFiles.arePresent, "needs ../shared"), arguments: utf8OfUDHR)
  func declaration(file: String, encoding: String) throws {
    let bytes = try Self.shared("UDHR_\(file).txt")
    let language = try #require(file.split(separator: "_").first)
    let expected = try TextDecoding.decode(Self.shared("UDHR_\(language)_UTF-8.txt"))
    #expect(expected.encoding == "UTF-8")
    let found = try TextDecoding.decode(bytes)
    #expect(found.encoding == encoding)
    #expect(found.text == expected.text)
    #expect(found.notes.isEmpty)
    #expect(!found.text.utf8.contains(0x0D))
    let told = try TextDecoding.decode(bytes, declared: String(file.drop { $0 != "_" }.dropFirst()))
    #expect(told.text == expected.text)
  }

  @Test(
    "UTF-16 without a mark is found by its NUL bytes",
    .enabled(if: SharedFiles.arePresent, "needs ../shared"), arguments: ["LE", "BE"])
  func utf16(order: String) throws {
    let bytes = try Self.shared("UDHR_English_UTF-16\(order).txt")
    let found = try TextDecoding.decode(bytes)
    #expect(found.encoding == "UTF-16\(order)")
    let encoding: String.Encoding = order == "LE" ? .utf16LittleEndian : .utf16BigEndian
    let expected = try #require(String(bytes: bytes, encoding: encoding))
    #expect(found.text == expected.replacingOccurrences(of: "\r\n", with: "\n"))
    #expect(found.text.hasPrefix("Universal Declaration of Human Rights\nPreamble"))
    // The same with its mark.
    let marked = try TextDecoding.decode((order == "LE" ? [0xFF, 0xFE] : [0xFE, 0xFF]) + bytes)
    #expect(marked.text == found.text)
  }

  @Test(
    "A byte order mark goes, and so do carriage returns",
    .enabled(if: SharedFiles.arePresent, "needs ../shared"))
  func byteOrderMark() throws {
    let found = try TextDecoding.decode(Self.shared("IndianTreaty_English_UTF-8-BOM.txt"))
    #expect(found.encoding == "UTF-8")
    #expect(found.text.hasPrefix("ARTICLE 1.\n\nTHE undersigned"))
    #expect(found.text.unicodeScalars.count == 14_681)
    #expect(!found.text.unicodeScalars.contains("\r"))
  }

  @Test("Every line end becomes LF", arguments: ["a\r\nb\r\n", "a\rb\r", "a\nb\n"])
  func lineEnds(text: String) throws {
    #expect(try TextDecoding.decode(Array(text.utf8)).text == "a\nb\n")
  }

  static let shortTexts: [(String, UInt, String)] = [
    ("问：孩子在哪里上学？\n答：就在村口那所学校。\n", 0x8000_0632, "GB18030"),
    ("采访者：你好\n", 0x8000_0632, "GB18030"),
    ("INT: And who owns it?\nR: My brother 张伟 does.\n", 0x8000_0632, "GB18030"),
    ("訪問者：請問您的孩子在哪裡讀書？\n受訪者：就在附近的國民小學。\n", 0x8000_0423, "Big5"),
    ("聞き手：お子さんはどちらの学校ですか。\n", 0x8000_0420, "CP932"),
    ("Вопрос: где учатся дети?\nОтвет: в деревне.\n", 11, "Windows-1251"),
    ("Q : où sont les élèves ?\nR : à l’école, près de la forêt.\n", 12, "Windows-1252"),
    (
      "F: Wo gehen die Kinder zur Schule?\nA: Über den Hügel, in die Große Straße.\n", 12,
      "Windows-1252"
    ),
    ("Entrevistador: ¿Dónde está la escuela? Señora: Aquí, en el camino.\n", 12, "Windows-1252"),
  ]

  @Test("Short texts are told apart too", arguments: shortTexts)
  func short(text: String, code: UInt, name: String) throws {
    let data = try #require(text.data(using: String.Encoding(rawValue: code)))
    let found = try TextDecoding.decode(Array(data))
    #expect(found.encoding == name)
    #expect(found.text == text)
  }

  @Test("A declared encoding wins")
  func declared() throws {
    let bytes: [UInt8] = [0xB0, 0xA1]  // 啊 in GB 2312, 鰹? in others, °¡ in Windows-1252
    #expect(try TextDecoding.decode(bytes, declared: "GB2312").text == "啊")
    #expect(try TextDecoding.decode(bytes, declared: "cp1252").text == "°¡")
    #expect(throws: TextDecodingError.unknownEncoding("klingon")) {
      try TextDecoding.decode(bytes, declared: "klingon")
    }
    #expect(throws: TextDecodingError.notInEncoding("GB18030")) {
      try TextDecoding.decode([0x41, 0xFF, 0x41], declared: "gbk")
    }
  }

  @Test("Damaged UTF-8 stays UTF-8 and says where")
  func damage() throws {
    var bytes = Array("问：一个很长的句子在这里\n答：好的，没有问题\n".utf8)
    bytes.insert(0xE5, at: 40)
    let found = try TextDecoding.decode(bytes)
    #expect(found.encoding == "UTF-8")
    #expect(found.text.hasPrefix("问：一个很长的句子"))
    #expect(found.notes.count == 1)
    #expect(found.notes.first?.contains("line 2") == true)
  }

  static let binaries: [([UInt8], String)] = [
    (Array("%PDF-1.7\n".utf8), "PDF"), ([0x50, 0x4B, 3, 4, 20, 0], "ZIP"),
    ([0x89, 0x50, 0x4E, 0x47, 13, 10], "PNG"), ([0xFF, 0xD8, 0xFF, 0xE0], "JPEG"),
    (Array("hello\u{0}world, this is".utf8) + [0xFF], "NUL"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "old Office"),
    (Array("one\u{0}two\u{0}\u{0}three\u{0}\u{0}\u{0}".utf8), "NUL"),
  ]

  @Test("Binary data is refused by name", arguments: binaries)
  func binary(bytes: [UInt8], word: String) throws {
    let error = #expect(throws: TextDecodingError.self) { try TextDecoding.decode(bytes) }
    guard case .binary(let kind) = error else {
      Issue.record("expected a refusal, got \(String(describing: error))")
      return
    }
    #expect(kind.contains(word))
  }

  @Test("An empty file is an empty text")
  func empty() throws {
    #expect(try TextDecoding.decode([]).text.isEmpty)
    #expect(try TextDecoding.decode([0xEF, 0xBB, 0xBF]).text.isEmpty)
  }

  static func shared(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: SharedFiles.url("real/encodings/\(name)")))
  }
}
