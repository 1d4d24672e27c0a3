import Foundation
import Testing

/// The page of the forty questions has each of them once, with a command or a reason.
///
/// What the commands print is compared by `WrittenPageTests`.
@Suite struct FortyQuestionsTests {
  @Test func everyQuestionHasACommandOrAReason() throws {
    let file = Built.checkout.appending(path: "Documentation/Forty-questions.md")
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    var commands: [Int: Int] = [:]
    var reasons: [Int] = []
    var open: Int?
    for line in lines {
      if line.hasPrefix("**Q"), let number = Int(line.dropFirst(3).prefix(2)) {
        #expect(commands[number] == nil, "Q\(number) stands twice")
        commands[number] = 0
        open = number
      } else if line.hasPrefix("#") {
        open = nil
      } else if line.hasPrefix("$ emic"), let open {
        commands[open, default: 0] += 1
      } else if line.hasPrefix("| Q"), let number = Int(line.dropFirst(3).prefix(2)) {
        let reason = line.split(separator: "|").last?.trimmingCharacters(in: .whitespaces) ?? ""
        #expect(reason.count > 3, "Q\(number) has no reason")
        reasons.append(number)
      }
    }
    #expect(commands.values.allSatisfy { $0 > 0 }, "\(commands.filter { $0.value == 0 })")
    #expect((commands.keys + reasons).sorted() == Array(1...40))
  }
}
