import Foundation
import TestSupport

/// The demonstration study, built once by `emic demo` and copied for each test.
struct DemoStudy {
  let files: ScratchFolder
  let tool: Tool

  var folder: URL { files.url }

  init() throws {
    files = try ScratchFolder()
    try files.fill(from: try DemoStudy.original.get().url.appending(path: "demo"))
    tool = Tool(in: files.url)
  }

  private static let original: Result<ScratchFolder, any Error> = Result {
    let files = try ScratchFolder()
    let run = try Tool(in: files.url).run("demo", "--at", "demo")
    guard run.code == 0 else { throw Tool.Failure(run.story) }
    return files
  }

  /// The rows of a command's CSV.
  func csv(_ arguments: String...) throws -> CSVRows {
    let run = try tool.run(arguments + ["--format", "csv"])
    guard run.code == 0 else { throw Tool.Failure(run.story) }
    return try CSVRows(run.output)
  }
}
