import Exchange
import Fieldwork
import TestSupport
import Testing

@Suite struct AttributeFilesTests {
  private func message(_ work: () throws -> Void) -> String? {
    do {
      try work()
      return nil
    } catch {
      return (error as? any ProblemReporting)?.problem.line ?? "\(error)"
    }
  }

  @Test func `definitions come back as they were written`() throws {
    let text = """
      attribute,type,label,unit,values,kinds
      case.rooms,number,房间,rooms,,household
      participant.sex,category,Sex,,f=woman; m=男,
      transcript.quiet,yes/no,,,,
      """
    let read = try AttributesCSV.read(text, fileName: "a.csv")
    #expect(read.map(\.id) == ["case.rooms", "participant.sex", "transcript.quiet"])
    #expect(read.map(\.type) == [.number, .category, .yesNo])
    #expect(read[1].values.map(\.label) == ["woman", "男"])
    #expect(read[0].kinds == ["household"])
    #expect(try AttributesCSV.read(AttributesCSV.write(read), fileName: "b.csv") == read)
  }

  @Test(arguments: [
    ("attribute,type\nrooms,number\n", "a.csv, line 2: the attribute cannot be 'rooms'"),
    ("attribute,type\ncase.kind,text\n", "a.csv, line 2: the attribute cannot be 'case.kind'"),
    ("attribute,type\ncase.rooms,figure\n", "a.csv, line 2: the type cannot be 'figure'"),
    ("attribute,type\ncase.a,text\ncase.a,text\n", "a.csv, lines 2 and 3: the attribute"),
    ("attribute\ncase.a\n", "a.csv: "),
  ])
  func `a wrong line is named`(_ text: String, _ start: String) {
    let message = message { _ = try AttributesCSV.read(text, fileName: "a.csv") }
    #expect(message?.hasPrefix(start) == true, "\(message ?? "")")
  }

  @Test(arguments: [
    ("rooms 3\n", "line 1: 'rooms 3' has no colon; write: rooms: 3"),
    ("rooms: 3\nrooms: 4\n", "lines 1 and 2: 'rooms' stands in the sheet twice; keep one of them"),
    (
      "  from: t1\n",
      "line 1: 'from' stands below no attribute; begin the line of an attribute "
        + "without blanks"
    ),
    (
      "rooms:\n  from: t1\n",
      "line 1: 'rooms' has a passage and no value; write the value behind "
        + "the colon, or take the passage away"
    ),
    (
      "rooms: 3\n  form: t1\n",
      "line 2: below an attribute stands 'form'; write from, source or "
        + "note; an attribute begins its line without blanks"
    ),
    (
      "rooms: 3\n  source: hearsay\n",
      "line 2: a value cannot come from 'hearsay'; write one of "
        + "survey, interview, field-note, document, judgement"
    ),
    (
      "rooms: missing:tired\n",
      "line 1: no value is missing because of 'tired'; write missing: and "
        + "one of not-asked, refused, dont-know, not-applicable, not-recorded"
    ),
    (
      "# values of case H-2\nrooms: 3\n",
      "line 1: the sheet is of case H-2; take it there, or make "
        + "a sheet of H-1"
    ),
  ])
  func `a sheet that cannot be read says where`(_ text: String, _ expected: String) {
    #expect(message { _ = try AttributeSheet.read(text, of: .place, "H-1") } == expected)
  }

  /// What is written into a sheet is what comes out of it.
  @Test func `ten thousand sheets come back as they were filled in`() throws {
    var random = SeededGenerator(seed: 61)
    for round in 0..<10_000 {
      let isChinese = round.isMultiple(of: 2)
      let names = isChinese ? ["房间", "住房", "打算"] : ["rooms", "tenure", "plan"]
      let words = isChinese ? ["三间", "租：房", "留下 # 不走"] : ["3", "rents: a room", "to stay # ever"]
      let items = names.map { name in
        AttributeSheet.Item(
          name: name,
          value: Bool.random(using: &random) ? words.randomElement(using: &random) ?? "" : "")
      }
      let sheet = AttributeSheet(owner: .place, id: "H-\(round % 9)", about: ["访谈"], items: items)
      let from = isChinese ? "t12:\"“我们：不走”\"" : "T-1 t3:\"a: b\""
      let text = sheet.write().split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
      var filled: [String] = []
      var last = ""
      for line in text {
        if !line.hasPrefix("#"), !line.hasPrefix(" "), !line.isEmpty { last = line }
        filled.append(line == "  from:" && !last.hasSuffix(":") ? "  from: \(from)" : line)
      }
      let read = try AttributeSheet.read(
        filled.joined(separator: round % 3 == 0 ? "\r\n" : "\n"), of: .place, sheet.id)
      let expected = items.filter { !$0.value.isEmpty }
      #expect(read.map(\.name) == expected.map(\.name), "seed 61, round \(round)")
      #expect(read.map(\.content) == expected.map { .value($0.value) }, "seed 61, round \(round)")
      #expect(read.allSatisfy { $0.from == [from] }, "seed 61, round \(round)")
    }
  }

  @Test func `referrals come back as they were written, and a wrong day is named`() throws {
    let rows = try ReferralsCSV.read(
      "from,to,when,route\nperson:村支书,HH-1,2016-06,at the gate\nHH-1,HH-2,,\n", fileName: "r.csv")
    #expect(rows.map(\.from) == ["person:村支书", "HH-1"])
    #expect(rows.map(\.date) == ["2016-06", ""])
    #expect(
      message { _ = try ReferralsCSV.read("from,to,date\na,b,soon\n", fileName: "r.csv") }
        == "r.csv, line 2: the date cannot be 'soon'; write 2016-06-22, 2016-06 or 2016")
    #expect(
      message { _ = try ReferralsCSV.read("from,to\na,b\na,b\n", fileName: "r.csv") } != nil)
  }

  @Test func `topics of participants have a column of their own`() throws {
    let rows = try TopicsCSV.readReached(
      "topic,transcript,participant,state\nrent,T-1,,asked\nrent,T-1,T-1-梅,not reached\n",
      fileName: "t.csv")
    #expect(rows.map(\.participant) == [nil, "T-1-梅"])
    #expect(rows.map(\.state) == [.asked, .notReached])
    #expect(try TopicsCSV.readReached(TopicsCSV.write(rows), fileName: "u.csv") == rows)
  }
}
