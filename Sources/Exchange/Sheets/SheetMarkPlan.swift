import Fieldwork

/// Which marks a sheet needs for its codings: one for each passage, and labels for those that an
/// unlabelled pair of brackets could not spell.
struct SheetMarkPlan {
  /// Codes with the same notes, in one pair of braces.
  struct Group {
    var codes: [String]
    var memos: [String]
  }

  /// A passage to be marked among the words.
  struct Mark {
    var span: Span
    var groups: [Group]
    var isLabelled = false
  }

  /// The marks by start, longer ones first.
  private(set) var marks: [Mark] = []
  /// The codes of turns that are coded whole, by the index of the turn.
  private(set) var turns: [Int: [Group]] = [:]

  init(_ codings: [SheetCoding], layout: SheetLayout, turns spoken: [SheetTurn]) {
    var whole: [Span: Int] = [:]
    var heads: [Int32] = []
    for line in layout.lines {
      guard let turn = line.turn else { continue }
      whole[spoken[turn].span] = turn
      heads.append(line.start)
    }
    for (span, ofSpan) in Dictionary(grouping: codings, by: \.span) {
      let groups = SheetMarkPlan.groups(ofSpan)
      if let turn = whole[span] {
        turns[turn] = groups
      } else {
        marks.append(
          Mark(span: span, groups: groups, isLabelled: SheetMarkPlan.crosses(span, heads)))
      }
    }
    marks.sort { a, b in
      a.span.start == b.span.start ? a.span.end > b.span.end : a.span.start < b.span.start
    }
    for first in marks.indices {
      for second in marks.indices[(first + 1)...] {
        guard marks[second].span.start < marks[first].span.end else { break }
        if marks[second].span.start > marks[first].span.start,
          marks[second].span.end > marks[first].span.end
        {
          marks[first].isLabelled = true
          marks[second].isLabelled = true
        }
      }
    }
  }

  /// Codes without notes first, then those with the same notes together.
  private static func groups(_ codings: [SheetCoding]) -> [Group] {
    var groups: [Group] = []
    for coding in codings.filter(\.memos.isEmpty) + codings.filter({ !$0.memos.isEmpty }) {
      if let same = groups.firstIndex(where: { $0.memos.elementsEqual(coding.memos, by: same) }) {
        groups[same].codes.append(coding.code)
      } else {
        groups.append(Group(codes: [coding.code], memos: coding.memos))
      }
    }
    return groups
  }

  /// Whether two texts are the same scalar by scalar; `==` holds é in one scalar and in two for
  /// the same.
  private static func same(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

  /// Whether the number of a turn would stand inside a mark.
  private static func crosses(_ span: Span, _ heads: [Int32]) -> Bool {
    let next = heads.indices.partitionPoint { heads[$0] > span.start }
    return next < heads.count && heads[next] <= span.end
  }
}
