import Foundation
import TestSupport

/// The program as a researcher runs it: built beside these tests, in a process of its own.
struct BuiltProgram {
  /// What a run left behind.
  struct Run {
    let status: Int32
    let output: String
    let errors: String
  }

  /// A run that should have ended well.
  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  /// The study that is worked on, as EMIC_STUDY.
  var study: URL?

  /// The program that was built together with these tests, else the checkout's debug build.
  static var url: URL {
    let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "emic")
    return FileManager.default.isExecutableFile(atPath: beside.path)
      ? beside : SharedFiles.packageRoot.appending(path: ".build/debug/emic")
  }

  /// Runs the program and returns its standard output.
  ///
  /// - Throws: `Failed` with what it said, when it did not end with 0.
  @discardableResult
  func callAsFunction(_ arguments: String...) throws -> String {
    let run = try run(arguments)
    guard run.status == 0 else {
      throw Failed(
        description: "emic \(arguments.joined(separator: " ")) ended with \(run.status): "
          + run.errors)
    }
    return run.output
  }

  /// Runs the program, however it ends.
  func run(_ arguments: [String]) throws -> Run {
    var environment = ["EMIC_CODER": "tester"]
    environment["EMIC_STUDY"] = study?.path
    return try Self.run(Self.url, arguments, environment: environment)
  }

  /// Runs any program; what it writes goes through files, so that no pipe can fill up.
  ///
  /// - Parameter environment: added to this process's own, from which EMIC_… is removed.
  static func run(
    _ program: URL, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Run {
    try TemporaryFolder.with { folder in
      let output = folder.appending(path: "output")
      let errors = folder.appending(path: "errors")
      for file in [output, errors] { try Data().write(to: file) }
      let process = Process()
      process.executableURL = program
      process.arguments = arguments
      process.environment = ProcessInfo.processInfo.environment
        .filter { !$0.key.hasPrefix("EMIC_") }
        .merging(environment) { _, new in new }
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = try FileHandle(forWritingTo: errors)
      try process.run()
      process.waitUntilExit()
      return Run(
        status: process.terminationStatus,
        output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
        errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
  }
}
