import Fieldwork

/// Codes that a theme names, found in the codebook.
///
/// A category stands for everything below it, since it carries no codings of its own; a code
/// stands for itself.
struct NamedCodes: Sendable {
  /// The slug and the codes that are meant, in the order of the definition.
  private(set) var parts: [(slug: String, codes: Range<Int>)] = []
  /// Slugs that the codebook does not have.
  private(set) var unknown: [String] = []

  init(_ slugs: [String], in book: Codebook) {
    var seen: Set<String> = []
    for slug in slugs where seen.insert(slug).inserted {
      guard let index = book.index(ofSlug: slug) else {
        unknown.append(slug)
        continue
      }
      let isOne = book.codes[index].isCodable
      parts.append((slug, isOne ? index..<index + 1 : book.subtree(index)))
    }
  }

  func contains(_ code: Int32) -> Bool { parts.contains { $0.codes.contains(Int(code)) } }

  /// The codings of a case with one of these codes, in reading order.
  func rows(of place: Int32, in codes: CaseCodes) -> [Int] {
    codes.rows[Int(place)].filter { contains(codes.code(ofCoding: $0)) }
  }

  /// The slugs that occur among some codings, in the order of the definition.
  func present(among codes: Set<Int32>) -> [String] {
    parts.filter { part in codes.contains { part.codes.contains(Int($0)) } }.map(\.slug)
  }
}

/// A theme with its codes found.
struct ThemeCodes: Sendable {
  let definition: ThemeDefinition
  let required: NamedCodes
  let supporting: NamedCodes
  let contrary: NamedCodes
  /// How many of the required codes must be there.
  let threshold: Int
  /// The codings that answer the rule, where the rule is a query.
  let answers: Set<Int>?
  /// Why the rule cannot be asked, where it cannot.
  let ruleProblem: String?

  /// Finds the codes of a theme.
  ///
  /// - Parameter transcripts: interviews to leave out, so that no passage elsewhere answers the
  ///   rule by what was said there.
  init(
    _ definition: ThemeDefinition, in snapshot: StudySnapshot, without transcripts: Set<Int32> = []
  ) {
    let book = snapshot.codebook
    self.definition = definition
    required = NamedCodes(definition.required, in: book)
    supporting = NamedCodes(definition.supporting, in: book)
    contrary = NamedCodes(definition.contrary, in: book)
    // A required code that the codebook lacks still counts: nobody can carry it.
    threshold = definition.rule.threshold(of: required.parts.count + required.unknown.count)
    var problem: String?
    do {
      let query = try definition.rule.resolvedQuery(in: book)
      answers = query.map { Set($0.rows(in: snapshot, without: transcripts)) }
    } catch let failure as any ProblemReporting {
      answers = []
      problem = "the rule cannot be asked, so nobody carries the theme: \(failure.problem.what)"
    } catch {
      answers = []
      problem = "the rule cannot be asked, so nobody carries the theme"
    }
    ruleProblem = problem
  }

  /// The rule as it is printed beside every prevalence.
  var ruleWords: String {
    let count = required.parts.count + required.unknown.count
    return switch definition.rule {
    case .allRequired: "all \(count) required"
    case .atLeast(let k): "at least \(k) of \(count) required"
    case .query(let query): "a passage of: \(query)"
    }
  }

  /// The rule with the codes that it counts.
  var fullRuleWords: String {
    answers == nil ? ruleWords + ": " + definition.required.joined(separator: ", ") : ruleWords
  }

  /// Whether codings, of which these required codes are there, fulfil the rule.
  ///
  /// A theme without required codes is carried by nobody: an empty rule must not be true of
  /// everyone.
  func isCarried(by present: [String], rows: [Int]) -> Bool {
    if let answers { return rows.contains(where: answers.contains) }
    return !required.parts.isEmpty && present.count >= threshold
  }

  func isCarried(by rows: [Int], codes: CaseCodes) -> Bool {
    isCarried(by: required.present(among: Set(rows.map(codes.code(ofCoding:)))), rows: rows)
  }
}

extension ResolvedCodeQuery {
  /// The rows of a snapshot that answer, asked as if some transcripts had no codings.
  fileprivate func rows(in snapshot: StudySnapshot, without transcripts: Set<Int32>) -> [Int] {
    guard !transcripts.isEmpty else { return answer(in: snapshot).rows }
    let kept = (0..<snapshot.codings.count).filter {
      !transcripts.contains(snapshot.transcript(ofCoding: $0))
    }
    var rest = snapshot
    rest.codings = snapshot.codings.filtered {
      !transcripts.contains(snapshot.transcript(ofCoding: $0))
    }
    return answer(in: rest).rows.map { kept[$0] }
  }
}
