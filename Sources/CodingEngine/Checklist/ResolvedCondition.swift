import Fieldwork

/// A condition whose codes and variables were found.
struct ResolvedCondition {
  let pro: ResolvedEvidence
  let contra: ResolvedEvidence

  init(
    _ condition: ChecklistDefinition.Condition, of checklist: ChecklistDefinition,
    in snapshot: StudySnapshot
  ) throws {
    func resolved(
      _ evidence: ChecklistDefinition.Evidence, _ side: ChecklistSide
    ) throws -> ResolvedEvidence {
      do {
        return try ResolvedEvidence(evidence, in: snapshot)
      } catch let failure as any ProblemReporting {
        var problem = failure.problem
        problem.kind = .data
        let file = checklist.file.isEmpty ? "" : "\(checklist.file), "
        problem.place = "\(file)line \(condition.line), \(condition.slug), \(side.rawValue)"
        throw problem
      }
    }
    pro = try resolved(condition.pro, .pro)
    contra = try resolved(condition.contra, .contra)
  }
}

/// One side of a condition, ready to be asked of a case.
struct ResolvedEvidence {
  private let rows: [Int]
  private let filter: ResolvedFilter?
  private let snapshot: StudySnapshot

  init(_ evidence: ChecklistDefinition.Evidence, in snapshot: StudySnapshot) throws {
    rows =
      evidence.codes.isEmpty
      ? []
      : try CodeQuery(evidence.codes).resolved(in: snapshot.codebook, .exact)
        .answer(in: snapshot).rows
    filter =
      evidence.survey.isEmpty
      ? nil : try ResolvedFilter(try Filter(evidence.survey), in: snapshot)
    self.snapshot = snapshot
  }

  /// The codings by case in reading order; -1 holds those of no one case.
  func rowsByCase(_ codes: CaseCodes) -> [Int32: [Int]] {
    Dictionary(grouping: snapshot.inReadingOrder(rows), by: codes.caseIndex(ofCoding:))
  }

  /// What speaks in a case.
  func evidence(of place: Int32, rows: [Int], _ codes: CaseCodes) -> ChecklistEvidence {
    let codings = snapshot.codings
    let passages = Set(rows.map { [codings.texts[$0], codings.starts[$0], codings.ends[$0]] })
    return ChecklistEvidence(
      rows: rows, passages: passages.count,
      survey: filter.map { answer($0, place, codes.interviews[Int(place)]) })
  }

  /// A filter holds of a case when it does together with one of its interviews.
  private func answer(
    _ filter: ResolvedFilter, _ place: Int32, _ interviews: [Int32]
  ) -> ChecklistSurveyAnswer {
    let answers = ([-1] + interviews).map { filter.answer(transcript: $0, case: place) }
    if answers.contains(true) { return .holds }
    return answers.contains(false) ? .fails : .unknown
  }
}
