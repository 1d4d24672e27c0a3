/// Where a coding of a split code goes, as a person wrote it.
public struct SplitRow: Hashable, Sendable {
  /// Where it was written, such as a file with its line; empty for the command line.
  public var origin: String
  /// The passage as cited, such as `GY-101#3`.
  public var cite: String
  /// Whose coding; `nil` for every coder's.
  public var coder: String?
  /// Of which round; `nil` for all.
  public var round: Int?
  /// The parts by name; at least one.
  public var codes: [String]

  /// Describes where a coding goes.
  public init(
    origin: String = "", cite: String, coder: String? = nil, round: Int? = nil, codes: [String]
  ) {
    self.origin = origin
    self.cite = cite
    self.coder = coder
    self.round = round
    self.codes = codes
  }

  /// The transcript and number of the passage.
  ///
  /// - Throws: `Problem` for words that cite no passage.
  public func place() throws -> (label: String, number: Int32) {
    guard let place = SplitRow.place(cite) else {
      throw Problem(
        .data, "'\(cite)' is no passage", hint: "write it as cited, such as GY-101#12")
    }
    return place
  }

  /// The rows that words on a command line mean: passages, and behind or between them the codes
  /// to which all of them go.
  ///
  /// - Throws: `Problem` without a passage or without a code.
  public static func typed(_ words: [String], by coder: String?) throws -> [SplitRow] {
    let cites = words.filter { place($0) != nil }
    let codes = words.filter { place($0) == nil }
    guard !cites.isEmpty, !codes.isEmpty else {
      throw Problem(
        .usage, cites.isEmpty ? "no passage is named" : "no part is named",
        hint: "write --assign PASSAGE CODE, such as --assign 'GY-101#3' street-trade")
    }
    return cites.map { SplitRow(cite: $0, coder: coder, codes: codes) }
  }

  private static func place(_ cite: String) -> (label: String, number: Int32)? {
    guard let sign = cite.lastIndex(of: "#"), sign > cite.startIndex,
      let number = Int32(cite[cite.index(after: sign)...]), number > 0
    else { return nil }
    return (String(cite[..<sign]), number)
  }
}
