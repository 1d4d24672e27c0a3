import Fieldwork
import Foundation
import ReportGenerator

/// Standard output for results, standard error for everything said about them.
enum Console {
  /// Writes bytes to standard output.
  ///
  /// A closed pipe ends the process quietly.
  static func write(_ bytes: [UInt8]) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        Foundation.write(
          STDOUT_FILENO, buffer.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if written < 0 {
        if errno == EINTR { continue }
        exit(errno == EPIPE ? 0 : 74)
      }
      offset += written
    }
  }

  /// Writes a line to standard output; words of the field in it cannot steer the terminal.
  static func line(_ text: String = "") { write(Array((text.printable + "\n").utf8)) }

  /// Asks on standard output and reads a line; `nil` at the end of the answers.
  ///
  /// An answer from a file or pipe is written, as a terminal shows what is typed.
  static func answer(to question: String) -> String? {
    write(Array(question.utf8))
    guard let answer = readLine() else {
      line()
      return nil
    }
    if isatty(STDIN_FILENO) == 0 { line(answer) }
    return answer
  }

  /// Writes a line to standard error, with the same care.
  static func remark(_ text: String) { partial(text.printable + "\n") }

  /// Writes to standard error without ending the line.
  static func partial(_ text: String) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBytes { buffer in
      _ = Foundation.write(STDERR_FILENO, buffer.baseAddress, buffer.count)
    }
  }

  /// Tells a problem on one line, with the candidates below it when there are several.
  static func problem(_ problem: Problem) {
    if problem.candidates.count <= 1 {
      remark("emic: \(problem.line)")
      return
    }
    var head = problem
    head.candidates = []
    remark("emic: \(head.line)")
    for candidate in problem.candidates { remark("  \(candidate)") }
  }

  /// What is typed or piped until the end of input.
  static func typed() -> String {
    String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
  }

  /// Whether standard error is a terminal, so that progress may be drawn.
  static var drawsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// The width of the terminal that shows standard output; `nil` where it is a file or pipe.
  static var width: Int? {
    if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init), columns > 0 {
      return columns
    }
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
