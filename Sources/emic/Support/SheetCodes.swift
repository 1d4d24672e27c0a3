import CodingEngine
import Fieldwork

/// The codes of a coding sheet looked up, and those that it asks for.
struct SheetCodes {
  /// What the sheet spells, each passage and code once.
  private(set) var codings: [SheetCoding] = []
  /// Names that lead nowhere, and codes that take no codings.
  private(set) var faults: [SheetFault] = []
  /// New codes that are there already.
  private(set) var known: [String] = []
  private var plan: CodePlan

  /// The codes to make.
  var newCodes: [CodeDefinition] { plan.newCodes }

  /// Looks up every name.
  ///
  /// - Parameters:
  ///   - renamed: the slugs of today by those that codes had when the sheet was made.
  ///   - makesNew: whether a name that nothing has becomes a new code.
  init(
    _ spelled: [SheetProof.Coding], newCodes: [ReadSheet.NewCode], renamed: [String: String],
    makesNew: Bool, in book: Codebook
  ) throws {
    plan = try CodePlan([], makesNew: makesNew, in: book)
    for new in newCodes {
      do {
        let isNew = try plan.define(new.code.name, as: new.code.definition, in: book)
        if !isNew { known.append(new.code.name) }
      } catch let error as any ProblemReporting {
        faults.append(SheetFault(.code(error.problem), new.place))
      }
    }
    var slugs: [String: Result<String, Problem>] = [:]
    var places: [SheetCoding.Key: Int] = [:]
    for coding in spelled {
      let found = slugs[coding.code.name] ?? look(renamed[coding.code.name] ?? coding.code.name, book)
      slugs[coding.code.name] = found
      switch found {
      case .failure(let problem): faults.append(SheetFault(.code(problem), coding.code.place))
      case .success(let slug):
        let made = SheetCoding(span: coding.span, code: slug, memos: coding.code.memos)
        if let place = places[made.key] {
          codings[place].memos += made.memos.filter { memo in
            !codings[place].memos.contains { $0.utf8.elementsEqual(memo.utf8) }
          }
        } else {
          places[made.key] = codings.count
          codings.append(made)
        }
      }
    }
    faults.sort { $0.place < $1.place }
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
