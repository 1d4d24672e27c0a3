import Statistics

extension Coefficient {
  /// An estimate of the statistics as the engine hands it on.
  static func handing(_ estimate: Estimate) -> Coefficient {
    switch estimate {
    case .value(let value): .value(value)
    case .undefined(let reason): .undefined(reason)
    }
  }
}
