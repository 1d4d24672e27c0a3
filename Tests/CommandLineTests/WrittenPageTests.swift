import Foundation
import Testing

/// Every example of the README and the manual is run, and must print what the page says.
///
/// `make tour` (EMIC_UPDATE_TOUR=1) writes the outputs anew; look at the difference before
/// committing it.
@Suite struct WrittenPageTests {
  static let pages: [String] = {
    let folder = Built.checkout.appending(path: "Documentation")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let pages = names.filter { $0.hasSuffix(".md") }.sorted()
    return ["README.md"] + pages.map { "Documentation/\($0)" }
  }()

  @Test func `the manual has its pages`() {
    #expect(WrittenPageTests.pages.contains("Documentation/Manual.md"))
    #expect(WrittenPageTests.pages.contains("Documentation/Tour.md"))
  }

  @Test(arguments: pages) func `examples print what the page says`(_ path: String) throws {
    let file = Built.checkout.appending(path: path)
    let text = try String(contentsOf: file, encoding: .utf8)
    let page = WrittenPage(text)
    guard !page.examples.isEmpty else { return }
    var shell = try ReaderShell()
    defer { shell.remove() }
    // The tour begins with nothing; every other page stands in the demonstration study.
    if !path.hasSuffix("Tour.md") { try shell.standInDemo() }
    var outputs: [[String]] = []
    for step in page.steps {
      switch step {
      case .file(let name, let text): try shell.write(text, to: name)
      case .command(let example):
        let output = try shell.run(example.command)
        outputs.append(output)
        // Such lines would be read as commands or as the end of the block.
        let unwritable = output.filter { $0.hasPrefix("$ ") || $0.hasPrefix("```") }
        #expect(unwritable.isEmpty, "\(path):\(example.line + 1): cannot stand in a page")
        if !isUpdating {
          let got = output.joined(separator: "\n")
          #expect(
            output == example.printed, "\(path):\(example.line + 1): \(example.command)\n\(got)")
        }
      }
    }
    if isUpdating { try Data(page.rewritten(outputs).utf8).write(to: file) }
  }

  /// The page says what the program prints only if outputs can be put back where they stood.
  @Test func `a page is rewritten block by block`() {
    let page = WrittenPage(
      """
      Text.
      ```console
      $ one
      old
      $ two
      ```
      ```csv name=a.csv
      x,y
      ```
      ```console
      $ three
      older
      oldest
      ```
      """)
    #expect(page.examples.map(\.command) == ["one", "two", "three"])
    #expect(page.examples.map(\.printed.count) == [1, 0, 2])
    #expect(
      page.rewritten([["new"], ["a", "b"], []]) == """
        Text.
        ```console
        $ one
        new
        $ two
        a
        b
        ```
        ```csv name=a.csv
        x,y
        ```
        ```console
        $ three
        ```
        """)
    guard case .file(let name, let text) = page.steps[2] else {
      Issue.record("the file is no step")
      return
    }
    #expect(name == "a.csv")
    #expect(text == "x,y\n")
  }

  private var isUpdating: Bool {
    ProcessInfo.processInfo.environment["EMIC_UPDATE_TOUR"] == "1"
  }
}
