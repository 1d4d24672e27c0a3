import CodingEngine
import Fieldwork
import Testing

/// Conditions by cases, on the linked study whose table stands in `LinkedStudy`.
@Suite struct ChecklistTests {
  private func checklist(
    _ conditions: [ChecklistDefinition.Condition]
  ) throws -> (Checklist, StudySnapshot) {
    let snapshot = try LinkedStudy.builder().snapshot()
    let definition = ChecklistDefinition(
      title: "Tried", file: "tried.yaml", conditions: conditions)
    return (try Checklist(definition, in: snapshot), snapshot)
  }

  private func cases(
    _ finding: ChecklistFinding, _ checklist: Checklist, _ snapshot: StudySnapshot
  ) -> [String] {
    zip(checklist.cases, checklist.cells[0]).filter { $0.1.finding == finding }
      .map { snapshot.cases[Int($0.0)].id }
  }

  @Test func `passages speak for the case they belong to`() throws {
    let (found, snapshot) = try checklist([
      .init(slug: "settled", pro: .init(codes: "stay"), contra: .init(codes: "ties"))
    ])
    #expect(cases(.both, found, snapshot) == ["R-1"])
    #expect(
      cases(.pro, found, snapshot) == ["R-2", "R-3", "R-4", "R-5", "R-9", "R-12", "O-1"])
    #expect(cases(.contra, found, snapshot) == ["R-6", "R-7", "R-8"])
    #expect(found.count(.neither, ofCondition: 0) == 0)
    #expect(found.n == found.cells[0].count)
    // 'All of us' is said by several; the document is about nobody.
    #expect(found.notes.contains { $0.hasPrefix("2 codings that would be evidence belong") })
  }

  @Test func `the survey speaks only where its comparison is known to hold`() throws {
    let (found, snapshot) = try checklist([
      .init(slug: "house", pro: .init(survey: "house is yes"), contra: .init(survey: "income < 6"))
    ])
    func answers(_ id: String) throws -> [ChecklistSurveyAnswer?] {
      let place = try #require(found.cases.firstIndex { snapshot.cases[Int($0)].id == id })
      return ChecklistSide.allCases.map { found.cells[0][place].evidence($0).survey }
    }
    #expect(try answers("R-6") == [.holds, .fails])
    #expect(try answers("R-1") == [.fails, .holds])
    // House missing; income refused; no record at all.
    #expect(try answers("R-9") == [.unknown, .fails])
    #expect(try answers("R-8") == [.holds, .unknown])
    #expect(try answers("R-12") == [.unknown, .unknown])
    // A household of the survey without an interview is looked at, too.
    #expect(try answers("R-10") == [.holds, .fails])
    #expect(cases(.neither, found, snapshot) == ["R-4", "R-5", "R-9", "R-12", "O-1"])
  }

  @Test func `codes and survey add up, and each side is looked at by itself`() throws {
    let (found, snapshot) = try checklist([
      .init(
        slug: "settled", pro: .init(codes: "stay or school", survey: "house is no"),
        contra: .init(survey: "tenure is owned"))
    ])
    func cell(_ id: String) throws -> Checklist.Cell {
      found.cells[0][try #require(found.cases.firstIndex { snapshot.cases[Int($0)].id == id })]
    }
    #expect(try cell("R-2").pro.passages == 2)
    #expect(try cell("R-2").pro.survey == .holds)
    #expect(try cell("R-2").finding == .pro)
    #expect(try cell("R-9").finding == .both)
    #expect(try cell("R-7").finding == .contra)
    #expect(try cell("R-7").pro.rows.isEmpty)
  }

  @Test func `several codings of one passage are one passage`() throws {
    var study = LinkedStudy.builder()
    study.put("stay", "school", on: "the fields wait", in: "GY-7", coder: "lee")
    let snapshot = try study.snapshot()
    let found = try Checklist(
      ChecklistDefinition(conditions: [
        .init(slug: "x", pro: .init(codes: "stay or school or ties"))
      ]), in: snapshot)
    let place = try #require(found.cases.firstIndex { snapshot.cases[Int($0)].id == "R-7" })
    #expect(found.cells[0][place].pro.rows.count == 3)
    #expect(found.cells[0][place].pro.passages == 1)
  }

  @Test func `what cannot be understood is told with file, line and side`() throws {
    let wrong: [(ChecklistDefinition.Evidence, String)] = [
      (.init(codes: "stya"), "stya"), (.init(codes: "stay and"), "missing"),
      (.init(survey: "hose is yes"), "hose"), (.init(survey: "house is perhaps"), "perhaps"),
      // Files take exact names only.
      (.init(codes: "scho"), "scho"),
    ]
    for (evidence, words) in wrong {
      #expect {
        _ = try checklist([.init(slug: "a", pro: .init(codes: "stay"), contra: evidence, line: 7)])
      } throws: { error in
        guard let problem = (error as? any ProblemReporting)?.problem else { return false }
        return problem.place == "tried.yaml, line 7, a, against" && problem.kind == .data
          && problem.line.contains(words)
      }
    }
  }

  @Test func `a part of a checklist has the cells of the whole`() throws {
    let (found, _) = try checklist([
      .init(slug: "a", pro: .init(codes: "stay")), .init(slug: "b", pro: .init(codes: "ties")),
    ])
    let part = found.limited(toCases: [3, 0], conditions: [1])
    #expect(part.definition.conditions.map(\.slug) == ["b"])
    #expect(part.cases == [found.cases[3], found.cases[0]])
    #expect(part.cells == [[found.cells[1][3], found.cells[1][0]]])
  }
}
