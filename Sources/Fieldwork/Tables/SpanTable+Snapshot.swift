extension SpanTable {
  /// The stretches as a study of their own, so that the same functions count them: a text without
  /// turns for each document, a code for each value, in the order in which they come first.
  ///
  /// - Parameters:
  ///   - length: the characters of each text; the end of its last stretch when `nil`.
  ///   - file: how messages call the file.
  /// - Throws: `Problem` for a stretch that is empty, has no value, or ends behind the text, and
  ///   `CodebookFailure` where values cannot be codes.
  public func snapshot(length: Int?, file: String) throws -> StudySnapshot {
    let limit = min(length ?? Int(Int32.max), Int(Int32.max))
    var codes: [String: Int32] = [:]
    var names: [String] = []
    var coders: [String: Int32] = [:]
    var people: [String] = []
    var texts: [String: Int32] = [:]
    var labels: [String] = []
    var ends: [Int] = []
    var marks: Set<[Int32]> = []
    for row in rows {
      let place = "\(file), line \(row.line)"
      guard row.start < row.end else {
        throw Problem(
          .data, "the stretch from \(row.start) to \(row.end) is empty", place: place,
          hint: "'end' is the place behind the last character")
      }
      guard row.end <= limit else {
        throw Problem(
          .data, "the stretch ends at \(row.end), behind the text's \(limit) characters",
          place: place)
      }
      guard !row.value.isEmpty else {
        throw Problem(
          .data, "the stretch has no value", place: place, hint: "the value names its code")
      }
      let code = index(of: row.value, in: &codes, &names)
      let coder = index(of: row.coder, in: &coders, &people)
      let label = row.document.isEmpty ? "text" : row.document
      let text = index(of: label, in: &texts, &labels)
      if ends.count < labels.count { ends.append(1) }
      ends[Int(text)] = max(ends[Int(text)], row.end)
      marks.insert([text, Int32(row.start), Int32(row.end), code, coder])
    }
    let sorted = marks.sorted { $0.lexicographicallyPrecedes($1) }
    let codings = CodingColumns(
      texts: sorted.map { $0[0] }, starts: sorted.map { $0[1] }, ends: sorted.map { $0[2] },
      codes: sorted.map { $0[3] }, coders: sorted.map { $0[4] },
      numbers: sorted.indices.map { Int32($0 + 1) })
    if labels.isEmpty {
      labels = ["text"]
      ends = [1]
    }
    return StudySnapshot(
      name: "stretches", journalNumber: 0,
      transcripts: labels.map { TranscriptEntry(label: $0) },
      texts: ends.enumerated().map { place, end in
        TextEntry(
          key: Int64(place), transcript: Int32(place), scalars: Int32(clamping: length ?? end))
      },
      codebook: try Codebook(names.map { CodeDefinition(slug: $0) }), coders: people,
      codings: codings ?? .empty)
  }

  private func index(
    of name: String, in known: inout [String: Int32], _ names: inout [String]
  ) -> Int32 {
    if let index = known[name] { return index }
    let index = Int32(names.count)
    known[name] = index
    names.append(name)
    return index
  }
}
