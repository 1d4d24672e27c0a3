import Testing

@Suite struct StatusReviewTests {
  @Test func aTranscriptWithTwoTranslationsIsOneTranslatedTranscript() throws {
    let tool = try ReviewTool.withInterview()
    for language in ["fr", "zh"] {
      try tool.write(
        "---\nid: S-1.\(language)\nlanguage: \(language)\ntranslation_of: S-1\n---\nQ: W?\n\nAna: X.\n",
        to: "S-1.\(language).md")
      try tool.done("import", "S-1.\(language).md")
    }
    #expect(try tool.rows("SELECT count(*) FROM layer") == ["3"])
    #expect(try tool.done("status").output.contains("1, 1 translated"))
  }
}
