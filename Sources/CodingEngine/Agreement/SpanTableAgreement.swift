public import Fieldwork
import Statistics

/// The agreement about stretches on a continuum from elsewhere.
public struct SpanTableAgreement: Sendable {
  /// The coders in the order of the file.
  public let coders: [String]
  /// The length of the continuum.
  public let length: Int
  /// The coefficients, in the order of the manual.
  public let measures: [AgreementMeasure]
  /// What a reader of the numbers must know.
  public let notes: [String]

  /// Compares the coders of a table.
  ///
  /// - Parameters:
  ///   - table: the stretches.
  ///   - length: the length of the continuum, which begins at `start`.
  ///   - start: where it begins.
  /// - Throws: `AgreementFailure` where a stretch does not fit, or overlaps another of the same
  ///   coder and value.
  public init(_ table: SpanTable, length: Int, start: Int = 0) throws {
    var coders: [String] = []
    for row in table.rows where !coders.contains(row.coder) { coders.append(row.coder) }
    guard coders.count >= 2 else { throw AgreementFailure.tooFewCoders(names: coders) }
    let names = Set(table.rows.map(\.value)).sorted()
    let units = try SpanTableAgreement.units(
      table, coders: coders, names: names, start: start, length: length)
    self.coders = coders
    self.length = length
    var notes = ["compared: \(coders.joined(separator: ", "))"]
    var measures: [AgreementMeasure] = []
    do {
      let whole = try UnitizedContinuum(length: length, values: names.count, coders: units)
      measures += SpanTableAgreement.whole(whole, names)
    } catch UnitizingError.overlap {
      notes.append(
        "stretches of different values overlap, so that no coefficient over all values exists; "
          + "each value is compared alone")
    }
    var parts: [AlphaU] = []
    for (value, name) in names.enumerated() {
      let alone = try UnitizedContinuum(
        length: length, values: 1,
        coders: units.map { own in
          own.filter { $0.value == value }.map {
            UnitizedContinuum.Unit(value: 0, start: $0.start, end: $0.end)
          }
        })
      parts.append(alone.alphaU(value: 0))
      measures += SpanTableAgreement.alone(alone, name)
    }
    measures.append(AgreementMeasure("alpha-u", AlphaU.overall(parts)))
    measures += SpanTableAgreement.cuts(units, coders, length: length)
    let aligned = units.enumerated().flatMap { coder, own in
      own.map {
        BestAlignment.Unit(
          coder: coder, value: $0.value, start: Double($0.start), end: Double($0.end))
      }
    }
    measures.append(
      AgreementMeasure(
        "alignment-disorder", BestAlignment(aligned, coders: coders.count).disorder))
    notes.append("boundaries are the starts and ends of stretches within the continuum")
    notes.append(
      "alignment-disorder is that of gamma's best alignment (place 3, value 1, empty 1; 0 is "
        + "best); gamma itself rests on random samples and is not given")
    self.measures = measures
    self.notes = notes
  }

  private static func units(
    _ table: SpanTable, coders: [String], names: [String], start: Int, length: Int
  ) throws -> [[UnitizedContinuum.Unit]] {
    var units = [[UnitizedContinuum.Unit]](repeating: [], count: coders.count)
    var ends: [[String]: (end: Int, line: Int)] = [:]
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
      if let last = ends[[row.coder, row.value]], last.end > row.start {
        throw AgreementFailure.badSpan(
          line: row.line,
          what: "the stretch overlaps that of line \(last.line), by the same coder with the same "
            + "value")
      }
      ends[[row.coder, row.value]] = (row.end, row.line)
      let coder = coders.firstIndex(of: row.coder) ?? 0
      units[coder].append(
        UnitizedContinuum.Unit(
          value: names.firstIndex(of: row.value) ?? 0, start: row.start - start,
          end: row.end - start))
    }
    return units
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
