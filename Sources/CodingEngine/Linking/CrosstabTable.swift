import Fieldwork

/// The cases of one column of a cross-table.
public struct CrosstabColumn: Hashable, Sendable {
  /// The group of the variable.
  public var group: VariableGroups.Group
  /// The cases with the code.
  public var present: CrosstabCell
  /// The cases without it.
  public var absent: CrosstabCell

  /// The number of cases in the group.
  public var n: Int { present.share.n }
}

/// One cell of a cross-table, with the cases and passages behind it.
public struct CrosstabCell: Hashable, Sendable {
  /// The cases in natural order.
  public var cases: [Int32]
  /// How many they are, of how many in the column.
  public var share: Share
  /// The codings behind the cell in reading order: with the code those that carry it; without
  /// the code those that speak against it, which only a theme has.
  public var rows: [Int]
  /// Whether the cell goes against the table: the code present in a group where it is rarer
  /// than in all cases, or absent where it is more frequent.
  public var contradicts: Bool
}

/// The counts of a cross-table, before any words about them.
struct CrosstabCounts {
  var columns: [CrosstabColumn]
  /// Groups of the schema that no counted case belongs to.
  var empty: [VariableGroups.Group]
  /// Counted cases without a value.
  var missing: [LinkageAccount.Left]

  /// - Parameter cases: linked cases with codings, in order.
  init(
    cases: [Int32], groups: VariableGroups, measure: CaseMeasure, in snapshot: StudySnapshot
  ) {
    var present = Array(repeating: [Int32](), count: groups.groups.count)
    var absent = present
    var missing: [LinkageAccount.Left] = []
    for place in cases {
      switch groups.places[Int(place)] {
      case .group(let index):
        if measure.isPresent(place) {
          present[index].append(place)
        } else {
          absent[index].append(place)
        }
      case .missing(let reason):
        missing.append(
          LinkageAccount.Left(
            name: snapshot.cases[Int(place)].id, index: place, reason: reason))
      case nil: break
      }
    }
    self.missing = missing
    let overall = Share(
      present.map(\.count).reduce(0, +), of: (present + absent).map(\.count).reduce(0, +))
    columns = []
    empty = []
    for (index, group) in groups.groups.enumerated() {
      let n = present[index].count + absent[index].count
      if n == 0 {
        empty.append(group)
        continue
      }
      let with = Share(present[index].count, of: n)
      columns.append(
        CrosstabColumn(
          group: group,
          present: CrosstabCell(
            cases: present[index], share: with,
            rows: snapshot.passages(present[index].flatMap(measure.evidence)),
            contradicts: with.count > 0 && with.isBelow(overall)),
          absent: CrosstabCell(
            cases: absent[index], share: Share(absent[index].count, of: n),
            rows: snapshot.passages(absent[index].flatMap(measure.contrary)),
            contradicts: with.count < n && overall.isBelow(with))))
    }
  }

  var n: Int { columns.map(\.n).reduce(0, +) }

  var present: Int { columns.map(\.present.share.count).reduce(0, +) }

  /// The smallest expected count where a chi-square would not hold (rule H4).
  var smallExpected: Double? {
    n == 0
      ? nil
      : ExpectedCounts([
        columns.map(\.present.share.count), columns.map(\.absent.share.count),
      ]).tooSmall
  }

  var hasEmptyCell: Bool {
    columns.contains { $0.present.share.count == 0 || $0.absent.share.count == 0 }
  }
}

extension StudySnapshot {
  /// Each coding once, in reading order.
  func passages(_ rows: [Int]) -> [Int] { inReadingOrder(Array(Set(rows))) }
}
