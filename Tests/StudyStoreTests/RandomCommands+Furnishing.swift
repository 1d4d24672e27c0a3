import Fieldwork
import StudyStore
import TestSupport

extension RandomCommands {
  /// What makes something that other commands need, in an order in which it can be done.
  private static let makers = [
    "ImportCodebook", "AddCode", "ImportSites", "ImportCases", "ImportCases", "ImportCases",
    "ImportParticipants", "ImportParticipants", "ImportTopics", "ImportTopics", "ImportThemes",
    "ImportThemes", "ImportSurvey", "LinkRecords", "AddCodings", "AddCodings", "AddCodings",
    "AddCodings", "SplitCode", "ReviseTranscript", "DefineAttributes", "DefineAttributes",
    "SetAttributes", "SetTopics", "SetReferrals", "WriteMemo", "WriteMemo", "AddToSet", "SaveQuery",
    "SaveQuery", "TagState", "TagState", "AddSuggestions", "WriteFramework", "ImportRelations",
  ]

  /// Puts two interviews and a codebook into a study, one interview in two languages.
  mutating func begin() throws {
    var original = draft("T1", [("Q", "And the room?"), ("Mei", "we have no lease, 没有合同。")])
    original.metadata.language = "zh"
    var translation = draft("T1.en", [("Q", "And the room?"), ("Mei", "We have no papers.")])
    translation.metadata.language = "en"
    translation.metadata.translationOf = "T1"
    try fixture.perform(
      ImportTranscripts([
        original, translation, draft("T2", [("Q", "以后呢？"), ("Mei", "我们没有房子，就住在这里。")]),
      ]))
    try fixture.perform(ImportCodebook(codes("rent", "rent/lease", "rent/school")))
  }

  /// Puts something of everything into a study, so that few commands find nothing to work on.
  mutating func furnish() throws {
    for name in RandomCommands.makers {
      let deeds = RandomCommands.deeds.filter { $0.name == name }
      // What chance asks for may be there already, or need what is not yet there.
      for _ in 0..<8 {
        if let deed = one(deeds), case .done = try perform(deed).outcome { break }
      }
    }
  }
}
