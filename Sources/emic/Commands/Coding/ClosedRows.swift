import Fieldwork
import StudyStore

extension CodingPlacement.Placed {
  /// The codings without new ones of codes that take none; those are told with their lines, and
  /// the rest goes in.
  func leavingOutClosed(session: Session, fileName: String) throws -> CodingPlacement.Placed {
    let refused = try session.study.refusedByClosedCodes(codings)
    if refused.isEmpty { return self }
    var left = self
    left.codings = []
    left.lines = []
    for (index, coding) in codings.enumerated() {
      if let problem = refused[index] {
        left.problems.append(problem.placed("\(fileName), line \(lines[index])"))
      } else {
        left.codings.append(coding)
        left.lines.append(lines[index])
      }
    }
    return left
  }
}
