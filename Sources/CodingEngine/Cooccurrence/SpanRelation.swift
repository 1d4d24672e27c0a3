import Fieldwork

/// How two passages A = [a, a′) and B = [b, b′) of one text can lie to each other
/// (METHODS §1.1).
public enum SpanRelation: Hashable, Sendable {
  /// They share a character. Touching passages do not.
  case overlaps
  /// They are the same stretch: a = b and a′ = b′.
  case equal
  /// A lies in B, equal ones included: b ≤ a and a′ ≤ b′.
  case inside
  /// B lies in A, equal ones included.
  case encloses
  /// They overlap and neither lies in the other.
  case partial
  /// One ends where the other begins: a′ = b or b′ = a.
  case touching
  /// They do not overlap and are at most so far apart; touching ones are 0 characters apart.
  case near(Int, Distance)

  /// What a distance counts.
  public enum Distance: String, CaseIterable, Sendable {
    /// Characters (Unicode scalars) between the end of one and the beginning of the other.
    case characters
    /// Sentences from the last of one to the first of the other: 0 in the same sentence, 1 in
    /// neighbouring ones. Interviewers' sentences count.
    case sentences
    /// Turns from the last of one to the first of the other: 0 in the same turn, 1 in
    /// neighbouring ones. Interviewers' turns count.
    case turns
  }

  /// The relations without a distance, by the words that commands and tables use.
  public static let plain: [(word: String, relation: SpanRelation)] = [
    ("overlaps", .overlaps), ("equal", .equal), ("inside", .inside), ("encloses", .encloses),
    ("partial", .partial), ("touching", .touching),
  ]

  /// Reads `inside`, `near 2 turns`, `near(50 characters)` or `near:1 sentence`.
  ///
  /// - Returns: `nil` for anything else.
  public init?(_ words: String) {
    let blanks = words.lowercased().map { "():".contains($0) ? " " : $0 }
    let parts = String(blanks).split(separator: " ").map(String.init)
    if parts.count == 1, let known = Self.plain.first(where: { $0.word == parts[0] }) {
      self = known.relation
      return
    }
    guard parts.count == 3, parts[0] == "near", let limit = Int(parts[1]),
      (0...1_000_000).contains(limit),
      let distance = Distance.allCases.first(where: {
        $0.rawValue == parts[2] || $0.rawValue == parts[2] + "s"
      })
    else { return nil }
    self = .near(limit, distance)
  }

  /// The relation as it is written: `inside`, `near 2 turns`.
  public var words: String {
    if case .near(let limit, let distance) = self { return "near \(limit) \(distance.rawValue)" }
    return Self.plain.first { $0.relation == self }?.word ?? ""
  }

  /// Behind "pairs of quotations": how the two lie.
  var clause: String {
    switch self {
    case .overlaps: return "that overlap"
    case .equal: return "that are the same stretch"
    case .inside: return "of which the first lies in the second"
    case .encloses: return "of which the first encloses the second"
    case .partial: return "that overlap, neither in the other"
    case .touching: return "that touch"
    case .near(let limit, let distance):
      let noun = limit == 1 ? String(distance.rawValue.dropLast()) : distance.rawValue
      return "that do not overlap and are at most \(limit) \(noun) apart"
    }
  }

  /// The same relation seen from the other passage.
  public var reversed: SpanRelation {
    switch self {
    case .inside: .encloses
    case .encloses: .inside
    default: self
    }
  }

  /// Whether it holds between B and A whenever it holds between A and B.
  public var isSymmetric: Bool { reversed == self }

  /// Whether it holds between two stretches of one text, given the sentences or turns of each
  /// where the distance needs them; without them it does not.
  func holds(
    _ a: Span, _ b: Span, placeOfA: ClosedRange<Int32>? = nil, placeOfB: ClosedRange<Int32>? = nil
  ) -> Bool {
    switch self {
    case .overlaps: a.overlaps(b)
    case .equal: a == b
    case .inside: b.contains(a)
    case .encloses: a.contains(b)
    case .partial: a.overlaps(b) && !a.contains(b) && !b.contains(a)
    case .touching: a.end == b.start || b.end == a.start
    case .near(let limit, .characters):
      !a.overlaps(b) && max(b.start - a.end, a.start - b.end) <= limit
    case .near(let limit, _):
      if !a.overlaps(b), let placeOfA, let placeOfB {
        max(placeOfB.lowerBound - placeOfA.upperBound, placeOfA.lowerBound - placeOfB.upperBound)
          <= limit
      } else {
        false
      }
    }
  }
}
