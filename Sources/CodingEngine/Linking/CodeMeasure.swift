import Fieldwork

/// What is looked for in each case.
public enum CodeMeasure: Hashable, Sendable {
  /// A code by its index, its own codings only.
  case code(Int)
  /// A code by its index with everything below it.
  case under(Int)
  /// A theme by its index, present when the case carries it by its rule.
  case theme(Int)
}

/// How much of what is looked for is counted in each case.
public enum CodeAmount: String, CaseIterable, Hashable, Sendable {
  /// Whether any interview of the case has it.
  case presence
  /// How many passages have it, over all interviews of the case; a passage that two coders
  /// coded is one.
  case count
  /// The share of the case's words, those of interviewers left out, that lie in such passages;
  /// over all interviews of the case, each by its length.
  case coverage
}

/// A measure, ready to be asked case by case.
struct CaseMeasure {
  let codes: CaseCodes
  let name: String
  private let source: Source

  private enum Source {
    case codes(Range<Int>)
    case theme(ThemeCodes)
  }

  init(_ measure: CodeMeasure, in snapshot: StudySnapshot, codes: CaseCodes) {
    self.codes = codes
    let book = snapshot.codebook
    switch measure {
    case .code(let index):
      name = book.codes[index].slug
      source = .codes(index..<index + 1)
    case .under(let index):
      name = "under \(book.codes[index].slug)"
      source = .codes(book.subtree(index))
    case .theme(let index):
      let theme = ThemeCodes(
        snapshot.themes[index], in: snapshot, without: codes.leftOut)
      name = "theme \(theme.definition.slug) (\(theme.ruleWords))"
      source = .theme(theme)
    }
  }

  /// How much of it a case has.
  ///
  /// - Parameter words: used for the coverage only.
  func amount(_ place: Int32, _ amount: CodeAmount, _ words: OwnWords?) -> Double {
    switch amount {
    case .presence: return isPresent(place) ? 1 : 0
    case .count: return Double(codes.passages(evidence(place)))
    case .coverage:
      let interviews = codes.codedInterviews[Int(place)]
      return words?.share(of: evidence(place), ofCase: place, in: interviews) ?? 0
    }
  }

  func isPresent(_ place: Int32) -> Bool {
    switch source {
    case .codes(let range): !codes.rows(ofCase: place, codes: range).isEmpty
    case .theme(let theme): theme.isCarried(by: codes.rows[Int(place)], codes: codes)
    }
  }

  /// The codings that speak for the measure in a case.
  func evidence(_ place: Int32) -> [Int] {
    switch source {
    case .codes(let range): codes.rows(ofCase: place, codes: range)
    case .theme(let theme): theme.required.rows(of: place, in: codes)
    }
  }

  /// The codings that speak against the measure in a case; only a theme has some.
  func contrary(_ place: Int32) -> [Int] {
    switch source {
    case .codes: []
    case .theme(let theme): theme.contrary.rows(of: place, in: codes)
    }
  }
}
