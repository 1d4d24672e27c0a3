import Statistics
import TestSupport
import Testing

/// Markov's own counts of vowels and consonants in Onegin.
struct SequenceOracleTests {
  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func transitionsOfOneginAreThoseThatMarkovCounted() throws {
    let oracle = try OracleCases.named("B-SEQ-MARKOV1913")
    var ledger = OracleLedger(oracle)
    let table = try TransitionTable(oracle.input.member("counts").intTable())
    ledger.compare("transition", table.probabilities.map { $0.map(\.value) })
    ledger.compare("adjusted_residuals", table.adjustedResiduals.map { $0.map(\.value) })
    ledger.compare("chisq", table.chiSquare.statistic.value)
    ledger.compare("G", table.likelihoodRatio.statistic.value)
    ledger.compare("stationary", table.stationary.map(\.value))
    print(ledger.summary)
    #expect(ledger.problems == [])
    let printed = try #require(oracle.published)
    let vowels = try #require(table.probabilities[0][0].value)
    let consonants = try #require(table.probabilities[1][0].value)
    #expect(abs(vowels - (try printed.member("p_vowel_given_vowel").number())) < 0.00051)
    #expect(abs(consonants - (try printed.member("p_vowel_given_consonant").number())) < 0.00051)
  }
}
