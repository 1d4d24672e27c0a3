public import Foundation

/// A program that runs, with its output kept in files so that it never waits for a reader.
///
/// Reaped by the test itself and not by a run loop, so that it can be stopped, continued and
/// killed without another thread in between.
public final class RunningTool {
  /// The process.
  public let id: pid_t
  private let arguments: [String]
  private let files: ScratchFolder
  private var status: Int32?

  /// Starts a program in a folder; it sees nothing of its surroundings but what is given.
  public init(
    program: String, arguments: [String], folder: URL, environment: [String: String]
  ) throws {
    self.arguments = arguments
    files = try ScratchFolder()
    let output = files.url.appending(path: "output").path
    let errors = files.url.appending(path: "errors").path
    var plan = SpawnPlan()
    defer { plan.free() }
    plan.open(0, "/dev/null", O_RDONLY)
    plan.open(1, output, O_WRONLY | O_CREAT | O_TRUNC)
    plan.open(2, errors, O_WRONLY | O_CREAT | O_TRUNC)
    // The shell changes the folder, which not every system's `posix_spawn` can, and becomes the
    // program, so that the process stays the same.
    id = try plan.spawn(
      "/bin/sh", ["-c", "cd \"$0\" && exec \"$@\"", folder.path, program] + arguments,
      environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
  }

  deinit {
    if status == nil {
      kill(id, SIGKILL)
      var ignored: Int32 = 0
      waitpid(id, &ignored, 0)
    }
  }

  /// Whether the process has ended; reaps it when it has.
  public var hasEnded: Bool {
    if status != nil { return true }
    var value: Int32 = 0
    guard waitpid(id, &value, WNOHANG) == id else { return false }
    status = value
    return true
  }

  /// Sends a signal, unless the process has ended.
  public func send(_ signal: Int32) {
    if !hasEnded { kill(id, signal) }
  }

  /// Stops the process and waits until it stands still.
  ///
  /// - Returns: `false` when it had ended.
  public func halt() -> Bool {
    if hasEnded { return false }
    kill(id, SIGSTOP)
    var value: Int32 = 0
    guard waitpid(id, &value, WUNTRACED) == id else { return false }
    // The low byte of a stopped child's status is 0x7f (wait(2)).
    if value & 0xff == 0x7f { return true }
    status = value
    return false
  }

  /// Waits for the end and gives what was written.
  ///
  /// - Throws: `Tool.Failure` when it takes longer; the process is then killed.
  public func finish(within seconds: Double) throws -> ToolRun {
    let limit = ContinuousClock.now + .seconds(seconds)
    while !hasEnded {
      guard ContinuousClock.now < limit else {
        send(SIGKILL)
        throw Tool.Failure("emic \(arguments.joined(separator: " ")): longer than \(seconds) s")
      }
      usleep(1000)
    }
    let value = status ?? 0
    let signal = value & 0x7f
    return ToolRun(
      arguments: arguments, code: signal == 0 ? (value >> 8) & 0xff : -signal,
      outputBytes: try Data(contentsOf: files.url.appending(path: "output")),
      errors: String(
        decoding: try Data(contentsOf: files.url.appending(path: "errors")), as: UTF8.self))
  }
}
