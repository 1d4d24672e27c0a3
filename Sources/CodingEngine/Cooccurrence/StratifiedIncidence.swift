import Fieldwork
import Statistics

/// How many units of each transcript have each code.
struct StratifiedIncidence {
  /// The units of each transcript.
  private let units: [Int]
  /// For each row of the table its transcripts, ascending, with the number of units.
  private let present: [[(transcript: Int32, units: Int)]]

  init(_ counter: CooccurrenceCounter) {
    let places = counter.units
    let transcripts = places.transcripts ?? []
    var units = [Int](repeating: 0, count: counter.snapshot.transcripts.count)
    for transcript in transcripts where transcript >= 0 { units[Int(transcript)] += 1 }
    self.units = units
    let entries = counter.entries(places).sorted { ($0.line, $0.unit) < ($1.line, $1.unit) }
    var present = [[(transcript: Int32, units: Int)]](repeating: [], count: counter.size)
    for (index, entry) in entries.enumerated() {
      if index > 0, entries[index - 1].line == entry.line, entries[index - 1].unit == entry.unit {
        continue
      }
      let line = Int(entry.line)
      let transcript = transcripts[Int(entry.unit)]
      // Units of one transcript need not follow each other where it has several layers.
      if let known = present[line].lastIndex(where: { $0.transcript == transcript }) {
        present[line][known].units += 1
      } else {
        present[line].append((transcript, 1))
      }
    }
    self.present = present.map { $0.sorted { $0.transcript < $1.transcript } }
  }

  /// The transcripts that have both codes, with their margins.
  func shared(_ first: Int, _ second: Int) -> [StratifiedHypergeometric.Stratum] {
    let (a, b) = (present[first], present[second])
    var found: [StratifiedHypergeometric.Stratum] = []
    var next = 0
    for one in a {
      while next < b.count, b[next].transcript < one.transcript { next += 1 }
      guard next < b.count, b[next].transcript == one.transcript else { continue }
      found.append(
        .init(units: units[Int(one.transcript)], first: one.units, second: b[next].units))
    }
    return found
  }
}
