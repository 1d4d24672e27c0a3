import Exchange
import Fieldwork
import Foundation
import TestSupport
import Testing

@Suite struct CodebookCSVTests {
  private func read(_ text: String) throws -> CodebookDraft {
    try CodebookCSV.read(text, fileName: "c.csv")
  }

  private func message(_ text: String) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch { return (error as? any ProblemReporting)?.problem.line }
  }

  @Test func parentsKeepCarryingCodingsUnlessTheFileSaysNo() throws {
    let draft = try read(
      "code,parent,definition,include,exclude,codable,n\n"
        + "access,,Getting in,a,b,,1\nPaper work,access,Forms,,,,2\ngroup,,,,,0,3\n")
    let codes = draft.entries.map(\.definition)
    #expect(codes.map(\.slug) == ["access", "paper-work", "group"])
    #expect(codes.map(\.parent) == [nil, "access", nil])
    #expect(codes.map(\.isCodable) == [true, true, false])
    #expect(codes[0].full == "Getting in" && codes[0].include == "a" && codes[0].exclude == "b")
    #expect(codes[1].name == "Paper work")
    #expect(draft.entries.map(\.line) == [2, 3, 4])
    #expect(draft.notes == ["c.csv: ignored column n"])
  }

  @Test func columnsHaveSynonymsInAnyCase() throws {
    let codes = try read(
      "ID;Name;Name_zh;Description;When to use;Types\n"
        + "x.1;A code;码;d;u;\"hh; fg\"\ny;B;乙;;;hh\n"
    ).entries.map(\.definition)
    #expect(codes[0].slug == "x.1" && codes[0].name == "A code")
    #expect(codes[0].name(in: "zh") == "码" && codes[0].full == "d" && codes[0].include == "u")
    #expect(codes[0].interviewees == ["hh", "fg"])
  }

  @Test func aColumnThatOnlyCountsIsNoID() throws {
    let draft = try read("id,code\n1,Alpha\n2,Beta\n")
    #expect(draft.entries.map(\.definition.slug) == ["Alpha", "Beta"])
    #expect(draft.notes == ["c.csv: the column id only counts; ignored"])
  }

  @Test func categoriesThatOnlyAColumnNamesBecomeEntries() throws {
    let codes = try read("code,category\na,Big one\nb,Big one\n").entries.map(\.definition)
    #expect(codes.map(\.slug) == ["big-one", "a", "b"])
    #expect(codes.map(\.isCodable) == [false, true, true])
    #expect(codes.map(\.parent) == [nil, "big-one", "big-one"])
  }

  @Test func whatThereIsNoColumnForIsSilent() throws {
    let draft = try read("code,category,definition\na,Big one,d\n")
    #expect(draft.entries[0].silent == CodeField.all)
    let silent = draft.entries[1].silent
    #expect(silent.isDisjoint(with: [.parent, .full]))
    #expect(silent == CodeField.all.subtracting([.parent, .full]))
    let tags = try read("tag,description\nhome.a,x\nhome.b,y\nc,z\n").entries
    #expect(tags.map(\.definition.slug) == ["home", "home.a", "home.b", "c"])
    #expect(tags[0].silent == CodeField.all)
    #expect(!tags[1].silent.contains(.parent) && tags[3].silent.contains(.parent))
  }

  @Test func dotsInTagsAreAHierarchyOnlyWhereTheyGroup() throws {
    let draft = try read(
      "tag,description\nfamily,f\nfamily.children,c\nhome.a b,x\nhome.c,y\nv1.2,z\nno. of rooms,r\n"
    )
    let codes = draft.entries.map(\.definition)
    #expect(
      codes.map(\.slug)
        == ["family", "family.children", "home", "home-a-b", "home.c", "v1.2", "no-of-rooms"])
    #expect(codes.map(\.parent) == [nil, "family", nil, "home", "home", nil, nil])
    #expect(codes.map(\.isCodable) == [true, true, false, true, true, true, true])
    #expect(codes[3].name == "home.a b")
  }

  @Test func malformedTablesAreOneClearLine() {
    #expect(
      message("colour,size\n1,2\n")
        == "c.csv: there is no column code (or tag, id, name); the columns are colour, size")
    #expect(
      message("code\na\n\"\"\n") == "c.csv, line 3: the code has neither id nor name; add one")
    #expect(
      message("code,parent\na,z\n")?.hasPrefix("c.csv, line 2: the code 'a' lies under") == true)
    #expect(
      message("code,codable\na,perhaps\n")
        == "c.csv, line 2: yes or no cannot be 'perhaps'; write 1 or 0")
    #expect(
      message("code,code\na,b\n")
        == "c.csv, line 1: the column 'code' stands in the header twice; rename or remove one of them"
    )
    #expect(message("code\n") == "c.csv: the file has no codes")
    #expect(message("code\na\nb\na\n")?.hasPrefix("c.csv, lines 2 and 4: the code 'a'") == true)
  }

  @Test(arguments: UInt64(1)...40)
  func whatIsWrittenIsReadBack(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    // A table has one cell for all examples of a language, and no cell can hold blanks alone.
    let entries = RandomCodes.entries(using: &random).map { code in
      var code = code
      func tidy(_ text: String) -> String { "x\(text)x".replacingOccurrences(of: ";", with: "") }
      code.names = code.names.prefix(1).map { LocalizedText(language: "zh", text: tidy($0.text)) }
      code.examples = code.examples.prefix(1).map {
        LocalizedText(language: "", text: tidy($0.text))
      }
      code.paradigm = code.paradigm.map(tidy)
      code.origin = code.origin.map(tidy)
      for path in [\CodeDefinition.short, \.full, \.include, \.exclude]
      where !code[keyPath: path].isEmpty {
        code[keyPath: path] = tidy(code[keyPath: path])
      }
      for path in [\CodeDefinition.interviewees, \.questions, \.dimensions] {
        code[keyPath: path] = code[keyPath: path].map(tidy)
      }
      return code
    }
    let codebook = try Codebook(entries)
    let again = try Codebook(read(CodebookCSV.write(codebook)).entries.map(\.definition))
    let isSame = again.codes == codebook.codes
    #expect(isSame, "seed \(seed)")
  }

  @Test(arguments: UInt64(1)...40)
  func damagedTablesAreReadOrRefusedNeverCrash(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = RandomCodes.damaged(
      "tag,parent,description,codable\na.b,,\"x \"\"y\"\"\",1\n户口,a.b,,0\nc d,,,\n", using: &random)
    do { _ = try read(text) } catch { #expect(error is any ProblemReporting, "seed \(seed)") }
  }

  @Test(.enabled(if: SharedFiles.arePresent, "the shared files are not here"))
  func taguetteCodebookIsReadWithItsDescriptions() throws {
    let url = try SharedFiles.url("real/exchange/taguette-1.5.2-serdif-codebook.csv")
    let draft = try read(String(contentsOf: url, encoding: .utf8))
    #expect(draft.entries.count == 22)
    #expect(draft.notes == ["c.csv: ignored columns number of highlights, number of documents"])
    let assist = try #require(draft.entries.first { $0.definition.name == "Moderator assist" })
    #expect(assist.definition.slug == "moderator-assist")
    #expect(assist.definition.full.hasPrefix("The moderator intervenes because"))
  }
}
