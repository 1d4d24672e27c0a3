public import Fieldwork

/// Why coders cannot be compared.
public enum AgreementFailure: ProblemReporting, Hashable {
  /// Fewer than two coders are left.
  case tooFewCoders(names: [String])
  /// More coders than one number holds as bits.
  case tooManyCoders(count: Int)
  /// Nobody who is compared coded in a round.
  case noSuchRound(round: Int, there: [Int])
  /// A coder is to be compared and left out.
  case comparedAndLeftOut(name: String)
  /// No transcript has codings by all of them.
  case noSharedTranscript(counts: [String])
  /// The coders coded every transcript in different layers.
  case noSharedLayer(unit: String, coded: [String])
  /// Two codes of an exclusive domain lie on the same words.
  case overlapInDomain(coder: String, transcript: String, codes: [String])
  /// An entry of the codebook has no two codes below it.
  case noDomain(code: String)
  /// A table has no column or row to compare.
  case emptyTable(what: String)
  /// A scale needs numbers.
  case noNumbers(metric: String, cell: String)
  /// A stretch of a file does not fit on its continuum.
  case badSpan(line: Int, what: String)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .tooFewCoders(let names):
      Problem(
        .data,
        names.isEmpty
          ? "nobody has coded anything" : "only one coder is left to compare: \(names[0])",
        hint: "agreement needs two coders; import the codings of a second one")
    case .tooManyCoders(let count):
      Problem(.data, "\(count) coders are more than 64", hint: "name fewer with --coders")
    case .noSuchRound(let round, let there):
      Problem(
        .data, "nobody who is compared coded in round \(round)",
        hint: there.isEmpty
          ? "code with --round \(round) first"
          : "there are codings of round \(there.map(String.init).joined(separator: ", "))")
    case .comparedAndLeftOut(let name):
      Problem(.usage, "'\(name)' is named by --coders and by --leave-out", hint: "choose one")
    case .noSharedTranscript(let counts):
      Problem(
        .data, "no transcript has codings by every one of these coders",
        hint:
          "\(counts.joined(separator: ", ")); name fewer with --coders, or say with "
          + "--transcripts which ones all of them have read")
    case .noSharedLayer(let unit, let coded):
      Problem(
        .data, "no transcript has codings by every coder in the layer whose \(unit)s are compared",
        hint: "coded in another layer: \(coded.joined(separator: ", ")); "
          + (unit == "turn" ? "try --unit transcript" : "try --unit turn, which all layers share"))
    case .overlapInDomain(let coder, let transcript, let codes):
      Problem(
        .data, "\(coder) put \(codes.joined(separator: " and ")) on the same words",
        place: transcript,
        hint: "codes of a domain must exclude each other; compare them one by one without --domain")
    case .noDomain(let code):
      Problem(.data, "'\(code)' has no two codes below it", hint: "name a category")
    case .emptyTable(let what): Problem(.data, what)
    case .noNumbers(let metric, let cell):
      Problem(
        .data, "'\(cell)' is no number",
        hint: "the metric \(metric) needs numbers; take --metric nominal for names")
    case .badSpan(let line, let what): Problem(.data, what, place: "line \(line)")
    }
  }
}
