import Foundation
import Testing

/// The manual names every command of the program, with an example.
@Suite struct ManualCoverageTests {
  private struct Tree: Decodable {
    struct Command: Decodable {
      var commandName: String
      var abstract: String?
      var discussion: String?
      var defaultSubcommand: String?
      var subcommands: [Command]?
      var shouldDisplay: Bool?
    }
    var command: Command
  }

  /// A command with the words that call it.
  private struct Called {
    var words: [String]
    var command: Tree.Command
    /// Whether its parent runs it unasked.
    var isDefault: Bool
  }

  @Test func `every command has a summary and an example, here and in the manual`() throws {
    var shell = try ReaderShell()
    defer { shell.remove() }
    let help = try shell.run("emic --experimental-dump-help").joined(separator: "\n")
    let tree = try JSONDecoder().decode(Tree.self, from: Data(help.utf8))
    let called = ManualCoverageTests.commands(below: tree.command, words: ["emic"])
    #expect(called.count > 30)
    let examples = try ManualCoverageTests.examples()
    for one in called {
      let line = one.words.joined(separator: " ")
      #expect(one.command.abstract?.isEmpty == false, "\(line) has no abstract")
      let isGroup = one.command.subcommands?.isEmpty == false
      #expect(
        one.command.discussion?.contains("emic ") == true, "the help of '\(line)' shows no example")
      // A command that its parent runs unasked is called by its parent's name.
      let asked = one.isDefault ? one.words.dropLast().joined(separator: " ") : line
      if !isGroup || one.command.defaultSubcommand != nil {
        #expect(
          examples.contains { $0 == asked || $0.hasPrefix(asked + " ") },
          "no page of the manual shows '\(line)'")
      }
    }
  }

  private static func commands(below parent: Tree.Command, words: [String]) -> [Called] {
    (parent.subcommands ?? []).filter { $0.commandName != "help" && $0.shouldDisplay != false }
      .flatMap { child -> [Called] in
        let called = words + [child.commandName]
        // The dump names the default of some groups only; in all of them it is `list` otherwise.
        let isDefault = [parent.defaultSubcommand, "list"].contains(child.commandName)
        return [Called(words: called, command: child, isDefault: isDefault)]
          + commands(below: child, words: called)
      }
  }

  /// The command lines in the fenced blocks of the manual.
  private static func examples() throws -> [String] {
    let folder = Built.checkout.appending(path: "Documentation")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try names.filter { $0.hasSuffix(".md") }.flatMap { name -> [String] in
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return WrittenPage(text).examples.map(\.command)
    }
  }
}
