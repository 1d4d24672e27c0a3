import Exchange
import Fieldwork
import Foundation
import TestSupport
import Testing

@Suite struct CodebookYAMLTests {
  private func read(_ text: String) throws -> CodebookDraft {
    try CodebookYAML.read(text, fileName: "c.yaml")
  }

  private func message(_ text: String) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch { return (error as? any ProblemReporting)?.problem.line }
  }

  private let full = """
    core_category:
      id: core
      name: Core
      name_zh: 核心
      definition: >
        One
        line.
      dimensions: ["a <-> b"]
    categories:
      - {id: cat, name: Category, name_zh: 类, paradigm: condition}
    codes:
      - id: top
        name: "Yes: a name"
        name_zh: 名
        category: cat
        kind: strategy
        types: [hh, fg]
        rq: [RQ1]
        short: s
        full: f
        use: u
        not: n
        ex: "e"
        ex_zh: 例
        origin: in vivo
        sensitive: true
        children:
          - {id: below, name: no}
      - {id: beside, parent: top, category: cat}
    """

  @Test func fullShapeIsReadInFull() throws {
    let draft = try read(full)
    #expect(draft.entries.map(\.definition.slug) == ["core", "cat", "top", "below", "beside"])
    #expect(draft.entries.map(\.line) == [2, 10, 12, 28, 29])
    let codes = draft.entries.map(\.definition)
    #expect(codes.map(\.parent) == [nil, "core", "cat", "top", "top"])
    #expect(codes.map(\.isCodable) == [false, false, true, true, true])
    #expect(codes.map(\.isCore) == [true, false, false, false, false])
    #expect(codes[0].full == "One line.")
    #expect(codes[0].dimensions == ["a <-> b"])
    #expect(codes[1].paradigm == "condition")
    #expect(codes[2].name(in: "zh") == "名")
    #expect(codes[2].name == "Yes: a name")
    #expect(codes[2].interviewees == ["hh", "fg"])
    #expect(codes[2].questions == ["RQ1"])
    #expect(codes[2].include == "u" && codes[2].exclude == "n")
    #expect(codes[2].examples.map(\.text) == ["e", "例"])
    #expect(codes[2].examples.map(\.language) == ["", "zh"])
    #expect(codes[2].origin == "in vivo" && codes[2].isSensitive)
    #expect(codes[3].name == "no")
  }

  @Test func plainTreesOfNamesAreCodebooks() throws {
    let list = try read("- School:\n    - Fees owed\n    - 学校\n- Work\n")
    #expect(list.entries.map(\.definition.slug) == ["School", "fees-owed", "学校", "Work"])
    #expect(list.entries.map(\.definition.parent) == [nil, "School", "School", nil])
    #expect(list.entries[1].definition.name == "Fees owed")
    let allCodable = list.entries.allSatisfy(\.definition.isCodable)
    #expect(allCodable)
    let mapping = try read("School:\n  Fees:\n  Distance: {definition: far, children: [Bus]}\n")
    #expect(mapping.entries.map(\.definition.slug) == ["School", "Fees", "Distance", "Bus"])
    #expect(mapping.entries[2].definition.full == "far")
    #expect(mapping.entries[3].definition.parent == "Distance")
  }

  @Test func parentsMayBeCalledByTheirWrittenName() throws {
    let draft = try read(
      "codes:\n- {name: Fees owed, parent: school gate}\n- {id: gate, name: School  Gate}\n")
    #expect(draft.entries[0].definition.parent == "gate")
  }

  @Test func malformedFilesAreOneClearLine() {
    #expect(message("") == "c.yaml: the file is empty")
    #expect(
      message("just words") == "c.yaml, line 1: a codebook must be a list or mapping of codes")
    #expect(message("codes: []") == "c.yaml: the file has no codes")
    #expect(
      message("codes:\n- id: a\n  colour: red\n")?.hasPrefix(
        "c.yaml, line 3: the key 'colour' is not known here; known keys are id, name") == true)
    #expect(
      message("codes:\n- id: a\n  short: [x]\n")
        == "c.yaml, line 3: the short definition must be text")
    #expect(
      message("codes:\n- id: a\n  sensitive: maybe\n")
        == "c.yaml, line 3: sensitive must be true or false")
    #expect(
      message("codes:\n- id: a\n- id: b\n\n- {id: a}\n")
        == "c.yaml, lines 2 and 5: the code 'a' stands in the file twice; rename or remove one of them"
    )
    #expect(
      message("- Home tab\n- home-tab\n")
        == "c.yaml, lines 1 and 2: the names 'Home tab' and 'home-tab' both become the id "
        + "'home-tab'; give one of them an id of its own")
    #expect(
      message("codes:\n- id: a\n  parent: q\n")
        == "c.yaml, line 2: the code 'a' lies under 'q', which is not in the file; add 'q' or "
        + "correct the parent")
    #expect(
      message("codes:\n- {id: a, parent: b}\n- {id: b, parent: a}\n")
        == "c.yaml, lines 2 and 3: these codes lie below each other in a circle: a, b; give one "
        + "of them another parent")
    #expect(
      message("- '???'\n")
        == "c.yaml, line 1: no id can be made from the name '???'; give the code an id with "
        + "letters or digits")
    #expect(message("codes:\n- {full: x, definition: y, id: a}\n")?.contains("'full'") == true)
    #expect(message("codes:\n  - id: a\n id: [b\n")?.hasPrefix("c.yaml, line ") == true)
    #expect(
      message(
        "categories:\n- id: c\n- id: d\ncodes:\n- {id: a, category: c}\n"
          + "- {id: b, parent: a, category: d}\n")?.contains("names the category 'd'") == true)
    #expect(message(String(repeating: "[", count: 50_000)) != nil)
  }

  @Test func aliasesThatExplodeAreRefused() {
    var text = "a: &a [x,x,x,x,x,x,x,x,x]\n"
    for (one, next) in zip("abcdefgh", "bcdefghi") {
      let nine = Array(repeating: "*\(one)", count: 9).joined(separator: ",")
      text += "\(next): &\(next) [\(nine)]\n"
    }
    #expect(
      message(text) == "c.yaml: aliases (*name) repeat too much of the file; write the parts out")
  }

  @Test(arguments: UInt64(1)...60)
  func whatIsWrittenIsReadBack(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let codebook = try Codebook(RandomCodes.entries(using: &random))
    let text = CodebookYAML.write(codebook)
    let again = try Codebook(read(text).entries.map(\.definition))
    let isSame = again.codes == codebook.codes
    #expect(isSame, "seed \(seed)")
  }

  @Test(arguments: UInt64(1)...80)
  func damagedFilesAreReadOrRefusedNeverCrash(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = RandomCodes.damaged(full, using: &random)
    do { _ = try read(text) } catch { #expect(error is any ProblemReporting, "seed \(seed)") }
  }

  @Test(.enabled(if: Demonstration.has("Codebooks/settling.yaml"), "the demonstration is not here"))
  func demonstrationCodebookHasSixtyCodesInTenCategories() throws {
    let text = try Demonstration.text("Codebooks/settling.yaml")
    let codes = try CodebookYAML.read(text, fileName: "settling.yaml").entries.map(\.definition)
    #expect(codes.filter(\.isCodable).count == 60)
    #expect(codes.filter { !$0.isCodable && !$0.isCore }.count == 10)
    #expect(codes.filter(\.isCore).count == 1)
    // Counted in the file by another road: the lines that carry the key.
    let sensitive = text.split(separator: "\n").filter { $0.contains("sensitive: true") }.count
    #expect(codes.filter(\.isSensitive).count == sensitive)
    let written = CodebookYAML.write(try Codebook(codes))
    #expect(try Codebook(read(written).entries.map(\.definition)).codes == Codebook(codes).codes)
  }
}
