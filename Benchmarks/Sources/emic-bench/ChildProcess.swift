import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One run of a program: how long it took from start to end, how long a processor worked on it
/// (which other programs on the machine disturb less), and how much memory it had at most.
struct Cost: Sendable {
  var seconds: Double
  var processorSeconds: Double
  var peakBytes: Int
}

/// Runs programs and takes their cost from the kernel, child by child (`wait4`).
enum ChildProcess {
  /// What went wrong with a run.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - environment: the whole environment.
  ///   - output: a file for its standard output; thrown away when `nil`.
  /// - Throws: `Failure` when it cannot be started or does not end with 0.
  static func run(
    _ arguments: [String], environment: [String], output: String? = nil
  ) throws -> Cost {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, 1, output ?? "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var words = arguments.map { strdup($0) } + [nil]
    var settings = environment.map { strdup($0) } + [nil]
    defer { (words + settings).forEach { free($0) } }

    let clock = ContinuousClock()
    let start = clock.now
    var pid = pid_t()
    let spawned = posix_spawn(&pid, arguments[0], &actions, nil, &words, &settings)
    guard spawned == 0 else {
      throw Failure(description: "\(arguments[0]): \(String(cString: strerror(spawned)))")
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(pid, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw Failure(description: "\(arguments[0]): lost") }
    }
    let seconds = (clock.now - start) / .seconds(1)
    guard status == 0 else {
      throw Failure(description: "\(arguments.joined(separator: " ")): status \(status)")
    }
    #if canImport(Darwin)
      let unit = 1
    #else
      let unit = 1024
    #endif
    let processor = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    return Cost(
      seconds: seconds, processorSeconds: processor,
      peakBytes: Int(usage.ru_maxrss) * unit)
  }
  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
