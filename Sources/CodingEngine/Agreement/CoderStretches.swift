import Fieldwork
import Statistics

/// The stretches of original texts that each coder of a scope coded, code by code, as continua
/// of counted characters.
///
/// Overlapping and touching quotations of one code by one coder are one stretch. A ruler leaves
/// out the interviewer's words, as in co-occurrence.
struct CoderStretches {
  private struct Stretch {
    var document: Int
    var start: Int
    var end: Int
  }

  /// The codes, as indices into `Codebook.codes`.
  let codes: [Int]
  /// The counted characters of each transcript's original.
  let lengths: [Int]
  /// What a reader of the numbers must know.
  let notes: [String]
  /// By code and coder, in order of transcript and start.
  private let stretches: [[[Stretch]]]

  init(
    _ snapshot: StudySnapshot, _ scope: AgreementScope, _ selection: CodeSelection,
    includeInterviewer: Bool
  ) {
    codes = selection.codes
    let places = scope.places(snapshot)
    let coderPlaces = scope.coderPlaces(snapshot)
    let ruler = CountedScalars(snapshot, includeInterviewer: includeInterviewer)
    var documentOfText = [Int](repeating: -1, count: snapshot.texts.count)
    var lengths = [Int](repeating: 0, count: scope.transcripts.count)
    for (index, text) in snapshot.texts.enumerated()
    where text.isOriginal && places[Int(text.transcript)] >= 0 {
      documentOfText[index] = places[Int(text.transcript)]
      lengths[documentOfText[index]] = Int(ruler.position(text.scalars, inText: Int32(index)))
    }
    self.lengths = lengths
    let codings = snapshot.codings
    let elsewhere = (0..<codings.count).count { row in
      coderPlaces[Int(codings.coders[row])] >= 0
        && places[Int(snapshot.transcript(ofCoding: row))] >= 0
        && documentOfText[Int(codings.texts[row])] < 0
        && !selection.rows(ofCode: Int(codings.codes[row])).isEmpty
    }
    notes =
      elsewhere == 0
      ? []
      : [
        Wording.count(elsewhere, "coding is left out: it lies", "codings are left out: they lie")
          + " in translations, whose characters are others"
      ]
    let groups = CodeSpans.quotations(
      of: codings, selection, .each, coders: snapshot.coders.count)
    var stretches = [[[Stretch]]](
      repeating: [[Stretch]](repeating: [], count: scope.coders.count),
      count: selection.codes.count)
    for (place, coder) in scope.coders.enumerated() {
      let merged = groups[coder].measured(by: ruler).merged(lines: selection.codes.count)
      for index in 0..<merged.count {
        let document = documentOfText[Int(merged.texts[index])]
        guard document >= 0 else { continue }
        stretches[Int(merged.lines[index])][place].append(
          Stretch(
            document: document, start: Int(merged.starts[index]), end: Int(merged.ends[index])))
      }
    }
    self.stretches = stretches.map { coders in
      coders.map { $0.sorted { ($0.document, $0.start) < ($1.document, $1.start) } }
    }
  }

  /// Whether each coder used a code.
  func users(_ line: Int) -> [Bool] { stretches[line].map { !$0.isEmpty } }

  /// Some codes in each transcript, each a value of its own in the order given.
  ///
  /// - Throws: `UnitizingError.overlap` where codes of one coder overlap.
  func documents(_ lines: [Int]) throws(UnitizingError) -> [UnitizedContinuum?] {
    var units = [[[UnitizedContinuum.Unit]]](
      repeating: [[UnitizedContinuum.Unit]](
        repeating: [], count: stretches.first?.count ?? 0), count: lengths.count)
    for (value, line) in lines.enumerated() {
      for (coder, stretches) in stretches[line].enumerated() {
        for stretch in stretches {
          units[stretch.document][coder].append(
            UnitizedContinuum.Unit(value: value, start: stretch.start, end: stretch.end))
        }
      }
    }
    var documents: [UnitizedContinuum?] = []
    for (document, units) in units.enumerated() {
      // A transcript without a counted character has nothing to agree about.
      documents.append(
        lengths[document] == 0
          ? nil
          : try UnitizedContinuum(
            length: lengths[document], values: lines.count, coders: units))
    }
    return documents
  }

  /// The transcripts end to end as one continuum, in their order.
  func joined(_ line: Int) throws(UnitizingError) -> UnitizedContinuum {
    var offsets: [Int] = []
    var length = 0
    for own in lengths {
      offsets.append(length)
      length += own
    }
    return try UnitizedContinuum(
      length: length, values: 1,
      coders: stretches[line].map { stretches in
        stretches.map {
          UnitizedContinuum.Unit(
            value: 0, start: offsets[$0.document] + $0.start,
            end: offsets[$0.document] + $0.end)
        }
      })
  }
}
