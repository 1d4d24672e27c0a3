import Foundation

/// The steps of `posix_spawn`: which files a new process has open.
struct SpawnPlan {
  #if canImport(Darwin)
    private var actions: posix_spawn_file_actions_t?
    private var attributes: posix_spawnattr_t?
  #else
    private var actions = posix_spawn_file_actions_t()
    private var attributes = posix_spawnattr_t()
  #endif

  /// A plan in which no signal is blocked: threads of tests block many, and a process that
  /// inherits this does not hear that its children have ended.
  init() {
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
  }

  mutating func free() {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }

  mutating func open(_ descriptor: Int32, _ path: String, _ flags: Int32) {
    posix_spawn_file_actions_addopen(&actions, descriptor, path, flags, 0o644)
  }

  /// Starts the program; a name without a slash is looked for on the usual paths.
  mutating func spawn(_ program: String, _ arguments: [String], _ environment: [String]) throws
    -> pid_t
  {
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var surroundings = environment.map { strdup($0) } + [nil]
    defer {
      for pointer in words + surroundings { Foundation.free(pointer) }
    }
    var id: pid_t = 0
    let code = posix_spawnp(&id, program, &actions, &attributes, &words, &surroundings)
    guard code == 0 else {
      throw Tool.Failure("\(program) does not start: \(String(cString: strerror(code)))")
    }
    return id
  }
}
