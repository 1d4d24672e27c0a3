import Fieldwork
import Foundation
import Workbench

/// The terminal as a screen: keys as they are pressed, words where they are put.
///
/// Whatever ends the work, the terminal is given back as it was.
final class RawTerminal {
  private var before = termios()
  private var decoder = KeyDecoder()
  private var writer: FrameWriter
  private var isOpen = false

  /// Takes over the terminal.
  ///
  /// - Throws: a `Problem` where standard input or output is none.
  init(hasColours: Bool) throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1,
      tcgetattr(STDIN_FILENO, &before) == 0
    else {
      throw Problem(
        .usage, "the coder's screen needs a terminal",
        hint: "name a passage and a code: emic code GY-101 t12 --as CODE; or write a sheet")
    }
    writer = FrameWriter(hasColours: hasColours)
    // Asked to end, the screen first gives the terminal back; `isAskedToEnd` looks for these.
    var ends = RawTerminal.endings
    pthread_sigmask(SIG_BLOCK, &ends, nil)
    // A handler that does nothing: its only use is to wake who waits for keys.
    signal(SIGWINCH) { _ in }
    open()
  }

  deinit { close() }

  /// Gives the terminal back.
  func close() {
    guard isOpen else { return }
    isOpen = false
    Console.write(Array("\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l".utf8))
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
  }

  /// Stops the program until the shell calls it again.
  func suspend() {
    close()
    kill(0, SIGSTOP)
    open()
  }

  /// Columns and rows.
  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Shows a screen.
  func show(_ frame: Frame) { Console.write(writer.bytes(for: frame)) }

  /// Waits a moment for keys.
  ///
  /// - Returns: the keys, none where the time passed; `nil` where the terminal is gone or the
  ///   program was asked to end.
  func keys() -> [Key]? {
    if isAskedToEnd { return nil }
    // An escape alone is the key when nothing follows at once; else the size is looked at again.
    let patience: Int32 = decoder.isWaiting ? 30 : 250
    var wait = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    let ready = poll(&wait, 1, patience)
    guard ready > 0 else { return decoder.flush() }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    if count < 0 { return errno == EINTR || errno == EAGAIN ? [] : nil }
    return count == 0 ? nil : decoder.feed(bytes.prefix(count))
  }

  private func open() {
    var raw = before
    cfmakeraw(&raw)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw)
    Console.write(Array("\u{1B}[?1049h\u{1B}[2J".utf8))
    writer.reset()
    isOpen = true
  }

  private var isAskedToEnd: Bool {
    var waiting = sigset_t()
    sigpending(&waiting)
    return [SIGTERM, SIGHUP, SIGINT].contains { sigismember(&waiting, $0) == 1 }
  }

  private static var endings: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for ending in [SIGTERM, SIGHUP, SIGINT] { sigaddset(&set, ending) }
    return set
  }
}
