import Fieldwork
import Statistics

/// Which coders put a code into which unit, for every code at once.
///
/// A coder is a bit of a mask, so that one pass over the codings is enough whatever the number
/// of coders.
struct CodeRatings {
  /// A unit with at least one coder's code.
  struct Mark: Hashable {
    /// The unit: a turn (row of `StudySnapshot.turns`), a sentence (row of `Sentences`) or a
    /// transcript.
    var unit: Int32
    /// The coders who put the code there, as bits by their place in the scope.
    var mask: UInt64
  }

  /// The codes, as indices into `Codebook.codes`.
  let codes: [Int]
  /// The marked units of each code, ascending.
  let marks: [[Mark]]
  /// The units of each transcript of the scope.
  let unitsOfDocument: [Int]
  /// What a reader of the numbers must know.
  let notes: [String]
  private let scope: AgreementScope
  private let documentOfUnit: [Int]

  init(
    _ snapshot: StudySnapshot, _ scope: AgreementScope, unit: AgreementUnit,
    _ selection: CodeSelection, includeInterviewer: Bool, sentences: Sentences? = nil
  ) {
    self.scope = scope
    codes = selection.codes
    let codings = snapshot.codings
    let coderPlaces = scope.coderPlaces(snapshot)
    let places = scope.places(snapshot)
    func isAsked(_ row: Int) -> Bool {
      coderPlaces[Int(codings.coders[row])] >= 0
        && places[Int(snapshot.transcript(ofCoding: row))] >= 0
        && !selection.rows(ofCode: Int(codings.codes[row])).isEmpty
    }
    let query = unit.query(includeInterviewer: includeInterviewer, sentences)
    let touched = TouchedTurns(snapshot)
    let units = IncidenceUnits(snapshot, query, touched, isAsked)
    // Unit and coder in one number, so that they sort.
    var keys = [[UInt64]](repeating: [], count: codes.count)
    for row in 0..<codings.count where isAsked(row) {
      let coder = UInt64(coderPlaces[Int(codings.coders[row])])
      for line in selection.rows(ofCode: Int(codings.codes[row])) {
        units.forEachUnit(ofCoding: row) { keys[Int(line)].append(UInt64($0) << 6 | coder) }
      }
    }
    marks = keys.map { keys in
      var marks: [Mark] = []
      for key in keys.sorted() {
        let (unit, bit) = (Int32(key >> 6), UInt64(1) << (key & 63))
        if let last = marks.last, last.unit == unit {
          marks[marks.count - 1].mask |= bit
        } else {
          marks.append(Mark(unit: unit, mask: bit))
        }
      }
      return marks
    }
    var notes = units.notes
    var unitsOfDocument = [Int](repeating: 0, count: scope.transcripts.count)
    switch unit {
    case .transcript:
      documentOfUnit = places
      unitsOfDocument = scope.transcripts.map { _ in 1 }
    case .sentence:
      let transcripts = units.transcripts ?? []
      documentOfUnit = transcripts.map { $0 < 0 ? -1 : places[Int($0)] }
      for place in documentOfUnit where place >= 0 { unitsOfDocument[place] += 1 }
      notes += RoleTally(snapshot, touched, isAsked).placeNotes
    case .turn:
      var documentOfUnit = [Int](repeating: -1, count: snapshot.turns.count)
      var unknown = 0
      for turn in 0..<snapshot.turns.count {
        let text = snapshot.texts[Int(snapshot.turns.texts[turn])]
        let place = places[Int(text.transcript)]
        guard text.isOriginal, place >= 0,
          includeInterviewer || snapshot.turns.roles[turn] != .interviewer
        else { continue }
        documentOfUnit[turn] = place
        unitsOfDocument[place] += 1
        if snapshot.turns.roles[turn] == .unknown { unknown += 1 }
      }
      self.documentOfUnit = documentOfUnit
      // Only the turns that are compared matter here.
      if unknown > 0 {
        notes.append(
          Wording.count(unknown, "unit is a turn", "units are turns") + " of unknown role")
      }
      notes += RoleTally(snapshot, touched, isAsked).placeNotes
    }
    self.unitsOfDocument = unitsOfDocument
    self.notes = notes
  }

  /// The transcript of a unit, by its place in the scope.
  func document(ofUnit unit: Int32) -> Int { documentOfUnit[Int(unit)] }

  /// The ratings of one code in each transcript: category 0 present, 1 absent.
  func documents(_ line: Int) throws(RatingError) -> [RatedUnits] {
    var counts = [[UInt64: Int]](repeating: [:], count: unitsOfDocument.count)
    for mark in marks[line] where document(ofUnit: mark.unit) >= 0 {
      counts[document(ofUnit: mark.unit)][mark.mask, default: 0] += 1
    }
    var documents: [RatedUnits] = []
    for (document, counts) in counts.enumerated() {
      let marked = counts.values.reduce(0, +)
      let masks = counts.keys.sorted()
      documents.append(
        try RatedUnits(
          rows: ([0] + masks).map { mask in
            scope.coders.indices.map { mask & (1 << UInt64($0)) != 0 ? 0 : 1 }
          },
          weights: [unitsOfDocument[document] - marked] + masks.map { counts[$0] ?? 0 },
          categories: 2))
    }
    return documents
  }
}

/// What is rated, where units are fixed before anybody codes.
public enum AgreementUnit: String, CaseIterable, Sendable {
  /// Turns of the originals.
  case turn
  /// Sentences of the layer in which most is coded (`Sentences`).
  case sentence
  /// Transcripts.
  case transcript
}

extension AgreementUnit {
  /// The question by which codings are put into units.
  func query(includeInterviewer: Bool, _ sentences: Sentences?) -> CooccurrenceQuery {
    let unit: CooccurrenceUnit =
      switch self {
      case .turn: .turn
      case .sentence: .sentence
      case .transcript: .transcript
      }
    return CooccurrenceQuery(
      overlapIn: unit, coders: .pooled, rollup: false, includeInterviewer: includeInterviewer,
      sentences: sentences)
  }
}
