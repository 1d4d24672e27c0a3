/// What two codes have to share to co-occur, and so what is counted (METHODS §1.2).
///
/// The same material gives different numbers in different units, so a table always names its
/// own.
public enum CooccurrenceUnit: String, CaseIterable, Sendable {
  /// Pairs of overlapping quotations, one of each code; n is the number of quotations. One
  /// long quotation over five short ones counts five times.
  case pairs
  /// Quotations of one code that overlap at least one of the other: two numbers for each pair
  /// of codes. n is the number of quotations.
  case quotations
  /// Connected stretches that both codes cover; n is the number of connected stretches that a
  /// code covers, touching quotations being one stretch.
  case regions
  /// Characters (Unicode scalars) that both codes cover; n is the number that a code covers.
  case characters
  /// Sentences in which both codes are (`Sentences`); n is the number of sentences in which a
  /// code is.
  case sentence
  /// Turns in which both codes are; n is the number of turns in which a code is.
  case turn
  /// Windows of some neighbouring turns in which both codes are; they overlap.
  case window
  /// Transcripts in which both codes are, whatever the layer.
  case transcript
  /// Participants in whose turns both codes are.
  case participant
  /// Cases that both codes are evidence for (`CaseAttribution`).
  case `case`
  /// Rows of a table from elsewhere (`TurnTable`) in which both codes are marked.
  case row

  /// The units that a study has, but for windows, which have a size of their own.
  public static let ofStudies = allCases.filter { $0 != .row && $0 != .window }

  /// What a number of the table counts, to be printed beside it.
  public var words: String {
    switch self {
    case .pairs: "pairs of overlapping quotations"
    case .quotations: "quotations that overlap one of the other code"
    case .regions: "connected stretches that both codes cover"
    case .characters: "characters that both codes cover"
    case .sentence: "sentences with both codes"
    case .turn: "turns with both codes"
    case .window: "windows of neighbouring turns with both codes"
    case .transcript: "transcripts with both codes"
    case .participant: "participants with both codes"
    case .case: "cases with both codes"
    case .row: "rows of the table with both codes"
    }
  }

  /// Whether the unit is a thing that a code is in or not in, so that counts form a 2×2 table.
  public var isIncidence: Bool {
    switch self {
    case .pairs, .quotations, .regions, .characters: false
    case .sentence, .turn, .window, .transcript, .participant, .case, .row: true
    }
  }

  /// Whether passages are counted, so that their relation may be another than overlap.
  public var countsQuotations: Bool { self == .pairs || self == .quotations }

  /// Whether units lie inside interviews, and so are not independent of each other.
  var isNested: Bool { self == .sentence || self == .turn || self == .window }

  /// One unit and several, as a noun.
  var noun: (one: String, many: String) {
    switch self {
    case .pairs: ("pair", "pairs")
    case .quotations: ("quotation", "quotations")
    case .regions: ("stretch", "stretches")
    case .characters: ("character", "characters")
    case .sentence: ("sentence", "sentences")
    case .turn: ("turn", "turns")
    case .window: ("window", "windows")
    case .transcript: ("transcript", "transcripts")
    case .participant: ("participant", "participants")
    case .case: ("case", "cases")
    case .row: ("row", "rows")
    }
  }
}
