import Foundation
import TestSupport
import Testing

/// What the program says about itself.
private struct Help: Decodable {
  var command: Command

  struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var arguments: [Argument]?
    var subcommands: [Command]?

    /// The command and all below it, each with the words that one types.
    func all(_ above: [String] = []) -> [(path: [String], command: Command)] {
      let path = above + [commandName]
      return [(path, self)] + (subcommands ?? []).flatMap { $0.all(path) }
    }
  }

  struct Argument: Decodable {
    var abstract: String?
    var kind: String
    var valueName: String?
    var shouldDisplay: Bool
  }

  static func read() throws -> [(path: [String], command: Command)] {
    let files = try ScratchFolder()
    let run = try Tool(in: files.url).run("--experimental-dump-help")
    let help = try JSONDecoder().decode(Help.self, from: run.outputBytes)
    // The parser's own command, which explains the others.
    return help.command.all().filter { $0.path.last != "help" }
  }
}

@Suite struct HelpTests {
  @Test func everyCommandSaysInOneSentenceWhatItDoes() throws {
    let commands = try Help.read()
    #expect(commands.count > 30)
    for (path, command) in commands {
      let abstract = command.abstract ?? ""
      #expect(abstract.hasSuffix("."), "\(path)")
      #expect((10...110).contains(abstract.count), "\(path): \(abstract)")
    }
  }

  @Test func everyCommandShowsAnExampleOfItself() throws {
    for (path, command) in try Help.read() {
      let examples = (command.discussion ?? "").split(separator: "\n")
        .map { $0.trimmingCharacters(in: [" "]) }.filter { $0.hasPrefix("emic ") }
      let typed = path.joined(separator: " ")
      // 'emic import' takes transcripts without the word.
      let short = path == ["emic", "import", "transcripts"] ? "emic import" : typed
      let usual = path.last == "list" ? path.dropLast().joined(separator: " ") : short
      #expect(examples.contains { $0.hasPrefix(usual) }, "\(typed) has no example of itself")
    }
  }

  @Test func everyOptionAndArgumentIsExplained() throws {
    for (path, command) in try Help.read() {
      for argument in command.arguments ?? [] where argument.shouldDisplay {
        let words = argument.abstract ?? ""
        #expect(words.count > 5, "\(path) \(argument.valueName ?? argument.kind)")
      }
    }
  }

  @Test func everyExampleIsWrittenAsTheParserTakesIt() throws {
    let names = Dictionary(
      try Help.read().map { ($0.path.joined(separator: " "), $0.command) },
      uniquingKeysWith: { first, _ in first })
    for (path, command) in try Help.read() {
      for line in (command.discussion ?? "").split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        guard words.first == "emic", words.count > 1 else { continue }
        #expect(names["emic \(words[1])"] != nil, "\(path): \(line)")
      }
    }
  }

  @Test func everyCommandHasItsPageInTheManual() throws {
    let folder = SharedFiles.packageRoot.appending(path: "Documentation")
    guard let paths = FileManager.default.subpaths(atPath: folder.path) else { return }
    let pages = try paths.filter { $0.hasSuffix(".md") }.map {
      String(decoding: try Data(contentsOf: folder.appending(path: $0)), as: UTF8.self)
    }
    for (path, _) in try Help.read() where path.count > 1 && path.last != "list" {
      let typed = path.joined(separator: " ")
      #expect(pages.contains { $0.contains(typed) }, "\(typed) is not in the manual")
    }
  }
}
