import ArgumentParser
import CodingEngine
import Fieldwork

/// What a record is, or what is counted.
enum LevelChoice: String, ExpressibleByArgument, CaseIterable {
  case place = "case"
  case participant

  var level: LinkLevel {
    switch self {
    case .place: .place
    case .participant: .participant
    }
  }
}

/// Whether cases are counted or those who speak.
struct UnitOptions: ParsableArguments {
  @Option(help: "What is counted: case, or participant (who speaks).")
  var unit = LevelChoice.place

  /// The study with what is counted in the place of its cases.
  func counted(_ snapshot: StudySnapshot) -> StudySnapshot {
    unit == .participant ? snapshot.byParticipant() : snapshot
  }
}
