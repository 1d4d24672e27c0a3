/// One wave of a survey that was asked several times: the study keeps it as a survey of its own,
/// called `households@2015`, and `own@2015` is its variable `own`.
public struct SurveyWave: Hashable, Sendable {
  /// The name that all waves share.
  public let family: String
  /// Which wave it is, such as a year.
  public let wave: String

  /// The sign between name and wave.
  public static let sign = "@"

  /// Takes the name of a survey apart; `nil` where it names no wave.
  public init?(surveyName name: String) {
    guard let place = name.lastIndex(of: "@"), place > name.startIndex else { return nil }
    let wave = String(name[name.index(after: place)...])
    guard SurveyWave.isName(wave) else { return nil }
    family = String(name[..<place])
    self.wave = wave
  }

  /// The name of the survey that keeps a wave.
  public static func surveyName(_ family: String, _ wave: String) -> String {
    family + sign + wave
  }

  /// Whether a wave can be called so: letters, figures, `-`, `_` and `.`.
  public static func isName(_ wave: String) -> Bool {
    let signs = "-_.".unicodeScalars
    return !wave.isEmpty
      && wave.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || signs.contains($0)
      }
  }
}

extension SurveyTable {
  /// Which wave of which survey it is; `nil` for a survey that was asked once.
  public var wave: SurveyWave? { SurveyWave(surveyName: name) }
}
