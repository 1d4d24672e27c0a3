import Foundation
import TestSupport

/// A terminal in which a command runs, with keys to press and a screen to read.
///
/// The terminal is tmux's: it understands what a program sends as people's terminals do.
final class TerminalScreen {
  private let socket = "emic-test-\(UUID().uuidString.prefix(8))"
  private let folder: URL

  /// Opens a terminal with a shell, in the surroundings of a tool.
  init(_ tool: Tool, columns: Int = 80, rows: Int = 24) throws {
    folder = tool.folder
    var settings = tool.environment
    settings["TERM"] = nil
    settings["PS1"] = "$ "
    let shell =
      ["env", "-i"] + settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      + ["TERM=screen", "bash", "--norc", "--noprofile", "-i"]
    let size = ["-x", "\(columns)", "-y", "\(rows)", "-c", folder.path]
    try tmux(["-f", "/dev/null", "new-session", "-d"] + size + shell)
  }

  deinit { _ = try? tmux(["kill-server"]) }

  /// Starts the program in the shell.
  func start(_ arguments: String...) throws {
    let words = [try Tool.program.get().path] + arguments
    try type(words.joined(separator: " "))
    try press("Enter")
  }

  /// Types words letter by letter.
  func type(_ words: String) throws { try tmux(["send-keys", "-l", words]) }

  /// Presses keys by the names of tmux: `Enter`, `Escape`, `C-z`.
  func press(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

  /// Gives the terminal another size.
  func resize(columns: Int, rows: Int) throws {
    try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// The lines of the screen, without blanks at their ends.
  func lines() throws -> [String] {
    try tmux(["capture-pane", "-p"]).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// Waits until the screen shows words.
  ///
  /// - Throws: `Tool.Failure` with the screen when they do not come.
  @discardableResult
  func wait(for words: String, seconds: Double = 20) throws -> [String] {
    try wait("'\(words)' to come", seconds) { $0.contains { $0.contains(words) } }
  }

  /// Waits until the screen is as it should be.
  @discardableResult
  func wait(
    _ what: String, _ seconds: Double = 20, until isReady: ([String]) -> Bool
  ) throws -> [String] {
    let end = Date().addingTimeInterval(seconds)
    var shown: [String] = []
    while Date() < end {
      shown = try lines()
      if isReady(shown) { return shown }
      Thread.sleep(forTimeInterval: 0.05)
    }
    throw Tool.Failure("waited for \(what):\n\(shown.joined(separator: "\n"))")
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let running = try RunningTool(
      program: "/usr/bin/tmux", arguments: ["-L", socket] + arguments,
      // The folder of the test may be gone when the terminal is closed.
      folder: URL(filePath: "/"), environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
    )
    let run = try running.finish(within: 30)
    guard run.code == 0 else {
      throw Tool.Failure("tmux \(arguments.joined(separator: " ")): \(run.errors)")
    }
    return run.output
  }
}
