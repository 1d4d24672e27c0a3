import ArgumentParser
import Fieldwork
import Foundation

/// Where the process begins and every error ends.
@main
enum Main {
  static func main() {
    // A reader that closes the pipe (`emic quotes x | head`) ends the command quietly: writing
    // then fails with an error that `Console` knows, instead of a signal.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try Emic.parseAsRoot()
      try command.run()
    } catch {
      end(with: error)
    }
  }

  private static func end(with error: any Error) -> Never {
    switch error {
    case let report as any ProblemReporting:
      let problem = report.problem
      Console.problem(problem)
      exit(problem.kind.exitCode)
    case let code as ExitCode:
      exit(code.rawValue)
    default:
      // Usage errors, help and version are the parser's own to word.
      Emic.exit(withError: error)
    }
  }
}

extension Problem.Kind {
  /// The exit code after sysexits.h.
  var exitCode: Int32 {
    switch self {
    case .usage: 64
    case .data: 65
    case .missingInput: 66
    case .internalFailure: 70
    case .cannotCreate: 73
    case .busy: 75
    case .refused: 77
    }
  }
}
