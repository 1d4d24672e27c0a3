import CodingEngine
import Fieldwork

/// The codes of a coding sheet looked up, and those that it asks for.
struct SheetCodes {
  /// Names that lead nowhere, and codes that take no codings.
  private(set) var faults: [SheetFault] = []
  /// New codes that are there already.
  private(set) var known: [String] = []
  private var plan: CodePlan
  private var slugs: [String: String] = [:]

  /// The codes to make.
  var newCodes: [CodeDefinition] { plan.newCodes }

  /// Looks up every name of a sheet.
  ///
  /// - Parameters:
  ///   - renamed: the slugs of today by those that codes had when the sheet was made.
  ///   - makesNew: whether a name that nothing has becomes a new code.
  init(_ read: ReadSheet, renamed: [String: String], makesNew: Bool, in book: Codebook) throws {
    plan = try CodePlan([], makesNew: makesNew, in: book)
    for new in read.newCodes {
      do {
        let isNew = try plan.define(new.code.name, as: new.code.definition, in: book)
        if !isNew { known.append(new.code.name) }
      } catch let error as any ProblemReporting {
        faults.append(SheetFault(.code(error.problem), new.place))
      }
    }
    var problems: [String: Problem] = [:]
    for code in read.marks.flatMap(\.codes) + read.turnMarks.flatMap(\.codes) {
      if slugs[code.name] == nil, problems[code.name] == nil {
        switch look(renamed[code.name] ?? code.name, book) {
        case .success(let slug): slugs[code.name] = slug
        case .failure(let problem): problems[code.name] = problem
        }
      }
      if let problem = problems[code.name] {
        faults.append(SheetFault(.code(problem), code.place))
      }
    }
  }

  /// What a sheet spells, each passage and code once.
  func codings(of spelled: [SheetProof.Coding]) -> [SheetCoding] {
    var codings: [SheetCoding] = []
    var places: [SheetCoding.Key: Int] = [:]
    for coding in spelled {
      let made = SheetCoding(
        span: coding.span, code: slugs[coding.code.name] ?? coding.code.name,
        memos: coding.code.memos)
      guard let place = places[made.key] else {
        places[made.key] = codings.count
        codings.append(made)
        continue
      }
      codings[place].memos += made.memos.filter { memo in
        !codings[place].memos.contains { $0.utf8.elementsEqual(memo.utf8) }
      }
    }
    return codings
  }

  private mutating func look(_ name: String, _ book: Codebook) -> Result<String, Problem> {
    do {
      let slug = try plan.add(name, in: book)
      guard let index = book.index(ofSlug: slug), !book.codes[index].isCodable else {
        return .success(slug)
      }
      let below = book.subtree(index).dropFirst().filter { book.codes[$0].isCodable }.prefix(5)
      let names = below.map { book.codes[$0].slug }.joined(separator: ", ")
      return .failure(
        Problem(
          .data, "'\(slug)' is a category and carries no codings",
          hint: names.isEmpty ? "use a code" : "use one of its codes: \(names)"))
    } catch let error as any ProblemReporting {
      return .failure(error.problem)
    } catch {
      return .failure(Problem(.internalFailure, "\(error)"))
    }
  }
}
