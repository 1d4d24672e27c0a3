public import Fieldwork
import Statistics

/// The agreement about stretches on a continuum from elsewhere.
public struct SpanTableAgreement: Sendable {
  /// The coders in the order of the file.
  public let coders: [String]
  /// The length of the continuum, of all documents together.
  public let length: Int
  /// The coefficients, in the order of the manual.
  public let measures: [AgreementMeasure]
  /// What a reader of the numbers must know.
  public let notes: [String]

  /// Compares the coders of a table.
  ///
  /// - Parameters:
  ///   - table: the stretches.
  ///   - length: the length of the continuum, which begins at `start`; where the table has
  ///     documents, of each of them.
  ///   - start: where it begins.
  /// - Throws: `AgreementFailure` where a stretch does not fit, or overlaps another of the same
  ///   coder and value.
  public init(_ table: SpanTable, length: Int, start: Int = 0) throws {
    let coders = table.coders
    guard coders.count >= 2 else { throw AgreementFailure.tooFewCoders(names: coders) }
    let names = Set(table.rows.map(\.value)).sorted()
    let units = try SpanTableAgreement.units(
      table, coders: coders, names: names, start: start, length: length)
    let documents = table.documents.count
    let total = length * documents
    self.coders = coders
    self.length = total
    var notes = ["compared: \(coders.joined(separator: ", "))"] + table.notes
    if documents > 1 {
      notes.append(
        "\(documents) documents, each taken to have \(length) places, laid end to end; what is said "
          + "of boundaries and alignment is given for one document only")
    }
    var measures: [AgreementMeasure] = []
    do {
      let whole = try UnitizedContinuum(length: total, values: names.count, coders: units)
      measures += SpanTableAgreement.whole(whole, names)
    } catch UnitizingError.overlap {
      notes.append(
        "stretches of different values overlap, so that no coefficient over all values exists; "
          + "each value is compared alone")
    }
    var parts: [AlphaU] = []
    for (value, name) in names.enumerated() {
      let alone = try UnitizedContinuum(
        length: total, values: 1,
        coders: units.map { own in
          own.filter { $0.value == value }.map {
            UnitizedContinuum.Unit(value: 0, start: $0.start, end: $0.end)
          }
        })
      parts.append(alone.alphaU(value: 0))
      measures += SpanTableAgreement.alone(alone, name)
    }
    measures.append(AgreementMeasure("alpha-u", AlphaU.overall(parts)))
    self.measures =
      measures + (documents > 1 ? [] : SpanTableAgreement.places(units, coders, length: total))
    if documents == 1 {
      notes.append("boundaries are the starts and ends of stretches within the continuum")
      notes.append(
        "alignment-disorder is that of gamma's best alignment (place 3, value 1, empty 1; 0 is "
          + "best); gamma itself rests on random samples and is not given")
    }
    self.notes = notes
  }

  /// What looks at where stretches begin and end, in one document.
  private static func places(
    _ units: [[UnitizedContinuum.Unit]], _ coders: [String], length: Int
  ) -> [AgreementMeasure] {
    let aligned = units.enumerated().flatMap { coder, own in
      own.map {
        BestAlignment.Unit(
          coder: coder, value: $0.value, start: Double($0.start), end: Double($0.end))
      }
    }
    return cuts(units, coders, length: length) + [
      AgreementMeasure(
        "alignment-disorder", BestAlignment(aligned, coders: coders.count).disorder)
    ]
  }

  private static func units(
    _ table: SpanTable, coders: [String], names: [String], start: Int, length: Int
  ) throws -> [[UnitizedContinuum.Unit]] {
    var units = [[UnitizedContinuum.Unit]](repeating: [], count: coders.count)
    var ends: [[String]: (end: Int, line: Int)] = [:]
    let documents = table.documents
    for row in table.rows.sorted(by: { ($0.start, $0.end, $0.line) < ($1.start, $1.end, $1.line) })
    {
      guard row.end > row.start else {
        throw AgreementFailure.badSpan(line: row.line, what: "the stretch has no length")
      }
      guard row.start >= start, row.end - start <= length else {
        throw AgreementFailure.badSpan(
          line: row.line,
          what: "the stretch \(row.start)-\(row.end) reaches beyond the continuum "
            + "\(start)-\(start + length)")
      }
      if let last = ends[[row.document, row.coder, row.value]], last.end > row.start {
        throw AgreementFailure.badSpan(
          line: row.line,
          what: "the stretch overlaps that of line \(last.line), by the same coder with the same "
            + "value")
      }
      ends[[row.document, row.coder, row.value]] = (row.end, row.line)
      let offset = (documents.firstIndex(of: row.document) ?? 0) * length - start
      let coder = coders.firstIndex(of: row.coder) ?? 0
      units[coder].append(
        UnitizedContinuum.Unit(
          value: names.firstIndex(of: row.value) ?? 0, start: row.start + offset,
          end: row.end + offset))
    }
    return units.map { $0.sorted { ($0.start, $0.end) < ($1.start, $1.end) } }
  }

  private static func whole(_ continuum: UnitizedContinuum, _ names: [String])
    -> [AgreementMeasure]
  {
    let sums = UnitizingSums(continuum)
    var measures = [
      AgreementMeasure("u-alpha", sums.unitizing),
      AgreementMeasure("binary-u-alpha", sums.binary),
      AgreementMeasure("cu-alpha", sums.coding.alpha, coverage: sums.coding.coverage),
    ]
    for (value, name) in names.enumerated() where names.count > 1 {
      let part = sums.coding(of: value)
      measures.append(
        AgreementMeasure("ku-alpha", of: name, part.alpha, coverage: part.coverage))
    }
    if let places = continuum.places {
      measures.append(AgreementMeasure("place-percent", places.percentAgreement))
      measures.append(AgreementMeasure("place-alpha", places.krippendorffAlpha()))
    }
    return measures
  }

  private static func alone(_ continuum: UnitizedContinuum, _ name: String) -> [AgreementMeasure] {
    var measures = [
      AgreementMeasure("binary-u-alpha", of: name, UnitizingSums(continuum).binary),
      AgreementMeasure("alpha-u", of: name, continuum.alphaU(value: 0).alpha),
    ]
    if let places = continuum.places {
      measures.append(AgreementMeasure("place-percent", of: name, places.percentAgreement))
      measures.append(
        AgreementMeasure("place-positive", of: name, places.specificAgreement(category: 0)))
      measures.append(AgreementMeasure("place-alpha", of: name, places.krippendorffAlpha()))
      if places.raters == 2 {
        measures.append(
          AgreementMeasure("place-kappa", of: name, places.cohenKappa().estimate.value))
      }
    }
    return measures
  }

  private static func cuts(
    _ units: [[UnitizedContinuum.Unit]], _ coders: [String], length: Int
  ) -> [AgreementMeasure] {
    let cuts = units.map { own in
      Segmentation(length: length, boundaries: own.flatMap { [$0.start, $0.end] })
    }
    var measures: [AgreementMeasure] = []
    for (i, first) in cuts.enumerated() {
      for (j, second) in cuts.enumerated() where i != j {
        let pair = "\(coders[i]), \(coders[j])"
        if i < j, let edits = BoundaryEdits(first, second) {
          measures.append(
            AgreementMeasure("boundary-similarity", of: pair, edits.boundarySimilarity))
          measures.append(
            AgreementMeasure("segmentation-similarity", of: pair, edits.segmentationSimilarity))
        }
        // The second coder of the pair is the reference, whose segments set the window.
        measures.append(
          AgreementMeasure("windowdiff", of: pair, first.windowDifference(reference: second)))
        measures.append(AgreementMeasure("pk", of: pair, first.pk(reference: second)))
      }
    }
    if let agreement = SegmentationAgreement(cuts) {
      measures.append(AgreementMeasure("boundary-agreement", agreement.observed))
      measures.append(AgreementMeasure("boundary-pi", agreement.pi))
      measures.append(AgreementMeasure("boundary-kappa", agreement.kappa))
    }
    return measures
  }
}
