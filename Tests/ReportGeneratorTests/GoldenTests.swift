import Foundation
import ReportGenerator
import TestSupport
import Testing

/// Whole outputs, reviewed by eye and kept in `Golden`.
///
/// With `EMIC_UPDATE_GOLDEN=1` in the
/// environment the files are written anew; look at the difference before committing it.
@Suite struct GoldenTests {
  static let cases: [(String, @Sendable () -> [UInt8])] = [
    ("report.html", { HTMLRenderer().bytes(ReportSample.document) }),
    ("report.md", { MarkdownRenderer().bytes(ReportSample.document) }),
    ("codes.csv", { CSVRenderer().bytes(ReportSample.result) }),
    ("codes.tsv", { TSVRenderer().bytes(ReportSample.result) }),
    ("codes.json", { JSONRenderer().bytes(ReportSample.result) }),
    ("codes.jsonl", { JSONLinesRenderer().bytes(ReportSample.result) }),
    ("codes.md", { MarkdownRenderer().bytes(ReportSample.result) }),
    ("codes-wide.txt", { TextTableRenderer().bytes(ReportSample.result) }),
    ("codes-60.txt", { TextTableRenderer(width: 60).bytes(ReportSample.result) }),
    ("codes-24.txt", { TextTableRenderer(width: 24).bytes(ReportSample.result) }),
    ("heat.svg", { Array(ReportSample.heat.picture(id: "heat").markup.utf8) }),
    ("bars.svg", { Array(ReportSample.bars.picture(id: "bars").markup.utf8) }),
  ]

  @Test(arguments: cases.map(\.0)) func `output is the reviewed file byte for byte`(
    _ name: String
  ) throws {
    let make = try #require(GoldenTests.cases.first { $0.0 == name }?.1)
    let folder = SharedFiles.packageRoot.appending(path: "Tests/ReportGeneratorTests/Golden")
    let file = folder.appending(path: name)
    let actual = Data(make())
    #expect(actual == Data(make()), "two runs differ")
    if ProcessInfo.processInfo.environment["EMIC_UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try actual.write(to: file)
    }
    let expected = try Data(contentsOf: file)
    #expect(actual == expected, "\(String(decoding: actual, as: UTF8.self))")
  }
}
