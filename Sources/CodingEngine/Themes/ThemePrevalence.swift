public import Fieldwork

/// How often a theme was noted among interviews and cases of each value of a field, under the
/// theme's own rule.
public struct ThemePrevalence: Sendable {
  /// The interviews and cases of one value.
  public struct Group: Hashable, Sendable {
    /// The value as it is printed; empty for those without one.
    public var label: String
    /// Of the coded transcripts with this value, how many carry the theme by themselves.
    public var transcripts: Share
    /// Of the cases with a coded interview and this value, how many carry it.
    public var cases: Share
  }

  /// The field as it was named.
  public let field: String
  /// The groups: values by code, size or natural order, those without a value last.
  public let groups: [Group]
  /// Sentences for the reader.
  public let notes: [String]

  /// Parts what a report counts.
  ///
  /// A case has a value when it or one of its coded interviews has it, a transcript when it or one
  /// of its cases has it; with several values it counts in each.
  ///
  /// - Parameters:
  ///   - field: a field as filters name it: `kind`, `site`, an attribute, a survey variable.
  ///   - threshold: splits numbers into below, and this or more.
  /// - Throws: `Problem` for a field that is not there, and for one with more values than anyone
  ///   can read.
  public init(
    _ report: ThemeReport, by field: String, at threshold: Double? = nil, in snapshot: StudySnapshot
  ) throws {
    let values = try FieldValues(field, at: threshold, in: snapshot)
    var carried: [FieldValues.Key: (transcripts: Share, cases: Share)] = [:]
    var several = 0
    func add(
      _ keys: Set<FieldValues.Key>, _ bearer: ThemeBearer,
      _ part: WritableKeyPath<(transcripts: Share, cases: Share), Share>
    ) {
      if keys.count > 1 { several += 1 }
      for key in keys {
        var counts = carried[key] ?? (Share(0, of: 0), Share(0, of: 0))
        let old = counts[keyPath: part]
        counts[keyPath: part] = Share(old.count + (bearer.carries ? 1 : 0), of: old.n + 1)
        carried[key] = counts
      }
    }
    var interviews: [Int32: [Int32]] = [:]
    for transcript in report.transcripts {
      let cases = snapshot.transcripts[Int(transcript.index)].cases
      for place in cases { interviews[place, default: []].append(transcript.index) }
      let places = cases.isEmpty ? [-1] : cases
      add(values.keys(places.map { (transcript.index, $0) }), transcript, \.transcripts)
    }
    for place in report.cases {
      add(
        values.keys((interviews[place.index] ?? []).map { ($0, place.index) }), place, \.cases)
    }
    let keys = carried.keys.sorted()
    guard keys.count <= 40 else {
      throw Problem(
        .usage, "'\(field)' has \(keys.count) values, too many for groups",
        hint: "split a number with --at, or take another field")
    }
    self.field = field
    groups = keys.compactMap { key in
      carried[key].map { Group(label: key.label, transcripts: $0.transcripts, cases: $0.cases) }
    }
    var notes = ["counts tell how often it was noted, not how important it is"]
    if several > 0 {
      notes.append("what has several values of \(field) is counted in each")
    }
    if (keys.last.map { $0.label.isEmpty }) == true {
      notes.append("an empty \(field) means that no value is known, which is not 'no'")
    }
    self.notes = notes
  }
}

/// The values of a field, ready to be asked of interviews and cases.
struct FieldValues {
  /// A value by which things are put together; those without a value come last.
  struct Key: Hashable, Comparable {
    var code: String
    var label: String
    var number: Double?

    static func < (a: Key, b: Key) -> Bool {
      if a.label.isEmpty != b.label.isEmpty { return b.label.isEmpty }
      if let x = a.number, let y = b.number, x != y { return x < y }
      if (a.number == nil) != (b.number == nil) { return a.number != nil }
      return a.code == b.code
        ? a.label.precedesNaturally(b.label) : a.code.precedesNaturally(b.code)
    }
  }

  private let resolved: ResolvedFilter
  private let threshold: Double?

  init(_ field: String, at threshold: Double?, in snapshot: StudySnapshot) throws {
    self.threshold = threshold
    do {
      resolved = try ResolvedFilter(Filter(existenceOf: field), in: snapshot)
    } catch let failure as FilterSyntax {
      var problem = failure.problem
      problem.place = "--by"
      throw problem
    }
  }

  /// The values of pairs of an interview and a case, either -1 for none.
  func keys(_ pairs: [(transcript: Int32, case: Int32)]) -> Set<Key> {
    let found = pairs.flatMap { resolved.values(transcript: $0.transcript, case: $0.case) }
    return found.isEmpty ? [Key(code: "", label: "", number: nil)] : Set(found.map(key))
  }

  private func key(_ value: FilterValue) -> Key {
    switch value {
    case .number(let number, let words):
      if let threshold {
        let edge = plainNumber(threshold)
        return number < threshold
          ? Key(code: "<", label: "below \(edge)", number: 0)
          : Key(code: ">=", label: "\(edge) or more", number: 1)
      }
      return Key(code: words.first ?? "", label: words.last ?? "", number: number)
    case .words(let words):
      let code = words.first ?? ""
      return Key(code: code, label: words.last ?? "", number: Double(code))
    case .ordered(let place, let words, _):
      return Key(
        code: words.first ?? "", label: words.last ?? "",
        number: words.first.flatMap { Double($0) } ?? Double(place))
    case .date(let date): return Key(code: date.iso, label: date.iso, number: nil)
    case .site(let around):
      let names = around.first ?? []
      return Key(code: names.first ?? "", label: names.last ?? "", number: nil)
    }
  }
}
