import CodingEngine
import Fieldwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Co-occurrence in memory, far larger than any study: the engine without store and output.
enum Engine {
  /// Builds codings once, counts several times, and prints the seconds of each count, those of
  /// the processor, and a sum.
  static func run(codings: Int, codes: Int, times: Int) throws {
    let snapshot = try snapshot(codings: codings, codes: codes)
    let wall = ContinuousClock()
    for _ in 0..<times {
      let start = wall.now
      let worked = clock()
      let table = cooccurrence(in: snapshot, unit: .pairs, coders: .pooled)
      let seconds = (wall.now - start) / .seconds(1)
      let processor = Double(clock() - worked) / 1e6  // POSIX: a million a second
      // The sum keeps the work from being left out, and shows that sizes do the same work.
      print(seconds, processor, (0..<codes).reduce(0) { $0 + table[0, $1] })
    }
  }

  private static func snapshot(codings: Int, codes: Int) throws -> StudySnapshot {
    struct Impossible: Error {}
    let perText = 200
    var random = SplitMix(state: 11)
    let count = codings / perText
    var rows: [(text: Int32, start: Int32, end: Int32, code: Int32)] = []
    rows.reserveCapacity(codings)
    for text in 0..<count {
      for _ in 0..<perText {
        let start = Int32(random.below(50_000))
        rows.append(
          (Int32(text), start, start + 20 + Int32(random.below(300)), Int32(random.below(codes))))
      }
    }
    rows.sort { ($0.text, $0.start, $0.end, $0.code) < ($1.text, $1.start, $1.end, $1.code) }
    let columns = CodingColumns(
      texts: rows.map(\.text), starts: rows.map(\.start), ends: rows.map(\.end),
      codes: rows.map(\.code), coders: rows.map { _ in 0 }, numbers: rows.map { _ in 1 })
    guard let columns else { throw Impossible() }
    return StudySnapshot(
      name: "large", journalNumber: 1,
      transcripts: (0..<count).map { TranscriptEntry(label: "T\($0)") },
      texts: (0..<count).map {
        TextEntry(key: Int64($0), transcript: Int32($0), scalars: 60_000)
      },
      codebook: try Codebook((0..<codes).map { CodeDefinition(slug: "c\($0)") }),
      coders: ["ann"], codings: columns)
  }
}
