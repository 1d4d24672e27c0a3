/// The figures as Markdown tables: every budget, and how the work grows with the study.
struct BenchReport {
  /// The studies of a quarter, a half and the whole.
  let studies: [Bench.Study]
  let fixed: [Bench.Line]
  /// The engine on a quarter, a half and the whole.
  let engines: [Bench.Line]
  /// The engine on ten thousand, a hundred thousand and a million codings, of few and many codes.
  let grown: [Bench.Line]
  let large: [Bench.Line]

  var text: String {
    let whole = studies[studies.count - 1]
    var out = """
      ## What it costs

      \(grouped(whole.textBytes)) bytes of text, \(grouped(whole.codings)) codings; whole \
      processes, standard output thrown away; files in the page cache.

      | work | min | median | processor | budget | peak memory | within |
      | --- | ---: | ---: | ---: | ---: | ---: | --- |

      """
    for line in fixed + whole.lines + [engines[engines.count - 1]] + large { out += row(line) }
    out += "| growth of the file by the texts | \(decimals(whole.growth, 2)) × | | | < 3 × | | "
    out += "\(whole.growth < 3 ? "yes" : "NO") |\n"
    out += """

      The minimum is held against the budget, peak memory against 150 MB,
      but for the survey that is read whole. Where other programs
      use the machine, the time of the processor (user and system, minimum) tells more.

      ## How it grows

      Time of the processor, minimum of the runs; a factor near 2 from each size to the next is
      linear, below 2 there is a constant part.

      | work | ¼ | ½ | 1 | factors |
      | --- | ---: | ---: | ---: | --- |

      """
    for index in whole.lines.indices {
      out += growth(whole.lines[index].work, studies.map { $0.lines[index].processor })
    }
    out += growth("co-occurrence in memory", engines.map(\.processor))
    out += """

      | work | min | processor | peak memory |
      | --- | ---: | ---: | ---: |

      """
    for line in grown {
      let megabytes = "\(decimals(Double(line.peakBytes) / 1e6, 0)) MB"
      out += "| \(line.work) | \(time(line.minimum)) | \(time(line.processor)) | \(megabytes) |\n"
    }
    return out
  }

  private func row(_ line: Bench.Line) -> String {
    let isQuick = line.budget.map { line.minimum <= $0 }
    let isSmall = line.memoryBudget.map { line.peakBytes <= $0 } ?? true
    let misses = (isQuick == false ? ["time"] : []) + (isSmall ? [] : ["memory"])
    let verdict = misses.isEmpty ? "yes" : "NO: \(misses.joined(separator: ", "))"
    let budget = line.budget.map(time) ?? "–"
    let megabytes = "\(decimals(Double(line.peakBytes) / 1e6, 0)) MB"
    return "| \(line.work) | \(time(line.minimum)) | \(time(line.median)) | "
      + "\(time(line.processor)) | \(budget) | "
      + "\(megabytes) | \(verdict) |\n"
  }

  private func growth(_ work: String, _ seconds: [Double]) -> String {
    let factors = zip(seconds, seconds.dropFirst()).map { decimals($1 / $0, 2) }
    return "| \(work) | \(seconds.map(time).joined(separator: " | ")) | "
      + "\(factors.joined(separator: ", ")) |\n"
  }

  private func time(_ seconds: Double) -> String {
    seconds < 1 ? "\(decimals(seconds * 1000, 1)) ms" : "\(decimals(seconds, 2)) s"
  }
}

/// A number with a fixed count of decimals, rounded to nearest.
func decimals(_ value: Double, _ places: Int) -> String {
  var scale = 1
  for _ in 0..<places { scale *= 10 }
  let scaled = Int((value * Double(scale)).rounded())
  guard places > 0 else { return "\(scaled)" }
  let fraction = "\(scaled % scale)"
  return "\(scaled / scale)." + String(repeating: "0", count: places - fraction.count) + fraction
}

/// A whole number with commas.
func grouped(_ value: Int) -> String {
  var digits = Array("\(value)")
  var place = digits.count - 3
  while place > 0 {
    digits.insert(",", at: place)
    place -= 3
  }
  return String(digits)
}
