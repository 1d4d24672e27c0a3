import Foundation

/// A page of the manual whose examples can be run.
///
/// In a fenced block marked `console`, a line that begins with `$ ` is a command and the lines
/// below it are what it prints (standard output and error as they come). A fenced block with
/// `name=FILE` behind its language is written to that file before the commands below it run.
/// Everything else is left alone.
struct WrittenPage {
  /// What a page asks for, in order.
  enum Step {
    case file(name: String, text: String)
    case command(Example)
  }

  /// A command with what the page says that it prints.
  struct Example {
    var line: Int
    var command: String
    var printed: [String]
  }

  private(set) var steps: [Step] = []
  private var lines: [String]

  init(_ text: String) {
    lines = text.components(separatedBy: "\n")
    var index = 0
    while index < lines.count {
      guard lines[index].hasPrefix("```") else {
        index += 1
        continue
      }
      let words = lines[index].dropFirst(3).split(separator: " ")
      let start = index + 1
      index = start
      while index < lines.count, lines[index] != "```" { index += 1 }
      let body = Array(lines[start..<min(index, lines.count)])
      if words.first == "console" {
        examples(in: body, from: start)
      } else if let name = words.first(where: { $0.hasPrefix("name=") }) {
        let text = body.joined(separator: "\n") + "\n"
        steps.append(.file(name: String(name.dropFirst(5)), text: text))
      }
      index += 1
    }
  }

  private mutating func examples(in body: [String], from start: Int) {
    var open: Example?
    for (offset, line) in body.enumerated() {
      if line.hasPrefix("$ ") {
        if let open { steps.append(.command(open)) }
        open = Example(line: start + offset, command: String(line.dropFirst(2)), printed: [])
      } else {
        open?.printed.append(line)
      }
    }
    if let open { steps.append(.command(open)) }
  }

  /// The commands.
  var examples: [Example] {
    steps.compactMap { if case .command(let example) = $0 { example } else { nil } }
  }

  /// The page with other output below its commands.
  func rewritten(_ outputs: [[String]]) -> String {
    var lines = lines
    for (example, output) in zip(examples, outputs).reversed() {
      let first = example.line + 1
      lines.replaceSubrange(first..<(first + example.printed.count), with: output)
    }
    return lines.joined(separator: "\n")
  }
}

/// A shell in a folder of its own that runs the built program as a reader would.
///
/// `~` is the folder; `~/emic` is the checkout. The coder, the clock, the width of the terminal
/// and the language are fixed, so that every machine prints the same.
struct ReaderShell {
  let home: URL
  private var here: URL

  init() throws {
    let name = "emic-pages-\(UUID().uuidString)"
    home = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(path: name)
    here = home
    let bin = home.appending(path: ".bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: home.appending(path: "emic"), withDestinationURL: Built.checkout)
    try FileManager.default.createSymbolicLink(
      at: bin.appending(path: "emic"), withDestinationURL: try Built.program())
  }

  func remove() { try? FileManager.default.removeItem(at: home) }

  /// Stands in a fresh copy of the demonstration study.
  mutating func standInDemo() throws {
    let demo = home.appending(path: "emic-demo")
    try FileManager.default.copyItem(at: try ReaderShell.demo.get(), to: demo)
    here = demo
  }

  /// The demonstration study, made once.
  private static let demo = Result { () throws -> URL in
    var shell = try ReaderShell()
    _ = try shell.run("emic demo --at ~/emic-demo")
    return shell.home.appending(path: "emic-demo")
  }

  /// Writes a file into the folder where the shell stands.
  func write(_ text: String, to name: String) throws {
    let file = here.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Runs a line and gives what it printed.
  ///
  /// A `cd` holds for the next line.
  mutating func run(_ line: String) throws -> [String] {
    let place = home.appending(path: ".place")
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", "\(line)\ncode=$?\npwd > '\(place.path)'\nexit $code"]
    process.currentDirectoryURL = here
    process.environment = [
      "PATH": "\(home.path)/.bin:/usr/bin:/bin", "HOME": home.path, "LANG": "C.UTF-8",
      "EMIC_CODER": "ann", "SOURCE_DATE_EPOCH": "1767225600", "COLUMNS": "92",
    ]
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    if let path = try? String(contentsOf: place, encoding: .utf8) {
      here = URL(filePath: path.trimmingCharacters(in: .newlines), directoryHint: .isDirectory)
    }
    // CSV ends its lines with CR LF; a page does not show the CR.
    let text = String(decoding: data.filter { $0 != 13 }, as: UTF8.self)
      .replacing(home.path, with: "~")
    if text.isEmpty { return [] }
    return (text.hasSuffix("\n") ? String(text.dropLast()) : text).components(separatedBy: "\n")
  }
}

/// What was built from this checkout.
enum Built {
  /// The root of the package.
  static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  struct Missing: Error, CustomStringConvertible {
    var description: String { "the program is not built: run 'swift build' first" }
  }

  /// The program: beside the tests that run, else the debug build.
  static func program() throws -> URL {
    let beside = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "emic")
    let debug = checkout.appending(path: ".build/debug/emic")
    let found = [beside, debug].compactMap(\.self).first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
    guard let found else { throw Missing() }
    return found
  }
}
