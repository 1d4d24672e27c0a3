import Foundation

/// What a command takes from its surroundings: the only place that reads the clock, the user's
/// name and environment variables.
enum Environment {
  /// The value of a variable, `nil` when empty.
  static func value(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The coder that was named for this command or this shell.
  static func coder(_ options: GlobalOptions) -> String? {
    options.coder ?? value("EMIC_CODER")
  }

  /// The name of the user's account.
  static var userName: String { value("USER") ?? value("LOGNAME") ?? "coder" }

  /// The time in UTC.
  ///
  /// `SOURCE_DATE_EPOCH`, the convention of reproducible builds, fixes it.
  static func now() -> String {
    let fixed = value("SOURCE_DATE_EPOCH").flatMap(TimeInterval.init)
    let date = fixed.map { Date(timeIntervalSince1970: $0) } ?? Date()
    return date.ISO8601Format()
  }

  /// The time in seconds since the beginning of 1970, fixed in the same way.
  static func seconds() -> Int {
    value("SOURCE_DATE_EPOCH").flatMap { Int($0) } ?? Int(Date().timeIntervalSince1970)
  }

  /// The command line without the program's name, as the journal keeps it.
  static func typedArguments() -> [String] { Array(CommandLine.arguments.dropFirst()) }
}
