public import Foundation

/// Runs the built program as a person would, in a chosen folder and in surroundings that the
/// test controls: nothing of the tester's own environment reaches it.
public struct Tool: Sendable {
  /// The program that the build put beside the tests.
  public static let program: Result<URL, any Error> = Result {
    let bundles = Bundle.allBundles.map(\.bundleURL) + [Bundle.main.bundleURL]
    let files = [Bundle.main.executableURL].compactMap(\.self)
    let folders =
      files.map { $0.deletingLastPathComponent() }
      + bundles.flatMap { [$0, $0.deletingLastPathComponent()] }
    let candidates = folders.map { $0.appending(path: "emic") }
    guard
      let found = candidates.first(where: {
        FileManager.default.isExecutableFile(atPath: $0.path)
      })
    else { throw Failure("the program is not beside the tests: \(folders.map(\.path))") }
    return found.resolvingSymlinksInPath()
  }

  /// The folder in which the program is started.
  public var folder: URL
  /// All that the program sees of its surroundings.
  public var environment: [String: String]
  /// What is put before the program, such as a command that drops privileges.
  public var prefix: [String] = []
  /// Another copy of the program.
  public var executable: URL?
  /// The seconds after which a run is ended and fails.
  public var timeLimit: Double = 60

  /// A tool for a folder, with a fixed coder, clock, time zone and language.
  public init(in folder: URL) {
    self.folder = folder
    environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder.path, "LANG": "C.UTF-8", "TZ": "UTC",
      "EMIC_CODER": "ann", "SOURCE_DATE_EPOCH": "1700000000",
    ]
  }

  /// The same tool with other surroundings; `nil` takes a variable away.
  public func with(_ changes: [String: String?]) -> Tool {
    var changed = self
    for (name, value) in changes { changed.environment[name] = value }
    return changed
  }

  /// The same tool in another folder.
  public func at(_ path: String) -> Tool {
    var moved = self
    moved.folder = folder.appending(path: path)
    return moved
  }

  /// Runs the program to its end.
  ///
  /// - Throws: `Failure` when the program cannot be started or takes too long.
  public func run(_ arguments: String...) throws -> ToolRun { try run(arguments) }

  /// Runs the program to its end.
  public func run(_ arguments: [String]) throws -> ToolRun {
    let running = try start(arguments)
    return try running.finish(within: timeLimit)
  }

  /// Starts the program and returns at once.
  public func start(_ arguments: [String]) throws -> RunningTool {
    let program = try executable ?? Tool.program.get()
    var words = prefix + [program.path] + arguments
    return try RunningTool(
      program: words.removeFirst(), arguments: words, folder: folder, environment: environment)
  }

  /// Why a test could not do what it wanted.
  public struct Failure: Error, CustomStringConvertible {
    /// What happened.
    public let description: String

    /// Says what happened.
    public init(_ description: String) { self.description = description }
  }
}

/// What one run of the program left behind.
public struct ToolRun: Sendable {
  /// The arguments, for messages.
  public var arguments: [String]
  /// The exit code; negative is the signal that ended it.
  public var code: Int32
  /// Standard output, byte for byte.
  public var outputBytes: Data
  /// Standard error.
  public var errors: String

  /// Standard output as text.
  public var output: String { String(decoding: outputBytes, as: UTF8.self) }
  /// The lines of standard output.
  public var lines: [String] {
    output.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
      .dropLast(output.last?.isNewline == true ? 1 : 0)
  }
  /// The lines of standard error.
  public var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
  /// Everything, for a message.
  public var story: String {
    "emic \(arguments.joined(separator: " ")) -> \(code)\n\(output.prefix(2000))\n\(errors)"
  }
}
