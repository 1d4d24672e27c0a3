import Fieldwork

/// How much of the material lies in the interviewer's words, or in nobody's known words: the
/// remarks that DESIGN §4.2 asks for beside every count.
struct RoleTally: Sendable {
  /// The codings, of those asked, that touch interviewer turns and no other.
  private(set) var inInterviewerTurns = 0
  /// The codings, of those asked, that touch no turn at all.
  private(set) var outsideTurns = 0
  /// The turns of original texts whose speaker has no known role.
  private(set) var unknownTurns = 0

  /// Counts over the codings that a test accepts.
  init(_ snapshot: StudySnapshot, _ touched: TouchedTurns, _ isAsked: (Int) -> Bool) {
    let roles = snapshot.turns.roles
    for row in 0..<snapshot.codings.count where isAsked(row) {
      let turns = touched.turns(ofCoding: row)
      if turns.isEmpty {
        outsideTurns += 1
      } else if turns.allSatisfy({ roles[$0] == .interviewer }) {
        inInterviewerTurns += 1
      }
    }
    for turn in 0..<snapshot.turns.count
    where roles[turn] == .unknown && snapshot.texts[Int(snapshot.turns.texts[turn])].isOriginal {
      unknownTurns += 1
    }
  }

  /// The remarks on codings that lie in no turn of a respondent.
  var placeNotes: [String] {
    var notes: [String] = []
    if inInterviewerTurns > 0 {
      notes.append(
        Wording.count(inInterviewerTurns, "coding lies", "codings lie") + " in interviewer turns")
    }
    if outsideTurns > 0 {
      notes.append(Wording.count(outsideTurns, "coding touches", "codings touch") + " no turn")
    }
    return notes
  }

  /// The remarks that are worth making.
  var notes: [String] {
    var notes: [String] = []
    if inInterviewerTurns > 0 {
      notes.append(
        Wording.count(inInterviewerTurns, "coding lies", "codings lie") + " in interviewer turns")
    }
    if unknownTurns > 0 {
      notes.append(
        Wording.count(unknownTurns, "turn has", "turns have") + " a speaker of unknown role")
    }
    return notes
  }
}

/// Numbers with their noun.
enum Wording {
  /// `1 coding lies`, `2 codings lie`.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }
}
