import Fieldwork

/// What can be seen in where the passages of codes lie.
struct PlaceLint {
  let snapshot: StudySnapshot
  let active: [Int]
  let texts: TextShelf

  func look(_ add: CodebookLint.Add) {
    let covers = CodeCovers(snapshot.codings, codes: snapshot.codebook.codes.count)
    lookForTwins(covers, add)
    lookForParents(add)
    for index in active where snapshot.codebook.codes[index].isCodable {
      for example in snapshot.codebook.codes[index].examples {
        if let place = strayPlace(of: example.text, code: index, covers) {
          add(
            index, .strayExample,
            "its example “\(short(example.text))” stands in \(place), not coded so", "")
        }
      }
    }
  }

  private func short(_ words: String) -> String {
    words.count <= 30 ? words : String(words.prefix(29)) + "…"
  }

  private func lookForTwins(_ covers: CodeCovers, _ add: CodebookLint.Add) {
    let used = active.filter { covers.stretches[$0].count > 1 }
    for (position, index) in used.enumerated() {
      for other in used[..<position] {
        let (a, b) = (covers.lengths[index], covers.lengths[other])
        // More than this they cannot share.
        guard Double(min(a, b)) >= CodebookLint.twins * Double(max(a, b)) else { continue }
        let shared = covers.shared(index, other)
        let share = Double(shared) / Double(a + b - shared)
        guard share >= CodebookLint.twins else { continue }
        let slug = snapshot.codebook.codes[other].slug
        let percent = Int((share * 100).rounded(.down))
        add(index, .nearTwins, "shares \(percent)% of its words with '\(slug)'", slug)
      }
    }
  }

  /// Passages that one coder gave a code and one above it.
  private func lookForParents(_ add: CodebookLint.Add) {
    let codings = snapshot.codings
    let parents = snapshot.codebook.parents
    var found: [Int: [Int: [Int]]] = [:]
    var first = 0
    while first < codings.count {
      var end = first + 1
      while end < codings.count, codings.isSameSegment(first, end) { end += 1 }
      for row in first..<end {
        var above = Int(parents[Int(codings.codes[row])])
        while above >= 0 {
          let isThere = (first..<end).contains {
            Int(codings.codes[$0]) == above && codings.coders[$0] == codings.coders[row]
              && codings.round($0) == codings.round(row)
          }
          if isThere {
            found[Int(codings.codes[row]), default: [:]][above, default: []].append(row)
          }
          above = Int(parents[above])
        }
      }
      first = end
    }
    for (code, ancestors) in found where !snapshot.codebook.codes[code].isRetired {
      for (above, rows) in ancestors.sorted(by: { $0.key < $1.key }) {
        let slug = snapshot.codebook.codes[above].slug
        var cites: [String] = []
        for row in rows where !cites.contains(cite(row)) { cites.append(cite(row)) }
        add(
          code, .withParent,
          "lies with '\(slug)', which is above it, on \(cites.prefix(3).joined(separator: ", "))"
            + (cites.count > 3 ? " and \(cites.count - 3) more" : ""), slug)
      }
    }
  }

  private func cite(_ row: Int) -> String {
    let transcript = snapshot.transcripts[Int(snapshot.transcript(ofCoding: row))]
    return "\(transcript.label)#\(snapshot.codings.numbers[row])"
  }

  /// The transcript in which an example stands although no coding of the code touches it;
  /// `nil` also where it stands nowhere.
  private func strayPlace(of example: String, code: Int, _ covers: CodeCovers) -> String? {
    let wanted = Array(example.trimmingBlanks.utf8)
    guard wanted.count > 5 else { return nil }
    var stray: String?
    for text in snapshot.texts.indices {
      guard let buffer = texts[Int32(text)] else { continue }
      for byte in PlaceLint.places(of: wanted, in: buffer.bytes) {
        let start = buffer.scalar(ofByte: byte)
        let end = buffer.scalar(ofByte: byte + wanted.count)
        if covers.touches(code, text: Int32(text), start: start, end: end) { return nil }
        stray = stray ?? snapshot.transcripts[Int(snapshot.texts[text].transcript)].label
      }
    }
    return stray
  }

  private static func places(of wanted: [UInt8], in bytes: [UInt8]) -> [Int] {
    guard let first = wanted.first, bytes.count >= wanted.count else { return [] }
    var found: [Int] = []
    for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
      if bytes[start..<start + wanted.count].elementsEqual(wanted) { found.append(start) }
    }
    return found
  }
}
