/// Who performs a command, when, and why: what the journal keeps beside the command itself.
public struct Author: Sendable {
  /// The coder's name.
  public var coder: String
  /// The time in UTC as ISO 8601, given by the caller so that nothing in here reads a clock.
  public var time: String
  /// The reason that the coder gave.
  public var why: String?
  /// The command line as it was typed, without the program's name.
  public var arguments: [String]

  /// Describes who performs a command.
  public init(coder: String, time: String, why: String? = nil, arguments: [String] = []) {
    self.coder = coder
    self.time = time
    self.why = why
    self.arguments = arguments
  }
}
