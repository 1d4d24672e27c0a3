import CodingEngine
import Fieldwork
import StudyStore

/// The set of passages to which an answer is limited.
struct SetChoice {
  private let set: PassageSet

  /// The set that is named, or that of the stars; `nil` where neither is asked for.
  ///
  /// - Throws: `Problem` for an unknown set. Where nothing was ever starred, the set of the stars
  ///   is empty.
  init?(set name: String?, isStarred: Bool, _ session: Session) throws {
    guard name != nil || isStarred else { return nil }
    let sets = try session.study.passageSets()
    if let name {
      set = try sets.named(name, .prefix)
    } else {
      set =
        sets.first { $0.slug == PassageSet.star } ?? PassageSet(slug: PassageSet.star, passages: [])
    }
  }

  /// What was asked, with the set.
  func title(of query: String) -> String {
    query.isEmpty ? "set \(set.slug)" : "\(query), in the set \(set.slug)"
  }

  /// The part of an answer that lies on passages of the set.
  func limit(_ answer: CodeQueryAnswer, in snapshot: StudySnapshot) -> CodeQueryAnswer {
    answer.limited(to: set, in: snapshot)
  }
}
