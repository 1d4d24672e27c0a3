import Fieldwork
import Foundation

/// The researcher's own editor, opened on a file.
enum TextEditor {
  /// Opens `$VISUAL` or `$EDITOR` on a file and waits until it closes.
  ///
  /// The editor stays in this process's group, so that the terminal is its own while it runs; a
  /// key that interrupts it does not end the command that waits.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - hint: what to try where no editor is set.
  /// - Throws: `Problem` when no editor is set, it does not start, or it breaks off.
  static func open(_ path: String, hint: String) throws {
    guard let editor = Environment.value("VISUAL") ?? Environment.value("EDITOR") else {
      throw Problem(.usage, "no editor is set", hint: hint)
    }
    let interrupted = signal(SIGINT, SIG_IGN)
    let quit = signal(SIGQUIT, SIG_IGN)
    defer {
      signal(SIGINT, interrupted)
      signal(SIGQUIT, quit)
    }
    // The editor may come with options of its own; the path is passed beside, never read as words.
    let id = try spawn(["/bin/sh", "-c", "\(editor) \"$1\"", "sh", path])
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else {
      let code = status & 0x7f == 0 ? (status >> 8) & 0xff : status & 0x7f
      throw Problem(.data, "the editor broke off (\(code)); nothing was changed")
    }
  }

  /// Starts a program with the signals as they were before this process ignored some.
  private static func spawn(_ words: [String]) throws -> pid_t {
    #if canImport(Darwin)
      var attributes: posix_spawnattr_t?
    #else
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGQUIT, SIGPIPE] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments = words.map { strdup($0) } + [nil]
    defer { for pointer in arguments { free(pointer) } }
    var id: pid_t = 0
    let code = posix_spawn(&id, words[0], nil, &attributes, &arguments, environ)
    guard code == 0 else {
      throw Problem(
        .data, "the editor does not start: \(String(cString: strerror(code)))")
    }
    return id
  }
}
