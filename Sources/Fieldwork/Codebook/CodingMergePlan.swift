/// A coding that comes under another code, or that is there already.
public struct MovingCoding: Hashable, Sendable {
  /// By what the store knows it.
  public var key: Int64
  /// By what the store knows its text.
  public var text: Int64
  /// The passage.
  public var span: Span
  /// 0 under the code to which all of them come, then in the order in which codes were named.
  public var rank: Int
  /// By what the store knows who coded.
  public var coder: Int64
  /// In which round, from 1.
  public var round: Int
  /// When, ISO 8601.
  public var created: String
  /// What the speaker does with the code's content.
  public var stance: Stance?
  /// Whose experience it is.
  public var voice: Voice?
  /// A weight, 0 to 100.
  public var weight: Int?
  /// Whether it waits to be confirmed.
  public var isWaiting: Bool

  /// Describes a coding.
  public init(
    key: Int64, text: Int64, span: Span, rank: Int, coder: Int64, round: Int, created: String,
    stance: Stance? = nil, voice: Voice? = nil, weight: Int? = nil, isWaiting: Bool = false
  ) {
    self.key = key
    self.text = text
    self.span = span
    self.rank = rank
    self.coder = coder
    self.round = round
    self.created = created
    self.stance = stance
    self.voice = voice
    self.weight = weight
    self.isWaiting = isWaiting
  }
}

/// Which codings become one when codes become one.
///
/// Codings of one coder and round on the same passage become one. Where passages are joined, so do
/// those that overlap or touch; passages that touch share no character and leave none between
/// them. What a coding says (stance, voice, weight) fills what the other leaves open; what two say
/// differently is a conflict.
public struct CodingMergePlan: Hashable, Sendable {
  /// Whose word counts where two codings say different things.
  public enum Preference: String, CaseIterable, Sendable {
    /// That of the code to which the codings come.
    case into
    /// That of the code from which they come.
    case from
  }

  /// Codings that become one.
  public struct Group: Hashable, Sendable {
    /// The codings, first the one that stays.
    public var members: [MovingCoding]
    /// The passage afterwards.
    public var span: Span
    /// What is said afterwards.
    public var stance: Stance?
    /// Whose experience it is afterwards.
    public var voice: Voice?
    /// The weight afterwards.
    public var weight: Int?
    /// Whether it waits to be confirmed, as any of the members does.
    public var isWaiting: Bool

    /// The coding that stays.
    public var survivor: MovingCoding { members[0] }

    /// Whether nothing about the codings changes.
    public var isUntouched: Bool {
      members.count == 1 && survivor.rank == 0 && survivor.span == span
    }
  }

  /// Something that two codings of a group say differently.
  public struct Conflict: Hashable, Sendable {
    /// Which part: `stance`, `voice` or `weight`.
    public var field: String
    /// The coding that would be believed.
    public var kept: MovingCoding
    /// What it says.
    public var keptWords: String
    /// The coding that would not be.
    public var lost: MovingCoding
    /// What it says.
    public var lostWords: String
  }

  /// The codings afterwards, in order of text, coder, round and passage; every coding is in
  /// exactly one.
  public private(set) var groups: [Group] = []
  /// What codings of a group say differently; refused unless a preference decides.
  public private(set) var conflicts: [Conflict] = []

  /// Plans.
  ///
  /// - Parameters:
  ///   - codings: those of all codes that become one.
  ///   - joins: whether overlapping and touching passages become one.
  ///   - preference: whose word counts first; `into` decides also where conflicts are refused.
  public init(_ codings: [MovingCoding], joins: Bool, preference: Preference = .into) {
    let sorted = codings.sorted { a, b in
      let x = (a.text, a.coder, a.round, a.span.start, a.span.end)
      let y = (b.text, b.coder, b.round, b.span.start, b.span.end)
      return x != y ? x < y : (a.rank, a.created, a.key) < (b.rank, b.created, b.key)
    }
    var open: [MovingCoding] = []
    var end: Int32 = 0
    for coding in sorted {
      if let last = open.last {
        let isSameHand =
          last.text == coding.text && last.coder == coding.coder && last.round == coding.round
        let isSamePlace = joins ? coding.span.start <= end : coding.span == last.span
        if !isSameHand || !isSamePlace {
          close(open, preference)
          open = []
        }
      }
      end = open.isEmpty ? coding.span.end : max(end, coding.span.end)
      open.append(coding)
    }
    close(open, preference)
  }

  private mutating func close(_ codings: [MovingCoding], _ preference: Preference) {
    guard let first = codings.first else { return }
    // The coding that is under the code already stays, else the earliest made.
    let members = codings.sorted { a, b in
      (a.rank == 0 ? 0 : 1, a.created, a.rank, a.span, a.key)
        < (b.rank == 0 ? 0 : 1, b.created, b.rank, b.span, b.key)
    }
    let believed =
      preference == .into
      ? members : members.filter { $0.rank > 0 } + members.filter { $0.rank == 0 }
    let end = codings.map(\.span.end).max() ?? first.span.end
    groups.append(
      Group(
        members: members, span: Span(checkedStart: first.span.start, end: end),
        stance: settle("stance", believed, \.stance) { $0.rawValue },
        voice: settle("voice", believed, \.voice) { $0.rawValue },
        weight: settle("weight", believed, \.weight) { String($0) },
        isWaiting: codings.contains(where: \.isWaiting)))
  }

  /// What the first that says anything says; others that say something else are conflicts.
  private mutating func settle<Value: Equatable>(
    _ field: String, _ members: [MovingCoding], _ path: KeyPath<MovingCoding, Value?>,
    _ words: (Value) -> String
  ) -> Value? {
    guard let kept = members.first(where: { $0[keyPath: path] != nil }),
      let value = kept[keyPath: path]
    else { return nil }
    for member in members {
      guard let other = member[keyPath: path], other != value else { continue }
      conflicts.append(
        Conflict(
          field: field, kept: kept, keptWords: words(value), lost: member, lostWords: words(other)))
    }
    return value
  }
}
