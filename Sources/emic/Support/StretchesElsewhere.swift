import ArgumentParser

/// `--spans`, where stretches from elsewhere cannot answer: the refusal says what can.
struct StretchesElsewhere: ParsableArguments {
  @Option(help: .hidden) var spans: String?

  /// Refuses stretches.
  ///
  /// - Parameter columns: what the command takes instead, as `--table FILE with …`.
  func check(insteadOf columns: String) throws {
    guard spans != nil else { return }
    throw ValidationError(
      "--spans FILE is for cooccurrence and agreement; this takes \(columns).")
  }
}
